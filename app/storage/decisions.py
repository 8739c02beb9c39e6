"""Decisions of conflicts as the log holds them: who decided, what, when and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from app.models.changeset import read_change
from app.models.current import standing
from app.models.values import Value
from app.storage.conflicts import STEPS, Place, Side, Step, newest, side_of, steps_by_place
from app.storage.logged import chunks

DECIDE = "conflict.decide"
REASON = "decision_reason"
LOOK_BACK = 100_000


class DecidedField(msgspec.Struct, frozen=True):
    """One field that a decision settled: the value kept, those it replaced, and whether it still stands."""

    kind: str
    record: str
    field: str
    space: str
    value: Value
    replaced: tuple[Side, ...]
    stands: bool


class Decision(msgspec.Struct, frozen=True):
    """One action that decided conflicts. `reason` is "" when none was given."""

    action_id: str
    written: str
    sign_key: str
    replica: str
    reason: str
    fields: tuple[DecidedField, ...]


class _Row(msgspec.Struct, frozen=True):
    changeset: int
    written: str
    sign_key: str
    replica: str
    action_id: str
    space: str


_DECISIONS = (
    "SELECT s.id, s.written, coalesce(h.sign_key, ''), h.replica, s.action_id, h.space"
    " FROM changeset s JOIN chain h ON h.id = s.chain"
    " WHERE s.id > ? AND s.action = ? AND ? IN (s.action_id, '') AND s.in_force = 1 AND s.state = 1"
    " AND h.space IN ({marks}) ORDER BY s.id DESC LIMIT ?"
)


def decisions(
    connection: Connection, spaces: Sequence[str], limit: int = 100, action_id: str = ""
) -> list[Decision]:
    """Return the last decisions in force in the spaces, the one that arrived last first.

    Looks back over the last 100,000 changesets; for the decision of an action over all.
    """
    sql = _DECISIONS.format(marks=",".join("?" * len(spaces)))
    since = 0 if action_id else _last(connection) - LOOK_BACK
    parameters = (since, DECIDE, action_id, *spaces, limit)
    rows = [_Row(*row) for row in connection.exec_driver_sql(sql, parameters)]
    made = {row.changeset: _changes(connection, row.changeset) for row in rows}
    records = {change[1] for changes in made.values() for change in changes}
    steps = _steps(connection, sorted(records))
    why = reasons(connection, [row.action_id for row in rows])
    groups: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[row.action_id].append(row)
    return [_decision(parts, made, steps, why) for parts in groups.values()]


def _last(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM changeset").scalar() or 0)


def reasons(connection: Connection, action_ids: Iterable[str]) -> dict[str, str]:
    """Return the reason given with each of the actions that has one, by action id."""
    found: dict[str, str] = {}
    for part in chunks(sorted(set(action_ids))):
        rows = connection.exec_driver_sql(
            f"SELECT s.action_id, c.body FROM record_{REASON} r JOIN change c ON c.record = r.id"
            " AND c.field = 'reason' JOIN changeset s ON s.id = c.changeset"
            f" WHERE s.action_id IN ({','.join('?' * len(part))}) AND s.in_force = 1 AND s.state = 1"
            " AND c.body IS NOT NULL",
            tuple(part),
        )
        found |= {action: str(read_change(body).v or "") for action, body in rows}
    return found


def _changes(connection: Connection, changeset: int) -> list[tuple[str, str, str]]:
    rows = connection.exec_driver_sql(
        "SELECT kind, record, field FROM change WHERE changeset = ? AND kind <> ? AND schema > 0"
        " AND element = '' ORDER BY position",
        (changeset, REASON),
    )
    return [(str(kind), str(record), str(field)) for kind, record, field in rows]


def _steps(connection: Connection, records: Sequence[str]) -> Mapping[Place, list[Step]]:
    found: dict[Place, list[Step]] = {}
    for part in chunks(records):
        only = f" AND c.record IN ({','.join('?' * len(part))})"
        rows = connection.exec_driver_sql(STEPS.format(source="change c", only=only), tuple(part))
        found |= steps_by_place(rows)
    return found


def _decision(
    parts: Sequence[_Row],
    made: Mapping[int, Sequence[tuple[str, str, str]]],
    steps: Mapping[Place, Sequence[Step]],
    why: Mapping[str, str],
) -> Decision:
    first = parts[0]
    fields = [
        field
        for part in parts
        for kind, record, name in made[part.changeset]
        for field in _field(part, kind, record, name, steps.get((record, name), ()))
    ]
    return Decision(
        first.action_id,
        first.written,
        first.sign_key,
        first.replica,
        why.get(first.action_id, ""),
        tuple(fields),
    )


def _field(part: _Row, kind: str, record: str, name: str, steps: Sequence[Step]) -> Iterable[DecidedField]:
    by_ref = {step.entry.ref: step for step in steps}
    own = next((step for step in steps if step.changeset == part.changeset), None)
    if own is None:
        return
    replaced = tuple(side_of(by_ref[ref], by_ref) for ref in newest(own.entry.replaces, by_ref))
    current = standing(step.entry for step in steps).refs
    stands = current == (own.entry.ref,)
    yield DecidedField(kind, record, name, part.space, own.entry.value, replaced, stands)
