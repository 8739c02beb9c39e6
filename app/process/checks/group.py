"""Checks of the group: focal points, members, the spectrum of actors, backstopping. Check 2."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from app.models.book import Book
from app.models.kinds.meetings import Meeting
from app.models.kinds.people import Organisation
from app.process import facts
from app.process.backstopping import FUNCTIONS, is_area_meeting, uncovered
from app.process.checks.finding import AREAS, ROLES, Context, Finding
from app.process.terms import NameOf, Params, Term


def focal_points(book: Book, context: Context) -> Iterator[Finding]:
    """Check 2: two focal points lead; none at all is an error."""
    expected = context.thresholds.focal_points
    found = len(facts.serving(book, frozenset({"focal_point"}), context.today))
    if found == 0:
        yield Finding(2, "check.no_focal_point", "error", ROLES, "group", "member", "", "role")
    elif found != expected:
        params: Params = {"count": found, "expected": expected}
        yield Finding(2, "check.focal_points_count", "warning", ROLES, "group", "member", params=params)


def members(book: Book, context: Context) -> Iterator[Finding]:
    """Check 2: 5 to 7 members, whether or not the focal points are counted among them."""
    low, high = context.thresholds.members_low, context.thresholds.members_high
    alone = len(facts.serving(book, frozenset({"member"}), context.today))
    together = len(facts.serving(book, facts.GROUP_ROLES, context.today))
    if not (low <= alone <= high or low <= together <= high):
        params: Params = {"count": alone, "low": low, "high": high}
        yield Finding(2, "check.members_count", "warning", ROLES, "group", "member", params=params)


def backstoppers(book: Book, context: Context) -> Iterator[Finding]:
    """Check 2: at least two backstoppers are named, who cover both functions."""
    named = facts.serving(book, facts.BACKSTOP_ROLES, context.today)
    expected = context.thresholds.backstoppers
    if len(named) < expected:
        params: Params = {"count": len(named), "expected": expected}
        yield Finding(2, "check.few_backstoppers", "warning", ROLES, "group", "member", params=params)
    covered = {member.backstop_function for member in named}
    for function in FUNCTIONS:
        if named and function not in covered:
            shown: Params = {"function": Term(f"code.backstop_function.{function}")}
            yield Finding(2, "check.function_uncovered", "warning", ROLES, "group", "member", params=shown)


def spectrum(book: Book, context: Context) -> Iterator[Finding]:
    """Check 2: members come from the spectrum of actors; no part of it makes up more than half."""
    people = facts.serving(book, facts.GROUP_ROLES, context.today)
    known = Counter(person.spectrum for person in people if person.spectrum)
    for part, count in sorted(known.items()):
        if Decimal(count) > context.thresholds.one_spectrum * len(people) and len(people) > 1:
            params: Params = {"spectrum": Term(f"code.spectrum.{part}"), "count": count, "total": len(people)}
            yield Finding(2, "check.one_sided_group", "warning", ROLES, "group", "member", params=params)


def voices_absent(book: Book, context: Context) -> Iterator[Finding]:
    """Check 2: somebody of the group comes from a local organisation, and somebody from government."""
    people = facts.serving(book, facts.GROUP_ROLES, context.today)
    known = [one for one in (book.get(Organisation, person.organisation) for person in people) if one]
    if len(people) < context.thresholds.members_low or len(known) < len(people):
        return
    if all(one.scope == "international" for one in known):
        yield Finding(2, "check.no_local_member", "warning", AREAS, "group", "member")
    if not any(facts.family(one.type) == "government" for one in known):
        yield Finding(2, "check.no_government_member", "info", AREAS, "group", "member")


def constituencies(book: Book, context: Context) -> Iterator[Finding]:
    """Check 2: each member says whom they represent beyond their organisation."""
    for person in facts.serving(book, facts.GROUP_ROLES, context.today):
        if not facts.filled(person.represents):
            params: Params = {"member": NameOf(person.id)}
            yield Finding(
                2,
                "check.represents_nobody",
                "info",
                ROLES,
                "group",
                "member",
                person.id,
                "represents",
                params,
            )


def backstopped_meetings(book: Book, context: Context) -> Iterator[Finding]:
    """Check 2: at least two backstoppers, who cover both functions, attended each area meeting held."""
    expected = context.thresholds.backstoppers
    for meeting in book.of(Meeting):
        if not is_area_meeting(meeting) or not facts.took_place(meeting, context.today):
            continue
        present, place = len(meeting.backstoppers), ("meetings", "meeting", meeting.id, "backstoppers")
        if present < expected:
            params: Params = {"meeting": NameOf(meeting.id), "count": present, "expected": expected}
            yield Finding(2, "check.meeting_not_backstopped", "warning", ROLES, *place, params)
            continue
        for function in uncovered(book, meeting):
            more: Params = {
                "meeting": NameOf(meeting.id),
                "function": Term(f"code.backstop_function.{function}"),
            }
            yield Finding(2, "check.meeting_function_uncovered", "warning", ROLES, *place, more)
