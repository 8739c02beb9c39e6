"""What is done with meetings beside the walk of the five steps: once by mouse, once by keyboard alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from ui.walk.eyes import own, said
from ui.walk.person import Person

from app.models.kinds.meetings import Commitment, Consultation, ConsultationCount, Issue
from app.ui.language import words
from app.ui.pages.meetings_papers import EXTENSIONS, GROUPS

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("in_the_example")]
IN_ARABIC = True
WOMEN = {"en": "wo", "ar": "نس"}

ROUNDTABLE = "Roundtable on durable solutions, Sinjar hall"
PUMP = "Connect the pump of Umm Rayhan to the line once the road is open, with a generator until then."
PAPERS = tuple(paper for _, papers in GROUPS for paper in papers)


def test_letters_forms_slides_minutes_and_signature_sheet_are_made(somebody: Person, tmp_path: Path) -> None:
    somebody.page("meetings")
    somebody.row(ROUNDTABLE)
    somebody.click("roundtable.papers")
    somebody.choose("roundtable.papers.language", "العربية")
    for paper in PAPERS:
        file = tmp_path / f"{paper}.{EXTENSIONS.get(paper, 'pdf')}"
        somebody.door.files = [file]
        somebody.click("roundtable.papers.make_named", paper=said(f"roundtable.paper.{paper}"))
        assert somebody.sees("roundtable.papers.made", file=file.name)
        assert file.read_bytes().startswith(b"PK" if file.suffix == ".xlsx" else b"%PDF")
    somebody.click("frame.close")


def test_a_commitment_is_reviewed_with_its_evidence(somebody: Person) -> None:
    somebody.page("meetings")
    somebody.click("meetings.tab.register")
    somebody.row(PUMP)
    somebody.click("roundtable.register.reviewed_today")
    somebody.choose("field.commitment.status", "code.commitment_status.fulfilled")
    somebody.fill("field.commitment.evidence", "The pump runs; seen on 6 April")
    (kept,) = somebody.walker.desk.records(Commitment, text_en=PUMP)
    assert kept.status == "fulfilled"
    assert kept.reviewed_on == f"{somebody.walker.desk.clock.now():%Y-%m-%d}"
    assert kept.evidence == "The pump runs; seen on 6 April"


def test_people_of_a_consultation_are_counted_by_sex_age_and_group(somebody: Person) -> None:
    somebody.page("voices")
    somebody.click("voices.tab.consultations")
    somebody.door.answers = ["Women of Zaytuna"]
    somebody.click("voices.add.consultations")
    for sex, count in (("female", "12"), ("male", "3")):
        somebody.choose("field.consultation_count.group", "code.population_group.idp_out_of_camp")
        somebody.choose("field.consultation_count.sex", f"code.sex.{sex}")
        somebody.choose("field.consultation_count.age_band", "code.age_band.25_59")
        somebody.fill("field.consultation_count.count", count)
        somebody.click("meetings.count.add")
    (talk,) = somebody.walker.desk.records(Consultation, **own("title", "Women of Zaytuna"))
    counts = somebody.walker.desk.records(ConsultationCount, consultation=talk.id)
    assert {(one.sex, one.count) for one in counts} == {("female", 12), ("male", 3)}


def test_the_facilitator_goes_from_home_into_the_meeting_of_today(somebody: Person) -> None:
    today: date = somebody.walker.desk.clock.now().date()
    somebody.page("meetings")
    somebody.click("meetings.add")
    somebody.row("code.meeting_type.coordination")
    somebody.click("meetings.details")
    somebody.fill("field.meeting.held_on", f"{today.day}/{today.month}/{today.year}")
    somebody.page("home")
    assert somebody.sees("home.meeting.today")
    somebody.click("home.meeting.open_room")
    assert somebody.walker.frame.stack.current_id == "meetings"
    somebody.click("meetings.start")
    assert somebody.sees("code.meeting_status.live")


def test_what_is_said_is_caught_with_who_said_it_by_two_letters(somebody: Person) -> None:
    somebody.page("meetings")
    somebody.click("meetings.add")
    somebody.row("code.meeting_type.roundtable")
    somebody.click("meetings.start")
    somebody.click("meetings.entry")
    somebody.press(Qt.Key.Key_F2)
    somebody.type(f"No water in the north @{WOMEN[words().language]}")
    somebody.take_the_first_offered()
    somebody.press(Qt.Key.Key_Return)
    (issue,) = somebody.walker.desk.records(Issue, **own("text", "No water in the north"))
    assert issue.raised_by == "womens_group"
    assert somebody.sees("No water in the north")
