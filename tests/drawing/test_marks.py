from __future__ import annotations

import pytest

from app.drawing.marks import Entry, arrow, dashed_ring, legend, moved, tick
from app.drawing.mirror import turned
from app.drawing.shapes import Circle, Diamond, Line, Picture, Rect, Shape, Text
from tests.drawing.pictures import box_of, measure


def ends(shapes: tuple[Shape, ...]) -> list[tuple[float, float, float, float]]:
    return [(one.x1, one.y1, one.x2, one.y2) for one in shapes if isinstance(one, Line)]


def test_a_tick_looks_the_same_in_a_picture_that_is_turned_over() -> None:
    plain = Picture(100, 20, tick(30, 10, 8, "good"))
    over = turned(Picture(100, 20, tick(70, 10, 8, "good", mirrored=True)))
    assert ends(over.shapes) == [pytest.approx(line) for line in ends(plain.shapes)]


def test_an_arrow_has_a_stem_and_two_barbs() -> None:
    found = arrow(0, 0, 10, 0, "quiet")
    assert len(found) == 3
    assert all(line[:2] == (10, 0) and line[2] < 10 for line in ends(found)[1:])


def test_a_broken_ring_lies_on_its_circle() -> None:
    for x1, y1, _, _ in ends(dashed_ring(50, 50, 10, "quiet")):
        assert ((x1 - 50) ** 2 + (y1 - 50) ** 2) ** 0.5 == pytest.approx(10, abs=0.01)


@pytest.mark.parametrize(
    "shape",
    [
        Line(0, 0, 1, 1, "line"),
        Rect(0, 0, 1, 1, "line"),
        Circle(0, 0, 1, "line"),
        Diamond(0, 0, 1, "line"),
        Text(0, 0, "x", 11, "text"),
    ],
)
def test_shapes_move(shape: Shape) -> None:
    before, after = box_of(shape), box_of(moved(shape, 5, 7))
    assert (after.x - before.x, after.y - before.y, after.w) == (pytest.approx(5), pytest.approx(7), before.w)


def test_a_legend_flows_over_lines_when_it_is_narrow() -> None:
    entries = [Entry((Circle(0, 0, 4, "accent"),), f"Entry {i}") for i in range(4)]
    _, wide = legend(entries, 0, 0, 1000, measure)
    shapes, narrow = legend(entries, 0, 0, 100, measure)
    assert narrow == 4 * wide
    assert all(box_of(shape).x + box_of(shape).w <= 100 for shape in shapes)


def test_an_empty_legend_takes_no_room() -> None:
    assert legend([], 0, 0, 100, measure) == ((), 0)


def test_turning_over_keeps_the_words_and_exchanges_their_ends() -> None:
    picture = turned(
        Picture(100, 20, (Text(10, 10, "a", 11, "text"), Text(50, 10, "b", 11, "text", "middle")))
    )
    found = [(one.x, one.anchor) for one in picture.shapes if isinstance(one, Text)]
    assert found == [(90, "end"), (50, "middle")]
    assert turned(picture, mirrored=False) is picture
