"""Undo and redo: marks in the own chain that say which of its changesets are in force."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from app.models.changeset import MARK, Change
from app.storage.appending import Author, Stamp, append
from app.storage.registers import settle
from app.storage.roster_log import ROSTER_KINDS

UNDO, REDO = "undo", "redo"

LASTING = ("plan.freeze", "plan.freeze_draft", "plan.sign")
"""Actions that nothing takes back: a frozen version and a signature stand, a new version replaces them."""

_ROSTER = ", ".join(f"'{kind}'" for kind in ROSTER_KINDS)
_NOT_THE_ROSTER = f"NOT EXISTS (SELECT 1 FROM change c WHERE c.changeset = s.id AND c.kind IN ({_ROSTER}))"


def own_actions(connection: Connection, replica: str) -> tuple[list[str], list[str]]:
    """Return the action ids that can be undone (last one last) and redone (next one last).

    Looks back over the last 2,000 changesets. A new edit clears what can be redone; taking a package
    does not.
    What says who belongs to the area is not undone (others already rely on it); it has its own opposites.
    """
    done: list[str] = []
    undone: list[str] = []
    rows = connection.exec_driver_sql(
        "SELECT s.action, s.action_id FROM changeset s JOIN chain h ON h.id = s.chain"
        f" WHERE h.replica = ? AND h.branch = '' AND s.action <> 'begin' AND {_NOT_THE_ROSTER}"
        " ORDER BY s.id DESC LIMIT 2000",
        (replica,),
    ).fetchall()
    last = ""
    for action, action_id in reversed(rows):
        if action_id == last or action in LASTING:
            continue
        last = action_id
        if action == UNDO and done:
            undone.append(done.pop())
        elif action == REDO and undone:
            done.append(undone.pop())
        elif action not in (UNDO, REDO):
            done.append(action_id)
            undone.clear()
    return done, undone


def mark_action(
    connection: Connection, author: Author, stamp: Stamp, action_id: str, *, in_force: bool
) -> set[str]:
    """Write marks for every own changeset of an action, one changeset per space. Returns the records
    touched."""
    rows = connection.exec_driver_sql(
        "SELECT s.id, s.sequence, h.space FROM changeset s JOIN chain h ON h.id = s.chain"
        " WHERE h.replica = ? AND h.branch = '' AND s.action_id = ?",
        (author.replica, action_id),
    ).fetchall()
    touched: set[str] = set()
    for changeset, sequence, space in rows:
        mark = Change(k=MARK, r=str(sequence), f="in_force", v=in_force)
        append(connection, space, author, stamp, [mark])
        touched |= put_in_force(connection, [changeset], in_force=in_force)
    return touched


def put_in_force(connection: Connection, changesets: Iterable[int], *, in_force: bool) -> set[str]:
    """Set whether changesets are in force and settle the records they touch. Returns those records."""
    listed = list(changesets)
    connection.exec_driver_sql(
        "UPDATE changeset SET in_force = ? WHERE id = ?", [(int(in_force), row) for row in listed]
    )
    touched: set[str] = set()
    for row in listed:
        touched |= set(
            connection.exec_driver_sql(
                "SELECT DISTINCT record FROM change WHERE changeset = ? AND schema > 0", (row,)
            ).scalars()
        )
    settle(connection, dict.fromkeys(touched, frozenset()))
    return touched
