"""Pictures as vectors, small marks, the square code."""

from __future__ import annotations

import io
from datetime import date

import pypdfium2
import pytest
import segno
from reportlab.pdfgen.canvas import Canvas

from app.documents.pdf.booklet import Booklet, Running
from app.documents.pdf.code_mark import code_text, draw_code, modules
from app.documents.pdf.composer import Composer
from app.documents.pdf.marks import count_mark, gap_chart, gap_legend, quarters, timeline_bar, timeline_head
from app.documents.pdf.shapes import PictureBox, measure, paint
from app.documents.plan_content import Drawing, Indicator, Reading
from app.drawing.gap_chart import GapNames, GapRow
from app.drawing.gap_chart import gap_chart as gaps
from app.drawing.shapes import Circle, Diamond, Line, Picture, Rect, Text
from app.foundation.progress import unwatched
from app.words.catalogue import Words

GAP = Indicator(
    "I", "name", "%", Reading("71%", 0.71), Reading("84%", 0.84), Reading("93%", 0.93), "9 points"
)


def test_every_kind_of_shape_is_painted() -> None:
    canvas = Canvas(io.BytesIO(), pageCompression=0)
    shapes = (
        Line(0, 0, 10, 10, "line", dash=(2, 2)), Rect(0, 0, 5, 5, "", "text", 2), Circle(5, 5, 3, "accent"),
        Diamond(5, 5, 3, "surface", "text"), Text(5, 5, "نص text", 8, "text", "middle", True),
    )  # fmt: skip
    paint(canvas, Picture(20, 20, shapes), 100, 700)
    code = "\n".join(canvas._code)
    assert code.count("BT") == 1
    assert "[2 2] 0 d" in code
    assert code.count("c\n") + code.count(" c ") > 0


def test_unknown_role_is_an_error() -> None:
    with pytest.raises(KeyError):
        paint(Canvas(io.BytesIO()), Picture(9, 9, (Rect(0, 0, 1, 1, "pink"),)), 0, 0)


def test_wide_or_high_pictures_are_made_smaller() -> None:
    wide = PictureBox(Picture(1000, 100, ()))
    assert wide.wrap(500, 800) == (500, 50)
    assert PictureBox(Picture(100, 4000, ())).wrap(500, 800)[1] == 420


def test_measure_agrees_with_weights() -> None:
    assert measure("wide words", 10, True) > measure("wide words", 10, False) > 0


def test_quarters_hold_whole_years() -> None:
    span = quarters([date(2026, 5, 1), date(2027, 2, 1)])
    assert (span.first, span.count) == (2026 * 4, 8)
    assert span.share(date(2026, 1, 1)) == 0
    assert span.share(date(2027, 1, 1)) == 0.5
    assert span.share(date(2040, 1, 1)) == 1
    assert quarters([date(2020, 1, 1), date(2090, 1, 1)]).count == 16


def bar(start: date | None, end: date | None, mirrored: bool = False) -> Picture:
    return timeline_bar(quarters([date(2026, 1, 1)]), start, end, 100, mirrored)


def test_timeline_bar_is_mirrored() -> None:
    (plain,) = [shape for shape in bar(date(2026, 1, 1), date(2026, 7, 1)).shapes if isinstance(shape, Rect)]
    (other,) = [s for s in bar(date(2026, 1, 1), date(2026, 7, 1), True).shapes if isinstance(s, Rect)]
    assert (plain.x, plain.w) == (0, 50)
    assert (other.x, other.w) == (50, 50)


def test_one_known_day_is_a_diamond_and_none_is_empty() -> None:
    assert any(isinstance(shape, Diamond) for shape in bar(date(2026, 1, 1), None).shapes)
    assert all(isinstance(shape, Line) for shape in bar(None, None).shapes)


def test_timeline_head_names_years() -> None:
    texts = [
        s.text for s in timeline_head(quarters([date(2026, 3, 1)]), 100, False).shapes if isinstance(s, Text)
    ]
    assert texts == ["2026", "1", "2", "3", "4"]


def test_gap_chart_places_on_one_scale_and_mirrors() -> None:
    plain = [s.x for s in gap_chart(GAP, 110, False).shapes if isinstance(s, (Circle, Diamond))]
    mirrored = [s.x for s in gap_chart(GAP, 110, True).shapes if isinstance(s, (Circle, Diamond))]
    assert plain == pytest.approx([76, 98, 89])
    assert mirrored == pytest.approx([110 - x for x in plain])


def test_gap_chart_without_values_is_only_the_scale() -> None:
    empty = Indicator("I", "n", "", Reading(""), Reading(""), Reading(""), "")
    assert len(gap_chart(empty, 100, False).shapes) == 1


def test_legend_and_count() -> None:
    assert sum(isinstance(s, Text) for s in gap_legend("a", "b", "c", 300, True, 7).shapes) == 3
    assert any(isinstance(s, Text) and s.text == "4" for s in count_mark(4, 30).shapes)
    assert not any(isinstance(s, Text) for s in count_mark(0, 30).shapes)


@pytest.mark.parametrize("mirrored", [False, True])
def test_no_sign_of_the_legend_stands_on_the_words_before_it(mirrored: bool) -> None:
    said = "displaced, baseline · \u0627\u0644\u0646\u0627\u0632\u062d\u0648\u0646"
    key = gap_legend(said * 2, said, said, 300, mirrored, 7)
    signs = [one.x for one in key.shapes if isinstance(one, (Circle, Diamond))]
    ends = [
        one.x + (-1 if mirrored else 1) * measure(one.text, one.size, False)
        for one in key.shapes
        if isinstance(one, Text)
    ]
    for sign, end in zip(signs[1:], ends, strict=False):
        assert (end - sign if mirrored else sign - end) > 8
    assert all(-0.01 <= end <= key.width + 0.01 for end in ends)


def test_code_holds_the_hash() -> None:
    text = code_text("ab" * 32)
    assert text == "MASAR:" + "AB" * 32
    assert segno.make_qr(text, error="m").mode == "alphanumeric"
    assert len(modules(text)) == 33


def test_code_is_drawn_as_bars() -> None:
    canvas = Canvas(io.BytesIO())
    draw_code(canvas, code_text("ab" * 32), 0, 0, 33)
    assert "\n".join(canvas._code).count(" re") > 200


@pytest.mark.parametrize("language", ["en", "ar"])
def test_layouts_of_the_window_print_too(language: str) -> None:
    mirrored = language == "ar"
    rows = [GapRow(f"I-{i}", "Children in school الأطفال", 71, 84, 93, "9 points") for i in range(4)]
    picture = gaps(rows, GapNames("baseline", "latest", "other", "gap"), 495, measure, mirrored=mirrored)
    make = Composer(Words(language))
    story = make.title("Title") + make.drawing(Drawing("The gaps", picture, "Caption"))
    running = Running(
        language, mirrored, "T", "A", "S", "", "", "", "", "", "", "", lambda page, pages: f"{page} / {pages}"
    )
    pdf = Booklet(running, unwatched(), first="portrait").make(story)
    assert "Caption" in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
