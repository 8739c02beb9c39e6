"""The papers of one page: what they say by themselves, in a person's words, and what they never say."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from services.example import example_desk

from app.foundation.errors import UserError
from app.models.kinds.inside import Contact, Stakeholder
from app.models.kinds.meetings import PaperParagraph
from app.models.kinds.people import Member, OfficialCard
from app.services.desk import Desk
from app.services.one_page_work import (
    authorities,
    draw_paper,
    paper_sheet,
    paper_view,
    write_paragraph,
)
from app.services.papers.one_page import PARTS, as_parts


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = example_desk(tmp_path)
    yield made
    made.close()


def shown(desk: Desk, paper: str, language: str = "en") -> dict[str, str]:
    return {one.part: one.shown for one in paper_view(desk, paper, language).texts}


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


@pytest.mark.parametrize("paper", sorted(PARTS))
@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_paper_takes_one_page(desk: Desk, paper: str, language: str) -> None:
    drawn = draw_paper(paper_sheet(desk, paper, language))
    assert drawn.pages == 1
    assert drawn.pdf.startswith(b"%PDF")


def test_the_note_says_who_lives_here_with_the_source_of_the_figures(desk: Desk) -> None:
    said = shown(desk, "proposition")
    assert "11,100" in said["situation"]
    assert "Dalia Haddad (Sunbula Development Organisation)" in said["group"]
    assert said["addressee"] == "To: District administration of Al-Ba'aj"
    page = text_of(draw_paper(paper_sheet(desk, "proposition", "en")).pdf)
    assert "[1]" in page


def test_the_note_goes_first_to_offices_the_group_met(desk: Desk) -> None:
    offices = [name.en for _, name in authorities(desk)]
    assert set(offices[:2]) == {"District administration of Al-Ba'aj", "District administration of Sinjar"}
    chosen = authorities(desk)[1][0]
    view = paper_view(desk, "proposition", "ar", chosen)
    assert next(one.computed for one in view.texts if one.part == "addressee").startswith("إلى: ")


def test_a_paragraph_of_ones_own_stands_in_its_language_only_and_can_be_taken_back(desk: Desk) -> None:
    write_paragraph(desk, "proposition", "closing", "en", "We shall call you on Monday.")
    assert shown(desk, "proposition")["closing"] == "We shall call you on Monday."
    assert "Monday" not in shown(desk, "proposition", "ar")["closing"]
    assert "call you on Monday" in text_of(draw_paper(paper_sheet(desk, "proposition", "en")).pdf)
    write_paragraph(desk, "proposition", "closing", "en", "")
    assert "thank you" in shown(desk, "proposition")["closing"]
    assert desk.records(PaperParagraph, part="closing") == []


def test_taking_one_language_back_leaves_the_other(desk: Desk) -> None:
    write_paragraph(desk, "partner_update", "message", "en", "Hello")
    write_paragraph(desk, "partner_update", "message", "ar", "مرحبا")
    write_paragraph(desk, "partner_update", "message", "en", " ")
    assert [(one.text_en, one.text_ar) for one in desk.records(PaperParagraph, part="message")] == [
        (None, "مرحبا")
    ]


def test_writing_is_one_undo_step(desk: Desk) -> None:
    write_paragraph(desk, "proposition", "ask", "en", "- Agree")
    desk.undo()
    assert shown(desk, "proposition")["ask"].startswith("– Agree to start")


@pytest.mark.parametrize("part", ["dates", "message", "nothing"])
def test_tables_and_parts_of_another_paper_are_not_written(desk: Desk, part: str) -> None:
    with pytest.raises(UserError):
        write_paragraph(desk, "proposition", part, "en", "x")


def test_an_unknown_paper_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError):
        paper_sheet(desk, "letter", "en")


def test_a_text_without_end_says_how_many_pages_it_takes(desk: Desk) -> None:
    write_paragraph(desk, "proposition", "opening", "en", "A very long sentence indeed. " * 400)
    assert draw_paper(paper_sheet(desk, "proposition", "en")).pages > 1


def test_nothing_of_the_stakeholder_map_is_in_the_update(desk: Desk) -> None:
    page = text_of(draw_paper(paper_sheet(desk, "partner_update", "en")).pdf)
    contacts = [one.person_name for one in desk.records(Contact) if one.person_name]
    names = [one.name_en for one in desk.records(Stakeholder) if one.name_en and not one.organisation]
    members = {one.name_en for one in desk.records(Member)}
    for name in (*contacts, *names):
        assert name in members or name not in page


def test_a_card_without_consent_gives_no_number(desk: Desk) -> None:
    before = text_of(draw_paper(paper_sheet(desk, "partner_update", "en")).pdf)
    assert "dalia.haddad@example.org" in before
    with desk.write("official_card.edit") as unit:
        for card in desk.records(OfficialCard):
            unit.set(OfficialCard, card.id, consent=False)
    after = text_of(draw_paper(paper_sheet(desk, "partner_update", "en")).pdf)
    assert "dalia.haddad@example.org" not in after
    assert "+964" not in after


def test_the_update_says_the_step_and_the_next_dates(desk: Desk) -> None:
    assert "step 6 of 8: Draft the plan" in shown(desk, "partner_update")["standing"]
    assert "5 May 2026" in text_of(draw_paper(paper_sheet(desk, "partner_update", "en")).pdf)


def test_lines_with_a_dash_become_points() -> None:
    parts = as_parts("First\n- one\n• two\n\n", (3,))
    assert [(one.kind, one.text) for one in parts] == [
        ("text", "First"),
        ("bullet", "one"),
        ("bullet", "two"),
    ]
    assert parts[-1].sources == (3,)
    assert as_parts("") == ()
