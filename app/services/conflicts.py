"""Deciding what two people changed apart: all values stay until a person chooses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.foundation.errors import UserError
from app.models.kinds.country import HEADQUARTERS_KINDS
from app.models.kinds.meetings import DecisionReason
from app.models.merging import written_to_all
from app.models.record import Record
from app.models.registry import KINDS, describe
from app.models.values import Value, check_entry, clean, same
from app.services.desk import Desk
from app.services.unit import Unit
from app.storage.conflicts import Conflict, Edited, Side, all_sides, conflicts
from app.storage.decisions import DECIDE, reasons
from app.storage.logged import ALIVE
from app.storage.records import read_records


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values to choose from, with who wrote it (their signing key), when, and what it was before.

    `decided` says that the value is itself a decision, that somebody else took differently, and `reason`
    why; `edited` what was edited of a record that somebody else removed.
    """

    value: Value
    sign_key: str
    written: str
    before: tuple[Value, ...]
    mine: bool
    decided: bool = False
    reason: str = ""
    edited: tuple[Edited, ...] = ()


@dataclass(frozen=True, slots=True)
class Open:
    """One open conflict: a field of a record, or (field `alive`) removed here and edited there."""

    record: str
    kind: str
    field: str
    space: str
    choices: tuple[Choice, ...]

    @property
    def id(self) -> str:
        """How the command line names it."""
        return f"{self.record}/{self.field}"

    @property
    def about_removal(self) -> bool:
        """Whether one person removed the record that another edited."""
        return self.field == ALIVE

    @property
    def values(self) -> tuple[Value, ...]:
        """The values to choose from, in order."""
        return tuple(choice.value for choice in self.choices)


def conflict_list(desk: Desk, record: str = "") -> list[Open]:
    """Return every open conflict of this area, by kind and record, or those of one record; the value shown
    comes first.
    """
    return _opened(desk, _listed(desk, record))


def to_decide(desk: Desk) -> tuple[list[Conflict], list[Open]]:
    """Return where something is to decide in this area, without values; and the removals with theirs."""
    listed = _listed(desk)
    return listed, _opened(desk, [one for one in listed if one.field == ALIVE])


def _listed(desk: Desk, record: str = "") -> list[Conflict]:
    with desk.workspace.read() as connection:
        return [one for one in conflicts(connection, record) if one.space in desk.spaces]


def _opened(desk: Desk, listed: Sequence[Conflict]) -> list[Open]:
    if not listed:
        return []
    with desk.workspace.read() as connection:
        found = all_sides(connection, listed)
        decided = [side.action_id for part in found.values() for side in part if side.action == DECIDE]
        why = reasons(connection, decided) if decided else {}
    return [_open(desk, one, found[one.place], why) for one in listed]


def _open(desk: Desk, conflict: Conflict, found: Sequence[Side], why: dict[str, str]) -> Open:
    own = desk.writer.sign_key if desk.writer is not None else ""
    choices = tuple(_choice(side, own, why) for side in found)
    return Open(conflict.record, conflict.kind, conflict.field, conflict.space, choices)


def _choice(side: Side, own: str, why: dict[str, str]) -> Choice:
    decided = side.action == DECIDE
    return Choice(
        side.value,
        side.sign_key,
        side.written,
        side.before,
        bool(own) and side.sign_key == own,
        decided,
        why.get(side.action_id, "") if decided else "",
        side.edited,
    )


def elsewhere(desk: Desk) -> dict[str, int]:
    """Return how many conflicts are open in each other area of this file, by area id."""
    with desk.workspace.read() as connection:
        found = [one.space for one in conflicts(connection) if one.space not in desk.spaces]
    return dict(Counter(space.split("/")[1] for space in found))


def find_conflict(desk: Desk, conflict_id: str) -> Open:
    """Return one open conflict by `record/field`, or by the record when it has only one. Raises UserError
    `unknown_conflict`, `several_conflicts`.
    """
    listed = conflict_list(desk, conflict_id.split("/", maxsplit=1)[0] or "?")
    found = [one for one in listed if conflict_id in (one.id, one.record)]
    if len(found) > 1:
        raise UserError("several_conflicts", ids=", ".join(one.id for one in found))
    if not found:
        raise UserError("unknown_conflict", id=conflict_id[:80])
    return found[0]


