"""Records that a definition asks for: a kind, and values its fields must have.

A field of the record referred to is written `reference.field`; "*" stands for any value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.models.book import Book
from app.models.record import Record
from app.models.registry import KINDS, describe
from app.process.reading import Reader

Plain = str | int | bool
ANY = "*"


@dataclass(frozen=True, slots=True)
class Expected:
    """A kind of record, when its fields equal these values."""

    kind: str
    equals: Mapping[str, Plain] = field(default_factory=dict, hash=False)


def read_expected(reader: Reader) -> Expected:
    """Return what one table asks for. Raises UserError `bad_definition` for a kind or field unknown."""
    kind = reader.text("kind")
    equals = plain(reader, "kind")
    if not are_fields(kind, tuple(equals)):
        raise reader.refuse(f"kind: {kind}")
    return Expected(kind, equals)


def plain(reader: Reader, *but: str) -> dict[str, Plain]:
    """Return the other entries of a table, all texts, whole numbers or yes and no."""
    others = reader.others(*but)
    for name, value in others.items():
        if not isinstance(value, (str, int, bool)):
            raise reader.refuse(name)
    return {name: value for name, value in others.items() if isinstance(value, (str, int, bool))}


def found(book: Book, expected: Expected) -> tuple[Record, ...]:
    """Return the records that are as expected."""
    simple = {name: value for name, value in expected.equals.items() if "." not in name and value != ANY}
    others = [(name, value) for name, value in expected.equals.items() if name not in simple]
    records: tuple[Record, ...] = book.where(KINDS[expected.kind], **simple)
    return tuple(one for one in records if all(_is(book, one, name, value) for name, value in others))


def _is(book: Book, record: Record, name: str, value: Plain) -> bool:
    reference, _, last = name.rpartition(".")
    owner = book.get(Record, getattr(record, reference)) if reference else record
    held = getattr(owner, last, None)
    return held not in (None, "", ()) if value == ANY else held == value


def are_fields(kind: str, names: tuple[str, ...]) -> bool:
    """Return whether there is such a kind, and these are fields of it or of a record it refers to."""
    return kind in KINDS and all(_known(kind, name) for name in names)


def _known(kind: str, name: str) -> bool:
    reference, _, last = name.rpartition(".")
    fields = describe(kind).fields
    if reference:
        rule = fields[reference].rule if reference in fields else None
        return bool(rule and rule.target and last in describe(rule.target).fields)
    return last in fields
