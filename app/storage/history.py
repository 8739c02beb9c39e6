"""What happened: per record (who, when, which field, old and new) and lately in a space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row

from app.models.changeset import Change, read_change
from app.models.values import Value


class Event(msgspec.Struct, frozen=True):
    """One change as history tells it. `sign_key` says who; `removed` that its bytes are gone, `beyond` that
    it lies beyond the cut of a revoked device: then it is not in force either."""

    written: str
    sign_key: str
    replica: str
    action: str
    action_id: str
    space: str
    kind: str
    record: str
    field: str
    element: str
    old: tuple[Value, ...]
    new: Value
    in_force: bool
    removed: bool
    beyond: bool = False


class Deed(msgspec.Struct, frozen=True):
    """One changeset in short: who wrote it and when, in which action, and what its first change is about."""

    written: str
    sign_key: str
    action: str
    action_id: str
    kind: str
    record: str


_SQL = (
    "SELECT s.written, coalesce(h.sign_key, ''), h.replica, s.action, s.action_id, h.space, c.kind, c.record,"
    " c.field, c.element, c.body, s.in_force, s.beyond, s.hash FROM change c JOIN changeset s ON s.id ="
    " c.changeset JOIN chain h ON h.id = s.chain WHERE s.state = 1 AND c.schema > 0 AND {where} ORDER BY"
    " s.lamport, s.hash, c.position"
)

_RECENT = (
    "s.id IN (SELECT s.id FROM changeset s JOIN chain h ON h.id = s.chain WHERE s.state = 1"
    " AND h.space IN ({marks}) ORDER BY s.id DESC LIMIT ?)"
)
_DEEDS = (
    "SELECT s.written, coalesce(h.sign_key, ''), s.action, s.action_id, c.kind, c.record FROM changeset s"
    " JOIN chain h ON h.id = s.chain JOIN run c ON c.changeset = s.id AND c.position ="
    " (SELECT min(position) FROM run WHERE changeset = s.id AND schema > 0)"
    " WHERE {where} ORDER BY s.lamport, s.hash"
)


def record_history(connection: Connection, *records: str) -> list[Event]:
    """Return every change to the records, in the order of the log."""
    where = f"c.record IN ({','.join('?' * len(records))})"
    rows = connection.exec_driver_sql(_SQL.format(where=where), records).fetchall()
    return list(_events(rows))


def recent_events(connection: Connection, spaces: Sequence[str], limit: int = 500) -> list[Event]:
    """Return the changes of the last `limit` changesets that arrived here in the spaces, oldest first."""
    where = _RECENT.format(marks=",".join("?" * len(spaces)))
    rows = connection.exec_driver_sql(_SQL.format(where=where), (*spaces, limit)).fetchall()
    return list(_events(rows))


def recent_deeds(connection: Connection, spaces: Sequence[str], limit: int) -> list[Deed]:
    """Return the last `limit` changesets that arrived here in the spaces in short, oldest first.

    One of which no bytes are left is not among them. Their changes are not read, of which there may be
    very many.
    """
    where = _RECENT.format(marks=",".join("?" * len(spaces)))
    rows = connection.exec_driver_sql(_DEEDS.format(where=where), (*spaces, limit)).fetchall()
    return [Deed(*row) for row in rows]


def _events(rows: Sequence[Row[Any]]) -> Iterator[Event]:
    values: dict[tuple[str, str, str, str], Value] = {}
    for row in rows:
        *about, body, in_force, beyond, hash_ = tuple(row)
        kind, record, field, element = about[6:]
        change = read_change(body) if body is not None else Change(k=kind, r=record, f=field)
        olds = ((record, field, element, ref) for ref in change.x)
        known = tuple(values[old] for old in olds if old in values)
        yield Event(*about, known, change.v, bool(in_force), body is None, bool(beyond))  # type: ignore[call-arg]
        values[record, field, element, hash_[:32]] = change.v
