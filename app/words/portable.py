"""Reading gettext .po files and CLDR month names through Babel. Imported only when needed."""

from __future__ import annotations

import re
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

Messages = dict[str, str | tuple[str, ...]]
_FRENCH_SPACE = re.compile("(?<=«) | (?=[:;!?»])")


def read_catalogue(path: Path, strict: bool = False) -> Catalog:
    """Return a .po file as Babel's catalogue. With `strict` a malformed line raises ValueError."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=strict)


def read_messages(path: Path, language: str = "") -> Messages:
    """Return code → text, or code → plural forms, of a .po file; empty texts are left out."""
    found: Messages = {}
    for message in read_catalogue(path):
        code, texts, plural = parts(message)
        if code and any(texts):
            texts = tuple(map(kept_together, texts)) if language == "fr" else texts
            found[code] = texts if plural else texts[0]
    return found


def kept_together(text: str) -> str:
    """Return French text whose double signs stay on the line of their word: "Lieu :" never breaks."""
    return _FRENCH_SPACE.sub("\u00a0", text)


def parts(message: Message) -> tuple[str, tuple[str, ...], bool]:
    """Return a message's code ("" for the header), its text or plural forms, and whether it is plural."""
    plural = not isinstance(message.id, str)
    text = message.string or ""
    return (
        str(message.id[0] if plural else message.id),
        (text,) if isinstance(text, str) else tuple(text),
        plural,
    )


def months_of(locale: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the twelve month names of a locale, long and short."""
    names = Locale.parse(locale).months["format"]
    order = range(1, 13)
    return tuple(names["wide"][n] for n in order), tuple(names["abbreviated"][n] for n in order)
