"""Checks of the plan as a whole: its five blocks, the area decision, the agreement, the review.

Checks 1, 3, 4 and 11.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.models.book import Book
from app.models.kinds.area import AreaDecision, Location, SelectionCriterion, Step
from app.models.kinds.meetings import Issue, Meeting
from app.models.kinds.plan import Activity, Indicator
from app.models.kinds.review import Comment
from app.process import facts
from app.process.checks.finding import AREAS, OUTLINE, PLAN, STEPS, Context, Finding, Severity
from app.process.scope import scope_of
from app.process.terms import NameOf, Params, Term
from app.process.written import written_sections

CONTEXT = ("context_overview", "displacement_profile", "obstacles_challenges_needs")
DISPLACEMENT_ROLES = frozenset({"displacement", "both", "integration_site", "settlement_site"})
RETURN_ROLES = frozenset({"return", "both"})


def five_blocks(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 1: none of the five blocks is empty; the approach covers displacement and return."""
    plan = facts.current_plan(book)
    if plan is None:
        yield Finding(1, "check.no_plan", "error", PLAN, "plan", "plan")
    written = written_sections(book, plan)
    if not any(key in written for key in CONTEXT):
        yield _empty(1, "context_overview")
    ranked = any(location.priority_rank is not None for location in book.of(Location))
    if "priority_locations_groups" not in written and not ranked:
        yield _empty(2, "priority_locations_groups")
    yield from _approach(book, written)
    if not facts.live_activities(book):
        yield Finding(1, "check.no_activities", "error", PLAN, "plan", "activity", params={"block": 4})
    if "monitoring" not in written and not book.of(Indicator):
        yield Finding(1, "check.no_monitoring", "error", PLAN, "plan", "indicator", params={"block": 5})


def outline(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 1: every section that the process requires says something."""
    written = written_sections(book, facts.current_plan(book))
    for key in scope_of(book).required:
        if key not in written:
            params: Params = {"section": Term(f"code.section_key.{key}"), "key": key}
            yield Finding(1, "check.section_empty", "error", OUTLINE, "plan", "section", params=params)


def _empty(block: int, key: str) -> Finding:
    params: Params = {"block": block, "section": Term(f"code.section_key.{key}"), "key": key}
    return Finding(1, "check.block_empty", "error", PLAN, "plan", "section", params=params)


def _approach(book: Book, written: dict[str, tuple[str, set[str]]]) -> Iterator[Finding]:
    roles = {location.role or "" for location in book.of(Location)}
    for key, those in (("displacement", DISPLACEMENT_ROLES), ("return", RETURN_ROLES)):
        section = f"response_approach_{key}"
        if roles & those and section not in written:
            params: Params = {"block": 3, "section": Term(f"code.section_key.{section}"), "key": section}
            yield Finding(1, "check.approach_missing", "error", PLAN, "plan", "section", params=params)
    either = {"response_approach_displacement", "response_approach_return", "priority_activities"}
    if not roles & (DISPLACEMENT_ROLES | RETURN_ROLES) and not either & written.keys():
        yield _empty(3, "priority_activities")


def every_language(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 1: a written section is written in each language of the plan."""
    plan = facts.current_plan(book)
    for key, (section, languages) in written_sections(book, plan).items():
        for language in sorted(set(plan.languages if plan else ()) - languages):
            params: Params = {
                "section": Term(f"code.section_key.{key}"),
                "language": Term(f"code.language.{language}"),
            }
            yield Finding(
                1, "check.section_untranslated", "warning", PLAN, "plan", "section", section, "", params
            )


def area_decision(book: Book, context: Context) -> Iterator[Finding]:
    """Check 3: the area was selected, with its reason, on a combination of criteria."""
    chosen = book.where(AreaDecision, decision="selected")
    if not chosen:
        yield Finding(3, "check.area_not_selected", "error", AREAS, "area", "area_decision", "", "decision")
        return
    if not any(facts.says(one, "rationale") for one in chosen):
        place = ("area", "area_decision", chosen[0].id, "rationale_en")
        yield Finding(3, "check.area_no_rationale", "error", AREAS, *place)
    yield from _combination(book, context, chosen[-1])


def _combination(book: Book, context: Context, decision: AreaDecision) -> Iterator[Finding]:
    """The area's own rule says how many criteria make the combination; a reason to depart stays visible."""
    area = facts.area_of(book)
    expected = (area.criteria_needed if area else None) or context.thresholds.criteria_met
    met = len(book.where(SelectionCriterion, assessment="met"))
    if met >= expected:
        return
    params: Params = {"count": met, "expected": expected}
    if not facts.filled(decision.departure_reason):
        yield Finding(
            3, "check.few_criteria_met", "warning", AREAS, "area", "selection_criterion", params=params
        )
        return
    params = {**params, "reason": decision.departure_reason or ""}
    place = ("area", "area_decision", decision.id, "departure_reason")
    yield Finding(3, "check.criteria_departed", "info", AREAS, *place, params)


def evidence_of_need(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 3: the evidence of need cites its source."""
    for one in book.where(SelectionCriterion, criterion="evidence_of_need"):
        if not one.source:
            place = ("area", "selection_criterion", one.id, "source")
            yield Finding(3, "check.need_without_source", "warning", AREAS, *place)


def agreement(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 4: the authority's agreement to start (step 2) is on record."""
    if not facts.agreement_meetings(book):
        tried = book.where(Meeting, type="authority_meeting")
        place = ("meetings", "meeting", tried[0].id if tried else "", "agreement_reached")
        yield Finding(4, "check.no_agreement", "error", STEPS, *place)


def roundtable(book: Book, context: Context) -> Iterator[Finding]:
    """Check 4: a roundtable took place (step 4) and has minutes; a reason turns errors into warnings."""
    reasoned = any(facts.filled(step.skip_reason) for step in book.where(Step, step_id="roundtable"))
    grave: Severity = "warning" if reasoned else "error"
    tables = book.where(Meeting, type="roundtable")
    held = [table for table in tables if facts.took_place(table, context.today)]
    if not held:
        place = ("meetings", "meeting", tables[0].id if tables else "")
        yield Finding(4, "check.no_roundtable", grave, STEPS, *place)
    elif not any(facts.has_minutes(table) for table in held):
        yield Finding(4, "check.no_minutes", grave, STEPS, "meetings", "meeting", held[-1].id, "minutes_on")


def open_musts(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 11: no comment that must be dealt with is open."""
    for one in book.where(Comment, type="must"):
        if one.status in (None, "open"):
            params: Params = {"code": one.code or "", "text": NameOf(one.id)}
            yield Finding(
                11, "check.open_must", "error", STEPS, "review", "comment", one.id, "response", params
            )


def unexplained_answers(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 11: whoever commented is told why a comment was rejected, deferred or accepted in part."""
    for one in book.of(Comment):
        if one.status in facts.NEEDS_REASON and not facts.filled(one.response):
            params: Params = {"code": one.code or "", "text": NameOf(one.id)}
            place = ("review", "comment", one.id, "response")
            yield Finding(11, "check.comment_without_reason", "warning", STEPS, *place, params)


def unanswered_issues(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 11: every issue that people raised is answered, by a response or by an activity's effect."""
    linked = {voice for activity in book.of(Activity) for voice in activity.voices}
    for issue in book.of(Issue):
        if not facts.is_answered(issue):
            code = "check.issue_no_effect" if issue.id in linked else "check.issue_unanswered"
            params: Params = {"code": issue.code or ""}
            yield Finding(11, code, "warning", STEPS, "voices", "issue", issue.id, "response", params)
