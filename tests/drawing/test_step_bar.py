"""The bar of a step: planned over actual on one scale, mirrored for right-to-left."""

from __future__ import annotations

from datetime import date

import pytest

from app.drawing.shapes import Line, Rect, Text
from app.drawing.step_bar import BAR, HEIGHT, LEAST, Span, month_axis, months_in, scale_of, step_bar
from tests.drawing.pictures import measure

TODAY = date(2026, 4, 7)
PLANNED = Span(date(2026, 3, 1), date(2026, 3, 31))
ACTUAL = Span(date(2026, 3, 10))
SCALE = scale_of([PLANNED, ACTUAL], TODAY)


def rects(planned: Span, actual: Span, *, mirrored: bool = False, late: bool = False) -> list[Rect]:
    picture = step_bar(400, SCALE, planned, actual, TODAY, late=late, mirrored=mirrored)
    assert all(one.x >= 0 and one.x + one.w <= 400 for one in picture.shapes if isinstance(one, Rect))
    return [one for one in picture.shapes if isinstance(one, Rect)]


def test_the_scale_holds_everything_with_room() -> None:
    assert (SCALE.first, SCALE.last) == (date(2026, 2, 22), date(2026, 4, 14))


def test_planned_is_open_actual_is_filled_and_runs_until_today() -> None:
    planned, actual = rects(PLANNED, ACTUAL)
    assert (planned.fill, planned.stroke, actual.fill) == ("window", "quiet", "good")
    assert actual.x + actual.w > planned.x + planned.w
    assert actual.y >= planned.y + BAR
    assert rects(PLANNED, ACTUAL, late=True)[1].fill == "attention"


def test_mirrored_it_runs_the_other_way() -> None:
    plain, turned = rects(PLANNED, ACTUAL)[0], rects(PLANNED, ACTUAL, mirrored=True)[0]
    assert turned.x == pytest.approx(400 - plain.x - plain.w)


def test_a_bar_alone_stands_in_the_middle() -> None:
    for planned, actual in ((PLANNED, Span()), (Span(), ACTUAL)):
        (alone,) = rects(planned, actual)
        assert alone.y + alone.h / 2 == HEIGHT / 2


def test_one_day_is_wide_enough_to_see_and_nothing_is_no_bar() -> None:
    assert rects(Span(None, date(2026, 3, 5)), Span())[0].w == LEAST
    picture = step_bar(400, SCALE, Span(), Span(), TODAY, late=False, mirrored=False)
    assert {type(one) for one in picture.shapes} == {Line}


def test_months_are_lines_across_the_bars_and_named_where_there_is_room() -> None:
    wide = month_axis(400, SCALE, str, measure, mirrored=False)
    texts = [one for one in wide.shapes if isinstance(one, Text)]
    assert [one.text for one in texts] == ["2026-03-01", "2026-04-01"]
    turned = month_axis(400, SCALE, str, measure, mirrored=True)
    assert next(one.x for one in turned.shapes if isinstance(one, Text)) == pytest.approx(400 - texts[0].x)
    tight = month_axis(90, SCALE, str, measure, mirrored=False)
    assert sum(isinstance(one, Text) for one in tight.shapes) < 2
    bar = step_bar(400, SCALE, PLANNED, ACTUAL, TODAY, late=False, mirrored=False)
    lines = [one.x1 for one in bar.shapes if isinstance(one, Line) and one.role == "line"]
    assert lines == [one.x1 for one in wide.shapes if isinstance(one, Line)]
    assert months_in(Span()) == []


def test_a_month_at_the_edge_is_named_within_the_picture() -> None:
    scale = scale_of([Span(date(2026, 1, 8), date(2026, 3, 24))], TODAY)
    for mirrored in (False, True):
        shapes = month_axis(600, scale, str, measure, mirrored=mirrored).shapes
        names = [one for one in shapes if isinstance(one, Text)]
        assert [one.text[5:7] for one in names] == ["01", "02", "03", "04"]
        ends = [one.x + side * measure(one.text, 11, False) / 2 for one in names for side in (-1, 1)]
        assert min(ends) >= 0
        assert max(ends) <= 600
