"""The meeting of today, or the next one, for whoever runs it: when, where, the agenda, whether it is on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.models.book import Book
from app.models.kinds.meetings import AgendaItem, Meeting
from app.process import facts
from app.services.views.said import NAMELESS, Label, name_of

AHEAD = 14
MOST_ITEMS = 5


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item: what, how many minutes, its sort (list `agenda_type`), whether it is done."""

    title: Label
    minutes: int
    type: str
    done: bool


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """A meeting that is on, is today, or comes within two weeks (`days` from today; 0 for today).

    `prepared` says what is there already: agenda, venue, sensitisation.
    """

    id: str
    title: Label = NAMELESS
    type: str = ""
    live: bool = False
    days: int = 0
    day: str = ""
    starts: str = ""
    ends: str = ""
    venue: str = ""
    items: tuple[AgendaLine, ...] = ()
    more: int = 0
    minutes: int = 0
    lacking: tuple[str, ...] = ()


def meeting_today(book: Book, today: date) -> MeetingCard | None:
    """Return the meeting that runs now, else today's, else the next within two weeks; None for none."""
    waiting = [one for one in book.of(Meeting) if one.status in (None, "planned", "live")]
    near = [(one, days) for one in waiting if (days := _days(one, today)) is not None]
    if not near:
        return None
    meeting, days = min(
        near, key=lambda pair: (pair[0].status != "live", pair[1], pair[0].starts or "", pair[0].id)
    )
    return _card(book, meeting, days)


def _days(meeting: Meeting, today: date) -> int | None:
    held = facts.day(meeting.held_on)
    if meeting.status == "live":
        return 0
    days = (held - today).days if held else -1
    return days if 0 <= days <= AHEAD else None


def _card(book: Book, meeting: Meeting, days: int) -> MeetingCard:
    agenda = sorted(book.where(AgendaItem, meeting=meeting.id), key=lambda one: (one.position or "", one.id))
    lines = tuple(
        AgendaLine(name_of(one), one.minutes or 0, one.type or "", bool(one.done)) for one in agenda
    )
    return MeetingCard(
        meeting.id, name_of(meeting), meeting.type or "", meeting.status == "live", days,
        meeting.held_on or "", meeting.starts or "", meeting.ends or "", meeting.venue or "",
        lines[:MOST_ITEMS], max(0, len(lines) - MOST_ITEMS), sum(one.minutes for one in lines),
        tuple(_lacking(meeting, bool(lines))),
    )  # fmt: skip


def _lacking(meeting: Meeting, has_agenda: bool) -> list[str]:
    """Return what is not there yet: agenda, venue, note taker; for a roundtable sensitisation too."""
    wanted = {"agenda": has_agenda, "venue": meeting.venue, "note_taker": meeting.note_taker}
    if meeting.type == "roundtable":
        wanted["sensitisation"] = meeting.sensitisation or meeting.materials
    return [name for name, there in wanted.items() if not there]
