"""Rules of the first three steps: prepare, engage the authority, consult.

Source: DSTWG update, area-level planning guidelines, steps 1 to 3.
"""

from __future__ import annotations

from app.models.kinds.area import AreaDecision
from app.models.kinds.inside import Outreach, Stakeholder
from app.models.kinds.meetings import Consultation, Issue, Meeting
from app.models.kinds.people import Organisation
from app.process import facts
from app.process.reasons import Jump, Met, Reason, View, graded, unseen
from app.process.terms import Params, Term, names_of
from app.process.views_of_stakeholders import seen_stakeholders

ACTORS = ("government", "community", "partners")
OPEN_OUTREACH = frozenset({"planned", "contacted"})


def area_selected(view: View) -> Reason:
    """The decision to plan here is on record, with its reason."""
    chosen = view.book.where(AreaDecision, decision="selected")
    reasoned = [one for one in chosen if facts.says(one, "rationale")]
    shown = reasoned or list(chosen)
    met: Met = "yes" if reasoned else "partly" if chosen else "no"
    ids = tuple(one.id for one in shown)
    on = facts.latest([one.decided_on for one in reasoned])
    return Reason(
        "gate.area_selected", met, Jump("area", "area_decision", ids[0] if ids else ""), {}, ids, on
    )


def focal_point_named(view: View, expected: int = 2) -> Reason:
    """At least one focal point leads; two are expected."""
    people = facts.serving(view.book, frozenset({"focal_point"}), view.today)
    ids = tuple(person.id for person in people)
    params: Params = {"count": len(ids), "expected": expected, "who": names_of(ids)}
    on = facts.latest([person.started for person in people[:1]])
    return Reason("gate.focal_point_named", "yes" if ids else "no", Jump("group", "member"), params, ids, on)


def issue_with_source(view: View) -> Reason:
    """An issue is listed with the data or assessment it comes from."""
    issues = view.book.of(Issue)
    sourced = [issue for issue in issues if issue.source]
    met: Met = "yes" if sourced else "partly" if issues else "no"
    ids = tuple(issue.id for issue in sourced)
    first = facts.earliest([issue.raised_on for issue in sourced])
    params: Params = {"count": len(sourced), "total": len(issues)}
    return Reason("gate.issue_with_source", met, Jump("voices", "issue"), params, ids, first)


def stakeholders_rated(view: View) -> Reason:
    """Someone of government, community and partners is placed by influence and interest."""
    if not view.sees_group:
        return unseen("gate.stakeholders_rated", "stakeholders", "stakeholder")
    rated = _rated(view)
    missing = tuple(Term(f"actors.{actors}") for actors in ACTORS if not rated[actors])
    ids = tuple(record for actors in ACTORS for record in rated[actors])
    params: Params = {"count": len(ids), "missing": missing}
    met = graded(len(ACTORS) - len(missing), len(ACTORS))
    return Reason("gate.stakeholders_rated", met, Jump("stakeholders", "stakeholder"), params, ids)


def _rated(view: View) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {actors: [] for actors in ACTORS}
    for record, one in seen_stakeholders(view.book):
        stakeholder = view.book.get(Stakeholder, record)
        if stakeholder and facts.number(one.influence) is not None and facts.number(one.interest) is not None:
            found.get(_actors(facts.type_of(view.book, stakeholder)), []).append(stakeholder.id)
    return found


def _actors(org_type: str | None) -> str:
    if org_type in facts.PARTNER_TYPES:
        return "partners"
    return facts.family(org_type)


def potential_asked(view: View) -> Reason:
    """Each member was asked what they can support."""
    people = facts.serving(view.book, facts.GROUP_ROLES, view.today)
    asked = [one for one in people if facts.day(one.potential_asked_on) or facts.filled(one.potential)]
    waiting = tuple(one.id for one in people if one not in asked)
    params: Params = {"count": len(asked), "total": len(people), "waiting": names_of(waiting)}
    jump = Jump("group", "member", waiting[0] if waiting else "")
    on = facts.latest([one.potential_asked_on for one in asked])
    ids = tuple(one.id for one in asked)
    return Reason("gate.potential_asked", graded(len(asked), len(people)), jump, params, ids, on)


