"""What two people changed apart, with everything needed to decide it."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection

from app.models.current import standing
from app.models.values import Value
from app.storage.logged import ALIVE, logged


class Conflict(msgspec.Struct, frozen=True):
    """One field (or the removal, field `alive`) of one record with several current values."""

    record: str
    field: str
    kind: str
    space: str


class Side(msgspec.Struct, frozen=True):
    """One of the current values: who wrote it, when, and what stood before."""

    value: Value
    sign_key: str
    replica: str
    written: str
    before: tuple[Value, ...]


def conflicts(connection: Connection) -> list[Conflict]:
    """Return every open conflict, by record."""
    rows = connection.exec_driver_sql(
        "SELECT record, field, kind, space FROM conflict ORDER BY kind, record, field"
    )
    return [Conflict(*row) for row in rows]


def sides(connection: Connection, conflict: Conflict) -> list[Side]:
    """Return the differing current values of a conflict, the one shown first.

    Of a removal that an edit outlived: who removed (value False), and the concurrent edits' authors (True).
    """
    items = logged(connection, [conflict.record], frozenset({conflict.field}))
    entries = {item.entry.ref: item for item in items}
    current = standing(item.entry for item in items).distinct()
    found = []
    for entry in current:
        before = tuple(entries[ref].entry.value for ref in entry.replaces if ref in entries)
        found.append(_side(connection, entries[entry.ref].changeset, entry.value, before))
    return found + (_editors(connection, conflict) if conflict.field == ALIVE else [])


def _side(connection: Connection, changeset: int, value: Value, before: tuple[Value, ...]) -> Side:
    sign_key, replica, written = connection.exec_driver_sql(
        "SELECT coalesce(h.sign_key, ''), h.replica, s.written FROM changeset s JOIN chain h ON h.id ="
        " s.chain"
        " WHERE s.id = ?",
        (changeset,),
    ).one()
    return Side(value, sign_key, replica, written, before)


def _editors(connection: Connection, conflict: Conflict) -> list[Side]:
    rows = connection.exec_driver_sql(
        "SELECT max(s.id) FROM change c JOIN changeset s ON s.id = c.changeset"
        " WHERE c.record = ? AND c.field <> ? AND s.in_force = 1 GROUP BY s.chain",
        (conflict.record, ALIVE),
    ).scalars()
    return [_side(connection, row, True, ()) for row in rows.all()]
