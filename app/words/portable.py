"""Reading gettext .po files and CLDR month names through Babel. Imported only when needed."""

from __future__ import annotations

from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

Messages = dict[str, str | tuple[str, ...]]


def read_catalogue(path: Path, strict: bool = False) -> Catalog:
    """Return a .po file as Babel's catalogue. With `strict` a malformed line raises ValueError."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=strict)


def read_messages(path: Path) -> Messages:
    """Return code → text, or code → plural forms, of a .po file; empty texts are left out."""
    found: Messages = {}
    for message in read_catalogue(path):
        code = message.id if isinstance(message.id, str) else message.id[0]
        text = message.string
        if code and text and any(text):
            found[code] = text if isinstance(text, str) else tuple(text)
    return found


def months_of(locale: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the twelve month names of a locale, long and short."""
    names = Locale.parse(locale).months["format"]
    order = range(1, 13)
    return tuple(names["wide"][n] for n in order), tuple(names["abbreviated"][n] for n in order)
