"""The flowable for text: height, splitting, direction."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.documents.pdf.lines import Span
from app.documents.pdf.paragraph import BidiParagraph, _shown
from app.documents.pdf.theme import PALETTE, Style, colour, styles

LONG = "some words that fill a line, بعض الكلمات, and more "


def test_height_follows_lines() -> None:
    paragraph = BidiParagraph(LONG * 10, Style(size=10, leading=1.5))
    _, height = paragraph.wrap(200, 1000)
    assert height % 15 == 0
    assert height > 15 * 5


def test_split_keeps_two_lines_on_either_side() -> None:
    paragraph = BidiParagraph("word " * 200, Style(size=10, leading=1.5))
    _, height = paragraph.wrap(200, 1000)
    first, second = paragraph.split(200, height - 15)
    assert (first.height + second.height, second.height) == (height, 30)


def test_split_refuses_a_lonely_first_line() -> None:
    paragraph = BidiParagraph("word " * 200, Style(size=10, leading=1.5))
    assert paragraph.split(200, 20) == []


def test_three_lines_stay_together() -> None:
    paragraph = BidiParagraph("one\ntwo\nthree", Style(size=10, leading=1.5))
    paragraph.wrap(200, 1000)
    assert paragraph.split(200, 31) == []


def test_markup_is_text() -> None:
    text = "<b>&amp;<img src=x></b>"
    assert BidiParagraph(text, Style()).text == text


def test_heading_styles_keep_with_what_follows() -> None:
    assert BidiParagraph("x", styles(False).heading).keepWithNext == 1
    assert BidiParagraph("x", styles(False).body).keepWithNext == 0


@pytest.mark.parametrize("align", ["start", "number", "center", "justify"])
@pytest.mark.parametrize("rtl", [True, False, None])
def test_every_line_stays_within_the_width(align: str, rtl: bool | None) -> None:
    style = Style(size=10, align=align, rtl=rtl)  # type: ignore[arg-type]
    paragraph = BidiParagraph([Span(LONG * 4), Span("bold عريض", bold=True)], style)
    paragraph.wrap(180, 1000)
    for line, base in paragraph._lines:
        stretch = paragraph._stretch(line)
        start = paragraph._indent(line, base, stretch)
        blanks = sum(piece.blank for piece in line.pieces)
        assert start >= -0.01
        assert start + line.width + stretch * blanks <= 180.01


def test_justified_lines_fill_the_width() -> None:
    paragraph = BidiParagraph("كلمات عربية كثيرة " * 20, Style(size=10, align="justify", rtl=True))
    paragraph.wrap(180, 1000)
    line, _ = paragraph._lines[0]
    blanks = sum(piece.blank for piece in line.pieces)
    assert line.width + paragraph._stretch(line) * blanks == pytest.approx(180)


@pytest.mark.parametrize("rtl", [True, False])
@pytest.mark.parametrize("number", ["7", "1,992"])
def test_units_stand_under_units_in_either_direction(number: str, rtl: bool) -> None:
    paragraph = BidiParagraph(number, Style(size=10, align="number", rtl=rtl))
    paragraph.wrap(180, 1000)
    line, base = paragraph._lines[0]
    assert paragraph._indent(line, base, 0) + line.width == pytest.approx(180)


def test_right_to_left_starts_at_the_right() -> None:
    paragraph = BidiParagraph("نص", Style(size=10, rtl=True))
    paragraph.wrap(180, 1000)
    line, base = paragraph._lines[0]
    assert paragraph._indent(line, base, 0) == pytest.approx(180 - line.width)


def test_drawing_writes_glyphs() -> None:
    canvas = Canvas(io.BytesIO())
    BidiParagraph(LONG, Style(align="justify")).wrapOn(canvas, 100, 500)
    paragraph = BidiParagraph(LONG, Style(align="justify"))
    paragraph.wrap(100, 500)
    paragraph.draw_on(canvas, 10, 10)
    assert "Tf" in str(canvas._code)


def test_texts_on_paper_have_contrast() -> None:
    def luminance(role: str) -> float:
        parts = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in colour(role).rgb()]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    pairs = [("text", "surface"), ("quiet", "surface"), ("accent", "surface"), ("surface", "rail"),
             ("rail_text", "rail"), ("attention", "attention_soft"), ("text", "accent_soft"),
             ("quiet", "accent_soft"), ("good", "surface"), ("text", "watermark"),
             ("quiet", "watermark")]  # fmt: skip
    for ink, ground in pairs:
        high, low = sorted((luminance(ink), luminance(ground)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, ground)
    assert len(PALETTE) == 16


def test_glyphs_in_a_row_are_written_with_their_steps() -> None:
    assert _shown(b"a(b)\\", (0, 0, 0, 0, 0)) == "(a\\(b\\)\\\\) Tj"
    assert _shown(b"AVA", (74, 0, 0)) == "[(A) 74 (VA)] TJ"
    assert _shown(b"AV", (0, -3)) == "[(AV) -3] TJ"


def test_typeface_and_colour_are_set_once_while_they_stay() -> None:
    canvas = Canvas(io.BytesIO())
    paragraph = BidiParagraph("Two lines of the same look that break somewhere", Style())
    paragraph.wrap(100, 500)
    paragraph.draw_on(canvas, 0, 0)
    drawn = str(canvas._code)
    assert drawn.count(" Tm") == len(paragraph._lines) + 1 > 2
    assert drawn.count(" Tf") == drawn.count(" rg") == 1


def test_lines_may_begin_with_raised_marks_one_after_the_other() -> None:
    paragraph = BidiParagraph("مَ\nمَ", Style(size=10, rtl=True))
    paragraph.wrap(180, 1000)
    canvas = Canvas(io.BytesIO(), pageCompression=0)
    paragraph.draw_on(canvas, 0, 0)
    drawn = "\n".join(canvas._code)
    assert len({piece for piece in drawn.split("\n") if "Ts [" in piece}) == 1
    assert drawn.count(" 0 Ts ") == 2
