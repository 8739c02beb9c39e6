"""Minutes of every meeting of the example, in both languages."""

from __future__ import annotations

import msgspec
import pypdfium2
import pytest

from app.documents.pdf.minutes import render_minutes
from app.models.kinds.area import Area
from app.models.kinds.meetings import Meeting
from app.services.papers.minutes import minutes_document
from app.services.papers.scribe import Scribe
from app.words.catalogue import Words

DAY = "2026-04-20"
LANGUAGES = ("en", "ar")
ISOLATES = dict.fromkeys(map(ord, "\u2068\u2069"))


def minutes(example, meeting: Meeting, language: str):
    return minutes_document(Scribe(example.book, Words(language)), meeting, example.area, today=DAY)


def roundtable(example) -> Meeting:
    return example.book.where(Meeting, type="roundtable")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_meeting_has_minutes_without_an_empty_page(example, language) -> None:
    meetings = example.book.of(Meeting)
    assert len(meetings) == 8
    for meeting in meetings:
        content = minutes(example, meeting, language)
        pages = list(pypdfium2.PdfDocument(render_minutes(content, Words(language)).pdf))
        marks = len(content.title) + len(content.classification) + 120
        assert all(page.get_textpage().count_chars() > marks for page in pages), meeting.title_en


def test_a_meeting_with_nothing_in_it_has_minutes(example) -> None:
    empty = minutes(example, Meeting(id="zz", space="s"), "ar")
    assert empty.figures == empty.agenda == empty.attendance == ()
    assert example.book.of(Area)


def test_people_of_the_meeting_are_named_in_arabic(example) -> None:
    content = minutes(example, roundtable(example), "ar")
    facts = {fact.label: fact.value for fact in content.facts}
    assert facts["رئيس الاجتماع"] == "داليا حداد"
    assert facts["قدّم التوعية"].translate(ISOLATES) == "رنا توفيق وعمر صالح"
    assert content.agenda[0].speaker.translate(ISOLATES) == "لجنة التخطيط المشتركة للقضاءين"
    assert not [action.who for action in content.actions if action.who.isascii()]


def test_a_focal_point_who_chairs_signs_once(example) -> None:
    content = minutes(example, roundtable(example), "en")
    assert [one.name for one in content.signatories] == ["Dalia Haddad", "Omar Saleh"]
    assert content.signatories[0].capacity == "Chair · Focal point"


def test_another_chair_signs_first(example) -> None:
    meeting = msgspec.structs.replace(roundtable(example), chair="Somebody Else")
    fields = [one.field for one in minutes(example, meeting, "en").signatories]
    assert fields == ["chair", "focal_point_1", "focal_point_2"]


def test_the_agenda_follows_the_clock(example) -> None:
    agenda = minutes(example, roundtable(example), "en").agenda
    assert (agenda[0].start, agenda[0].end, agenda[1].start) == ("09:00", "09:10", "09:10")


@pytest.mark.parametrize("starts", ["", "soon", "9", "25:99", "٩:٠٠", "²:00"])
def test_a_start_that_is_no_time_leaves_the_times_out(example, starts: str) -> None:
    meeting = msgspec.structs.replace(roundtable(example), starts=starts)
    assert minutes(example, meeting, "en").agenda[0].title


def test_each_answer_follows_its_expectation(example) -> None:
    kinds = [part.kind for part in minutes(example, roundtable(example), "en").closing]
    assert kinds == ["quote", "text"] * (len(kinds) // 2)
    assert kinds


def test_the_same_minutes_have_one_hash_in_both_languages(example) -> None:
    english, arabic = (minutes(example, roundtable(example), language) for language in LANGUAGES)
    assert english.content_hash == arabic.content_hash


def test_the_authority_signs_what_was_agreed_with_it(example) -> None:
    meeting = example.book.where(Meeting, type="authority_meeting")[0]
    last = minutes(example, meeting, "en").signatories[-1]
    assert (last.name, last.field) == ("", "government")
    assert last.organisation
