"""The page of meetings: all meetings, and the one that is open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from app.models.book import Book
from app.models.kinds.area import Location
from app.models.kinds.meetings import (
    ActionPoint,
    AttendanceCount,
    Commitment,
    Decision,
    Issue,
    Meeting,
)
from app.models.kinds.people import CoordinationMechanism, Member, Organisation
from app.models.record import Record
from app.services.desk import Desk
from app.services.views.group_work import MeetingSupport, support_of
from app.services.views.meetings_after import After, after
from app.services.views.meetings_before import Before, NamedEntry, before, named
from app.services.views.meetings_room import Room, names_for, room
from app.services.views.register import Register, register
from app.services.views.said import NAMELESS, Name, name_in

Option = tuple[str, Name]
Line = type[Issue] | type[Decision] | type[Commitment] | type[ActionPoint]
Held = dict[type[Record], Counter[str | None]]
_LINES: tuple[Line, ...] = (Issue, Decision, Commitment, ActionPoint)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in the list."""

    id: str
    code: str
    title: Name
    type: str
    held_on: str
    starts: str
    people: int
    status: str
    inputs: int
    decisions: int
    commitments: int
    actions: int
    agreement: bool
    mechanism: Name = NAMELESS


@dataclass(frozen=True, slots=True)
class MeetingsView:
    """Everything on the page; `room` is the meeting `asked` for by id, None when the list is in front.

    `support` says who backstops it, None at the meetings of other forums, where nobody is expected to.
    """

    rows: tuple[MeetingRow, ...]
    room: Room | None = None
    organisations: tuple[Option, ...] = ()
    locations: tuple[Option, ...] = ()
    members: tuple[Option, ...] = ()
    asked: str = ""
    before: Before = field(default_factory=Before)
    after: After = field(default_factory=After)
    named: tuple[NamedEntry, ...] = ()
    register: Register = field(default_factory=Register)
    sees_group: bool = True
    mechanisms: tuple[Option, ...] = ()
    support: MeetingSupport | None = None


def meetings(desk: Desk, open_meeting: str = "") -> MeetingsView:
    """Return all meetings, newest first, and the open one with all that hangs on it."""
    book = desk.book()
    held = _held(book)
    rows = sorted((_row(book, one, held) for one in book.of(Meeting)), key=_newest, reverse=True)
    chosen = book.get(Meeting, open_meeting)
    return MeetingsView(
        tuple(rows),
        room(book, chosen) if chosen else None,
        names_for(book, Organisation),
        names_for(book, Location),
        names_for(book, Member),
        open_meeting,
        before(book, chosen, desk.today, sees_group=desk.sees_group) if chosen else Before(),
        after(book, chosen, desk.today, sees_group=desk.sees_group) if chosen else After(),
        named(book, open_meeting) if chosen else (),
        register(book, desk.today) if chosen is None else Register(),
        desk.sees_group,
        names_for(book, CoordinationMechanism),
        support_of(book, chosen, desk.today) if chosen else None,
    )


def meeting_of(desk: Desk, record_id: str) -> str:
    """Return the id of the meeting that a record belongs to, "" for none."""
    return str(getattr(desk.book().get(Record, record_id), "meeting", None) or "")


def newest_roundtable(desk: Desk) -> str:
    """Return the id of the last roundtable, "" when there was none."""
    found = sorted(desk.records(Meeting, type="roundtable"), key=lambda one: (one.held_on or "", one.id))
    return found[-1].id if found else ""


def _newest(row: MeetingRow) -> tuple[str, str]:
    return (row.held_on or "9999", row.id)


def _held(book: Book) -> Held:
    """Return how many lines of each kind stand at each meeting, and how many people came."""
    lines: Held = {kind: Counter(one.meeting for one in book.of(kind)) for kind in _LINES}
    people: Counter[str | None] = Counter()
    for one in book.of(AttendanceCount):
        people[one.meeting] += one.count or 0
    return {**lines, AttendanceCount: people}


def _row(book: Book, one: Meeting, held: Held) -> MeetingRow:
    return MeetingRow(
        one.id,
        one.code or "",
        name_in(one, "title"),
        one.type or "",
        one.held_on or "",
        one.starts or "",
        held[AttendanceCount][one.id],
        one.status or "",
        held[Issue][one.id],
        held[Decision][one.id],
        held[Commitment][one.id],
        held[ActionPoint][one.id],
        bool(one.agreement_reached),
        name_in(book.get(CoordinationMechanism, one.mechanism), "name"),
    )
