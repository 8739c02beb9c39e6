"""The minutes of a meeting in words, from its records."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TypeVar

import msgspec

from app.documents import minutes_content as paper
from app.documents.plan_content import Fact, Figure, Part, Signatory, Tone
from app.models.kinds.area import Area, Location
from app.models.kinds.meetings import (
    ActionPoint,
    AgendaItem,
    AttendanceCount,
    Commitment,
    Decision,
    Expectation,
    Issue,
    Meeting,
)
from app.models.kinds.people import Member
from app.models.record import Record
from app.services.papers.annexes import attendance_of
from app.services.papers.plan_tables import commitment
from app.services.papers.scribe import Scribe

R = TypeVar("R", bound=Record)

ACTION_TONES: dict[str, Tone] = {"done": "good", "in_progress": "accent", "dropped": "wrong"}


def minutes_document(scribe: Scribe, meeting: Meeting, area: Area, *, today: str) -> paper.MinutesDocument:
    """Return what the minutes print in the scribe's language."""
    words = scribe.words
    table = attendance_of(scribe, meeting)
    signing = _signatories(scribe, meeting)
    summary = scribe.name(meeting, "summary")
    return paper.MinutesDocument(
        language=words.language,
        title=scribe.name(meeting, "title"),
        area=scribe.name(area),
        group_name=scribe.group_name(area),
        day=meeting.held_on or "",
        final=meeting.status == "approved",
        training=bool(area.training),
        classification=classification(scribe, meeting),
        content_hash=_hash(scribe, meeting),
        made_on=today,
        facts=_facts(scribe, meeting),
        figures=_figures(scribe, meeting),
        summary=(Part("text", summary),) if summary else (),
        attendance=(replace(table, title=""),) if table is not None else (),
        agenda=_agenda(scribe, meeting),
        voices=tuple(_voice(scribe, one) for one in _of(scribe, Issue, meeting)),
        decisions=tuple(
            paper.Decision(one.code or "", scribe.name(one, "text"), scribe.code("decision_basis", one.basis))
            for one in _of(scribe, Decision, meeting)
        ),
        commitments=tuple(commitment(scribe, one, today) for one in _of(scribe, Commitment, meeting)),
        actions=tuple(_action(scribe, one) for one in _of(scribe, ActionPoint, meeting)),
        closing=tuple(
            part for one in _of(scribe, Expectation, meeting) for part in _expectation(scribe, one)
        ),
        signatories=signing,
        # Pairs of boxes fill the width of the page.
        spare_signatures=2 + len(signing) % 2,
    )


def classification(scribe: Scribe, meeting: Meeting) -> str:
    """Return the mark of every page: for partners, and the meeting's class when one was given."""
    mark = scribe.words.say("papers.for_partners")
    if meeting.sensitivity is None:
        return mark
    level = scribe.code("sensitivity", str(meeting.sensitivity))
    return scribe.line(mark, scribe.words.say("sheet.class", level=level))


def _of(scribe: Scribe, kind: type[R], meeting: Meeting) -> list[R]:
    listed = scribe.book.where(kind, meeting=meeting.id)
    return sorted(listed, key=lambda one: (getattr(one, "position", None) or "", one.id))


def _hash(scribe: Scribe, meeting: Meeting) -> str:
    kinds: tuple[type[Record], ...] = (AgendaItem, AttendanceCount, Issue, Decision, Commitment, ActionPoint)
    records = [meeting, *(one for kind in kinds for one in _of(scribe, kind, meeting))]
    return hashlib.sha256(msgspec.json.encode(records, order="deterministic")).hexdigest()


