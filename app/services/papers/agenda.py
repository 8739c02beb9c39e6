"""The agenda of a meeting: what it is for, when what is spoken of, who leads, what is open, what to bring."""

from __future__ import annotations

from app.documents.plan_content import Fact, Part
from app.documents.report_content import ReportCell, ReportColumn, ReportDocument, ReportSection, ReportTable
from app.models.kinds.meetings import ActionPoint, Meeting
from app.services.papers.meeting_facts import Subject, agenda, facts, group_name, meeting_code
from app.services.papers.minutes import classification
from app.services.papers.scribe import Scribe

CLOSED = frozenset({"done", "dropped"})


def agenda_document(scribe: Scribe, subject: Subject) -> ReportDocument:
    """Return what the agenda prints: nothing of what was said."""
    words, meeting = scribe.words, subject.meeting
    open_points = _open(scribe, meeting)
    return ReportDocument(
        language=words.language,
        kind=words.say("documents.minutes.agenda"),
        title=scribe.name(meeting, "title"),
        area=scribe.name(subject.area),
        group_name=group_name(scribe, subject),
        when=words.date(meeting.held_on, "long") if meeting.held_on else "",
        training=bool(subject.area.training),
        classification=classification(scribe, meeting),
        made_on=subject.today,
        facts=_facts(scribe, subject),
        sections=(
            *_written(scribe, meeting, "purpose", "expected_outcome"),
            _items(scribe, meeting),
            _points(scribe, open_points),
            _bring(scribe, meeting, waiting=bool(open_points)),
            *_written(scribe, meeting, "materials"),
        ),
        most_pages=1,
        code=meeting_code(meeting),
    )


def _facts(scribe: Scribe, subject: Subject) -> tuple[Fact, ...]:
    say, meeting = scribe.words.say, subject.meeting
    languages = [scribe.code("language", one) for one in sorted(meeting.languages)]
    further = (
        (say("sheet.languages"), scribe.words.join(languages) if languages else ""),
        (say("papers.chair"), scribe.known(meeting.chair) if meeting.chair else ""),
        (say("papers.organiser"), scribe.organisation(meeting.organiser)),
    )
    return (*facts(scribe, subject), *(Fact(label, value) for label, value in further if value))


def _written(scribe: Scribe, meeting: Meeting, *names: str) -> tuple[ReportSection, ...]:
    """Return texts of the meeting under their names."""
    texts = ((name, getattr(meeting, name)) for name in names)
    return tuple(
        ReportSection(scribe.words.field("meeting", name), (Part("text", text),))
        for name, text in texts
        if text
    )


def _items(scribe: Scribe, meeting: Meeting) -> ReportSection:
    say = scribe.words.say
    rows = [
        (
            ReportCell(" – ".join(time for time in (begins, ends) if time)),
            ReportCell(scribe.name(one, "title"), scribe.code("agenda_type", one.type), strong=True),
            ReportCell(scribe.known(one.presenter) if one.presenter else ""),
            ReportCell(scribe.amount(one.minutes or None)),
        )
        for one, begins, ends in agenda(scribe, meeting)
    ]
    columns = (
        ReportColumn(say("documents.column.time"), 16),
        ReportColumn(say("documents.column.item"), 46),
        ReportColumn(say("documents.column.speaker"), 28),
        ReportColumn(say("agenda.lasts"), 12, numeric=True),
    )
    none = () if rows else (Part("note", say("agenda.empty")),)
    return ReportSection(say("agenda.items"), none, (ReportTable(columns, tuple(rows)),))


def _open(scribe: Scribe, meeting: Meeting) -> list[ActionPoint]:
    """Return action points of earlier meetings that are still open: a meeting begins with them."""
    day = meeting.held_on or "9999"
    earlier = {
        one.id for one in scribe.book.of(Meeting) if one.id != meeting.id and (one.held_on or "9999") < day
    }
    found = [
        one for one in scribe.book.of(ActionPoint) if one.meeting in earlier and one.status not in CLOSED
    ]
    return sorted(found, key=lambda one: (one.due or "9999", one.code or "", one.id))


def _points(scribe: Scribe, found: list[ActionPoint]) -> ReportSection:
    say = scribe.words.say
    rows = [
        (
            ReportCell(one.code or ""),
            ReportCell(scribe.name(one, "text")),
            ReportCell(
                scribe.known(one.responsible) if one.responsible else scribe.organisation(one.organisation)
            ),
            ReportCell(scribe.day(one.due)),
        )
        for one in found
    ]
    heads = (("code", 10), ("action", 52), ("who", 24), ("due", 16))
    columns = tuple(ReportColumn(say(f"documents.column.{head}"), weight) for head, weight in heads)
    return ReportSection(say("agenda.open"), tables=(ReportTable(columns, tuple(rows)),))


def _bring(scribe: Scribe, meeting: Meeting, *, waiting: bool) -> ReportSection:
    """Return what the items and the open points ask of those who come."""
    say = scribe.words.say
    asked = {one.type for one, _begins, _ends in agenda(scribe, meeting)}
    lines = [say(f"agenda.bring.{one}") for one in ("decision", "discussion") if one in asked]
    if waiting:
        lines.append(say("agenda.bring.open"))
    return ReportSection(say("agenda.bring"), tuple(Part("bullet", line) for line in lines))
