"""Checks of how long what is said of people is kept, and on what ground. Fields only.

Sources: the ICRC and Brussels Privacy Hub's Handbook on Data Protection in Humanitarian Action (3rd edition,
2024) asks for retention limits, a basis for each use, and deletion when it ends; the IASC Operational
Guidance on Data Responsibility (2021, revised 2023) for the same at system level. Neither names months: those
are ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.models.book import Book
from app.models.kinds.inside import Contact, NamedAttendance, Nomination
from app.models.kinds.meetings import Meeting
from app.models.kinds.people import Member, OfficialCard
from app.models.kinds.plan import Plan
from app.process import facts
from app.process.checks.finding import RESPONSIBILITY, Context, Finding
from app.process.terms import NameOf, Params


def contacts(book: Book, context: Context) -> Iterator[Finding]:
    """A contact has consent or another basis, and goes when consent or its day has gone."""
    for one in book.of(Contact):
        params: Params = {"person": one.person_name or "", "stakeholder": NameOf(one.stakeholder or "")}
        place = ("stakeholders", "stakeholder", one.stakeholder or "", "contact")
        if one.consent is False:
            yield Finding(0, "check.contact_refused", "warning", RESPONSIBILITY, *place, params)
        elif one.retain_until and one.retain_until < context.today:
            yield Finding(0, "check.contact_too_long", "info", RESPONSIBILITY, *place, params)
        elif one.consent is None and one.legal_basis in (None, "consent"):
            yield Finding(0, "check.contact_no_basis", "info", RESPONSIBILITY, *place, params)


def attendance(book: Book, context: Context) -> Iterator[Finding]:
    """Names on attendance lists go some months after the cycle ended; the counts stay."""
    for meeting in book.of(Meeting):
        names = sum(1 for _ in book.where(NamedAttendance, meeting=meeting.id))
        months = facts.months_since(_end_of_cycle(book, meeting.held_on), context.today)
        if names and months is not None and months >= context.thresholds.months_to_keep_names:
            params: Params = {"meeting": NameOf(meeting.id), "count": names, "months": months}
            place = ("meetings", "meeting", meeting.id, "named_attendance")
            yield Finding(0, "check.names_too_long", "info", RESPONSIBILITY, *place, params)


def _end_of_cycle(book: Book, held_on: str | None) -> str | None:
    """Return when the plan cycle of a meeting ended or is to end; the meeting's day when no plan says."""
    ends = (plan.closed_on or plan.period_to for plan in book.of(Plan))
    return min((end for end in ends if end and held_on and end >= held_on), default=held_on)


def declined_nominations(book: Book, context: Context) -> Iterator[Finding]:
    """Who was nominated and did not join the group is not kept for long."""
    for one in book.where(Nomination, decision="declined"):
        months = facts.months_since(one.nominated_on, context.today)
        if months is not None and months >= context.thresholds.months_to_keep_names:
            params: Params = {"candidate": one.candidate or "", "months": months}
            place = ("group", "nomination", one.id, "nominated_on")
            yield Finding(0, "check.nomination_too_long", "info", RESPONSIBILITY, *place, params)


def former_cards(book: Book, context: Context) -> Iterator[Finding]:
    """Telephone and e-mail go when somebody's service ended, or their consent."""
    for one in book.of(OfficialCard):
        member = book.get(Member, one.member)
        ended = bool(member and member.ended and member.ended < context.today)
        if member is not None and (one.phone or one.email) and (ended or one.consent is False):
            code = "check.card_of_former" if ended else "check.card_refused"
            place = ("group", "member", member.id, "official_card")
            yield Finding(0, code, "warning", RESPONSIBILITY, *place, {"member": NameOf(member.id)})
