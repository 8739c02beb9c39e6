"""Every paper of a meeting in the three languages of the hall, over the training example."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from services.example import example_desk

from app.foundation.errors import Cancelled, UserError
from app.foundation.progress import Progress
from app.models.kinds.inside import Contact
from app.models.kinds.meetings import Meeting
from app.models.kinds.roundtable import Guest
from app.services.desk import Desk
from app.services.meeting_papers import PAPERS, blank_forms, make_paper, sensitisation
from app.services.meeting_work import add_meeting
from app.words.catalogue import Words

LANGUAGES = ("en", "ar", "ckb", "fr")
TOPICS = ("attendance", "notes", "comments", "consultation", "signatures")
PDFS = tuple(paper for paper in PAPERS if paper != "calling_workbook")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = example_desk(tmp_path_factory.mktemp("papers"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def meeting(desk: Desk) -> str:
    return desk.records(Meeting, type="roundtable")[0].id


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(BytesIO(data)) as document:
        return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", PDFS)
def test_every_paper_is_made_marked_and_says_it_is_an_example(
    desk: Desk, meeting: str, paper: str, language: str
) -> None:
    made = make_paper(desk, paper, meeting, language)
    assert made.startswith(b"%PDF")
    assert pages(made)
    if language == "ar":
        again = make_paper(desk, paper, meeting, language)
        # Fields to sign bear the moment at which they were put in.
        assert (pages(made) == pages(again)) if paper == "minutes" else made == again


def test_each_letter_has_one_page(desk: Desk, meeting: str) -> None:
    asked = [one for one in desk.records(Guest, meeting=meeting) if one.answer != "not_coming"]
    for language in LANGUAGES:
        assert len(pages(make_paper(desk, "letters", meeting, language))) == len(asked)


def test_a_letter_says_what_each_side_is_asked_for(desk: Desk, meeting: str) -> None:
    texts = " ".join(" ".join(pages(make_paper(desk, "letters", meeting, "en"))).split())
    for part in ("lead, decide or commit", "decide about their own lives", "Nobody has to promise money"):
        assert part in texts


def test_there_are_ten_slides_and_all_but_the_first_name_their_source(desk: Desk, meeting: str) -> None:
    slides = pages(make_paper(desk, "slides", meeting, "en"))
    assert len(slides) == 10
    assert all("ource" in page or "practice" in page for page in slides[1:])


def test_the_mark_of_a_class_stands_on_every_page(desk: Desk, meeting: str) -> None:
    for paper, mark in (("calling_list", "For the group only"), ("minutes", "For partners")):
        assert all(mark in page for page in pages(make_paper(desk, paper, meeting, "en")))


def test_only_the_calling_list_holds_contacts_and_only_with_consent(desk: Desk, meeting: str) -> None:
    guests = {one.stakeholder for one in desk.records(Guest, meeting=meeting)}
    contacts = [one for one in desk.records(Contact) if one.stakeholder in guests and one.person_name]
    agreed = {one.person_name for one in contacts if one.consent}
    refused = {one.person_name for one in contacts if not one.consent} - agreed
    text = " ".join(pages(make_paper(desk, "calling_list", meeting, "en")))
    assert agreed
    assert all(name in text for name in agreed)
    assert not any(name in text for name in refused)
    for paper in ("letters", "minutes", "attendance_sheet", "signature_sheet"):
        said = " ".join(pages(make_paper(desk, paper, meeting, "en")))
        assert not any(one.phone and one.phone in said for one in contacts)


def test_the_workbook_lists_the_same_bodies(desk: Desk, meeting: str) -> None:
    book = openpyxl.load_workbook(BytesIO(make_paper(desk, "calling_workbook", meeting, "en")))
    values = {cell.value for row in book.active.iter_rows() for cell in row}
    assert {one.name_en for one in desk.records(Guest, meeting=meeting)} <= values
    assert any("For the group only" in str(value) for value in values)


def test_the_attendance_sheet_asks_for_consent_and_offers_to_be_counted(desk: Desk, meeting: str) -> None:
    text = " ".join(pages(make_paper(desk, "attendance_sheet", meeting, "en")))
    assert "Agrees to be" in text
    assert "Only counted" in text


def test_without_anybody_on_the_list_letters_say_so(tmp_path: Path, desk: Desk) -> None:
    empty = add_meeting(desk, "roundtable", "Another", "en")
    with pytest.raises(UserError) as refused:
        make_paper(desk, "letters", empty, "en")
    assert refused.value.code == "nobody_invited"
    assert make_paper(desk, "notes_form", empty, "ar").startswith(b"%PDF")


def test_a_meeting_that_is_not_here_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError):
        make_paper(desk, "slides", "nobody", "en")


@pytest.mark.parametrize("language", [*LANGUAGES, "fr"])
def test_all_blank_forms_come_in_one_file_with_a_bookmark_each(
    desk: Desk, meeting: str, language: str
) -> None:
    Words.missing.clear()
    with pypdfium2.PdfDocument(blank_forms(desk, meeting, language)) as document:
        marks = [mark.get_title() for mark in document.get_toc()]
        sides = [page.get_width() > page.get_height() for page in document]
    assert marks == [Words(language).say(f"sheet.{topic}") for topic in TOPICS]
    assert sides[:3] == [True, True, True]
    assert not any(sides[3:])
    assert {one for one in Words.missing if one.startswith(f"{language}:")} == set()


def test_the_sensitisation_pack_needs_no_meeting(desk: Desk, meeting: str) -> None:
    with pypdfium2.PdfDocument(sensitisation(desk, "fr")) as document:
        assert len(document) == len(list(document.get_toc())) == 10
    assert sensitisation(desk, "en") == make_paper(desk, "slides", meeting, "en")


@pytest.mark.parametrize("paper", ["agenda", "letters", "minutes", "slides", "notes_form", "calling_list"])
def test_making_a_paper_can_be_stopped(desk: Desk, meeting: str, paper: str) -> None:
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        make_paper(desk, paper, meeting, "en", stopped)
