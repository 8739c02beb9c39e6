from __future__ import annotations

import pytest

from app.drawing.coverage_matrix import MatrixCell, MatrixNames, MatrixRow, coverage_matrix
from app.drawing.shapes import Diamond, Picture, Rect, Text
from tests.drawing.pictures import measure, outside, tagged, texts

NAMES = MatrixNames("activities", "none", "none, with a reason", "left open")
OPEN, GOOD, WHY = MatrixCell(tag="open"), MatrixCell(3, tag="good"), MatrixCell(reason=True, tag="why")


def drawn(rows: int = 23, mirrored: bool = False, width: float = 900) -> Picture:
    made = [
        MatrixRow(f"Location number {i}", [OPEN, GOOD, WHY] + [OPEN] * 5, tag=f"l{i}") for i in range(rows)
    ]
    columns = [f"SO{i}" for i in range(1, 9)]
    return coverage_matrix(made, columns, NAMES, width, measure, mirrored=mirrored)


@pytest.mark.parametrize("rows", [0, 1, 23, 150])
@pytest.mark.parametrize("width", [320, 900])
def test_nothing_leaves_the_picture(rows: int, width: float) -> None:
    assert outside(drawn(rows, width=width)) == []
    assert outside(drawn(rows, True, width)) == []


def test_each_state_has_a_shape_of_its_own() -> None:
    picture = drawn(1)
    assert len(tagged(picture, "good")) == 2
    assert len(tagged(picture, "why")) == 2
    assert {type(shape) for shape in tagged(picture, "open")} == {Rect}
    assert "3" in texts(picture)


@pytest.mark.parametrize(
    ("cells", "wanted", "marked"),
    [([OPEN], True, True), ([OPEN], False, False), ([GOOD], True, False), ([WHY], True, False)],
)
def test_a_wanted_row_that_nothing_reaches_is_marked(
    cells: list[MatrixCell], wanted: bool, marked: bool
) -> None:
    picture = coverage_matrix([MatrixRow("x", cells, wanted, "row")], ["SO1"], NAMES, 400, measure)
    assert any(isinstance(shape, Diamond) for shape in tagged(picture, "row")) is marked


def test_the_legend_names_the_states() -> None:
    assert {"activities", "none", "none, with a reason", "left open"} <= set(texts(drawn(1)))


def test_columns_and_rows_are_named() -> None:
    assert {"SO1", "SO8", "Location number 0"} <= set(texts(drawn(1)))


def test_very_narrow_columns_are_named_in_three_lines() -> None:
    heads = [one for one in drawn(1, width=200).shapes if isinstance(one, Text) and one.text[:2] == "SO"]
    assert [one.text for one in heads] == [f"SO{number}" for number in range(1, 9)]
    assert len({one.y for one in heads}) == 3


def test_narrow_columns_are_named_by_turns_and_whole() -> None:
    voices = ["Women", "Youth", "IDPs", "Returnees", "Host"]
    row = MatrixRow("Others affected by displacement", [OPEN] * 5)
    picture = coverage_matrix([row], voices, NAMES, 330, measure)
    assert {*voices, "Others affected by"} <= set(texts(picture))
    heads = [shape for shape in picture.shapes if isinstance(shape, Text) and shape.text in voices]
    assert len({shape.y for shape in heads}) == 2
    assert outside(picture) == []


def test_a_long_name_of_a_row_is_whole_in_three_lines() -> None:
    row = MatrixRow("Adequate standard of living", [OPEN] * 9)
    picture = coverage_matrix([row], ["SO"] * 9, NAMES, 250, measure)
    assert "…" not in "".join(texts(picture))
    assert outside(picture) == []
