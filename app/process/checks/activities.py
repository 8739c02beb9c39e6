"""Checks of activities, their targets and their progress. Check 8, and fields."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from app.models.book import Book
from app.models.kinds.inside import HarmScreen
from app.models.kinds.plan import Activity, Progress, Target
from app.process import facts
from app.process.alignment import alignments_of
from app.process.checks.finding import OBJECTIVES, PLAN, PRACTICE, PRINCIPLES, Context, Finding, Severity
from app.process.nodes import built_in
from app.process.scope import scope_of
from app.process.terms import NameOf, Param, Params, Term

GIVEN = (
    ("lead", "check.activity_lead"),
    ("status", "check.activity_status"),
)
WANTED = (
    ("locations", "check.activity_locations"),
    ("groups", "check.activity_groups"),
    ("origin", "check.activity_origin"),
)


def _about(
    number: int,
    code: str,
    severity: Severity,
    source: str,
    activity: Activity,
    field: str,
    more: Params | None = None,
) -> Finding:
    params: dict[str, Param] = {"activity": NameOf(activity.id), "code": activity.code or "", **(more or {})}
    return Finding(number, code, severity, source, "plan", "activity", activity.id, field, params)


def complete(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 8: every activity has its place in the framework, a lead, a status, both dates and a target."""
    framework, placed = scope_of(book).framework, _placed(book)
    for activity in facts.live_activities(book):
        if activity.id not in placed:
            by_objective = framework == "so"
            code = "check.activity_objective" if by_objective else "check.activity_unplaced"
            more: Params = {} if by_objective else {"framework": Term(f"code.framework.{framework}")}
            yield _about(8, code, "error", PLAN, activity, "objective" if by_objective else "alignment", more)
        for field, code in GIVEN:
            if not getattr(activity, field):
                yield _about(8, code, "error", PLAN, activity, field)
        for field in ("starts", "ends"):
            if facts.day(getattr(activity, field)) is None:
                yield _about(8, f"check.activity_{field}", "error", PLAN, activity, field)
        if not any((facts.number(target.value) or 0) > 0 for target in facts.targets_of(book, activity)):
            yield _about(8, "check.activity_target", "error", PLAN, activity, "target")


def _placed(book: Book) -> set[str]:
    """Return the activities that have their place in the framework of the process."""
    framework = scope_of(book).framework
    if framework == "so":
        return {activity.id for activity in book.of(Activity) if activity.objective}
    aligned = alignments_of(book, built_in(framework))
    return {one.activity for one in aligned if one.activity and one.status in (None, "aligned")}


