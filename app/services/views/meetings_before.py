"""What is to be ready before a meeting: who is asked, the times of the agenda, and a list that computes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.models.book import Book
from app.models.kinds.inside import NamedAttendance, Stakeholder
from app.models.kinds.meetings import AgendaItem, Meeting
from app.models.kinds.people import Member
from app.models.kinds.roundtable import Guest
from app.process.backstopping import functions_served, is_area_meeting, uncovered
from app.process.checks.finding import Thresholds
from app.process.facts import filled
from app.process.first_meeting import first_meeting
from app.process.reasons import View
from app.services.agenda_times import AgendaTimes, agenda_times
from app.services.invitations import SIDES, candidates, guests_of
from app.services.views.records import Value, row_of
from app.services.views.said import NAMELESS, Name, name_in

ASKED = frozenset({"asked", "coming", "not_coming", "came"})
COMING = frozenset({"coming", "came"})
SENSITISED = frozenset({"roundtable", "community_meeting"})
"""Types of meeting at which it is settled beforehand who explains durable solutions."""


@dataclass(frozen=True, slots=True)
class GuestEntry:
    """One body on the list; `on_the_map` when it is a stakeholder."""

    id: str
    name: Name
    side: str
    answer: str
    channel: str
    asked_on: str
    asked_by: Name
    seats: int
    on_the_map: bool
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class SideCount:
    """How many of one side are on the list, were asked, and are coming."""

    side: str
    listed: int
    asked: int
    coming: int


@dataclass(frozen=True, slots=True)
class CheckEntry:
    """One thing to be ready: its code under `roundtable.check.`, whether it is, and numbers for the sentence.

    `opens` says where it is put right: details, agenda, guests, support, guide.
    """

    code: str
    met: bool
    opens: str
    params: Mapping[str, int | str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Before:
    """Everything about preparing one meeting. `further` stakeholders could be put on the list."""

    guests: tuple[GuestEntry, ...] = ()
    balance: tuple[SideCount, ...] = ()
    further: int = 0
    times: AgendaTimes = field(default_factory=AgendaTimes)
    checks: tuple[CheckEntry, ...] = ()

    @property
    def ready(self) -> int:
        """How many things are ready."""
        return sum(one.met for one in self.checks)


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """A person on the list of names; never leaves the group."""

    id: str
    name: str
    organisation: str
    affiliation: str
    sex: str
    age_band: str
    consent: bool | None
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


def before(book: Book, meeting: Meeting, today: str, *, sees_group: bool = True) -> Before:
    """Return how far a meeting is prepared."""
    guests = tuple(_guest(book, one) for one in guests_of(book, meeting.id))
    items = agenda_of(book, meeting.id)
    times = agenda_times(meeting.starts or "", meeting.ends or "", [one.minutes or 0 for one in items])
    balance = tuple(_side(side, guests) for side in SIDES)
    checks = _checks(book, meeting, items, times, balance if sees_group else ())
    if meeting.type == "first_meeting":
        checks.append(_guide(View(book, today, sees_group)))
    further = len(candidates(book, meeting.id)) if sees_group else 0
    return Before(guests, balance, further, times, tuple(checks))


def agenda_of(book: Book, meeting: str) -> list[AgendaItem]:
    """Return the items of a meeting in order."""
    return sorted(book.where(AgendaItem, meeting=meeting), key=lambda item: (item.position or "", item.id))


def named(book: Book, meeting: str) -> tuple[NamedEntry, ...]:
    """Return who came by name, in the order they were written down."""
    return tuple(
        NamedEntry(
            one.id,
            one.person_name or "",
            one.organisation or "",
            one.affiliation or "",
            one.sex or "",
            one.age_band or "",
            one.consent,
            row_of(one).values,
        )
        for one in sorted(book.where(NamedAttendance, meeting=meeting), key=lambda one: one.id)
    )


def _guest(book: Book, one: Guest) -> GuestEntry:
    known = book.get(Stakeholder, one.stakeholder)
    return GuestEntry(
        one.id,
        name_in(known, "name") or name_in(one, "name"),
        one.side or "partners",
        one.answer or "to_ask",
        one.channel or "",
        one.asked_on or "",
        name_in(book.get(Member, one.asked_by), "name") if one.asked_by else NAMELESS,
        one.seats or 0,
        known is not None,
        row_of(one).values,
    )


def _side(side: str, guests: tuple[GuestEntry, ...]) -> SideCount:
    own = [one for one in guests if one.side == side]
    return SideCount(
        side, len(own), sum(one.answer in ASKED for one in own), sum(one.answer in COMING for one in own)
    )


def _fits(times: AgendaTimes) -> CheckEntry:
    return CheckEntry("fits", times.spare is not None and not times.over, "agenda", {"count": times.over})


def _sensitisation(meeting: Meeting) -> CheckEntry:
    ready = filled(meeting.sensitisation_by) and filled(meeting.materials)
    return CheckEntry("sensitisation", ready, "details")


def _backstopped(book: Book, meeting: Meeting) -> CheckEntry:
    count = len(functions_served(book, meeting))
    met = count >= Thresholds().backstoppers and not uncovered(book, meeting)
    return CheckEntry("backstoppers", met, "support", {"count": count})


def _guide(view: View) -> CheckEntry:
    """Return how far the guide to the first meeting is met as to what comes before the meeting."""
    points = [one.reason.met == "yes" for one in first_meeting(view) if one.part == "before"]
    return CheckEntry("guide", all(points), "guide", {"count": sum(points), "total": len(points)})


def _checks(
    book: Book, meeting: Meeting, items: list[AgendaItem], times: AgendaTimes, balance: tuple[SideCount, ...]
) -> list[CheckEntry]:
    checks = [
        CheckEntry("day", bool(meeting.held_on and meeting.starts and meeting.ends), "details"),
        CheckEntry("venue", filled(meeting.venue) and filled(meeting.venue_offered_by), "details"),
        CheckEntry("chair", filled(meeting.chair) and filled(meeting.note_taker), "details"),
        CheckEntry("languages", bool(meeting.languages), "details"),
    ]
    if balance and meeting.type == "roundtable":
        missing = sum(not one.asked for one in balance)
        asked = sum(one.asked for one in balance)
        checks.append(CheckEntry("sides", not missing, "guests", {"count": asked}))
        coming = balance[0].coming
        checks.append(CheckEntry("government", coming > 0, "guests", {"count": coming}))
    decisions = sum(one.type == "decision" for one in items)
    checks += [
        CheckEntry("agenda", bool(items) and all(one.minutes for one in items), "agenda"),
        *([_fits(times)] if items and meeting.starts and meeting.ends else []),
        CheckEntry("decides", decisions > 0, "agenda", {"count": decisions}),
        *([_sensitisation(meeting)] if meeting.type in SENSITISED else []),
        *([_backstopped(book, meeting)] if is_area_meeting(meeting) else []),
    ]
    return checks
