"""Checks of who was heard and of how actors are described. Fields only."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.models.book import Book
from app.models.kinds.inside import Nomination, Stakeholder, StakeholderLink
from app.models.kinds.meetings import AttendanceCount, Consultation, Meeting
from app.process import facts
from app.process.checks.finding import AREAS, PRACTICE, PRINCIPLES, Context, Finding
from app.process.terms import NameOf, Params
from app.process.views_of_stakeholders import seen_stakeholders


def women_at_meetings(book: Book, context: Context) -> Iterator[Finding]:
    """Women make up at least a fifth of those who attended."""
    for meeting in book.of(Meeting):
        counts = book.where(AttendanceCount, meeting=meeting.id)
        said = [one for one in counts if one.sex in ("female", "male")]
        women = sum(one.count or 0 for one in said if one.sex == "female")
        total = sum(one.count or 0 for one in said)
        yield from _few_women("meeting", meeting.id, women, total, context)


def women_consulted(book: Book, context: Context) -> Iterator[Finding]:
    """Women make up at least a fifth of those who were consulted."""
    for one in book.of(Consultation):
        women, men = one.women or 0, one.men or 0
        yield from _few_women("consultation", one.id, women, women + men, context)


def _few_women(kind: str, record: str, women: int, total: int, context: Context) -> Iterator[Finding]:
    if total > 0 and Decimal(women) < context.thresholds.women * total:
        page = "meetings" if kind == "meeting" else "voices"
        params: Params = {"about": NameOf(record), "count": women, "total": total}
        yield Finding(0, "check.few_women", "warning", PRINCIPLES, page, kind, record, "", params)


def displaced_voices(book: Book, context: Context) -> Iterator[Finding]:
    """Displaced people and returnees, and the host community, are heard at the roundtable."""
    for meeting in book.where(Meeting, type="roundtable"):
        counts = book.where(AttendanceCount, meeting=meeting.id)
        present = {one.affiliation for one in counts if (one.count or 0) > 0}
        params: Params = {"about": NameOf(meeting.id)}
        place = ("meetings", "meeting", meeting.id, "")
        if counts and facts.took_place(meeting, context.today) and not present & facts.DISPLACED_AFFILIATIONS:
            yield Finding(0, "check.no_displaced_voice", "warning", PRINCIPLES, *place, params)
        if counts and facts.took_place(meeting, context.today) and "host" not in present:
            yield Finding(0, "check.no_host_voice", "warning", PRINCIPLES, *place, params)


def ratings(book: Book, context: Context) -> Iterator[Finding]:
    """A stakeholder has both ratings or none; a position has a day and an author; views are kept fresh."""
    for record, one in seen_stakeholders(book):
        params: Params = {"stakeholder": NameOf(record)}
        place = ("stakeholders", "stakeholder", record)
        if (one.influence is None) != (one.interest is None):
            field = "influence" if one.influence is None else "interest"
            yield Finding(0, "check.half_rated", "warning", PRACTICE, *place, field, params)
        said = one.placed
        if said and said.position != "unknown" and not (said.position_on and said.position_by):
            yield Finding(0, "check.position_undated", "info", PRACTICE, *place, "position", params)
        checked = book.get(Stakeholder, record)
        looked = facts.latest([one.seen_on, checked.verified_on if checked else None])
        months = facts.months_since(looked, context.today)
        if months is not None and months >= context.thresholds.months_to_verify:
            more: Params = {**params, "count": months}
            yield Finding(0, "check.view_stale", "info", PRACTICE, *place, "seen_on", more)


def links(book: Book, _context: Context) -> Iterator[Finding]:
    """Nobody is linked to themselves."""
    for one in book.of(StakeholderLink):
        if one.origin and one.origin == one.target:
            params: Params = {"stakeholder": NameOf(one.origin)}
            place = ("stakeholders", "stakeholder_link", one.id, "target")
            yield Finding(0, "check.self_link", "warning", PRACTICE, *place, params)


def nominations(book: Book, context: Context) -> Iterator[Finding]:
    """An accepted nomination notes at least three of the four criteria for members."""
    expected = context.thresholds.nomination_criteria
    for one in book.where(Nomination, decision="accepted"):
        if len(set(one.criteria)) < expected:
            params: Params = {
                "candidate": one.candidate or "",
                "count": len(set(one.criteria)),
                "expected": expected,
            }
            place = ("group", "nomination", one.id, "criteria")
            yield Finding(0, "check.thin_nomination", "info", AREAS, *place, params)
