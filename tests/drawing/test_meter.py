from __future__ import annotations

import pytest

from app.drawing.meter import meter
from app.drawing.shapes import Rect
from tests.drawing.pictures import measure, outside, texts


def widths(done: float, total: float) -> list[float]:
    return [shape.w for shape in meter(done, total, 100).shapes if isinstance(shape, Rect)]


@pytest.mark.parametrize(
    ("done", "total", "found"),
    [(0, 4, [100]), (1, 4, [100, 25]), (4, 4, [100, 100]), (9, 4, [100, 100]), (1, 0, [100]), (-1, 4, [100])],
)
def test_the_bar_shows_the_part(done: float, total: float, found: list[float]) -> None:
    assert widths(done, total) == found


def test_a_tiny_part_can_still_be_seen() -> None:
    assert widths(1, 1000)[1] == 6


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_text_stands_at_the_end(mirrored: bool) -> None:
    picture = meter(3, 4, 200, text="3 of 4", measure=measure, mirrored=mirrored)
    assert texts(picture) == ["3 of 4"]
    assert outside(picture) == []
