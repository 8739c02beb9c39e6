"""Which records documents for partners may print."""

from __future__ import annotations

from collections import Counter

from app.models.book import Book
from app.models.record import Record
from app.models.registry import KINDS, describe

HIGHEST_CLASS = 2


def printable(book: Book, *kept: str, highest: int = HIGHEST_CLASS) -> Book:
    """Return a book without records above a class and without what belongs to them.

    `kept` are ids of records that the person asked to print, whatever their class.
    """
    hidden = _hidden(book, kept, highest)
    return Book([record for record in _all(book) if record.id not in hidden]) if hidden else book


def held_back(book: Book, *kept: str, highest: int = HIGHEST_CLASS) -> Counter[str]:
    """Return how many records of each kind `printable` leaves out."""
    hidden = _hidden(book, kept, highest)
    return Counter(record.about.name for record in _all(book) if record.id in hidden)


def _hidden(book: Book, kept: tuple[str, ...], highest: int) -> set[str]:
    hidden = {record.id for record in _all(book) if (record.sensitivity or 0) > highest} - set(kept)
    size = -1
    while hidden and len(hidden) != size:
        size = len(hidden)
        hidden |= {record.id for record in _all(book) if _owner(record) in hidden} - set(kept)
    return hidden


def _all(book: Book) -> list[Record]:
    return [record for kind in KINDS.values() for record in book.of(kind)]


def _owner(record: Record) -> str:
    field = describe(record.about.name).owner
    return (getattr(record, field.name) or "") if field is not None else ""
