from __future__ import annotations

import pytest

from app.drawing.shapes import Circle, Diamond, Picture, Rect
from app.drawing.step_heat_map import HeatCell, HeatNames, HeatRow, step_heat_map
from tests.drawing.pictures import measure, outside, tagged, texts

NAMES = HeatNames("done", "begun", "not begun", "left out", "here", "late")
STATES = ("done", "in_progress", "not_started", "skipped_with_reason")
STEPS = [f"{number} Name of a step" for number in range(1, 9)]


def drawn(rows: int = 4, mirrored: bool = False, width: float = 1000) -> Picture:
    cells = [HeatCell(STATES[i % 4], i == 2, i == 3, f"step{i}") for i in range(8)]
    made = [HeatRow(f"Area number {i}", "version 1.0, signed", cells, f"a{i}") for i in range(rows)]
    return step_heat_map(made, STEPS, NAMES, width, measure, mirrored=mirrored)


def cell(**values: object) -> list[object]:
    row = HeatRow("Sinjar", "", [HeatCell(tag="cell", **values)])
    return tagged(step_heat_map([row], ["1"], NAMES, 400, measure), "cell")


@pytest.mark.parametrize("rows", [0, 1, 40])
@pytest.mark.parametrize("width", [420, 1000])
@pytest.mark.parametrize("mirrored", [True, False])
def test_nothing_leaves_the_picture(rows: int, width: float, mirrored: bool) -> None:
    assert outside(drawn(rows, mirrored, width)) == []


def test_each_state_has_shapes_of_its_own() -> None:
    seen = {
        state: [(type(shape), getattr(shape, "fill", "")) for shape in cell(state=state)] for state in STATES
    }
    assert len({str(shapes) for shapes in seen.values()}) == len(STATES)


def test_the_step_an_area_is_at_bears_a_full_circle() -> None:
    assert any(isinstance(one, Circle) and one.fill for one in cell(state="not_started", current=True))
    assert not any(isinstance(one, Circle) and one.fill for one in cell(state="in_progress"))


def test_what_is_late_bears_a_diamond() -> None:
    assert any(isinstance(one, Diamond) for one in cell(state="in_progress", late=True))
    assert not any(isinstance(one, Diamond) for one in cell(state="in_progress"))


def test_areas_steps_and_legend_are_named() -> None:
    said = " ".join(texts(drawn(2)))
    for word in ("Area number 1", "version 1.0, signed", "done", "begun", "left out", "here", "late"):
        assert word in said


def test_a_place_too_narrow_for_boxes_draws_none() -> None:
    row = HeatRow("x", "", [HeatCell("done", tag="cell")] * 8)
    picture = step_heat_map([row], STEPS, NAMES, 20, measure)
    assert not [one for one in tagged(picture, "cell") if isinstance(one, Rect)]