def authority_met(view: View) -> Reason:
    """The group met the key government counterpart (governor or mayor, by area)."""
    meetings = view.book.where(Meeting, type="authority_meeting")
    held = [meeting for meeting in meetings if facts.took_place(meeting, view.today)]
    met: Met = "yes" if held else "partly" if meetings else "no"
    shown = tuple(meeting.id for meeting in (held or meetings))
    on = facts.earliest([meeting.held_on for meeting in held])
    params: Params = {"meetings": names_of(shown[:3])}
    return Reason("gate.authority_met", met, _at_authority(shown), params, shown, on)


def agreement_recorded(view: View) -> Reason:
    """The joint agreement to start is on record."""
    agreed = facts.agreement_meetings(view.book)
    ids = tuple(meeting.id for meeting in agreed)
    on = facts.earliest([meeting.agreement_on or meeting.held_on for meeting in agreed])
    tried = view.book.where(Meeting, type="authority_meeting")
    jump = _at_authority((*ids, *(meeting.id for meeting in tried)))
    params: Params = {"meetings": names_of(ids[:3])}
    return Reason("gate.agreement_recorded", "yes" if ids else "no", jump, params, ids, on)


def _at_authority(meetings: tuple[str, ...]) -> Jump:
    """Return the first meeting, or where the note to the authority is written while there is none."""
    return Jump("meetings", "meeting", meetings[0]) if meetings else Jump("stakeholders", "paper_paragraph")


def inputs_from_both(view: View) -> Reason:
    """At least one local and one international actor gave inputs."""
    found = _inputs(view)
    missing = tuple(Term(f"code.actor_scope.{scope}") for scope, ids in found.items() if not ids)
    ids = tuple(record for each in found.values() for record in each)
    params: Params = {
        "local": len(found["local"]),
        "international": len(found["international"]),
        "missing": missing,
    }
    return Reason(
        "gate.inputs_from_both",
        graded(2 - len(missing), 2),
        Jump("voices", "consultation"),
        params,
        ids,
        _since(view, found),
    )


def _inputs(view: View) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"local": [], "international": []}
    for scope, record in (*_consulted(view), *_voiced(view), *_reached(view)):
        found.get(scope or "", []).append(record)
    return found


def _consulted(view: View) -> list[tuple[str | None, str]]:
    finished = [one for one in view.book.where(Consultation, step_id="consult") if one.status == "finished"]
    return [(one.scope or _scope_of(view, one.organisation), one.id) for one in finished]


def _scope_of(view: View, organisation: str | None) -> str | None:
    found = view.book.get(Organisation, organisation)
    return found.scope if found else None


def _voiced(view: View) -> list[tuple[str | None, str]]:
    roundtables = {meeting.id for meeting in view.book.where(Meeting, type="roundtable")}
    return [(issue.scope, issue.id) for issue in view.book.of(Issue) if issue.meeting not in roundtables]


def _reached(view: View) -> list[tuple[str | None, str]]:
    answered = view.book.where(Outreach, status="answered")
    return [(one.scope, one.id) for one in answered if facts.filled(one.answer)]


def _since(view: View, found: dict[str, list[str]]) -> str | None:
    """The day since which both have spoken: the later of the two first inputs."""
    firsts = [facts.earliest([_day_of(view, record) for record in ids]) for ids in found.values()]
    return facts.latest(firsts) if all(firsts) else None


def _day_of(view: View, record: str) -> str | None:
    consultation, issue = view.book.get(Consultation, record), view.book.get(Issue, record)
    outreach = view.book.get(Outreach, record)
    text = consultation.held_on if consultation else issue.raised_on if issue else None
    text = outreach.contacted_on if outreach else text
    return text if facts.day(text) else None


def no_open_outreach(view: View) -> Reason:
    """Nobody who was to be asked is still waiting to be asked or to answer."""
    if not view.sees_group:
        return unseen("gate.no_open_outreach", "stakeholders", "outreach")
    everyone = view.book.of(Outreach)
    waiting = [one for one in everyone if one.status in OPEN_OUTREACH or not one.status]
    ids = tuple(one.id for one in waiting)
    who = names_of(tuple(one.stakeholder or "" for one in waiting))
    params: Params = {"count": len(waiting), "total": len(everyone), "waiting": who}
    met: Met = "yes" if not waiting else "partly" if len(waiting) < len(everyone) else "no"
    return Reason(
        "gate.no_open_outreach", met, Jump("stakeholders", "outreach", ids[0] if ids else ""), params, ids
    )
