from __future__ import annotations

import pytest

from app.drawing.gap_chart import GapNames, GapRow, gap_chart
from app.drawing.shapes import Circle, Diamond, Picture, Rect, Shape
from tests.drawing.pictures import box_of, measure, outside, tagged, texts

NAMES = GapNames("displaced at baseline", "displaced now", "non-displaced", "gap")


def drawn(row: GapRow, mirrored: bool = False) -> Picture:
    return gap_chart([row], NAMES, 800, measure, mirrored=mirrored)


def row(baseline: float | None = 34, latest: float | None = 41, comparison: float | None = 61) -> GapRow:
    return GapRow("2.2", "Households in adequate housing", baseline, latest, comparison, "20 points", tag="r")


def only(kind: type[Shape], picture: Picture) -> list[Shape]:
    return [shape for shape in tagged(picture, "r") if isinstance(shape, kind)]


@pytest.mark.parametrize("values", [(34, 41, 61), (None, None, None), (-5, 200, 50), (0, 0, 0)])
@pytest.mark.parametrize("mirrored", [False, True])
def test_nothing_leaves_the_picture(values: tuple[float, float, float], mirrored: bool) -> None:
    assert outside(drawn(row(*values), mirrored)) == []


def test_open_then_filled_circle_and_diamond_stand_in_order() -> None:
    picture = drawn(row())
    open_one, filled = only(Circle, picture)
    diamond = only(Diamond, picture)[0]
    assert isinstance(open_one, Circle)
    assert open_one.fill == "surface"
    assert box_of(open_one).x < box_of(filled).x < box_of(diamond).x


def test_the_bar_reaches_from_now_to_the_comparison() -> None:
    picture = drawn(row())
    bar, filled, diamond = only(Rect, picture)[0], only(Circle, picture)[1], only(Diamond, picture)[0]
    assert isinstance(bar, Rect)
    assert isinstance(filled, Circle)
    assert isinstance(diamond, Diamond)
    assert (bar.x, bar.x + bar.w) == (pytest.approx(filled.x), pytest.approx(diamond.x))


def test_without_a_later_value_the_bar_begins_at_the_baseline() -> None:
    picture = drawn(row(latest=None))
    assert len(only(Circle, picture)) == 1
    assert len(only(Rect, picture)) == 1


def test_without_a_comparison_there_is_no_bar() -> None:
    assert only(Rect, drawn(row(comparison=None))) == []


def test_mirrored_more_lies_to_the_left() -> None:
    picture = drawn(row(), mirrored=True)
    assert box_of(only(Diamond, picture)[0]).x < box_of(only(Circle, picture)[0]).x


def test_the_legend_explains_every_mark() -> None:
    assert {"displaced at baseline", "displaced now", "non-displaced", "gap"} <= set(texts(drawn(row())))


def test_a_scale_without_length_is_borne() -> None:
    assert outside(drawn(GapRow("1", "x", 3, 3, 3, low=3, high=3))) == []
