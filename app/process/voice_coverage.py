"""Whose voices were heard, how and where: women, youth, displaced people, returnees, the host community.

Sources: DSTWG update, principle of community engagement (people take part in planning durable solutions) and
area-based approach (communities that receive them are not neglected). Youth are people of 18 to 24 years.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from app.models.book import Book
from app.models.kinds.meetings import AttendanceCount, Consultation, ConsultationCount, Issue, Meeting
from app.models.record import Record
from app.process import facts

R = TypeVar("R", bound=Record)
VOICES = ("women", "youth", "idp", "returnee", "host")
METHODS = ("ki_interview", "fgd", "community_meeting", "bilateral", "roundtable", "other")
_OF_GROUP = {
    "idp_camp": "idp",
    "idp_out_of_camp": "idp",
    "returnee": "returnee",
    "host_community": "host",
    "stayee": "host",
}
_OF_AFFILIATION = {
    "idp": "idp",
    "returnee": "returnee",
    "host": "host",
    "womens_group": "women",
    "youth": "youth",
}
_YOUTH = "18_24"


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of one voice in one place or by one method: people, 0 when nobody counted; where from."""

    people: int = 0
    events: tuple[str, ...] = ()

    def joined(self, people: int, event: str) -> Heard:
        """Return this with one more event."""
        return Heard(self.people + people, (*self.events, event))


@dataclass(frozen=True, slots=True)
class Event:
    """A consultation or meeting that listened: how, where, and people by voice (0: heard, not counted)."""

    id: str
    method: str
    places: tuple[str, ...]
    voices: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Voices by method and by place; `missing` were heard nowhere, `uncounted` only without a number."""

    by_method: Mapping[str, Mapping[str, Heard]]
    by_place: Mapping[str, Mapping[str, Heard]]
    total: Mapping[str, Heard]
    events: int

    @property
    def missing(self) -> tuple[str, ...]:
        """Voices that were heard nowhere."""
        return tuple(one for one in VOICES if one not in self.total)

    @property
    def uncounted(self) -> tuple[str, ...]:
        """Voices that were heard, but never counted."""
        return tuple(one for one in VOICES if one in self.total and not self.total[one].people)


def voice_coverage(book: Book, today: str) -> Coverage:
    """Return whose voices were heard up to a day, in consultations and in meetings without one."""
    found = tuple(_events(book, today))
    return Coverage(
        _joined((one.method, one) for one in found),
        _joined((place, one) for one in found for place in one.places),
        _joined(("", one) for one in found).get("", {}),
        len(found),
    )


def _joined(pairs: Iterable[tuple[str, Event]]) -> dict[str, dict[str, Heard]]:
    made: defaultdict[str, dict[str, Heard]] = defaultdict(dict)
    for key, event in pairs:
        held = made[key]
        for voice, people in event.voices.items():
            held[voice] = held.get(voice, Heard()).joined(people, event.id)
    return dict(made)


def _events(book: Book, today: str) -> Iterator[Event]:
    counted = _by(book.of(ConsultationCount), "consultation")
    attended = _by(book.of(AttendanceCount), "meeting")
    said = _by(book.of(Issue), "consultation")
    told = _by(book.of(Issue), "meeting")
    taken: set[str] = set()
    for one in book.of(Consultation):
        taken.add(one.meeting or "")
        if one.status == "planned" or not _is_past(one.held_on, today):
            continue
        lines, present = counted.get(one.id, ()), attended.get(one.meeting or "", ())
        voices = {**_raised(said.get(one.id, ())), **_named(one), **_present(present), **consulted(lines)}
        method = one.method or ""
        yield Event(one.id, method if method in METHODS else "other", tuple(sorted(one.locations)), voices)
    for meeting in book.of(Meeting):
        if meeting.id in taken or meeting.type not in METHODS or not facts.took_place(meeting, today):
            continue
        voices = {**_raised(told.get(meeting.id, ())), **_present(attended.get(meeting.id, ()))}
        yield Event(meeting.id, meeting.type or "", tuple(sorted(meeting.locations)), voices)


def consulted(lines: Iterable[ConsultationCount]) -> dict[str, int]:
    """Return people by voice as the counts of one consultation say."""
    found: defaultdict[str, int] = defaultdict(int)
    for one in lines:
        for voice in _voices_of(_OF_GROUP.get(one.group or "", ""), one.sex, one.age_band):
            found[voice] += one.count or 0
    return {voice: people for voice, people in found.items() if people}


def _present(lines: Iterable[AttendanceCount]) -> dict[str, int]:
    found: defaultdict[str, int] = defaultdict(int)
    for one in lines:
        for voice in _voices_of(_OF_AFFILIATION.get(one.affiliation or "", ""), one.sex, one.age_band):
            found[voice] += one.count or 0
    return {voice: people for voice, people in found.items() if people}


def _voices_of(group: str, sex: str | None, age: str | None) -> set[str]:
    by_self = {"women"} if sex == "female" else set()
    return ({group} | by_self | ({"youth"} if age == _YOUTH else set())) - {""}


def _named(one: Consultation) -> dict[str, int]:
    """Return the voices a consultation names; where it heard one group only, its people are of that group.

    International actors speak about people, not for them.
    """
    if one.scope == "international":
        return {}
    named = {_OF_GROUP[group] for group in one.groups if group in _OF_GROUP}
    people = (one.women or 0) + (one.men or 0) if len(named) == 1 else 0
    return {**dict.fromkeys(sorted(named), people), **({"women": one.women} if one.women else {})}


def _raised(issues: Iterable[Issue]) -> dict[str, int]:
    return {voice: 0 for one in issues if (voice := _OF_AFFILIATION.get(one.raised_by or ""))}


def _is_past(day: str | None, today: str) -> bool:
    return not day or day <= today


def _by(records: Iterable[R], name: str) -> dict[str, list[R]]:
    made: defaultdict[str, list[R]] = defaultdict(list)
    for one in records:
        made[str(getattr(one, name, None) or "")].append(one)
    return made
