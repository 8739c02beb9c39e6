"""Checks of coverage: places, groups, objectives and criteria. Checks 5, 6 and 7."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.models.book import Book
from app.models.codes import IASC_CRITERIA, OBJECTIVES
from app.models.kinds.area import Intentions, Location, PopulationFigure
from app.models.kinds.meetings import Consultation
from app.models.kinds.plan import FrameworkAnswer, Indicator
from app.process import facts
from app.process.checks.finding import CRITERIA, PLAN, PRINCIPLES, Context, Finding, Severity
from app.process.checks.finding import OBJECTIVES as FRAMEWORK
from app.process.frameworks import durable_solutions
from app.process.terms import NameOf, Params, Term

HOST = frozenset({"host_community", "stayee"})


def locations_covered(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 5: every priority location has an activity, or a reason why not."""
    reached = {location for activity in facts.live_activities(book) for location in activity.locations}
    for location in book.of(Location):
        waiting = location.priority_rank is not None and location.id not in reached
        if waiting and not facts.filled(location.uncovered_reason):
            params: Params = {"location": NameOf(location.id), "rank": location.priority_rank}
            place = ("area", "location", location.id, "uncovered_reason")
            yield Finding(5, "check.location_uncovered", "error", PLAN, *place, params)


def locations_listed(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 5: every location of an activity is in the list, and has a priority."""
    for activity in facts.live_activities(book):
        for place in activity.locations:
            location = book.get(Location, place)
            if location is None:
                yield _activity_location("check.location_unknown", "error", activity.id, None)
            elif location.priority_rank is None:
                yield _activity_location("check.location_unranked", "info", activity.id, location.id)


def _activity_location(code: str, severity: Severity, activity: str, location: str | None) -> Finding:
    params: Params = {"activity": NameOf(activity), "location": NameOf(location) if location else ""}
    return Finding(5, code, severity, PLAN, "plan", "activity", activity, "locations", params)


def named_groups(book: Book) -> tuple[str, ...]:
    """Return the population groups that figures, intentions and consultations speak of."""
    counted = (
        one.group for one in book.of(PopulationFigure) if (one.households or 0) + (one.individuals or 0) > 0
    )
    intending = (one.group for one in book.of(Intentions))
    asked = (group for one in book.of(Consultation) for group in one.groups)
    return tuple(sorted({group for group in (*counted, *intending, *asked) if group}))


def groups_covered(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 6: every population group that is named has an activity."""
    reached = _reached_groups(book)
    for group in named_groups(book):
        if group not in reached and group not in HOST:
            params: Params = {"group": Term(f"code.population_group.{group}")}
            yield Finding(6, "check.group_uncovered", "warning", PLAN, "plan", "activity", params=params)


def host_included(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 6: people who were not displaced are in at least one activity, or a reason is given."""
    plan = facts.current_plan(book)
    reasoned = plan is not None and facts.filled(plan.host_reason)
    if not HOST & _reached_groups(book) and not reasoned:
        place = ("plan", "plan", plan.id if plan else "", "host_reason")
        yield Finding(6, "check.host_left_out", "error", PRINCIPLES, *place)


def _reached_groups(book: Book) -> set[str]:
    return {group for activity in facts.live_activities(book) for group in activity.groups}


def objectives_used(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 7: each specific objective is used, or a reason says why it is not addressed."""
    activities = facts.live_activities(book)
    used = {one for activity in activities for one in (activity.objective or "", *activity.other_objectives)}
    for objective in _unanswered(book, "so", OBJECTIVES, used):
        params: Params = {"objective": Term(f"code.so.{objective}"), "key": objective}
        yield _unused("check.objective_unused", FRAMEWORK, params)


def criteria_used(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 7: each IASC criterion has an activity or indicator, or a reason why it is not relevant here."""
    used = {one for activity in facts.live_activities(book) for one in activity.iasc}
    used |= {indicator.iasc or "" for indicator in book.of(Indicator)}
    for criterion in _unanswered(book, "iasc", IASC_CRITERIA, used):
        near = tuple(Term(f"code.so.{one}") for one in durable_solutions().objectives_for(criterion))
        params: Params = {
            "criterion": Term(f"code.iasc.{criterion}"),
            "number": criterion,
            "objectives": near,
        }
        yield _unused("check.criterion_unused", CRITERIA, params)


def _unused(code: str, source: str, params: Params) -> Finding:
    place = ("plan", "framework_answer", "", "not_addressed_reason")
    return Finding(7, code, "warning", source, *place, params)


def _unanswered(book: Book, framework: str, codes: Iterable[str], used: set[str]) -> list[str]:
    answers = book.where(FrameworkAnswer, framework=framework)
    answered = {one.code for one in answers if facts.filled(one.not_addressed_reason)}
    return [code for code in codes if code not in used and code not in answered]
