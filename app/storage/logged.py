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
from app.storage.runs import gone_in, texts_of
from app.storage.tables import APPLIED, SET_ASIDE

T = TypeVar("T")
Register = tuple[str, str, str]
"""Record id, field name, element (of a set field; else "")."""

CHUNK = 400
ALIVE = "alive"

_SELECT = (
    "SELECT r.kind, r.record, r.items, s.hash, s.in_force, s.lamport, h.replica, s.id, h.space"
    " FROM run r JOIN changeset s ON s.id = r.changeset JOIN chain h ON h.id = s.chain"
    f" WHERE r.record IN ({{marks}}) AND s.state IN ({APPLIED}, {SET_ASIDE}) AND r.schema > 0"
)


class Logged(msgspec.Struct, frozen=True):
    """One change as read from the log: applied, or set aside and so not in force."""

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
    """Return the changes of at most `CHUNK` records; only of the given fields, if any are given.

    Those set aside are among them, not in force, so that a field with no other change is seen to be empty.
    """
    rows = connection.exec_driver_sql(_SELECT.format(marks=",".join("?" * len(records))), tuple(records))
    return [
        one
        for kind, record, items, *about, changeset, space in rows.fetchall()
        for text in texts_of(items)
        if (one := _logged(kind, space, record, changeset, text, *about)).register[1] in fields or not fields
    ]


def _logged(
    kind: str, space: str, record: str, changeset: int, text: str, hash_: str, in_force: int, lamport: int,
    replica: str,
) -> Logged:  # fmt: skip
    gone = gone_in(text)
    if gone is not None:
        entry = Entry(hash_[:32], None, (), False, lamport, replica)
        return Logged(kind, space, (record, gone.field, gone.element), entry, changeset)
    change = read_change(text)
    entry = Entry(hash_[:32], change.v, change.x, bool(in_force), lamport, replica)
    return Logged(kind, space, (record, change.f, change.e), entry, changeset)


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