def decide(
    desk: Desk, conflict: Open, *, keep: int | None = None, value: Value = None, reason: str = ""
) -> None:
    """Decide a conflict: keep one of the choices (by place, from 0), or write another value.

    The decision replaces all current values and can be undone; it travels with the next package, and the
    reason with it. Of a removal, True keeps the record and False removes it.
    Raises UserError `no_such_choice`, `headquarters_only` and as `check_value`.
    """
    if keep is not None:
        if not 0 <= keep < len(conflict.choices):
            raise UserError("no_such_choice", number=keep)
        value = conflict.choices[keep].value
    else:
        check_value(conflict, value)
    write_decision(desk, [(conflict, value)], reason)


def check_value(conflict: Open, value: Value) -> None:
    """Raise UserError `value_<rule>` for a value that a person may not write there, `removal_true_or_false`
    for what does not decide a removal.
    """
    if conflict.field != ALIVE:
        check_entry(conflict.kind, {conflict.field: value}, adding=False)
    elif not isinstance(value, bool):
        raise UserError("removal_true_or_false")


def may_decide(desk: Desk, conflict: Open) -> bool:
    """Whether this person may decide it: what only headquarters writes, only headquarters decides."""
    return conflict.kind not in HEADQUARTERS_KINDS or desk.may_guide()


def write_decision(desk: Desk, picks: Sequence[tuple[Open, Value]], reason: str = "") -> None:
    """Write the value for each conflict as one action: one changeset in each space, one undo step.

    Raises UserError `headquarters_only`, `value_too_long` for a reason of more than 2,000 letters.
    """
    for conflict, _ in picks:
        if not may_decide(desk, conflict):
            raise UserError("headquarters_only", kind=conflict.kind)
    reason = str(clean(describe("decision_reason").fields["reason"].rule, reason) or "")
    if reason:
        check_entry("decision_reason", {"reason": reason}, adding=False)
    with desk.write(DECIDE) as unit:
        explained: set[str] = set()
        for conflict, value in picks:
            _write_to_set(desk, unit, conflict, _kept(conflict, value))
            if reason and conflict.space not in explained:
                explained.add(conflict.space)
                record_id = desk.ids.record()
                about = {"subject_kind": conflict.kind, "subject": conflict.record, "reason": reason}
                for name, text in about.items():
                    unit.decide(DecisionReason, record_id, conflict.space, name, text)


def _write_to_set(desk: Desk, unit: Unit, conflict: Open, value: Value) -> None:
    """Write a decided value to the record, and to those it was merged with where they hold another one.

    A gap of theirs that the decided value fills stays a gap, and what is to decide there stays open.
    """
    kind, field, book = KINDS[conflict.kind], conflict.field, desk.book()
    unit.decide(kind, conflict.record, conflict.space, field, value)
    shown = desk.find(kind, conflict.record)
    if shown is None or field == ALIVE or not written_to_all(conflict.kind, field):
        return
    still_open = {(conflict.record, field), *desk.open_conflicts()}
    for one in book.stored(shown):
        held = getattr(one, field)
        held = book.stands(held) if isinstance(held, str) else held
        if (one.id, field) not in still_open and held is not None and not same(held, value):
            unit.decide(kind, one.id, one.space, field, value)


def _kept(conflict: Open, value: Value) -> Value:
    return (
        value
        if conflict.field == ALIVE
        else clean(describe(conflict.kind).fields[conflict.field].rule, value)
    )


def reasons_of(desk: Desk, action_ids: Iterable[str]) -> dict[str, str]:
    """Return the reason of each of the decisions that has one, by action id."""
    with desk.workspace.read() as connection:
        return reasons(connection, action_ids)


def record_of(desk: Desk, conflict: Open) -> Record | None:
    """Return the record a conflict is about."""
    with desk.workspace.read() as connection:
        found = read_records(connection, KINDS[conflict.kind], only=(conflict.record,))
    return found[0] if found else None


def is_text(conflict: Open) -> bool:
    """Whether the values are texts whose difference can be shown word by word."""
    field = describe(conflict.kind).fields.get(conflict.field)
    return field is not None and field.rule.salted
