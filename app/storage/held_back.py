"""What stayed behind when its correction was sent stays gone when the correction is undone later.

A copy or a restored backup of the file may still have the bytes, and may have sent them on. So the mark that
undoes a correction names what was held back for it, and whoever has the bytes drops them: else the mistyped
value would stand there and what it had replaced everywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from sqlalchemy import Connection

from app.models.changeset import Change, leaf, read_change
from app.storage.runs import replace_changes, withheld


def held_back(connection: Connection, changeset: int) -> tuple[str, ...]:
    """Return, of what a changeset replaced, the changesets of its replica whose value stayed behind."""
    found = {
        ref
        for change in _changes(connection, changeset)
        for ref in change.x
        for row in _of_same_replica(connection, changeset, ref)
        if _here(connection, row, change) is None
    }
    return tuple(sorted(found))


def drop_held_back(connection: Connection, changeset: int, refs: AbstractSet[str]) -> None:
    """Drop the bytes of what a changeset replaced in the changesets named; their leaves stay."""
    for change in _changes(connection, changeset):
        for ref in refs & set(change.x):
            for row in _of_same_replica(connection, changeset, ref):
                here = _here(connection, row, change)
                if here is not None:
                    position, body = here
                    replace_changes(connection, {(row, position): withheld(leaf(body).hex())})


def _changes(connection: Connection, changeset: int) -> Iterator[Change]:
    bodies = connection.exec_driver_sql(
        "SELECT body FROM change WHERE changeset = ? AND body IS NOT NULL AND schema > 0", (changeset,)
    ).scalars()
    return map(read_change, bodies.all())


def _of_same_replica(connection: Connection, changeset: int, ref: str) -> list[int]:
    rows = connection.exec_driver_sql(
        "SELECT s.id FROM changeset s JOIN chain h ON h.id = s.chain WHERE s.hash >= ? AND s.hash < ?"
        " AND (h.space, h.replica) = (SELECT g.space, g.replica FROM chain g JOIN changeset t"
        " ON t.chain = g.id WHERE t.id = ?)",
        (ref, f"{ref}g", changeset),
    )
    return [int(row) for row in rows.scalars()]


def _here(connection: Connection, changeset: int, change: Change) -> tuple[int, str] | None:
    """Return where in a changeset the register of a change is written, and the bytes, if they are here."""
    row = connection.exec_driver_sql(
        "SELECT position, body FROM change WHERE changeset = ? AND record = ? AND field = ? AND element = ?"
        " AND body IS NOT NULL",
        (changeset, *change.register),
    ).first()
    return None if row is None else (int(row[0]), str(row[1]))
