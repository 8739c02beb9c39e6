"""The register of commitments and action points across all meetings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.models.book import Book
from app.models.kinds.meetings import ActionPoint, Commitment, Meeting
from app.models.kinds.people import Organisation
from app.process import facts
from app.process.intervals import MONTH, usual_intervals
from app.services.views.records import Value, row_of
from app.services.views.said import NAMELESS, Name, name_in

ENDED = {"commitment": facts.KEPT, "action_point": frozenset({"done", "dropped"})}


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One commitment or action point. `review_on` is when it is to be looked at again, "" when never."""

    id: str
    kind: str
    code: str
    text: Name
    who: Name
    organisation: str
    role: str
    type: str
    resources: str
    conditions: str
    due: str
    status: str
    evidence: str
    reviewed_on: str
    review_on: str
    ended: bool
    overdue: bool
    to_review: bool
    meeting: str
    meeting_name: Name
    days_late: int = 0
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Register:
    """All entries, overdue first, then by day; and what they can be filtered by."""

    entries: tuple[RegisterEntry, ...] = ()
    organisations: tuple[tuple[str, Name], ...] = ()
    meetings: tuple[tuple[str, Name], ...] = ()

    @property
    def open(self) -> int:
        """How many are not ended."""
        return sum(not one.ended for one in self.entries)

    @property
    def overdue(self) -> int:
        """How many should have been done by now."""
        return sum(one.overdue for one in self.entries)

    @property
    def to_review(self) -> int:
        """How many commitments were not looked at for three months."""
        return sum(one.to_review for one in self.entries)


def register(book: Book, today: str) -> Register:
    """Return the register as it stands on a day."""
    entries = [
        *(_entry(book, one, today) for one in book.of(Commitment)),
        *(_entry(book, one, today) for one in book.of(ActionPoint)),
    ]
    ordered = sorted(entries, key=lambda one: (one.ended, not one.overdue, one.due or "9999", one.id))
    return Register(
        tuple(ordered),
        tuple(
            {one.organisation: (one.organisation, one.who) for one in entries if one.organisation}.values()
        ),
        tuple({one.meeting: (one.meeting, one.meeting_name) for one in entries if one.meeting_name}.values()),
    )


def review_day(one: Commitment, held_on: str | None) -> str:
    """Return when a commitment is to be looked at next; "" once it is kept or withdrawn, or never dated.

    Commitments are reviewed quarterly (domain notes on ISSSS compacts); the process says how often.
    """
    if one.status in facts.KEPT:
        return ""
    last = facts.day(one.reviewed_on) or facts.day(held_on)
    every = timedelta(days=MONTH * usual_intervals().review)
    return (last + every).isoformat() if last else ""


def is_to_review(book: Book, one: Commitment, today: str) -> bool:
    """Return whether a commitment was not looked at for three months."""
    meeting = book.get(Meeting, one.meeting)
    day = review_day(one, meeting.held_on if meeting else None)
    return bool(day) and day <= today


def _entry(book: Book, one: Commitment | ActionPoint, today: str) -> RegisterEntry:
    meeting = book.get(Meeting, one.meeting)
    kind = type(one).about.name
    ended = (one.status or "") in ENDED[kind]
    late = _days(one.due, today) if not ended else 0
    review = review_day(one, meeting.held_on if meeting else None) if isinstance(one, Commitment) else ""
    return RegisterEntry(
        id=one.id,
        kind=kind,
        code=one.code or "",
        text=name_in(one, "text"),
        who=_who(book, one),
        organisation=one.organisation or "",
        role=(one.role or "") if isinstance(one, Commitment) else "",
        type=(one.type or "") if isinstance(one, Commitment) else "",
        resources=(one.resources or "") if isinstance(one, Commitment) else "",
        conditions=(one.conditions or "") if isinstance(one, Commitment) else "",
        due=one.due or "",
        status=one.status or "",
        evidence=(one.evidence if isinstance(one, Commitment) else one.follow_up) or "",
        reviewed_on=(one.reviewed_on or "") if isinstance(one, Commitment) else "",
        review_on=review,
        ended=ended,
        overdue=late > 0,
        to_review=bool(review) and review <= today,
        meeting=one.meeting or "",
        meeting_name=name_in(meeting, "title"),
        days_late=max(0, late),
        values=row_of(one).values,
    )


def _who(book: Book, one: Commitment | ActionPoint) -> Name:
    named = name_in(book.get(Organisation, one.organisation), "name")
    if isinstance(one, ActionPoint):
        return Name(plain=one.responsible) if one.responsible else named
    return named or (Name(plain=one.representative) if one.representative else NAMELESS)


def _days(due: str | None, today: str) -> int:
    day = facts.day(due)
    return (date.fromisoformat(today) - day).days if day else 0
