"""A set of records in memory, for the pure rooms: steps, checks, coverage, documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from app.models.record import Record

R = TypeVar("R", bound=Record)


class Book:
    """Records that show (alive, and so are their owners), by kind and by id."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._by_kind: defaultdict[type[Record], list[Record]] = defaultdict(list)
        self._by_id: dict[str, Record] = {}
        for record in records:
            self._by_kind[type(record)].append(record)
            self._by_id[record.id] = record

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Return all records of a kind, in the order they were given."""
        return tuple(self._by_kind.get(kind, ()))  # type: ignore[arg-type]

    def where(self, kind: type[R], **equals: object) -> tuple[R, ...]:
        """Return the records of a kind whose fields equal the given values."""
        found = self.of(kind)
        for name, value in equals.items():
            found = tuple(r for r in found if getattr(r, name) == value)
        return found

    def get(self, kind: type[R], record_id: str | None) -> R | None:
        """Return one record, or None when it is not here (yet) or is of another kind."""
        found = self._by_id.get(record_id or "")
        return found if isinstance(found, kind) else None

    def patched(self, fresh: Iterable[Record]) -> Book:
        """Return a book in which records that are here already have their newer values."""
        newer = {record.id: record for record in fresh}
        kinds = {type(record) for record in newer.values()}
        copy = Book(())
        copy._by_id = {**self._by_id, **newer}
        copy._by_kind = self._by_kind.copy()
        for kind in kinds:
            copy._by_kind[kind] = [newer.get(record.id, record) for record in self._by_kind[kind]]
        return copy
