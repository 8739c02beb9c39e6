"""Which changesets are in force: what the last mark of their own chain says, on whichever branch it stands,
unless they lie beyond the cut of a revocation (`storage.cutting`). Marks beyond a cut say nothing.

A replica that went on in two copies has branches. What lies before the parting may be marked on either; of
several marks the one of the highest (Lamport number, hash) counts, so that all laptops agree.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from app.models.changeset import MARK, read_change, read_header
from app.storage.held_back import drop_held_back

_MARKS = (
    "SELECT c.body, s.chain FROM change c JOIN changeset s ON s.id = c.changeset JOIN chain h ON h.id ="
    " s.chain"
    " WHERE c.record = ? AND c.field = 'in_force' AND c.kind = ? AND s.state = 1 AND s.beyond = 0 AND h.space"
    " = ? AND h.replica = ?"
    " ORDER BY s.lamport DESC, s.hash DESC"
)


def marked_changeset(connection: Connection, chain: int, sequence: int) -> int | None:
    """Return the changeset of that number on the way back from the end of a chain, through its branch
    point."""
    while True:
        row = connection.exec_driver_sql(
            "SELECT id FROM changeset WHERE chain = ? AND sequence = ? AND state = 1", (chain, sequence)
        ).scalar()
        if row is not None:
            return int(row)
        parent = _parent(connection, chain)
        if parent is None:
            return None
        chain = parent


def _parent(connection: Connection, chain: int) -> int | None:
    """Return the chain that a branch left, None for a chain that is no branch."""
    first = connection.exec_driver_sql(
        "SELECT header FROM changeset WHERE chain = ? AND state = 1 ORDER BY sequence LIMIT 1", (chain,)
    ).scalar()
    before = read_header(str(first)).b if first is not None else ""
    parent = connection.exec_driver_sql("SELECT chain FROM changeset WHERE hash = ?", (before,)).scalar()
    return None if parent is None or parent == chain else int(parent)


def settle_marks(connection: Connection, changesets: Iterable[int]) -> set[str]:
    """Put applied changesets in force or not, as cuts and their last mark say.

    Returns the records they touch."""
    touched: set[str] = set()
    for row in set(changesets):
        says, held_back = _says(connection, row)
        connection.exec_driver_sql(
            "UPDATE changeset SET in_force = ? WHERE id = ? AND state = 1", (says, row)
        )
        if held_back:
            drop_held_back(connection, row, held_back)
        records = connection.exec_driver_sql(
            "SELECT DISTINCT record FROM run WHERE changeset = ? AND schema > 0", (row,)
        )
        touched |= set(records.scalars())
    return touched


def _says(connection: Connection, row: int) -> tuple[int, set[str]]:
    """Return whether cuts and marks leave a changeset in force, and what was held back for it."""
    sequence, space, replica, beyond = connection.exec_driver_sql(
        "SELECT s.sequence, h.space, h.replica, s.beyond FROM changeset s JOIN chain h ON h.id = s.chain"
        " WHERE s.id = ?",
        (row,),
    ).one()
    bodies = connection.exec_driver_sql(_MARKS, (str(sequence), MARK, space, replica)).fetchall()
    marks = [
        read_change(body) for body, chain in bodies if marked_changeset(connection, chain, sequence) == row
    ]
    said = not marks or marks[0].v is True
    return int(said and not beyond), {ref for mark in marks for ref in mark.x}


def marked_anywhere(connection: Connection) -> set[int]:
    """Return every changeset that an applied mark names."""
    marks = connection.exec_driver_sql(
        "SELECT s.chain, c.record FROM change c JOIN changeset s ON s.id = c.changeset"
        " WHERE c.rare = 1 AND c.kind = ? AND s.state = 1",
        (MARK,),
    ).fetchall()
    found = (marked_changeset(connection, chain, int(record)) for chain, record in marks)
    return {row for row in found if row is not None}
