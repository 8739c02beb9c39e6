"""Conflicts decided lately: who decided, what, when and why, and what else there was to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.registry import KINDS
from app.services.conflicts import Choice, Open
from app.services.deciding import alternatives, may_take_back, recent_decisions
from app.services.desk import Desk
from app.services.views.exchange_conflicts import ConflictEntry, Told
from app.services.views.people_names import WhoEntry
from app.storage.conflicts import Side
from app.storage.decisions import DECIDE, DecidedField, Decision

MOST_FIELDS = 12


@dataclass(frozen=True, slots=True)
class DecidedEntry:
    """One field that was settled: the value kept is the first of the choices, then what it replaced.

    `stands` is False when somebody has changed the field since.
    """

    conflict: ConflictEntry
    field: DecidedField
    stands: bool


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """One decision; `count` is how many fields it settled, of which at most twelve are told.

    `mine` says that the reader took it here and can take it back.
    """

    id: str
    who: WhoEntry
    moment: str
    reason: str
    fields: tuple[DecidedEntry, ...]
    count: int
    mine: bool


def decided_of(desk: Desk) -> tuple[DecisionEntry, ...]:
    """Return the last decisions that stand, the one that arrived last first."""
    told = Told(desk)
    made = (_entry(desk, told, one) for one in recent_decisions(desk))
    return tuple(one for one in made if one.fields)


def _entry(desk: Desk, told: Told, one: Decision) -> DecisionEntry:
    known = [field for field in one.fields if field.kind in KINDS]
    return DecisionEntry(
        one.action_id,
        told.who(one.sign_key),
        one.written,
        one.reason,
        tuple(_field(told, one, field) for field in known[:MOST_FIELDS]),
        len(known),
        may_take_back(desk, one),
    )


def _field(told: Told, decision: Decision, field: DecidedField) -> DecidedEntry:
    kept = Choice(field.value, decision.sign_key, decision.written, (), decision.sign_key == told.own)
    others = (_choice(side, told.own) for side in alternatives(field))
    conflict = Open(field.record, field.kind, field.field, field.space, (kept, *others))
    return DecidedEntry(told.entry(conflict), field, field.stands)


def _choice(side: Side, own: str) -> Choice:
    mine = bool(own) and side.sign_key == own
    return Choice(side.value, side.sign_key, side.written, (), mine, side.action == DECIDE)
