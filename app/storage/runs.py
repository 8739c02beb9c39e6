"""How changes lie in the log: those of a changeset to one record, side by side, are one row, a run.

A record that is added is one row, not one for each of its fields. The view `change` shows each change by
itself (but for a NUL in the name of a field or an element, which SQLite leaves out); whatever reads or writes
many of them at once reads and writes runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.storage.tables import RARE_KINDS


class Item(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One change within a run: its bytes, or their leaf where they are not here."""

    field: str
    element: str
    body: str | None
    leaf: str | None


Said = Item | tuple[str, str, str | None, str | None]
"""An item, or its four parts."""

About = tuple[str, str, int]
"""What a run is about: kind, record, the schema that applies it (0 for none)."""

NOTHING_KNOWN: About = ("", "", 0)


class Placed(msgspec.Struct, frozen=True, gc=False):
    """A change of a changeset: kind, record, the schema that applies it (0 for none), and the change."""

    kind: str
    record: str
    schema: int
    item: Item


RunRow = tuple[int, str, str, str, int, int]
"""The columns of a run but its changeset, as `INSERT_RUN` takes them."""

INSERT_RUN = (
    "INSERT INTO run (changeset, position, kind, record, items, schema, rare) VALUES (?, ?, ?, ?, ?, ?, ?)"
)

_encode = msgspec.json.Encoder().encode
read_items = msgspec.json.Decoder(list[Item]).decode
"""Returns the changes of a run from its column `items`."""


def withheld(leaf_: str) -> Placed:
    """Return a change of which nothing but its leaf is known."""
    return Placed(*NOTHING_KNOWN, Item("", "", None, leaf_))


def runs(changes: Iterable[Placed], first: int = 0) -> list[RunRow]:
    """Return the runs of changes that follow each other in a changeset from position `first` on."""
    found: list[RunRow] = []
    for about, part in groupby(changes, attrgetter("kind", "record", "schema")):
        items = [one.item for one in part]
        found.append(run_row(first, about, items))
        first += len(items)
    return found


def run_row(position: int, about: About, items: Sequence[Said]) -> RunRow:
    """Return the run of changes to what it is about, the first of them at a position of its changeset."""
    kind, record, schema = about
    return (position, kind, record, _encode(items).decode(), schema, int(kind in RARE_KINDS))


def write_runs(connection: Connection, changeset: int, changes: Iterable[Placed], first: int = 0) -> None:
    """Put changes that follow each other into the log."""
    connection.exec_driver_sql(INSERT_RUN, [(changeset, *run) for run in runs(changes, first)])


def replace_changes(connection: Connection, changed: Mapping[tuple[int, int], Placed]) -> None:
    """Put other changes in the place of those at (changeset, position)."""
    by_changeset: dict[int, dict[int, Placed]] = defaultdict(dict)
    for (changeset, position), change in changed.items():
        by_changeset[changeset][position] = change
    for changeset, places in by_changeset.items():
        rows = connection.exec_driver_sql(_RUNS, (changeset,)).fetchall()
        ends = [row.position for row in rows[1:]] + [1 + max(places)]
        for row, end in zip(rows, ends, strict=True):
            if any(row.position <= position < end for position in places):
                _replace_in(connection, changeset, row, places)


_RUNS = "SELECT id, position, kind, record, items, schema FROM run WHERE changeset = ? ORDER BY position"


def _replace_in(
    connection: Connection, changeset: int, row: Sequence[Any], places: Mapping[int, Placed]
) -> None:
    row_id, first, kind, record, items, schema = row
    changes = [
        places.get(position, Placed(kind, record, schema, item))
        for position, item in enumerate(read_items(items), first)
    ]
    connection.exec_driver_sql("DELETE FROM run WHERE id = ?", (row_id,))
    write_runs(connection, changeset, changes, first)
