"""What happened: per record (who, when, which field, old and new) and lately in a space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from app.models.changeset import Change, read_change
from app.models.values import Value


@dataclass(frozen=True, slots=True)
class Event:
    """One change as history tells it. `sign_key` says who; `removed` that its bytes are gone."""

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


_SQL = (
    "SELECT s.written, coalesce(h.sign_key, ''), h.replica, s.action, s.action_id, h.space, c.kind, c.record,"
    " c.field, c.element, c.body, s.in_force, s.hash FROM change c JOIN changeset s ON s.id = c.changeset"
    " JOIN chain h ON h.id = s.chain WHERE s.state = 1 AND c.schema > 0 AND {where} ORDER BY s.lamport,"
    " s.hash, c.position"
)


def record_history(connection: Connection, record: str) -> list[Event]:
    """Return every change to a record, in the order of the log."""
    rows = connection.exec_driver_sql(_SQL.format(where="c.record = ?"), (record,)).fetchall()
    return list(_events(rows))


def recent_events(connection: Connection, spaces: Sequence[str], limit: int = 500) -> list[Event]:
    """Return the changes of the last `limit` changesets that arrived here in the spaces, oldest first."""
    marks = ",".join("?" * len(spaces))
    where = (
        "s.id IN (SELECT s.id FROM changeset s JOIN chain h ON h.id = s.chain WHERE s.state = 1"
        f" AND h.space IN ({marks}) ORDER BY s.id DESC LIMIT ?)"
    )
    rows = connection.exec_driver_sql(_SQL.format(where=where), (*spaces, limit)).fetchall()
    return list(_events(rows))


def _events(rows: Sequence[Row[Any]]) -> Iterator[Event]:
    values: dict[tuple[str, str, str, str], Value] = {}
    for row in rows:
        *about, body, in_force, hash_ = tuple(row)
        kind, record, field, element = about[6:]
        change = read_change(body) if body is not None else Change(k=kind, r=record, f=field)
        olds = ((record, field, element, ref) for ref in change.x)
        known = tuple(values[old] for old in olds if old in values)
        yield Event(*about, known, change.v, bool(in_force), body is None)  # type: ignore[call-arg]
        values[record, field, element, hash_[:32]] = change.v