def _facts(scribe: Scribe, meeting: Meeting) -> tuple[Fact, ...]:
    say = scribe.words.say
    times = " – ".join(time for time in (meeting.starts, meeting.ends) if time)
    facts = (
        (say("papers.kind"), scribe.code("meeting_type", meeting.type)),
        (say("papers.time"), times),
        (say("papers.venue"), meeting.venue or ""),
        (say("papers.chair"), scribe.known(meeting.chair)),
        (say("papers.note_taker"), scribe.known(meeting.note_taker)),
        (say("papers.organiser"), scribe.organisation(meeting.organiser)),
        (
            say("papers.sensitisation"),
            scribe.known(meeting.sensitisation_by) if meeting.sensitisation else "",
        ),
    )
    return tuple(Fact(label, value) for label, value in facts if value)


def _figures(scribe: Scribe, meeting: Meeting) -> tuple[Figure, ...]:
    say = scribe.words.say
    people = sum(one.count or 0 for one in _of(scribe, AttendanceCount, meeting))
    counted = (
        (people, say("papers.people", count=people)),
        (len(_of(scribe, Issue, meeting)), say("papers.inputs", count=len(_of(scribe, Issue, meeting)))),
        (
            len(_of(scribe, Decision, meeting)),
            say("papers.decisions", count=len(_of(scribe, Decision, meeting))),
        ),
        (
            len(_of(scribe, Commitment, meeting)),
            say("papers.commitments", count=len(_of(scribe, Commitment, meeting))),
        ),
    )
    return tuple(Figure(scribe.amount(number), label) for number, label in counted if number)


def _agenda(scribe: Scribe, meeting: Meeting) -> tuple[paper.AgendaItem, ...]:
    items, minute = [], _minutes(meeting.starts)
    for one in _of(scribe, AgendaItem, meeting):
        start = _clock(minute)
        minute = None if minute is None or one.minutes is None else minute + one.minutes
        title = scribe.name(one, "title")
        items.append(
            paper.AgendaItem(start, _clock(minute), title, scribe.known(one.presenter), one.summary or "")
        )
    return tuple(items)


def _minutes(time: str | None) -> int | None:
    hours, _, minutes = (time or "").partition(":")
    return int(hours) * 60 + int(minutes) if hours.isdecimal() and minutes.isdecimal() else None


def _clock(minute: int | None) -> str:
    return "" if minute is None else f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def _voice(scribe: Scribe, one: Issue) -> paper.Voice:
    place = scribe.name(scribe.book.get(Location, one.location))
    group = scribe.code("affiliation", one.raised_by)
    return paper.Voice(
        one.code or "", scribe.name(one, "text"), group, place, scribe.code("so", one.objective)
    )


def _expectation(scribe: Scribe, one: Expectation) -> tuple[Part, ...]:
    """Return what people expected, and beneath it the message given in answer."""
    if not one.message_given:
        return ()
    return Part("quote", scribe.name(one, "text")), Part("text", one.message_given)


def _action(scribe: Scribe, one: ActionPoint) -> paper.ActionPoint:
    return paper.ActionPoint(
        one.code or "",
        scribe.name(one, "text"),
        scribe.known(one.responsible),
        one.due or "",
        scribe.code("action_status", one.status),
        ACTION_TONES.get(one.status or "", "plain"),
    )


def _signatories(scribe: Scribe, meeting: Meeting) -> tuple[Signatory, ...]:
    """Return the chair, both focal points and the authority; a focal point who chairs signs once."""
    say = scribe.words.say
    points = [m for m in scribe.book.of(Member) if m.role == "focal_point" and not m.ended]
    chair, focal_point = scribe.known(meeting.chair), scribe.code("role", "focal_point")
    signing = []
    for place, member in enumerate(sorted(points, key=lambda m: m.id)[:2], 1):
        name = scribe.name(member)
        both = (say("papers.chair"), focal_point) if name == chair else (focal_point,)
        office = scribe.organisation(member.organisation)
        signing.append(Signatory(name, scribe.line(*both), office, "", f"focal_point_{place}"))
    authority = scribe.organisation(meeting.authority)
    if authority:
        signing.append(Signatory("", say("papers.for_authority"), authority, "", "government"))
    if chair in [one.name for one in signing]:
        return tuple(signing)
    return (Signatory(chair, say("papers.chair"), "", "", "chair"), *signing)
