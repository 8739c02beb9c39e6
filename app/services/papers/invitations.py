"""Letters of invitation and the calling list, from the list of who is asked."""

from __future__ import annotations

from dataclasses import replace

from app.documents.forms_content import FormDocument, Grid, Letter, LettersDocument
from app.documents.plan_content import Fact
from app.documents.workbook_content import Book as Workbook
from app.documents.workbook_content import Column, Properties, Sheet
from app.models.kinds.inside import Contact, Stakeholder
from app.models.kinds.people import Member
from app.models.kinds.roundtable import Guest
from app.services.invitations import guests_of
from app.services.papers.meeting_facts import (
    Subject,
    above,
    agenda,
    facts,
    focal_points,
    group_name,
    meeting_code,
)
from app.services.papers.scribe import Scribe


def letters_document(scribe: Scribe, subject: Subject) -> LettersDocument:
    """Return one letter for each body on the list that has not said that it will not come."""
    say = scribe.words.say
    guests = [one for one in guests_of(scribe.book, subject.meeting.id) if one.answer != "not_coming"]
    return LettersDocument(
        language=scribe.words.language,
        title=say("sheet.letters"),
        group_name=group_name(scribe, subject),
        place_and_day=scribe.line(scribe.name(subject.area), scribe.words.date(subject.today, "long")),
        agenda_title=say("sheet.letter.agenda"),
        code=meeting_code(subject.meeting),
        classification=say("sheet.addressee"),
        training=bool(subject.area.training),
        made_on=subject.today,
        letters=tuple(_letter(scribe, subject, one) for one in guests),
    )


def _letter(scribe: Scribe, subject: Subject, guest: Guest) -> Letter:
    say, meeting = scribe.words.say, subject.meeting
    title, side = scribe.name(meeting, "title"), guest.side or "partners"
    paragraphs = [
        say("sheet.letter.opening", group=group_name(scribe, subject), area=scribe.name(subject.area)),
        say(f"sheet.letter.{side}"),
    ]
    if meeting.purpose:
        paragraphs.append(say("sheet.letter.purpose", purpose=meeting.purpose))
    languages = scribe.words.join([scribe.code("language", one) for one in sorted(meeting.languages)])
    told = (*facts(scribe, subject), *((Fact(say("sheet.languages"), languages),) if languages else ()))
    items = tuple(
        (begin, scribe.name(item, "title"), scribe.code("agenda_type", item.type))
        for item, begin, _end in agenda(scribe, meeting)
    )
    signed = (*focal_points(scribe), say("sheet.letter.focal_point"))
    return Letter(
        guest_name(scribe, guest),
        say("sheet.letter.subject", meeting=title),
        tuple(paragraphs),
        told,
        items,
        say("sheet.letter.closing"),
        signed,
    )


def guest_name(scribe: Scribe, guest: Guest) -> str:
    """Return what a body on the list is called: as on the map, else as written."""
    return scribe.name(scribe.book.get(Stakeholder, guest.stakeholder)) or scribe.name(guest)


def calling_form(scribe: Scribe, subject: Subject) -> FormDocument:
    """Return the calling list as a sheet to print. It holds contacts: for the group only."""
    say = scribe.words.say
    heads = tuple(zip(_heads(scribe), (26.0, 14.0, 26.0, 22.0, 14.0, 8.0, 20.0), strict=True))
    rows = tuple(_row(scribe, one) for one in guests_of(scribe.book, subject.meeting.id))
    form = FormDocument(
        language=scribe.words.language,
        title=say("sheet.calling"),
        above=above(scribe, subject),
        intro=say("sheet.calling.intro"),
        code=meeting_code(subject.meeting),
        code_note=say("sheet.code_note"),
        classification=say("sheet.inside"),
        training=bool(subject.area.training),
        made_on=subject.today,
        facts=facts(scribe, subject),
        blocks=(Grid("", heads, rows, blank=4, height=26),),
    )
    return replace(form, wide=True)


def calling_workbook(scribe: Scribe, subject: Subject) -> Workbook:
    """Return the calling list as a workbook. It holds contacts: for the group only."""
    say = scribe.words.say
    rows = [_row(scribe, one) for one in guests_of(scribe.book, subject.meeting.id)]
    training = say("sync.training") if subject.area.training else ""
    note = " · ".join(text for text in (say("sheet.inside"), training) if text)
    sheet = Sheet(
        title=say("sheet.calling"),
        columns=tuple(Column(head) for head in _heads(scribe)),
        rows=rows,
        right_to_left=scribe.words.right_to_left,
        note=note,
        freeze=1,
    )
    about = Properties(
        subject=scribe.name(subject.meeting, "title"), description=note, language=scribe.words.language
    )
    return Workbook(say("sheet.calling"), (sheet,), about)


def _heads(scribe: Scribe) -> tuple[str, ...]:
    say, field = scribe.words.say, scribe.words.field
    return (
        field("guest", "name"),
        field("guest", "side"),
        say("sheet.calling.contact"),
        say("sheet.calling.asked"),
        say("sheet.calling.answer"),
        say("sheet.calling.seats"),
        say("sheet.calling.note"),
    )


def _row(scribe: Scribe, guest: Guest) -> tuple[str, ...]:
    answer = "" if guest.answer in (None, "to_ask", "asked") else scribe.code("guest_answer", guest.answer)
    asked = scribe.line(
        scribe.name(scribe.book.get(Member, guest.asked_by)),
        scribe.day(guest.asked_on),
        scribe.code("channel", guest.channel),
    )
    return (
        guest_name(scribe, guest),
        scribe.code("guest_side", guest.side),
        _contact(scribe, guest),
        asked,
        answer,
        scribe.amount(guest.seats) if guest.seats else "",
        guest.note or "",
    )


def _contact(scribe: Scribe, guest: Guest) -> str:
    """Return whom to call; only people who agreed to be contacted."""
    if not guest.stakeholder:
        return ""
    known = [one for one in scribe.book.where(Contact, stakeholder=guest.stakeholder) if one.consent]
    return "\n".join(
        scribe.line(one.person_name or "", one.title or "", one.phone or "", one.email or "") for one in known
    )
