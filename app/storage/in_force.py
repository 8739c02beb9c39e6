"""Which changesets are in force: what the last mark of their own chain says, on whichever branch it stands,
unless they lie beyond the cut of a revocation (`storage.cutting`). Marks beyond a cut say nothing.

A replica that went on in two copies has branches. What lies before the parting may be marked on either; of
several marks the one of the highest (Lamport number, hash) counts, so that all laptops agree.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from app.models.changeset import MARK, read_change, read_header
from app.storage.held_back import HELD_BACK, drop_held_back, named_in

_MARKS = (
    "SELECT c.body, s.chain, s.beyond FROM change c JOIN changeset s ON s.id = c.changeset"
    " JOIN chain h ON h.id = s.chain"
    " WHERE c.record = ? AND c.kind = ? AND s.state = 1 AND h.space = ? AND h.replica = ?"
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
    """Put applied changesets in force or not, as cuts and their last mark say; drop what was held back.

    Returns the records they touch."""
    touched: set[str] = set()
    for row in set(changesets):
        says, held_back = _says(connection, row)
        connection.exec_driver_sql(
            "UPDATE changeset SET in_force = ? WHERE id = ? AND state = 1", (says, row)
        )
        records = connection.exec_driver_sql(
            "SELECT DISTINCT record FROM run WHERE changeset = ? AND schema > 0", (row,)
        )
        touched |= set(records.scalars())
        if held_back:
            drop_held_back(connection, row, held_back)
    return touched


def _says(connection: Connection, row: int) -> tuple[int, set[int]]:
    """Return whether cuts and marks leave a changeset in force, and which of its changes were held back.

    What was held back is gone, also where a cut takes the mark that says so."""
    sequence, space, replica, beyond = connection.exec_driver_sql(
        "SELECT s.sequence, h.space, h.replica, s.beyond FROM changeset s JOIN chain h ON h.id = s.chain"
        " WHERE s.id = ?",
        (row,),
    ).one()
    found = connection.exec_driver_sql(_MARKS, (str(sequence), MARK, space, replica)).fetchall()
    marks = [
        (read_change(body), cut_off)
        for body, chain, cut_off in found
        if marked_changeset(connection, chain, sequence) == row
    ]
    held_back = {place for mark, _ in marks if mark.f == HELD_BACK for place in named_in(mark)}
    last = next((mark for mark, cut_off in marks if mark.f == "in_force" and not cut_off), None)
    return int((last is None or last.v is True) and not beyond), held_back


def marked_anywhere(connection: Connection) -> set[int]:
    """Return every changeset that an applied mark names."""
    marks = connection.exec_driver_sql(
        "SELECT s.chain, c.record FROM change c JOIN changeset s ON s.id = c.changeset"
        " WHERE c.rare = 1 AND c.kind = ? AND s.state = 1",
        (MARK,),
    ).fetchall()
    found = (marked_changeset(connection, chain, int(record)) for chain, record in marks)
    return {row for row in found if row is not None}
