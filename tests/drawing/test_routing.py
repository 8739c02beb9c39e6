"""Lines between symbols bend round what stands in their way, as little as will do."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drawing.fitting import Box
from app.drawing.routing import Way, part, pieces, routed, strikes
from app.drawing.shapes import Line, Picture
from app.drawing.svg import svg

FIELD = Box(0, 0, 400, 200)
STRAIGHT = Line(20, 100, 380, 100, "line")


def way(*boxes: Box, own: frozenset[int] = frozenset()) -> tuple[Line, tuple[int, ...]]:
    return routed([Way(STRAIGHT, own)], boxes, FIELD)[0]


def test_a_free_way_stays_straight() -> None:
    assert way(Box(180, 130, 40, 20)) == (STRAIGHT, ())


def test_a_way_bends_round_a_box_and_stays_inside() -> None:
    box = Box(180, 95, 40, 20)
    line, struck = way(box)
    assert struck == ()
    assert line.bend > 0, "the box reaches further down than up, so that up is nearer"
    assert not any(strikes(piece, box) for piece in pieces(line))
    assert all(min(piece.y1, piece.y2) >= 0 and max(piece.y1, piece.y2) <= 200 for piece in pieces(line))


def test_its_own_boxes_are_in_nobodys_way() -> None:
    assert way(Box(180, 95, 40, 20), own=frozenset({0}))[0].bend == 0


def test_what_cannot_be_passed_is_told() -> None:
    line, struck = way(Box(180, 0, 40, 200))
    assert (line.bend, struck) == (0, (0,))


def test_a_bent_line_is_a_curve_in_a_drawing() -> None:
    bent = Line(0, 0, 100, 0, "line", bend=20)
    assert bent.handle() == (50.0, -40.0)
    assert "M0.00 0.00Q50.00 -40.00 100.00 0.00" in svg(
        Picture(100, 50, (bent,)), {"line": "#000000", "surface": "#ffffff"}, "Noto Sans"
    )


def test_a_bent_line_leaves_what_it_joins_at_another_side() -> None:
    line, struck = routed([Way(STRAIGHT, frozenset(), off=12)], [Box(180, 95, 40, 20)], FIELD)[0]
    assert struck == ()
    for x, y, middle in ((line.x1, line.y1, 8), (line.x2, line.y2, 392)):
        assert math.dist((x, y), (middle, 100)) == pytest.approx(12)
        assert y < 100


def test_a_line_leans_where_only_one_of_its_ends_is_crowded() -> None:
    boxes = [Box(40, 60, 60, 50), Box(300, 0, 40, 70), Box(300, 125, 40, 75)]
    line, struck = way(*boxes)
    assert struck == ()
    assert line.lean


@given(st.floats(-0.5, 0.5), st.floats(-0.25, 0.25), st.floats(0, 0.45), st.floats(0.55, 1))
def test_a_part_of_a_line_lies_on_it(bend: float, lean: float, start: float, end: float) -> None:
    whole = Line(10, 20, 210, 120, "line", bend=bend * 200, lean=lean)
    cut = part(whole, start, end)
    (x, y), (px, py) = cut.handle(), whole.handle()
    half = (start + end) / 2
    middle = [(1 - half) ** 2 * a + 2 * half * (1 - half) * b + half * half * c
              for a, b, c in ((10, px, 210), (20, py, 120))]  # fmt: skip
    assert ((cut.x1 + 2 * x + cut.x2) / 4, (cut.y1 + 2 * y + cut.y2) / 4) == pytest.approx(tuple(middle))
