"""The text as .docx: what Word is told about directions, lists, tables and marks."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.plan_content import Part, Source
from app.documents.text_content import TextDocument, TextSection
from app.documents.word import runs, write_word

HOSTILE = "<b>&amp;</b> =SUM(A1)\tx 😀 \x00\x0b" + "w" * 10_000


def document(language: str = "ar", *parts: Part) -> TextDocument:
    section = TextSection("السياق" if language == "ar" else "Context", parts)
    return TextDocument(
        language,
        language == "ar",
        "خطة",
        "سنجار",
        ("Class", "Training"),
        (section,),
        "Sources",
        (Source(1, "DTM"),),
    )


def opened(content: TextDocument) -> docx.document.Document:
    return docx.Document(io.BytesIO(write_word(content)))


@pytest.mark.parametrize(
    ("text", "rtl", "pieces"),
    [
        ("برنامج UNDP في 2026", True, [("برنامج ", True), ("UNDP", False), (" في 2026", True)]),
        (
            "خطة (IOM و UNHCR)",
            True,
            [("خطة (", True), ("IOM", False), (" و ", True), ("UNHCR", False), (")", True)],
        ),
        ("by Area Based Group", True, [("by Area Based Group", False)]),
        ("Plan سنجار والبعاج 2026", False, [("Plan ", False), ("سنجار والبعاج", True), (" 2026", False)]),
        ("2026", True, [("2026", True)]),
        ("", True, []),
    ],
)
def test_pieces_have_their_own_direction(text: str, rtl: bool, pieces: list[tuple[str, bool]]) -> None:
    assert list(runs(text, rtl=rtl)) == pieces


@settings(max_examples=50)
@given(st.text(max_size=60), st.booleans())
def test_pieces_together_are_the_text(text: str, rtl: bool) -> None:
    assert "".join(piece for piece, _ in runs(text, rtl=rtl)) == text


def test_arabic_paragraphs_runs_tables_and_sections_are_told_right_to_left() -> None:
    made = opened(document("ar", Part("text", "برنامج UNDP"), Part("table", "عدد\tUnit\n5\tx")))
    paragraphs = [one for one in made.paragraphs if one.text]
    assert all(one._p.pPr.find(qn("w:bidi")) is not None for one in paragraphs)
    said = next(one for one in paragraphs if "UNDP" in one.text)
    assert [(run.text, run.font.rtl) for run in said.runs] == [("برنامج ", True), ("UNDP", None)]
    assert made.tables[0]._tbl.tblPr.find(qn("w:bidiVisual")) is not None
    assert made.sections[0]._sectPr.find(qn("w:bidi")) is not None
    english = opened(document("en", Part("text", "Plan")))
    assert b"w:bidi/" not in zipfile.ZipFile(io.BytesIO(write_word(document("en")))).read("word/document.xml")
    assert [one.text for one in english.sections[0].header.paragraphs] == ["Class · Training"]


def test_paragraphs_become_headings_lists_and_tables() -> None:
    parts = (
        Part("heading", "Needs"), Part("bullet", "Water"), Part("numbered", "First"),
        Part("numbered", "Second"), Part("text", "Said", (1,)), Part("numbered", "Again"),
        Part("table", "a|b\nc"), Part("strong", "Strong"),
    )  # fmt: skip
    made = opened(document("en", *parts))
    told = [(one.style.name, one.text) for one in made.paragraphs if one.text]
    assert told[3:] == [
        ("Heading 3", "Needs"), ("List Bullet", "Water"), ("Normal", "1. First"), ("Normal", "2. Second"),
        ("Normal", "Said [1]"), ("Normal", "1. Again"), ("Normal", "Strong"), ("Heading 1", "Sources"),
        ("Normal", "1. DTM"),
    ]  # fmt: skip
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [["a", "b"], ["c", ""]]


def test_hostile_text_is_text() -> None:
    made = opened(document("en", Part("text", HOSTILE), Part("bullet", "=1+1")))
    assert HOSTILE.replace("\x00", "").replace("\x0b", "") in [one.text for one in made.paragraphs]
