"""A guide to the first meeting of a group, as a checklist that is computed from the records.

Source: DSTWG update: what members are and bring, inductions, backstopping, guidelines for the first meeting,
draft work plan, status check ("initial meetings will be to identify key stakeholders"). The wording is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.models.book import Book
from app.models.kinds.area import Task
from app.models.kinds.inside import Stakeholder
from app.models.kinds.meetings import AgendaItem, Meeting
from app.models.kinds.people import Group, Organisation, Training
from app.process import facts
from app.process.backstopping import FUNCTIONS, uncovered
from app.process.definition import process_of
from app.process.gates.prepare import focal_point_named, potential_asked
from app.process.reasons import Jump, Met, Reason, View, graded, unseen
from app.process.terms import Params, Term, names_of

Part = Literal["before", "at", "after"]
ACTORS = ("government", "local", "international")
FIRST_STEPS = 2
"""Of so many steps the first meeting shares out the tasks."""


@dataclass(frozen=True, slots=True)
class GuideItem:
    """One point of the guide: before, at or after the meeting, and how it stands."""

    part: Part
    reason: Reason


def first_meeting(view: View, *, low: int = 5, high: int = 7) -> tuple[GuideItem, ...]:
    """Return the points of the guide in order. `low` and `high` bound the number of members."""
    before = (focal_point_named(view), _members(view, low, high), _induction(view), _dated(view))
    at = (_rhythm(view), _represents(view), potential_asked(view), _actors(view), _tasks(view))
    after = (_backstopped(view), _minutes(view), _next(view))
    return (
        *(GuideItem("before", one) for one in before),
        *(GuideItem("at", one) for one in at),
        *(GuideItem("after", one) for one in after),
    )


def the_first_meeting(book: Book) -> Meeting | None:
    """Return the first meeting of the group: the earliest of its type, None when there is none."""
    found = book.where(Meeting, type="first_meeting")
    return min(found, key=lambda one: (one.held_on or "9", one.id), default=None)


def inducted(book: Book) -> dict[str, str]:
    """Return member → the first day on which they attended an induction ("" for one without a day)."""
    found: dict[str, str] = {}
    for training in book.of(Training):
        if training.type in (None, "induction"):
            for member in training.members:
                found[member] = min(found.get(member) or "9", training.held_on or "9")
    return {member: "" if on == "9" else on for member, on in found.items()}


def _members(view: View, low: int, high: int) -> Reason:
    alone = len(facts.serving(view.book, frozenset({"member"}), view.today))
    together = len(facts.serving(view.book, facts.GROUP_ROLES, view.today))
    met: Met = "yes" if low <= alone <= high or low <= together <= high else "partly" if together else "no"
    params: Params = {"count": together, "low": low, "high": high}
    return Reason("guide.members", met, Jump("group", "member"), params)


def _induction(view: View) -> Reason:
    people = facts.serving(view.book, facts.GROUP_ROLES, view.today)
    known = inducted(view.book)
    waiting = tuple(one.id for one in people if one.id not in known)
    params: Params = {"count": len(people) - len(waiting), "total": len(people), "waiting": names_of(waiting)}
    return Reason(
        "guide.induction", graded(len(people) - len(waiting), len(people)), Jump("group", "training"), params
    )


def _dated(view: View) -> Reason:
    meeting = the_first_meeting(view.book)
    if meeting is None:
        return Reason("guide.dated", "no", Jump("meetings", "meeting"))
    items = len(view.book.where(AgendaItem, meeting=meeting.id))
    there = (facts.day(meeting.held_on), facts.filled(meeting.venue), items)
    params: Params = {"count": items}
    met = graded(sum(bool(one) for one in there), 3)
    return Reason("guide.dated", met, Jump("meetings", "meeting", meeting.id), params, (meeting.id,))


def _rhythm(view: View) -> Reason:
    group = next(iter(view.book.of(Group)), None)
    rhythm = (group.rhythm or "").strip() if group else ""
    return Reason(
        "guide.rhythm",
        "yes" if rhythm else "no",
        Jump("group", "group", group.id if group else ""),
        {"rhythm": rhythm},
    )


def _represents(view: View) -> Reason:
    people = facts.serving(view.book, facts.GROUP_ROLES, view.today)
    waiting = tuple(one.id for one in people if not facts.filled(one.represents))
    params: Params = {"count": len(people) - len(waiting), "total": len(people), "waiting": names_of(waiting)}
    jump = Jump("group", "member", waiting[0] if waiting else "")
    return Reason("guide.represents", graded(len(people) - len(waiting), len(people)), jump, params)


def _actors(view: View) -> Reason:
    if not view.sees_group:
        return unseen("guide.actors", "stakeholders", "stakeholder")
    known = {_side(view.book, one) for one in view.book.of(Stakeholder)}
    missing = tuple(Term(f"guide.side.{one}") for one in ACTORS if one not in known)
    params: Params = {"count": len(view.book.of(Stakeholder)), "missing": missing}
    met = graded(len(ACTORS) - len(missing), len(ACTORS))
    return Reason("guide.actors", met, Jump("stakeholders", "stakeholder"), params)


def _side(book: Book, stakeholder: Stakeholder) -> str:
    """Government, local or international: the three that a group is to find in its first meetings."""
    organisation = book.get(Organisation, stakeholder.organisation)
    family = facts.family(facts.type_of(book, stakeholder))
    if family == "government":
        return family
    abroad = organisation is not None and organisation.scope == "international"
    return (
        "international" if abroad or family == "un" or facts.type_of(book, stakeholder) == "21" else "local"
    )


def _tasks(view: View) -> Reason:
    first = process_of(view.book).steps[:FIRST_STEPS]
    tasks = [one for step in first for one in view.book.where(Task, step_id=step.id)]
    kept = [one for one in tasks if one.status != "dropped"]
    ready = [one for one in kept if one.assignee and facts.day(one.due)]
    params: Params = {"count": len(ready), "total": len(kept)}
    return Reason("guide.tasks", graded(len(ready), len(kept)), Jump("group", "task"), params)


def _backstopped(view: View) -> Reason:
    meeting = the_first_meeting(view.book)
    if meeting is None:
        return Reason("guide.backstopped", "no", Jump("group", "backstopping"), {"missing": ()})
    lacking = uncovered(view.book, meeting)
    missing = tuple(Term(f"code.backstop_function.{one}") for one in lacking)
    few = len(meeting.backstoppers) < len(FUNCTIONS)
    met: Met = "yes" if not lacking and not few else "partly" if meeting.backstoppers else "no"
    params: Params = {"count": len(meeting.backstoppers), "missing": missing}
    return Reason("guide.backstopped", met, Jump("group", "backstopping", meeting.id), params)


def _minutes(view: View) -> Reason:
    meeting = the_first_meeting(view.book)
    met: Met = "yes" if meeting is not None and facts.has_minutes(meeting) else "no"
    return Reason("guide.minutes", met, Jump("meetings", "meeting", meeting.id if meeting else ""))


def _next(view: View) -> Reason:
    first = the_first_meeting(view.book)
    after = first.held_on if first is not None else None
    later = [one for one in view.book.of(Meeting) if facts.before(after, one.held_on)]
    shown = min(later, key=lambda one: (one.held_on or "", one.id), default=None)
    params: Params = {"meetings": names_of((shown.id,)) if shown else ()}
    jump = Jump("meetings", "meeting", shown.id if shown else "")
    return Reason("guide.next", "yes" if shown else "no", jump, params)
