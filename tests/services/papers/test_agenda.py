"""The agenda of a meeting: times, items, what earlier meetings left open, nothing of what was said."""

from __future__ import annotations

import pypdfium2
import pytest

from app.documents.report_content import ReportDocument
from app.foundation.errors import UserError
from app.models.kinds.area import Area
from app.models.kinds.meetings import ActionPoint, AgendaItem, Meeting
from app.services.desk import Desk
from app.services.paper_kinds import Order, draw
from app.services.papers.agenda import agenda_document
from app.services.papers.meeting_facts import Subject
from app.services.papers.printable import printable
from app.services.papers.scribe import Scribe
from app.words.catalogue import Words


def roundtable(desk: Desk) -> Meeting:
    return desk.records(Meeting, type="roundtable")[0]


def agenda(desk: Desk, meeting: Meeting) -> ReportDocument:
    book = printable(desk.book(), meeting.id, desk.area)
    area = book.get(Area, desk.area)
    assert area is not None
    return agenda_document(Scribe(book, Words("en")), Subject(meeting, area, desk.today))


def rows(paper: ReportDocument, title: str) -> list[list[str]]:
    section = next(one for one in paper.sections if one.title == title)
    return [[cell.text for cell in row] for table in section.tables for row in table.rows]


def bullets(paper: ReportDocument, title: str) -> list[str]:
    return [part.text for part in next(one for one in paper.sections if one.title == title).parts]


@pytest.mark.parametrize("language", ["en", "ar", "ckb", "fr"])
def test_it_stands_on_one_page_in_every_language_and_says_all_words_in_it(desk: Desk, language: str) -> None:
    Words.missing.clear()
    pages = pypdfium2.PdfDocument(draw(desk, "agenda", Order(language, about=(roundtable(desk).id,))))
    assert len(pages) == 1
    assert "09:30" in pages[0].get_textpage().get_text_bounded()
    assert {one for one in Words.missing if one.startswith(f"{language}:")} == set()


def test_items_stand_at_their_times_with_who_leads(desk: Desk) -> None:
    told = rows(agenda(desk, roundtable(desk)), "Items and times")
    assert told[1] == ["09:10 – 09:30", "What durable solutions mean", "Rana Tawfiq and Omar Saleh", "20"]
    assert len(told) == len(desk.records(AgendaItem, meeting=roundtable(desk).id))


def test_what_was_said_of_an_item_is_no_agenda(desk: Desk) -> None:
    noted = [one.summary for one in desk.records(AgendaItem) if one.summary]
    paper = agenda(desk, roundtable(desk))
    said = [
        cell.text + cell.quiet for one in paper.sections for t in one.tables for row in t.rows for cell in row
    ]
    assert noted
    assert not [text for text in said if any(note in text for note in noted)]


def test_what_earlier_meetings_left_open_comes_before_the_meeting(own: Desk) -> None:
    meeting = roundtable(own)
    earlier = min(own.records(Meeting), key=lambda one: one.held_on or "9999")
    later = max(own.records(Meeting), key=lambda one: one.held_on or "")
    with own.write("action_point.edit") as unit:
        for one in own.records(ActionPoint):
            unit.remove(ActionPoint, one.id)
        for place, status in ((earlier, "open"), (earlier, "done"), (meeting, "open"), (later, "open")):
            unit.add(ActionPoint, meeting=place.id, text_en=f"{place.code} {status}", status=status)
    paper = agenda(own, meeting)
    assert [row[1] for row in rows(paper, "Still open from earlier meetings")] == [f"{earlier.code} open"]
    assert any("open points above" in text for text in bullets(paper, "What to bring"))


def test_a_meeting_without_items_says_so_and_an_unknown_one_is_refused(own: Desk) -> None:
    meeting = roundtable(own)
    with own.write("agenda_item.remove") as unit:
        for one in own.records(AgendaItem, meeting=meeting.id):
            unit.remove(AgendaItem, one.id)
    assert bullets(agenda(own, meeting), "Items and times") == ["No items are set yet."]
    with pytest.raises(UserError, match="unknown_record"):
        draw(own, "agenda", Order("en", about=("nobody",)))
