"""The consultation report: who was heard in numbers, what was said and answered, and what it cannot say."""

from __future__ import annotations

import pypdfium2
import pytest

from app.documents.report_content import ReportCell, ReportDocument, ReportSection
from app.foundation.errors import UserError
from app.models.kinds.area import Intentions
from app.models.kinds.inside import Contact
from app.models.kinds.meetings import Consultation, Decision, Issue, Meeting
from app.services.desk import Desk
from app.services.paper_kinds import Order, draw
from app.services.paper_subjects import subjects
from app.services.papers.consultation import consultation_document
from app.services.papers.occasions import occasions, only
from app.words.catalogue import Words


def section(paper: ReportDocument, title: str) -> ReportSection:
    return next(one for one in paper.sections if one.title == title)


def rows(paper: ReportDocument, title: str) -> list[tuple[ReportCell, ...]]:
    return [row for table in section(paper, title).tables for row in table.rows]


def roundtable(desk: Desk) -> Meeting:
    return desk.records(Meeting, type="roundtable")[0]


def named(desk: Desk, code: str) -> Consultation:
    return desk.records(Consultation, code=code)[0]


@pytest.mark.parametrize("language", ["en", "ar", "ckb", "fr"])
def test_it_is_drawn_in_every_language_and_says_all_words_in_it(desk: Desk, language: str) -> None:
    Words.missing.clear()
    pdf = draw(desk, "consultation", Order(language))
    assert 5 <= len(pypdfium2.PdfDocument(pdf)) <= 8
    assert {one for one in Words.missing if one.startswith(f"{language}:")} == set()


def test_a_meeting_that_was_a_consultation_counts_once_and_a_planned_one_not_at_all(desk: Desk) -> None:
    found = occasions(desk.book(), desk.today)
    days = [one.day for one in found]
    meetings = [one.record for one in found if isinstance(one.record, Meeting)]
    assert days == sorted(days)
    assert [one.type for one in meetings] == ["roundtable"]
    assert len(found) == len(desk.records(Consultation)) + 1


def test_people_are_counted_line_by_line_else_by_meeting_else_as_told(desk: Desk) -> None:
    people = {getattr(one.record, "code", ""): one.people for one in occasions(desk.book(), desk.today)}
    told = named(desk, "C-005")
    assert people["C-002"] == 34
    assert people["C-001"] == 38  # counted at the meeting it was
    assert people["C-005"] == (told.women or 0) + (told.men or 0)


def test_every_input_stands_under_its_objective_with_what_became_of_it(desk: Desk) -> None:
    paper = consultation_document(desk, "en")
    told = {row[0].text: row for row in rows(paper, "What was said") if len(row) == 3}
    raised = [one for one in desk.records(Issue) if one.meeting or one.consultation]
    assert set(told) == {one.code for one in raised}
    assert told["V-011"][2] == ReportCell(
        "Not adopted", "Road repair is with the roads board; not in this plan.", "wrong"
    )
    heads = [row[0].text for row in rows(paper, "What was said") if len(row) == 1]
    assert heads[0] == "Government leadership · 1 input"


def test_what_was_decided_where_people_were_heard_stands_in_it(desk: Desk) -> None:
    told = [row[0].text for row in rows(consultation_document(desk, "en"), "Decisions")]
    assert told == sorted(one.code for one in desk.records(Decision, meeting=roundtable(desk).id))
    assert rows(consultation_document(desk, "en", named(desk, "C-002").id), "Decisions") == []


def test_one_consultation_tells_only_what_was_heard_there(desk: Desk) -> None:
    one = named(desk, "C-002")
    paper = consultation_document(desk, "en", one.id)
    heard = {issue.code for issue in desk.records(Issue, consultation=one.id)}
    assert paper.title == one.title_en
    assert {row[0].text for row in rows(paper, "What was said") if len(row) == 3} == heard
    assert [row[0].text for row in rows(paper, "How people were told")] == [one.title_en]
    assert not [each for each in paper.sections if each.drawings]  # no intentions were counted there


def test_only_one_occasion_is_left_of_a_book(desk: Desk) -> None:
    one = named(desk, "C-001")
    book = only(desk.book(), one)
    assert [each.record.id for each in occasions(book, desk.today)] == [one.id]
    assert {each.meeting for each in book.of(Issue)} <= {one.meeting, None}
    assert book.of(Intentions) == ()


def test_limits_say_where_nobody_was_and_what_is_open(desk: Desk) -> None:
    lines = [part.text for part in section(consultation_document(desk, "en"), "Limits").parts]
    assert lines[0].startswith("What was said stands for those who were there")
    assert "In 14 of 23 priority locations nobody was consulted." in lines
    assert "2 inputs have no answer yet." in lines


def test_no_person_is_named(desk: Desk) -> None:
    pdf = pypdfium2.PdfDocument(draw(desk, "consultation", Order("en")))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    people = {one.person_name for one in desk.records(Contact) if one.person_name}
    assert people
    assert not [name for name in people if name in text]


def test_an_input_above_the_class_asked_for_stays_out(own: Desk) -> None:
    with own.write("issue.edit") as unit:
        unit.set(Issue, own.records(Issue, code="V-011")[0].id, sensitivity=2)
    codes = [row[0].text for row in rows(consultation_document(own, "en", highest=1), "What was said")]
    assert "V-011" not in codes
    assert "V-010" in codes


def test_it_is_chosen_by_code_and_refused_for_nobody(own: Desk) -> None:
    assert subjects(own, "consultation", Words("en"))[0] == ("all", "All consultations")
    assert draw(own, "consultation", Order("en", about=("C-002",))) != draw(own, "consultation", Order("en"))
    with pytest.raises(UserError, match="unknown_record"):
        draw(own, "consultation", Order("en", about=("C-999",)))
    with own.write("consultation.remove") as unit:
        for one in own.records(Consultation):
            unit.remove(Consultation, one.id)
        for meeting in own.records(Meeting):
            unit.remove(Meeting, meeting.id)
    with pytest.raises(UserError, match="nobody_consulted"):
        consultation_document(own, "en")
