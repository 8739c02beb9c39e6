"""One meeting as it is run: agenda, what was said and decided, who is in the room, who was not heard yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.models.book import Book
from app.models.kinds.area import Location
from app.models.kinds.meetings import (
    ActionPoint,
    AgendaItem,
    AttendanceCount,
    Commitment,
    Consultation,
    Decision,
    Issue,
    Meeting,
)
from app.models.kinds.people import Member, Organisation
from app.models.record import Record
from app.services.views.records import Value, row_of
from app.services.views.said import NAMELESS, Name, name_in

ROOM_GROUPS: dict[str, tuple[str, ...]] = {
    "government": ("national_government", "governorate", "district", "line_directorate", "security_actor"),
    "returnee": ("returnee",),
    "idp": ("idp",),
    "host": ("host",),
    "womens_group": ("womens_group",),
    "youth": ("youth",),
    "community_leader": ("community_leader",),
    "un_ngo": ("un", "ingo", "nngo"),
    "others": ("private", "academia", "donor", "media"),
}
"""Groups of affiliations as the room shows them, in order."""
GROUP_OF: dict[str, str] = {one: group for group, members in ROOM_GROUPS.items() for one in members}
_GROUP_OF_POPULATION = {
    "idp_camp": "idp",
    "idp_out_of_camp": "idp",
    "returnee": "returnee",
    "host_community": "host",
}
_LISTENING = frozenset({"others", "un_ngo"})


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """An item of the agenda; `started_at` is an ISO moment or ""."""

    id: str
    number: int
    title: Name
    type: str
    minutes: int
    presenter: str
    started_at: str
    done: bool
    notes: int
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """One line: kind issue, decision, commitment or action_point, and what stands beneath it."""

    id: str
    kind: str
    code: str
    text: Name
    item: str
    who: Name = NAMELESS
    who_code: str = ""
    group: str = ""
    objective: str = ""
    location: Name = NAMELESS
    due: str = ""
    basis: str = ""
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Counted:
    """People of one affiliation, sex and age band."""

    affiliation: str
    sex: str
    age_band: str
    count: int


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who is in the room, counted. `said_elsewhere` is the number the consultation about it gives, if any."""

    lines: tuple[Counted, ...] = ()
    said_elsewhere: int | None = None

    @property
    def total(self) -> int:
        """Everyone counted."""
        return sum(line.count for line in self.lines)

    def by_sex(self, sex: str) -> int:
        """Return how many people of a sex."""
        return sum(line.count for line in self.lines if line.sex == sex)

    def by_age(self) -> dict[str, int]:
        """Return how many people of each age band that appears."""
        found: dict[str, int] = {}
        for line in self.lines:
            found[line.age_band] = found.get(line.age_band, 0) + line.count
        return found

    def by_group(self) -> dict[str, int]:
        """Return how many people of each group of affiliations that is in the room, in order."""
        found = dict.fromkeys(ROOM_GROUPS, 0)
        for line in self.lines:
            found[GROUP_OF.get(line.affiliation, "others")] += line.count
        return {group: count for group, count in found.items() if count}

    @property
    def agrees(self) -> bool:
        """Whether the consultation about this meeting says the same number of people."""
        return self.said_elsewhere is None or self.said_elsewhere == self.total


@dataclass(frozen=True, slots=True)
class Room:
    """Everything on the page of one meeting."""

    id: str
    title: Name
    type: str
    status: str
    held_on: str
    starts: str
    ends: str
    venue: str
    authority: Name
    agreement: bool | None
    agreement_form: str
    agreement_on: str
    agenda: tuple[AgendaEntry, ...]
    notes: tuple[NoteEntry, ...]
    attendance: Attendance
    heard: tuple[str, ...]
    not_heard: tuple[str, ...]
    backstoppers: tuple[Name, ...]
    members_present: int
    sensitisation: bool | None
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)

    def current(self) -> AgendaEntry | None:
        """Return the item under way, else the first not done, else the first with lines, else the first."""
        under_way = [item for item in self.agenda if item.started_at and not item.done]
        waiting = [item for item in self.agenda if not item.done]
        noted = [item for item in self.agenda if item.notes]
        return next(iter([*under_way[-1:], *waiting, *noted, *self.agenda]), None)

    def notes_of(self, item: str) -> tuple[NoteEntry, ...]:
        """Return the lines of an item; "" gives those of none."""
        return tuple(note for note in self.notes if note.item == item)