def government_counterpart(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 8: a government counterpart stands behind every activity, or a reason says why nobody does."""
    for activity in facts.live_activities(book):
        if not activity.government_counterpart and not facts.filled(activity.no_counterpart_reason):
            yield _about(
                8, "check.activity_counterpart", "error", PRINCIPLES, activity, "government_counterpart"
            )


def described(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 8: an activity says where, for whom, and whether it is new."""
    for activity in facts.live_activities(book):
        for field, code in WANTED:
            if not getattr(activity, field):
                yield _about(8, code, "warning", PLAN, activity, field)


def dates(book: Book, _context: Context) -> Iterator[Finding]:
    """An activity does not end before it starts, and lies within the plan's period."""
    plan = facts.current_plan(book)
    for activity in facts.live_activities(book):
        if facts.before(activity.ends, activity.starts):
            yield _about(0, "check.ends_before_start", "error", PLAN, activity, "ends")
        early = plan is not None and facts.before(activity.starts, plan.period_from)
        late = plan is not None and facts.before(plan.period_to, activity.ends)
        if early or late:
            yield _about(0, "check.outside_period", "warning", PLAN, activity, "starts" if early else "ends")


def waits_for(book: Book, _context: Context) -> Iterator[Finding]:
    """An activity does not begin before the activities that must be done first have ended."""
    live = {one.id: one for one in facts.live_activities(book)}
    for activity in live.values():
        for first in (live[one] for one in activity.depends_on if one in live):
            if facts.before(activity.starts, first.ends) and first.status != "completed":
                more: Params = {"first": NameOf(first.id)}
                yield _about(0, "check.starts_too_early", "info", PLAN, activity, "starts", more)


def voluntary_movements(book: Book, _context: Context) -> Iterator[Finding]:
    """Facilitated movements (SO8) rest on evidence of people's intentions."""
    for activity in facts.live_activities(book):
        if activity.objective == "SO8" and not facts.filled(activity.intentions_evidence):
            yield _about(
                0, "check.movement_without_intentions", "warning", OBJECTIVES, activity, "intentions_evidence"
            )


def land(book: Book, _context: Context) -> Iterator[Finding]:
    """Works on land are checked for housing, land and property rights first."""
    for activity in facts.live_activities(book):
        if activity.modality == "works" and not activity.land_checked:
            yield _about(0, "check.land_unchecked", "warning", PRACTICE, activity, "land_checked")


def do_no_harm(book: Book, context: Context) -> Iterator[Finding]:
    """Activities for social cohesion and safety (SO6, SO7) are screened for harm."""
    screened = {one.activity for one in book.of(HarmScreen) if any(map(facts.filled, _answers(one)))}
    for activity in facts.live_activities(book) if context.sees_group else ():
        if activity.objective in ("SO6", "SO7") and activity.id not in screened:
            yield _about(0, "check.harm_unscreened", "info", PRACTICE, activity, "harm_screen")


def _answers(screen: HarmScreen) -> tuple[str | None, ...]:
    return (screen.divider, screen.connector, screen.effect, screen.mitigation)


def splits(book: Book, _context: Context) -> Iterator[Finding]:
    """The parts of a target are never more than the whole."""
    for target in book.of(Target):
        value, activity = facts.number(target.value), book.get(Activity, target.activity)
        by_age = (target.women, target.men, target.girls, target.boys)
        by_group = (target.idps, target.returnees, target.host)
        for code, parts in (("check.split_age", by_age), ("check.split_group", by_group)):
            total = sum(part or 0 for part in parts)
            if value is not None and activity and total > value and target.unit in (None, "individuals"):
                params: Params = {
                    "activity": NameOf(activity.id),
                    "total": total,
                    "value": value_text(target.value),
                }
                yield Finding(0, code, "error", PLAN, "plan", "target", target.id, "value", params)


def value_text(text: str | None) -> str:
    """Return a stored decimal as it is shown in a sentence."""
    found = facts.number(text)
    return f"{found.normalize():f}" if found is not None else ""


def progress(book: Book, context: Context) -> Iterator[Finding]:
    """What was reached does not fall without a reason, nor lie far above the target."""
    for activity in book.of(Activity):
        reports = sorted(
            book.where(Progress, activity=activity.id), key=lambda one: (one.reported_on or "", one.id)
        )
        for target in facts.targets_of(book, activity):
            own = [
                one for one in reports if one.target == target.id and facts.number(one.reached) is not None
            ]
            yield from _falling(activity, own)
            yield from _far_above(activity, target, own, context)


def _falling(activity: Activity, reports: list[Progress]) -> Iterator[Finding]:
    for earlier, later in pairwise(reports):
        first, second = facts.number(earlier.reached) or 0, facts.number(later.reached) or 0
        if second < first and not facts.filled(later.correction_reason):
            params: Params = {"activity": NameOf(activity.id), "before": str(first), "after": str(second)}
            place = ("monitoring", "progress", later.id, "reached")
            yield Finding(0, "check.progress_falls", "warning", PRACTICE, *place, params)


def _far_above(
    activity: Activity, target: Target, reports: list[Progress], context: Context
) -> Iterator[Finding]:
    value = facts.number(target.value)
    for one in reports[-1:]:
        reached = facts.number(one.reached) or 0
        if value and reached > value * context.thresholds.over_target:
            params: Params = {
                "activity": NameOf(activity.id),
                "reached": str(reached),
                "value": value_text(target.value),
            }
            place = ("monitoring", "progress", one.id, "reached")
            yield Finding(0, "check.far_above_target", "warning", PRACTICE, *place, params)
