from __future__ import annotations

from dataclasses import replace

import pytest

from app.drawing.path_of_steps import StepMark, path_of_steps
from app.drawing.shapes import Circle, Line, Picture, Text
from tests.drawing.pictures import box_of, measure, outside, tagged, texts

STATES = ["done", "done", "done", "done", "skipped_with_reason", "in_progress", "not_started", "not_started"]
TITLES = [
    "Prepare",
    "Engage authority",
    "Consult",
    "Roundtable",
    "Consult further",
    "Draft plan",
    "Review",
    "Finalise",
]
MARKS = [
    StepMark(i, title, "12 Jan", state, i == 6, f"s{i}")
    for i, (title, state) in enumerate(zip(TITLES, STATES, strict=True), 1)
]


def drawn(width: float = 1100, mirrored: bool = False) -> Picture:
    return path_of_steps(MARKS, width, measure, mirrored=mirrored)


@pytest.mark.parametrize("width", [1100, 700, 480])
@pytest.mark.parametrize("mirrored", [False, True])
def test_nothing_leaves_the_picture(width: float, mirrored: bool) -> None:
    assert outside(drawn(width, mirrored)) == []


def test_done_steps_have_a_tick_and_open_ones_their_number() -> None:
    done = tagged(drawn(), "s1")
    assert sum(isinstance(shape, Line) for shape in done) == 2
    assert "1" not in [shape.text for shape in done if isinstance(shape, Text)]
    assert "7" in [shape.text for shape in tagged(drawn(), "s7") if isinstance(shape, Text)]


def test_a_skipped_step_is_a_broken_ring() -> None:
    strokes = [shape for shape in tagged(drawn(), "s5") if isinstance(shape, Line)]
    assert len(strokes) > 8


def test_the_current_step_has_a_halo() -> None:
    roles = [shape.fill for shape in tagged(drawn(), "s6") if isinstance(shape, Circle)]
    assert roles == ["accent_soft", "accent"]


def test_the_way_behind_is_marked() -> None:
    ways = [shape for shape in drawn().shapes if isinstance(shape, Line) and not shape.tag]
    assert [way.role for way in ways] == ["good"] * 5 + ["line"] * 2


def test_mirrored_the_first_step_is_on_the_right() -> None:
    assert box_of(tagged(drawn(mirrored=True), "s1")[0]).x > box_of(tagged(drawn(mirrored=True), "s8")[0]).x


def test_an_empty_path_is_an_empty_picture() -> None:
    assert path_of_steps([], 300, measure).shapes == ()


def test_long_names_take_two_lines() -> None:
    narrow = path_of_steps([replace(mark, title="Consult much further") for mark in MARKS], 700, measure)
    assert "Consult much" in texts(narrow)
    assert "further" in texts(narrow)
