"""A set of records in memory, for the pure rooms: steps, checks, coverage, documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from app.models.merging import differing, referring, resolve
from app.models.record import Record
from app.models.values import Value

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Book:
    """Records that show (alive, and so are their owners), by kind and by id.

    Of several records for one thing (`same_as`) one shows, under its id and theirs; see `models.merging`.
    """

    def __init__(
        self, records: Iterable[Record], removed: Mapping[str, Mapping[str, Sequence[str]]] | None = None
    ) -> None:
        found = resolve(list(records), removed)
        self._stands, self._stored = found.stands, found.stored
        self._by_kind: defaultdict[type[Record], list[Record]] = defaultdict(list)
        self._by_id: dict[str, Record] = {}
        self._known: dict[Hashable, Any] = {}
        for record in found.records:
            self._by_kind[type(record)].append(record)
            self._by_id[record.id] = record

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Return all records of a kind, in the order they were given."""
        return tuple(self._by_kind.get(kind, ()))  # type: ignore[arg-type]

    def where(self, kind: type[R], **equals: object) -> tuple[R, ...]:
        """Return the records of a kind whose fields equal the given values."""
        if not equals:
            return self.of(kind)
        (first, wanted), *others = equals.items()
        by_first: dict[Any, tuple[R, ...]] = self.once(_by_value, kind, first)
        found = by_first.get(wanted, ())
        return tuple(r for r in found if all(getattr(r, name) == value for name, value in others))

    def once(self, work: Callable[..., T], *about: Hashable) -> T:
        """Return `work(book, *about)`, worked out once: a book never changes. It may look at nothing else."""
        asked = (work, about)
        if asked not in self._known:
            self._known[asked] = work(self, *about)
        found: T = self._known[asked]
        return found

    def get(self, kind: type[R], record_id: str | None) -> R | None:
        """Return the record that shows for an id, or None when it is not here (yet) or is of another kind."""
        found = self._by_id.get(self.stands(record_id or ""))
        return found if isinstance(found, kind) else None

    def stands(self, record_id: str) -> str:
        """Return the id of the record that stands for one; its own when it was not merged."""
        return self._stands.get(record_id, record_id)

    def stored(self, record: Record) -> tuple[Record, ...]:
        """Return the stored records behind one that shows, the one it is named by first."""
        return self._stored.get(record.id, (record,))

    def every(self, kind: type[R]) -> list[R]:
        """Return the stored records of a kind, also those that others stand for."""
        return [one for shown in self.of(kind) for one in self.stored(shown)]  # type: ignore[misc]

    def merged(self, kind: type[R]) -> list[R]:
        """Return the records of a kind that stand for several."""
        return [one for one in self.of(kind) if len(self.stored(one)) > 1]

    def differing(self, record: Record) -> dict[str, tuple[Value, ...]]:
        """Return field → several values of the records behind one that shows; see `merging.differing`."""
        return differing([referring(one, self._stands) for one in self.stored(record)])

    def concerned(self, records: Iterable[Record]) -> bool:
        """Whether newer values of records that are here may change which records stand for others."""
        return any(
            getattr(one, "same_as", ())
            or one.id in self._stored
            or one.id in self._stands
            or referring(one, self._stands) is not one
            for one in records
        )

    def patched(self, fresh: Iterable[Record]) -> Book:
        """Return a book in which records that are here already have their newer values."""
        newer = {record.id: record for record in fresh}
        kinds = {type(record) for record in newer.values()}
        copy = Book(())
        copy._stands, copy._stored = self._stands, self._stored
        copy._by_id = {**self._by_id, **newer}
        copy._by_kind = self._by_kind.copy()
        for kind in kinds:
            copy._by_kind[kind] = [newer.get(record.id, record) for record in self._by_kind[kind]]
        return copy


def _by_value(book: Book, kind: type[R], name: str) -> dict[Value, tuple[R, ...]]:
    """Return the records of a kind by the value of a field."""
    found: defaultdict[Value, list[R]] = defaultdict(list)
    for record in book.of(kind):
        found[getattr(record, name)].append(record)
    return {value: tuple(records) for value, records in found.items()}
