"""The timeline by weeks: Sundays, names with room, marks of one day, and days measured for the mouse."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from app.drawing.shapes import Diamond, Picture, Rect, Text
from app.drawing.timeline import Bar, Lane, TimelineNames, day_width, timeline, weeks

NAMES = TimelineNames("today", {state: state for state in ("planned", "ongoing", "late", "done")})
FIRST, LAST, TODAY = date(2026, 4, 20), date(2026, 6, 10), date(2026, 4, 24)


def measure(text: str, size: float, bold: bool) -> float:
    return len(text) * size * 0.5


def drawn(*bars: Bar, width: float = 900, mirrored: bool = False) -> Picture:
    lanes = [Lane("Step 6", bars)]
    return timeline(
        lanes,
        FIRST,
        LAST,
        TODAY,
        lambda day, _: day.isoformat(),
        NAMES,
        width,
        measure,
        mirrored=mirrored,
        weekly=True,
    )


@settings(max_examples=40)
@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(-30, 900))
def test_weeks_begin_on_sundays_and_hold_both_ends(starts: date, days: int) -> None:
    ends = starts + timedelta(days=days)
    found = weeks(starts, ends)
    assert all(day.weekday() == 6 for day in found)
    assert found[0] <= starts < found[1]
    assert len(found) <= 54
    assert len(found) == 54 or ends < found[-1]


def test_names_of_weeks_never_meet() -> None:
    for width in (500, 700, 1200):
        names = [
            shape
            for shape in drawn(width=width).shapes
            if isinstance(shape, Text) and shape.text.startswith("2026")
        ]
        assert names
        for one, after in pairwise(names):
            half = (measure(one.text, 11, False) + measure(after.text, 11, False)) / 2
            assert after.x - one.x >= half


def test_one_day_is_a_mark_in_a_box_that_can_be_hit() -> None:
    day = date(2026, 5, 10)
    shapes = [shape for shape in drawn(Bar("Comment", day, day, "late", "t")).shapes if shape.tag == "t"]
    boxes = [shape for shape in shapes if isinstance(shape, Rect)]
    marks = [shape for shape in shapes if isinstance(shape, Diamond)]
    assert (len(boxes), len(marks), marks[0].fill) == (1, 1, "attention")
    assert boxes[0].x <= marks[0].x <= boxes[0].x + boxes[0].w


def test_a_day_is_as_wide_as_a_bar_grows_by_it() -> None:
    def wide(days: int) -> float:
        bar = Bar("Comment", date(2026, 5, 3), date(2026, 5, 3) + timedelta(days=days), "ongoing", "t")
        return next(shape.w for shape in drawn(bar).shapes if isinstance(shape, Rect) and shape.tag == "t")

    lanes = [Lane("Step 6", [Bar("Comment", FIRST, LAST)])]
    assert abs(wide(11) - wide(10) - day_width(lanes, FIRST, LAST, 900, measure)) < 0.01


def test_mirrored_later_lies_to_the_left() -> None:
    early, late = (
        Bar("a", FIRST, FIRST + timedelta(days=3), "planned", "a"),
        Bar("b", LAST, LAST, "planned", "b"),
    )
    shapes = drawn(early, late, mirrored=True).shapes
    at = {shape.tag: shape.x for shape in shapes if isinstance(shape, Rect) and shape.tag}
    assert at["b"] < at["a"]
