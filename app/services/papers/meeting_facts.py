"""What every paper of a meeting says of it: name, area, day, times, place, languages, its square code."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.plan_content import Fact
from app.models.kinds.area import Area
from app.models.kinds.meetings import AgendaItem, Meeting
from app.models.kinds.people import Member
from app.services.agenda_times import agenda_times
from app.services.papers.scribe import Scribe


@dataclass(frozen=True, slots=True)
class Subject:
    """The meeting a paper is about, where and for whom it is made."""

    meeting: Meeting
    area: Area
    today: str


def meeting_code(meeting: Meeting) -> str:
    """Return what the square code of a meeting's papers holds."""
    return f"MASAR:MEETING:{meeting.id.upper()}"


def above(scribe: Scribe, subject: Subject) -> str:
    """Return what stands small over the title: area and meeting."""
    return scribe.line(scribe.name(subject.area), scribe.name(subject.meeting, "title"))


def group_name(scribe: Scribe, subject: Subject) -> str:
    """Return the name of the group that meets, else one made of its area's."""
    return scribe.group_name(subject.area)


def facts(scribe: Scribe, subject: Subject) -> tuple[Fact, ...]:
    """Return day, time and place, those that are known."""
    say, meeting = scribe.words.say, subject.meeting
    times = " – ".join(time for time in (meeting.starts, meeting.ends) if time)
    day = scribe.words.date(meeting.held_on, "long") if meeting.held_on else ""
    listed = ((say("sheet.day"), day), (say("sheet.time"), times), (say("sheet.venue"), meeting.venue or ""))
    return tuple(Fact(label, value) for label, value in listed if value)


def agenda(scribe: Scribe, meeting: Meeting) -> list[tuple[AgendaItem, str, str]]:
    """Return the items in order with the times at which they begin and end ("" where unknown)."""
    items = sorted(
        scribe.book.where(AgendaItem, meeting=meeting.id), key=lambda one: (one.position or "", one.id)
    )
    times = agenda_times(meeting.starts or "", meeting.ends or "", [one.minutes or 0 for one in items])
    return [(one, begin, end) for one, (begin, end) in zip(items, times.items, strict=True)]


def focal_points(scribe: Scribe) -> list[str]:
    """Return the names of the focal points of the group, each with the organisation."""
    points = [one for one in scribe.book.of(Member) if one.role == "focal_point" and not one.ended]
    return [
        scribe.line(scribe.name(one), scribe.organisation(one.organisation))
        for one in sorted(points, key=lambda one: one.id)[:2]
    ]
