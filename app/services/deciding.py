"""Several conflicts at once, and decisions that were taken: looked at, taken back, taken anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.foundation.errors import UserError
from app.models.record import Shape
from app.models.registry import KINDS, describe
from app.models.values import Value, read_number, same
from app.services.conflicts import Choice, Open, check_value, conflict_list, may_decide, write_decision
from app.services.desk import Desk
from app.storage.conflicts import Side
from app.storage.decisions import DecidedField, Decision, decisions

PERSON, GREATEST, LEAST = "person", "greatest", "least"
"""Which value is kept: a person's, the later day or larger number, the earlier day or smaller number."""

REMOVAL = "removal"
_SORTS = {
    Shape.LINE: "text",
    Shape.TEXT: "text",
    Shape.CODE: "code",
    Shape.DATE: "date",
    Shape.MOMENT: "date",
    Shape.DECIMAL: "number",
    Shape.WHOLE: "number",
    Shape.YES_NO: "code",
    Shape.REFERENCE: "reference",
}
SORTS = ("text", "number", "date", "code", "reference", REMOVAL)
ORDERED = ("number", "date")


@dataclass(frozen=True, slots=True)
class Several:
    """Which conflicts are decided at once, and how.

    `pick` is PERSON (whose signing key is `key`), GREATEST or LEAST; `sort` one of SORTS and `kind` a
    record kind, "" for all of them.
    """

    pick: str = PERSON
    key: str = ""
    sort: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Picked:
    """A conflict and the place of the value that would be kept."""

    conflict: Open
    place: int

    @property
    def value(self) -> Value:
        return self.conflict.choices[self.place].value


def sort_of(conflict: Open) -> str:
    """Return what sort of value a conflict is about: one of SORTS, "" for others."""
    if conflict.about_removal:
        return REMOVAL
    field = describe(conflict.kind).fields.get(conflict.field) if conflict.kind in KINDS else None
    return _SORTS.get(field.rule.shape, "") if field is not None else ""


def picked(desk: Desk, several: Several, found: Sequence[Open] | None = None) -> list[Picked]:
    """Return the conflicts that a rule decides, each with the value it keeps.

    A conflict in which the person has no value, or two, is not among them and stays open.
    """
    listed = conflict_list(desk) if found is None else found
    concerned = [one for one in listed if _concerns(several, one) and may_decide(desk, one)]
    places = ((one, _place(several, one)) for one in concerned)
    return [Picked(one, place) for one, place in places if place is not None]


def _concerns(several: Several, one: Open) -> bool:
    return several.sort in ("", sort_of(one)) and several.kind in ("", one.kind)


def _place(several: Several, one: Open) -> int | None:
    if several.pick == PERSON:
        places = [number for number, choice in enumerate(one.choices) if choice.sign_key == several.key]
        return places[0] if len({one.choices[place].value for place in places}) == 1 else None
    if sort_of(one) not in ORDERED:
        return None
    known = [(number, choice) for number, choice in enumerate(one.choices) if choice.value is not None]
    if not known:
        return None
    best = (max if several.pick == GREATEST else min)(known, key=lambda pair: _rank(pair[1]))
    return best[0]


def _rank(choice: Choice) -> tuple[Decimal, str]:
    number = read_number(str(choice.value))
    return (number, "") if number is not None else (Decimal(0), str(choice.value))


def decide_several(desk: Desk, several: Several, reason: str = "") -> int:
    """Decide all that a rule picks, as one undo step. Returns how many; 0 changes nothing.

    Raises as `write_decision`.
    """
    picks = picked(desk, several)
    if picks:
        write_decision(desk, [(one.conflict, one.value) for one in picks], reason)
    return len(picks)


def decide_seen(
    desk: Desk, conflict: Open, keep: int | None = None, value: Value = None, reason: str = ""
) -> None:
    """Decide a conflict as it was seen: keep one of its choices by place, or write another value.

    Raises UserError `unknown_conflict` when somebody has decided it meanwhile, `conflict_changed` when
    other values stand there now, and as `conflicts.decide`.
    """
    now = next((one for one in conflict_list(desk, conflict.record) if one.id == conflict.id), None)
    if now is None:
        raise UserError("unknown_conflict", id=conflict.id[:80])
    if sorted(map(repr, now.values)) != sorted(map(repr, conflict.values)):
        raise UserError("conflict_changed")
    if keep is None:
        check_value(conflict, value)
    elif not 0 <= keep < len(conflict.choices):
        raise UserError("no_such_choice", number=keep)
    else:
        value = conflict.choices[keep].value
    write_decision(desk, [(now, value)], reason)


def recent_decisions(desk: Desk, limit: int = 60) -> list[Decision]:
    """Return the last decisions of this area that stand, the one that arrived last first."""
    with desk.workspace.read() as connection:
        return decisions(connection, desk.spaces, limit)


def find_decision(desk: Desk, action_id: str) -> Decision:
    """Return a decision that stands, however old, by its action id. Raises UserError `unknown_decision`."""
    with desk.workspace.read() as connection:
        found = decisions(connection, desk.spaces, action_id=action_id) if action_id else []
    if not found:
        raise UserError("unknown_decision")
    return found[0]


def may_take_back(desk: Desk, decision: Decision) -> bool:
    """Whether a decision was taken here by this person, so that it can be undone."""
    return desk.writer is not None and decision.replica == desk.writer.replica


def take_back(desk: Desk, action_id: str) -> None:
    """Take an own decision back, also when other work followed: its conflicts are open again.

    *Redo* puts it in force again. Raises UserError `unknown_decision`, `not_yours_to_take_back`.
    """
    decision = find_decision(desk, action_id)
    if not may_take_back(desk, decision):
        raise UserError("not_yours_to_take_back")
    desk.take_back(action_id)


def decide_anew(desk: Desk, field: DecidedField, value: Value, reason: str = "") -> None:
    """Put another value in the place of one that was decided, as a decision that replaces it.

    Raises UserError `value_<rule>` and as `write_decision`; nothing is written when it stands already.
    """
    open_again = Open(field.record, field.kind, field.field, field.space, ())
    check_value(open_again, value)
    write_decision(desk, [(open_again, value)], reason)


def alternatives(field: DecidedField) -> tuple[Side, ...]:
    """Return what the decision replaced and did not keep."""
    return tuple(side for side in field.replaced if not same(side.value, field.value))
