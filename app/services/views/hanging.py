"""What goes with a record that is removed, and what stays without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from app.models.book import Book
from app.models.kinds.meetings import Attachment
from app.models.record import Record
from app.models.registry import KINDS, describe, owned_kinds
from app.services.desk import Desk

Counted = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Hanging:
    """Kinds with how many: `goes` no longer shows without the record, `stays` only names it."""

    goes: Counted = ()
    stays: Counted = ()


def hanging(desk: Desk, kind: str, record_id: str) -> Hanging:
    """Return what hangs on a record, as far as it is on this laptop."""
    book = desk.book()
    goes = list(_going(book, kind, record_id))
    gone = {one.id for one in goes}
    stays = [one for one in _naming(book, kind, record_id) if one.id not in gone]
    return Hanging(_counted(goes), _counted(stays))


def _going(book: Book, kind: str, record_id: str) -> Iterator[Record]:
    for name, field in owned_kinds(kind):
        for one in book.where(KINDS[name], **{field: record_id}):
            yield one
            yield from _going(book, name, one.id)
    yield from book.where(Attachment, subject=record_id)


def _naming(book: Book, kind: str, record_id: str) -> Iterator[Record]:
    for name in KINDS:
        fields = [
            field.name
            for field in describe(name).fields.values()
            if field.rule.target == kind and not field.rule.owner
        ]
        for one in book.of(KINDS[name]) if fields else ():
            if any(_names(getattr(one, field), record_id) for field in fields):
                yield one


def _names(value: object, record_id: str) -> bool:
    return record_id in value if isinstance(value, tuple) else value == record_id


def _counted(records: list[Record]) -> Counted:
    counts = Counter(one.about.name for one in records)
    return tuple((name, counts[name]) for name in KINDS if counts[name])
