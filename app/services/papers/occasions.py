"""Where people were listened to: consultations, and meetings at which inputs were heard without one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.models.book import Book
from app.models.kinds.area import Intentions
from app.models.kinds.meetings import (
    AttendanceCount,
    Consultation,
    ConsultationCount,
    Decision,
    Expectation,
    Issue,
    Meeting,
)
from app.models.record import Record
from app.models.registry import KINDS
from app.process.facts import took_place

Count = AttendanceCount | ConsultationCount
_HEARD: tuple[type[Record], ...] = (Decision, Expectation, Intentions, Issue)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A consultation (with the meeting it was, if one) or a meeting; `counts` are people by group and age."""

    record: Consultation | Meeting
    meeting: Meeting | None
    counts: tuple[Count, ...]

    @property
    def day(self) -> str:
        """The ISO day, "" when none is known."""
        return self.record.held_on or ""

    @property
    def people(self) -> int:
        """How many people were heard, 0 when nobody counted."""
        counted = sum(one.count or 0 for one in self.counts)
        return counted or (self.of_sex("female") + self.of_sex("male"))

    def of_sex(self, sex: str) -> int:
        """Return how many women or men were heard: as counted line by line, else as told in all."""
        if self.counts:
            return sum(one.count or 0 for one in self.counts if one.sex == sex)
        told = self.record if isinstance(self.record, Consultation) else None
        return (told.women if sex == "female" else told.men) or 0 if told else 0


def occasions(book: Book, today: str) -> tuple[Occasion, ...]:
    """Return where people were listened to up to a day, the earliest first."""
    held = [
        one for one in book.of(Consultation) if one.status != "planned" and (one.held_on or today) <= today
    ]
    found = [_of_consultation(book, one) for one in held]
    taken = {one.meeting.id for one in found if one.meeting}
    heard = {one.meeting for one in book.of(Issue)}
    found += [
        Occasion(one, one, book.where(AttendanceCount, meeting=one.id))
        for one in book.of(Meeting)
        if one.id in heard and one.id not in taken and took_place(one, today)
    ]
    return tuple(sorted(found, key=lambda one: (one.day or "9999", one.record.id)))


def _of_consultation(book: Book, one: Consultation) -> Occasion:
    meeting = book.get(Meeting, one.meeting)
    counts: tuple[Count, ...] = book.where(ConsultationCount, consultation=one.id)
    if not counts and meeting is not None:
        counts = book.where(AttendanceCount, meeting=meeting.id)
    return Occasion(one, meeting, counts)


def only(book: Book, one: Consultation) -> Book:
    """Return a book in which this consultation is the only occasion, with what was heard there."""
    own = {one.id, one.meeting} - {None}
    gone = {each.id for each in (*book.of(Consultation), *book.of(Meeting)) if each.id not in own}
    return Book([each for each in _all(book) if each.id not in gone and not _elsewhere(each, own)])


def _all(book: Book) -> Iterable[Record]:
    return (record for kind in KINDS.values() for record in book.of(kind))


def _elsewhere(record: Record, own: set[str | None]) -> bool:
    """Whether something heard was not heard on these occasions."""
    heard = {getattr(record, "consultation", None), getattr(record, "meeting", None)}
    return isinstance(record, _HEARD) and not heard & own
