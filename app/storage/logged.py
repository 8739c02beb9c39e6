"""Changes as the log holds them, read back by record and field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar

import msgspec
from sqlalchemy import Connection

from app.models.changeset import read_change
from app.models.current import Entry, Standing, standing

T = TypeVar("T")
Register = tuple[str, str, str]
"""Record id, field name, element (of a set field; else "")."""

CHUNK = 400
ALIVE = "alive"

_SELECT = (
    "SELECT c.kind, c.record, c.field, c.element, c.body, s.hash, s.in_force, s.lamport, h.replica,"
    " s.id, h.space"
    " FROM change c JOIN changeset s ON s.id = c.changeset JOIN chain h ON h.id = s.chain"
    " WHERE c.record IN ({marks}) AND s.state = 1 AND c.schema > 0{fields}"
)


class Logged(msgspec.Struct, frozen=True):
    """One applied change as read from the log."""

    kind: str
    space: str
    register: Register
    entry: Entry
    changeset: int


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Yield the items in lists of at most `size`."""
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part


def logged(connection: Connection, records: list[str], fields: frozenset[str] = frozenset()) -> list[Logged]:
    """Return the applied changes of at most `CHUNK` records; only of the given fields, if any are given."""
    named = sorted(fields)
    only = f" AND c.field IN ({_marks(named)})" if named else ""
    sql = _SELECT.format(marks=_marks(records), fields=only)
    rows = connection.exec_driver_sql(sql, (*records, *named)).fetchall()
    return [_logged(*row) for row in rows]


def _logged(
    kind: str, record: str, field: str, element: str, body: str | None, hash_: str, in_force: int,
    lamport: int,
    replica: str, changeset: int, space: str,
) -> Logged:  # fmt: skip
    if body is None:
        entry = Entry(hash_[:32], None, (), False, lamport, replica)
    else:
        change = read_change(body)
        entry = Entry(hash_[:32], change.v, change.x, bool(in_force), lamport, replica)
    return Logged(kind, space, (record, field, element), entry, changeset)


def _marks(items: list[str]) -> str:
    return ",".join("?" * len(items))


def logged_fields(connection: Connection, places: Collection[tuple[str, str]]) -> list[Logged]:
    """Return the applied changes of the fields named, each by record id and field name."""
    found: list[Logged] = []
    fields = frozenset(field for _, field in places)
    for part in chunks(sorted({record for record, _ in places})):
        found += [item for item in logged(connection, part, fields) if item.register[:2] in places]
    return found


def standings(items: Iterable[Logged]) -> dict[Register, Standing]:
    """Return what stands in each register, given all its changes."""
    entries: dict[Register, list[Entry]] = defaultdict(list)
    for item in items:
        entries[item.register].append(item.entry)
    return {register: standing(found) for register, found in entries.items()}