def room(book: Book, meeting: Meeting) -> Room:
    """Return one meeting with all that hangs on it."""
    notes = tuple(_notes(book, meeting.id))
    items = sorted(
        book.where(AgendaItem, meeting=meeting.id), key=lambda item: (item.position or "", item.id)
    )
    attendance = _attendance(book, meeting.id)
    heard = heard_groups(book.where(Issue, meeting=meeting.id))
    promised = book.where(Commitment, meeting=meeting.id, role="government")
    if promised or meeting.agreement_reached:
        heard |= {"government"}
    return Room(
        meeting.id,
        name_in(meeting, "title"),
        meeting.type or "",
        meeting.status or "",
        meeting.held_on or "",
        meeting.starts or "",
        meeting.ends or "",
        meeting.venue or "",
        name_in(book.get(Organisation, meeting.authority), "name"),
        meeting.agreement_reached,
        meeting.agreement_form or "",
        meeting.agreement_on or "",
        tuple(_agenda(item, number, notes) for number, item in enumerate(items, 1)),
        notes,
        attendance,
        tuple(group for group in ROOM_GROUPS if group in heard),
        tuple(group for group in attendance.by_group() if group not in heard | _LISTENING),
        tuple(name_in(book.get(Member, one), "name") for one in meeting.backstoppers),
        len(meeting.members_present),
        meeting.sensitisation,
        row_of(meeting).values,
    )


def heard_groups(issues: Iterable[Issue]) -> frozenset[str]:
    """Return the groups of affiliations whose inputs were taken down."""
    said = {GROUP_OF.get(one.raised_by or "", "") for one in issues}
    meant = {_GROUP_OF_POPULATION.get(one.group or "", "") for one in issues if not one.raised_by}
    return frozenset((said | meant) - {""})


def _agenda(item: AgendaItem, number: int, notes: tuple[NoteEntry, ...]) -> AgendaEntry:
    return AgendaEntry(
        item.id,
        number,
        name_in(item, "title"),
        item.type or "",
        item.minutes or 0,
        item.presenter or "",
        item.started_at or "",
        bool(item.done),
        sum(note.item == item.id for note in notes),
        row_of(item).values,
    )


def _attendance(book: Book, meeting: str) -> Attendance:
    lines = tuple(
        Counted(one.affiliation or "", one.sex or "", one.age_band or "", one.count or 0)
        for one in book.where(AttendanceCount, meeting=meeting)
    )
    told = next(iter(book.where(Consultation, meeting=meeting)), None)
    counted = None if told is None or told.women is None or told.men is None else told.women + told.men
    return Attendance(lines, counted if lines else None)


def _notes(book: Book, meeting: str) -> Iterable[NoteEntry]:
    lines: list[Issue | Decision | Commitment | ActionPoint] = [
        *book.where(Issue, meeting=meeting),
        *book.where(Decision, meeting=meeting),
        *book.where(Commitment, meeting=meeting),
        *book.where(ActionPoint, meeting=meeting),
    ]
    # Ids begin with the moment they were made, so that kinds mix in the order of the talk.
    return (_note(book, one) for one in sorted(lines, key=lambda one: one.id))


def _note(book: Book, one: Issue | Decision | Commitment | ActionPoint) -> NoteEntry:
    base = (one.id, type(one).about.name, one.code or "", name_in(one, "text"), one.agenda_item or "")
    values = row_of(one).values
    if isinstance(one, Issue):
        place = name_in(book.get(Location, one.location), "name")
        return NoteEntry(
            *base,
            who_code=one.raised_by or "",
            group=one.group or "",
            objective=one.objective or "",
            location=place,
            values=values,
        )
    if isinstance(one, Decision):
        return NoteEntry(*base, who=Name(plain=one.agreed_by or ""), basis=one.basis or "", values=values)
    if isinstance(one, Commitment):
        who = name_in(book.get(Organisation, one.organisation), "name")
        return NoteEntry(*base, who=who, objective=one.objective or "", due=one.due or "", values=values)
    return NoteEntry(*base, who=Name(plain=one.responsible or ""), due=one.due or "", values=values)


def names_for(book: Book, kind: type[Record]) -> tuple[tuple[str, Name], ...]:
    """Return (id, name) of all records of a kind with a name, as choices."""
    return tuple((one.id, name_in(one, "name")) for one in book.of(kind))
