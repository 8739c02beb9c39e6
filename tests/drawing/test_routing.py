"""Lines between symbols bend round what stands in their way, as little as will do."""

from __future__ import annotations

from app.drawing.fitting import Box
from app.drawing.routing import Way, pieces, routed, strikes
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
