"""The stakeholder map on paper: everybody by sphere, the two pictures, the mark, and no contacts."""

from __future__ import annotations

import pypdfium2
import pytest

from app.documents.report_content import ReportDocument
from app.drawing.shapes import Text
from app.foundation.errors import UserError
from app.models.kinds.inside import Contact, Stakeholder
from app.services.desk import Desk
from app.services.papers.stakeholder_map import quadrant, stakeholders_document, stakeholders_pdf
from app.services.views.stakeholders import stakeholders
from app.words.catalogue import Words


def rows(paper: ReportDocument, title: str) -> list[list[str]]:
    section = next(one for one in paper.sections if one.title == title)
    return [[cell.text for cell in row] for table in section.tables for row in table.rows]


def said_in(paper: ReportDocument, title: str) -> set[str]:
    section = next(one for one in paper.sections if one.title == title)
    shapes = [shape for drawing in section.drawings for shape in drawing.picture.shapes]
    return {shape.text for shape in shapes if isinstance(shape, Text)}


def test_everybody_stands_under_the_own_sphere(desk: Desk) -> None:
    listed = rows(stakeholders_document(desk, "en"), "Everybody by sphere")
    heads = [row[0] for row in listed if len(row) == 1]
    assert heads == ["Government", "Community", "NGO", "UN", "Other"]
    assert len(listed) - len(heads) == len(desk.records(Stakeholder))


def test_the_most_influential_comes_first_with_position_and_approach(desk: Desk) -> None:
    first = rows(stakeholders_document(desk, "en"), "Everybody by sphere")[1]
    assert first[:5] == [
        "Joint Planning Committee of the Two Districts", "4.7", "4.6", "+ Supportive", "Work closely with"
    ]  # fmt: skip


def test_each_stands_in_one_part_of_the_grid(desk: Desk) -> None:
    glance = rows(stakeholders_document(desk, "en"), "At a glance")
    assert sum(int(row[1]) for row in glance) == len(desk.records(Stakeholder))
    placed = {quadrant(one) for one in stakeholders(desk).rows if one.rating.placed}
    assert "unrated" not in placed


def test_both_pictures_name_their_legend(desk: Desk) -> None:
    paper = stakeholders_document(desk, "en")
    assert {"Keep satisfied", "Influence", "Interest", "UN 2"} <= said_in(paper, "Power and interest")
    assert {"Funds", "Tension with"} <= said_in(paper, "Who is related to whom")


def test_of_very_many_the_pictures_show_codes_and_the_list_says_whose(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.papers.stakeholder_map.MOST_NAMED", 10)
    paper = stakeholders_document(desk, "en")
    first = desk.records(Stakeholder)[0]
    listed = paper.sections[-1].tables[0].rows
    assert (first.code or "?") in said_in(paper, "Who is related to whom")
    assert any((first.code or "?") in row[0].quiet for row in listed)
    assert "Codes stand for the names" in paper.sections[1].drawings[0].caption


@pytest.mark.parametrize("language", ["en", "ar", "ckb", "fr"])
def test_each_page_is_marked_and_all_words_are_there(desk: Desk, language: str) -> None:
    Words.missing.clear()
    document = pypdfium2.PdfDocument(stakeholders_pdf(desk, language))
    assert {one for one in Words.missing if one.startswith(f"{language}:")} == set()
    assert document[0].get_width() > document[0].get_height()
    if language == "en":
        pages = [page.get_textpage().get_text_bounded() for page in document]
        assert [page for page in pages if "For the group only: not to be copied" not in page] == []


def test_contacts_and_private_notes_are_not_printed(desk: Desk) -> None:
    text = repr(stakeholders_document(desk, "en"))
    kept = [one.person_name for one in desk.records(Contact)]
    kept += [one.may_hinder for one in desk.records(Stakeholder)]
    assert [one for one in kept if one and one in text] == []


def test_where_the_group_is_not_held_it_refuses(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "sees_group", property(lambda _desk: False))
    with pytest.raises(UserError, match="group_only"):
        stakeholders_document(desk, "en")
