"""Rules of the roundtable, and of further consultations.

Source: DSTWG update, steps 4 and 5: sensitisation towards durable solutions, key government
counterparts and representatives of the group; further consultations and assessments as required.
All rules of step 4 look at one and the same roundtable: the one that meets most of them.
"""

from __future__ import annotations

from collections.abc import Callable

from app.models.kinds.meetings import AttendanceCount, Commitment, Consultation, Decision, Meeting
from app.models.kinds.people import Member
from app.process import facts
from app.process.reasons import Jump, Met, Reason, View
from app.process.terms import Params, names_of


def the_roundtable(view: View) -> Meeting | None:
    """Return the roundtable the step rests on: most rules met, then the latest."""
    tables = view.book.where(Meeting, type="roundtable")
    return max(tables, key=lambda table: (_merits(view, table), table.held_on or "", table.id), default=None)


def _merits(view: View, table: Meeting) -> int:
    good = (
        facts.took_place(table, view.today),
        bool(table.sensitisation),
        bool(_officials(view, table)),
        bool(_representatives(view, table)),
        bool(_outcomes(view, table)),
        facts.has_minutes(table),
    )
    return sum(good)


def _officials(view: View, table: Meeting) -> int:
    counts = view.book.where(AttendanceCount, meeting=table.id)
    return sum(max(one.count or 0, 0) for one in counts if one.affiliation in facts.GOVERNMENT_AFFILIATIONS)


def _representatives(view: View, table: Meeting) -> tuple[str, ...]:
    people = (view.book.get(Member, member) for member in table.members_present)
    return tuple(one.id for one in people if one and (one.role or "") in facts.GROUP_ROLES)


def _outcomes(view: View, table: Meeting) -> tuple[str, ...]:
    decisions = view.book.where(Decision, meeting=table.id)
    commitments = view.book.where(Commitment, meeting=table.id)
    return tuple(one.id for one in (*decisions, *commitments))


Judged = tuple[Met, dict[str, int], tuple[str, ...], str | None]


def _at_the_roundtable(view: View, rule: str, judge: Callable[[Meeting], Judged]) -> Reason:
    table = the_roundtable(view)
    code = f"gate.{rule}"
    if table is None:
        return Reason(code, "no", Jump("meetings", "meeting"), {"count": 0, "roundtable": ()})
    met, params, records, on = judge(table)
    named: Params = {**params, "roundtable": names_of((table.id,))}
    return Reason(code, met, Jump("meetings", "meeting", table.id), named, records, on)


def roundtable_held(view: View) -> Reason:
    """A roundtable took place."""

    def judge(table: Meeting) -> Judged:
        held = facts.took_place(table, view.today)
        return ("yes" if held else "partly"), {}, (table.id,), table.held_on if held else None

    return _at_the_roundtable(view, "roundtable_held", judge)


def sensitisation_given(view: View) -> Reason:
    """People at the roundtable heard what durable solutions are and are not."""
    return _at_the_roundtable(
        view,
        "sensitisation_given",
        lambda table: ("yes" if table.sensitisation else "no", {}, (table.id,), None),
    )


def government_attended(view: View) -> Reason:
    """At least one government counterpart was at the roundtable."""

    def judge(table: Meeting) -> Judged:
        officials = _officials(view, table)
        return ("yes" if officials else "no"), {"count": officials}, (table.id,), None

    return _at_the_roundtable(view, "government_attended", judge)


def group_represented(view: View) -> Reason:
    """At least one focal point or member of the group was at the roundtable."""

    def judge(table: Meeting) -> Judged:
        people = _representatives(view, table)
        return ("yes" if people else "no"), {"count": len(people)}, people, None

    return _at_the_roundtable(view, "group_represented", judge)


def roundtable_outcome(view: View) -> Reason:
    """The roundtable led to a decision or a commitment."""

    def judge(table: Meeting) -> Judged:
        found = _outcomes(view, table)
        return ("yes" if found else "no"), {"count": len(found)}, found, None

    return _at_the_roundtable(view, "roundtable_outcome", judge)


def roundtable_minutes(view: View) -> Reason:
    """Minutes of the roundtable exist."""

    def judge(table: Meeting) -> Judged:
        return ("yes" if facts.has_minutes(table) else "no"), {}, (table.id,), table.minutes_on

    return _at_the_roundtable(view, "roundtable_minutes", judge)


def further_consultation(view: View, step: str = "consult_further") -> Reason:
    """A further consultation or assessment is finished."""
    started = view.book.where(Consultation, step_id=step)
    finished = [one for one in started if one.status == "finished"]
    shown = tuple(one.id for one in (finished or started))
    met: Met = "yes" if finished else "partly" if started else "no"
    on = facts.latest([one.held_on for one in finished])
    jump = Jump("voices", "consultation", shown[0] if shown else "")
    return Reason("gate.further_consultation", met, jump, {"count": len(finished)}, shown, on)
