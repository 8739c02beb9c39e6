"""How changes lie in the log: those of a changeset to one record, side by side, are one row, a run.

A record that is added is one row, not one for each of its fields. Its items are JSON texts with a separator
before each but the first that no JSON text holds (as in RFC 7464): of a change the very text that was hashed,
of one whose bytes are not here an array of its leaf, field and element. The view `change` shows each by
itself (but for a NUL in the name of a field or an element, which SQLite leaves out); whatever reads or writes
many of them at once reads and writes runs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.models.changeset import Withheld, read_change
from app.storage.tables import RARE_KINDS

_SEPARATOR = "\x1e"

About = tuple[str, str, int]
"""What a run is about: kind, record, the schema that applies it (0 for none)."""

NOTHING_KNOWN: About = ("", "", 0)


class Gone(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A change whose bytes are not here: its leaf, and the field and element if they are known."""

    leaf: str
    field: str = ""
    element: str = ""


class Placed(msgspec.Struct, frozen=True, gc=False):
    """A change of a changeset: kind, record, the schema that applies it (0 for none), and its text as it lies
    in a run."""

    kind: str
    record: str
    schema: int
    text: str


RunRow = tuple[int, str, str, str, int, int]
"""The columns of a run but its changeset, as `INSERT_RUN` takes them."""

INSERT_RUN = (
    "INSERT OR FAIL INTO run (changeset, position, kind, record, items, schema, rare)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)

_encode = msgspec.json.Encoder().encode
_read_gone = msgspec.json.Decoder(Gone).decode


def texts_of(items: str) -> list[str]:
    """Return the texts of a run from its column `items`."""
    return items.split(_SEPARATOR)


def gone_in(text: str) -> Gone | None:
    """Return what is left of a change whose bytes are not here; None of one that a text of a run holds."""
    return _read_gone(text) if text.startswith("[") else None


LACKS = "(substr(c.items, 1, 1) = '[' OR instr(c.items, char(30, 91)) > 0)"
"""The condition of a run `c` of which changes are not here."""


def lacking(items: str) -> int:
    """Return how many changes of a run are not here, from its column `items`."""
    return sum(text.startswith("[") for text in texts_of(items))


def travelling(items: str) -> list[str | Withheld]:
    """Return the changes of a run as they leave this laptop, from its column `items`."""
    return [Withheld(gone.leaf) if (gone := gone_in(text)) else text for text in texts_of(items)]


def text_of_gone(gone: Gone) -> str:
    """Return the text in a run of a change whose bytes are not here."""
    return _encode(gone).decode()


def withheld(leaf_: str) -> Placed:
    """Return a change of which nothing but its leaf is known."""
    return Placed(*NOTHING_KNOWN, text_of_gone(Gone(leaf_)))


def runs(changes: Iterable[Placed], first: int = 0) -> list[RunRow]:
    """Return the runs of changes that follow each other in a changeset from position `first` on."""
    found: list[RunRow] = []
    for about, part in groupby(changes, attrgetter("kind", "record", "schema")):
        texts = [one.text for one in part]
        found.append(run_row(first, about, texts))
        first += len(texts)
    return found


def run_row(position: int, about: About, texts: Sequence[str]) -> RunRow:
    """Return the run of changes to what it is about, the first of them at a position of its changeset."""
    kind, record, schema = about
    return (position, kind, record, _SEPARATOR.join(texts), schema, int(kind in RARE_KINDS))


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
        ordered = sorted(places)
        for row, end in zip(rows, ends, strict=True):
            if bisect_left(ordered, row.position) < bisect_left(ordered, end):
                _replace_in(connection, changeset, row, places)


_RUNS = "SELECT id, position, kind, record, items, schema FROM run WHERE changeset = ? ORDER BY position"


def _replace_in(
    connection: Connection, changeset: int, row: Sequence[Any], places: Mapping[int, Placed]
) -> None:
    row_id, first, kind, record, items, schema = row
    changes = [
        places.get(position, Placed(kind, record, schema, text))
        for position, text in enumerate(texts_of(items), first)
    ]
    connection.exec_driver_sql("DELETE FROM run WHERE id = ?", (row_id,))
    write_runs(connection, changeset, changes, first)


_VIEW = (
    "CREATE TEMP VIEW change AS SELECT r.changeset, r.position + j.key AS position, r.kind, r.record,"
    " json_extract(j.value, '$[0]') AS field, json_extract(j.value, '$[1]') AS element,"
    " json_extract(j.value, '$[2]') AS body, json_extract(j.value, '$[3]') AS leaf, r.schema, r.rare"
    " FROM run r, json_each(changes_of(r.items)) j"
)


def show_changes(driver: Any) -> None:
    """Let a connection of the driver show each change by itself, as most questions ask for them."""
    driver.create_function("changes_of", 1, _changes_of, deterministic=True)
    driver.execute(_VIEW)


def _changes_of(items: str) -> str:
    """Return the changes of a run as a JSON array of field, element, bytes and leaf of each."""
    return _encode([*map(_shown, texts_of(items))]).decode()


def _shown(text: str) -> tuple[str, str, str | None, str | None]:
    gone = gone_in(text)
    if gone is not None:
        return gone.field, gone.element, None, gone.leaf
    change = read_change(text)
    return change.f, change.e, text, None
