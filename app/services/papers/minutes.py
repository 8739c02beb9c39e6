"""The minutes of a meeting in words, from its records."""

from __future__ import annotations

import hashlib
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
from app.models.kinds.people import Group, Member
from app.models.record import Record
from app.services.papers.plan_parts import attendance_of
from app.services.papers.plan_tables import commitment
from app.services.papers.scribe import Scribe

R = TypeVar("R", bound=Record)

ACTION_TONES: dict[str, Tone] = {"done": "good", "in_progress": "accent", "dropped": "wrong"}


def minutes_document(scribe: Scribe, meeting: Meeting, area: Area, *, today: str) -> paper.MinutesDocument:
    """Return what the minutes print in the scribe's language."""
    words = scribe.words
    group = next(iter(scribe.book.of(Group)), None)
    table = attendance_of(scribe, meeting)
    summary = scribe.name(meeting, "summary")
    return paper.MinutesDocument(
        language=words.language,
        title=scribe.name(meeting, "title"),
        area=scribe.name(area),
        group_name=scribe.name(group) or scribe.name(area),
        day=meeting.held_on or "",
        final=meeting.status == "approved",
        training=bool(area.training),
        classification=words.say("papers.for_partners"),
        content_hash=_hash(scribe, meeting),
        made_on=today,
        facts=_facts(scribe, meeting),
        figures=_figures(scribe, meeting),
        summary=(Part("text", summary),) if summary else (),
        attendance=(table,) if table is not None else (),
        agenda=_agenda(scribe, meeting),
        voices=tuple(_voice(scribe, one) for one in _of(scribe, Issue, meeting)),
        decisions=tuple(
            paper.Decision(one.code or "", scribe.name(one, "text"), scribe.code("decision_basis", one.basis))
            for one in _of(scribe, Decision, meeting)
        ),
        commitments=tuple(commitment(scribe, one, today) for one in _of(scribe, Commitment, meeting)),
        actions=tuple(_action(scribe, one) for one in _of(scribe, ActionPoint, meeting)),
        closing=tuple(
            Part("text", f"{scribe.name(one, 'text')} — {one.message_given}")
            for one in _of(scribe, Expectation, meeting)
            if one.message_given
        ),
        signatories=_signatories(scribe, meeting),
    )


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
        (say("papers.chair"), meeting.chair or ""),
        (say("papers.note_taker"), meeting.note_taker or ""),
        (say("papers.organiser"), scribe.organisation(meeting.organiser)),
        (say("papers.sensitisation"), meeting.sensitisation_by or "" if meeting.sensitisation else ""),
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
        items.append(paper.AgendaItem(start, _clock(minute), title, one.presenter or "", one.summary or ""))
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


def _action(scribe: Scribe, one: ActionPoint) -> paper.ActionPoint:
    return paper.ActionPoint(
        one.code or "",
        scribe.name(one, "text"),
        one.responsible or "",
        one.due or "",
        scribe.code("action_status", one.status),
        ACTION_TONES.get(one.status or "", "plain"),
    )


def _signatories(scribe: Scribe, meeting: Meeting) -> tuple[Signatory, ...]:
    say = scribe.words.say
    points = [m for m in scribe.book.of(Member) if m.role == "focal_point" and not m.ended]
    chair = Signatory(meeting.chair or "", say("papers.chair"), "", "government", "chair")
    return (
        chair,
        *(
            Signatory(
                scribe.name(m), scribe.code("role", "focal_point"), scribe.organisation(m.organisation),
                "abc_focal_point", f"focal_point_{place}",
            )
            for place, m in enumerate(sorted(points, key=lambda m: m.id)[:2], 1)
        ),
    )  # fmt: skip
