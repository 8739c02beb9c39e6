"""Undo and redo: marks in the own chain that say which of its changesets are in force."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from app.models.changeset import MARK, Change
from app.storage.appending import Author, Stamp, append
from app.storage.forgetting import emptied_actions
from app.storage.held_back import HELD_BACK
from app.storage.registers import settle
from app.storage.tables import TRUST_LIST

UNDO, REDO, TAKE_BACK = "undo", "redo", "conflict.take_back"

LASTING = ("plan.freeze", "plan.freeze_draft", "plan.sign", "record.forget")
"""Actions that nothing takes back: a frozen version and a signature stand, a new version replaces them; what
was removed for good is gone."""

_NOT_THE_ROSTER = f"NOT EXISTS (SELECT 1 FROM run c WHERE c.changeset = s.id AND c.kind IN ({TRUST_LIST}))"


def own_actions(connection: Connection, replica: str) -> tuple[list[str], list[str]]:
    """Return the action ids that can be undone (last one last) and redone (next one last).

    Looks back over the last 2,000 changesets. A new edit clears what can be redone; taking a package
    does not.
    Actions of which nothing is left since values were removed for good are passed over.
    What says who belongs to the area is not undone (others already rely on it); it has its own opposites.
    A decision that was taken back out of its turn can be redone, and nothing else is undone by it.
    """
    done: list[str] = []
    undone: list[str] = []
    rows = connection.exec_driver_sql(
        "SELECT s.action, s.action_id, s.id FROM changeset s JOIN chain h ON h.id = s.chain"
        f" WHERE h.replica = ? AND h.branch = '' AND s.action NOT IN ('begin', '{HELD_BACK}')"
        f" AND {_NOT_THE_ROSTER}"
        " ORDER BY s.id DESC LIMIT 2000",
        (replica,),
    ).fetchall()
    last, empty = "", emptied_actions(connection, replica)
    for action, action_id, changeset in reversed(rows):
        if action_id == last or action in LASTING or action_id in empty:
            continue
        if empty and action in (UNDO, REDO, TAKE_BACK) and _marked_action(connection, changeset) in empty:
            continue
        last = action_id
        if action == UNDO and done:
            undone.append(done.pop())
        elif action == REDO and undone:
            done.append(undone.pop())
        elif action == TAKE_BACK:
            target = _marked_action(connection, changeset)
            undone += [target] if target in done else []
            done = [one for one in done if one != target]
        elif action not in (UNDO, REDO):
            done.append(action_id)
            undone.clear()
    return done, undone


def _marked_action(connection: Connection, changeset: int) -> str:
    """Return the id of the action that a mark is about."""
    found = connection.exec_driver_sql(
        "SELECT t.action_id FROM change c JOIN changeset s ON s.id = c.changeset"
        " JOIN changeset t ON t.chain = s.chain AND t.sequence = CAST(c.record AS INTEGER)"
        " WHERE c.changeset = ? AND c.kind = ?",
        (changeset, MARK),
    ).scalar()
    return str(found or "")


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
        "UPDATE changeset SET in_force = ? WHERE id = ? AND beyond = 0",
        [(int(in_force), row) for row in listed],
    )
    touched: set[str] = set()
    for row in listed:
        touched |= set(
            connection.exec_driver_sql(
                "SELECT DISTINCT record FROM run WHERE changeset = ? AND schema > 0", (row,)
            ).scalars()
        )
    settle(connection, dict.fromkeys(touched, frozenset()))
    return touched


def action_spaces(connection: Connection, replica: str, action_id: str) -> list[str]:
    """Return the spaces in which an own action wrote something."""
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT h.space FROM changeset s JOIN chain h ON h.id = s.chain"
        " WHERE s.action_id = ? AND h.replica = ? ORDER BY h.space",
        (action_id, replica),
    )
    return [str(space) for space in rows.scalars()]
