"""Where else a person is named: records whose texts hold a name, and entries of the roster."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from app.models.book import Book
from app.models.folding import fold
from app.models.kinds.people import Person
from app.models.personal import STAYS
from app.models.record import Record, Shape
from app.models.registry import KINDS, describe
from app.words.languages import LANGUAGES

SHORTEST = 3
"""Letters; shorter names are found within too much else."""

# Arabic joins "and", "to", "by" and "as" to the word that follows.
_BEFORE, _AFTER = r"(?<!\w)[وفبلك]?", r"(?!\w)"


def naming_fields(kind: str) -> frozenset[str]:
    """Return the fields of a kind that hold what a record is called, in any language."""
    about = describe(kind)
    title = about.kind.title
    fitting = {title, *(f"{title}_{language}" for language in LANGUAGES)} & about.fields.keys()
    return frozenset(name for name in fitting if holds_text(kind, name))


def holds_text(kind: str, field: str) -> bool:
    """Return whether people type a field freely."""
    return describe(kind).fields[field].rule.shape in (Shape.LINE, Shape.TEXT)


def mentions(book: Book, texts: Iterable[str], without: Collection[str]) -> dict[str, int]:
    """Return kind → how many records that show, without those of the given ids, hold one of the texts.

    Letters are compared as searches do; whole words only. The roster is not looked through.
    """
    sought = _pattern(texts)
    if sought is None:
        return {}
    others = (
        record
        for name, kind in KINDS.items()
        if name not in STAYS
        for record in book.of(kind)
        if record.id not in without
    )
    found = (one for one in others if any(sought.search(fold(text)) for text in _texts(one)))
    return dict(Counter(one.about.name for one in found))


def on_roster(book: Book, persons: Collection[str], names: Iterable[str]) -> bool:
    """Return whether the roster holds one of the persons (record ids), or somebody of one of the names."""
    folded = {fold(name) for name in names}
    fields = naming_fields("person")
    return any(
        one.id in persons or any(fold(getattr(one, field) or "") in folded for field in fields)
        for one in book.of(Person)
    )


def _pattern(texts: Iterable[str]) -> re.Pattern[str] | None:
    folded = sorted({text for text in map(fold, texts) if len(text) >= SHORTEST})
    found = "|".join(map(re.escape, folded))
    return re.compile(f"{_BEFORE}(?:{found}){_AFTER}") if found else None


def _texts(record: Record) -> Iterator[str]:
    kind = record.about.name
    for field in describe(kind).fields:
        value = getattr(record, field)
        if value and isinstance(value, str) and holds_text(kind, field):
            yield value
