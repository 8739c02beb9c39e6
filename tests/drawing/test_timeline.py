from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drawing.shapes import Circle, Line, Picture, Rect, Text
from app.drawing.timeline import MOST_YEARS, Bar, Lane, Stone, TimelineNames, periods, timeline
from tests.drawing.pictures import box_of, measure, outside, tagged, texts

NAMES = TimelineNames(
    "today", {"planned": "planned", "ongoing": "ongoing", "late": "late", "done": "completed"}
)
START, END = date(2026, 1, 1), date(2026, 12, 31)


def name(day: date, quarters: bool) -> str:
    return f"Q{(day.month + 2) // 3}" if quarters else f"{day.month}"


def drawn(*bars: Bar, today: date = date(2026, 6, 1), mirrored: bool = False, end: date = END) -> Picture:
    return timeline(
        [Lane("SO4 Services", bars)], START, end, today, name, NAMES, 900, measure, mirrored=mirrored
    )


def bar(starts: str, ends: str, state: str = "planned", tag: str = "b") -> Bar:
    return Bar(
        "Re-open six primary schools", date.fromisoformat(starts), date.fromisoformat(ends), state, tag
    )


def rect(picture: Picture, tag: str = "b") -> Rect:
    return next(shape for shape in tagged(picture, tag) if isinstance(shape, Rect))


@given(st.dates(), st.dates())
def test_periods_cover_the_time_and_stay_few(starts: date, ends: date) -> None:
    days, quarters = periods(starts, ends)
    assert list(days) == sorted(set(days))
    assert len(days) <= MOST_YEARS * 4 + 6
    assert all(day.day == 1 for day in days)
    assert not quarters or all(day.month in (1, 4, 7, 10) for day in days)
    if starts <= ends and ends.year - starts.year < MOST_YEARS - 1 and starts.year < 9980:
        assert days[0] <= starts <= ends < days[-1]


def test_a_year_shows_months_and_three_years_quarters() -> None:
    assert len(periods(START, END)[0]) == 13
    assert periods(START, date(2028, 12, 31))[1] is True


@given(
    st.lists(
        st.tuples(st.dates(), st.dates(), st.sampled_from(["planned", "late", "done", "x"])), max_size=8
    ),
    st.booleans(),
)
def test_nothing_leaves_the_picture(spans: list[tuple[date, date, str]], mirrored: bool) -> None:
    bars = [Bar("Activity", starts, ends, state) for starts, ends, state in spans]
    assert outside(drawn(*bars, mirrored=mirrored)) == []


def test_later_bars_stand_further_along() -> None:
    picture = drawn(bar("2026-02-01", "2026-03-01", tag="a"), bar("2026-08-01", "2026-11-01", tag="b"))
    assert rect(picture, "a").x < rect(picture, "b").x
    assert rect(picture, "a").w < rect(picture, "b").w


def test_a_bar_of_one_day_can_be_seen() -> None:
    assert rect(drawn(bar("2026-05-05", "2026-05-05"))).w >= 4


def test_today_is_a_broken_line_with_its_name() -> None:
    picture = drawn(bar("2026-02-01", "2026-03-01"))
    assert "today" in texts(picture)
    broken = next(shape for shape in picture.shapes if isinstance(shape, Line) and shape.dash)
    periods = [shape for shape in picture.shapes if isinstance(shape, Text) and shape.anchor == "middle"]
    assert all(broken.y1 > shape.y for shape in periods)


def test_today_outside_the_time_is_not_drawn() -> None:
    assert "today" not in texts(drawn(bar("2026-02-01", "2026-03-01"), today=date(2030, 1, 1)))


@pytest.mark.parametrize(("state", "kinds"), [("planned", 1), ("ongoing", 1), ("late", 2), ("done", 3)])
def test_states_differ_in_shape(state: str, kinds: int) -> None:
    marks = [
        shape for shape in tagged(drawn(bar("2026-02-01", "2026-05-01", state)), "b") if box_of(shape).x > 100
    ]
    assert len(marks) == kinds


def test_mirrored_time_runs_to_the_left() -> None:
    picture = drawn(bar("2026-02-01", "2026-03-01", tag="a"), bar("2026-08-01", "2026-11-01"), mirrored=True)
    assert rect(picture, "a").x > rect(picture, "b").x


def test_headings_and_legend_are_there() -> None:
    assert {"SO4 Services", "planned", "completed"} <= set(texts(drawn()))


@pytest.mark.parametrize("mirrored", [False, True])
def test_milestones_stand_on_the_bar_of_their_activity(mirrored: bool) -> None:
    days = [("2026-03-01", "reached"), ("2026-05-01", "missed"), ("2026-09-01", "at_risk")]
    days += [("2026-12-31", "coming")]
    stones = [Stone(date.fromisoformat(day), state) for day, state in days]
    whole = replace(bar("2026-02-01", "2026-11-01"), stones=stones)
    picture = drawn(whole, mirrored=mirrored)
    marks = [shape for shape in tagged(picture, "b") if isinstance(shape, Circle)]
    across = [one.x for one in marks]
    assert across == sorted(across, reverse=mirrored)
    assert [one.fill for one in marks] == ["good", "attention", "surface", "surface"]
    assert [one.stroke for one in marks][2:] == ["attention", "text"]
    box = rect(picture)
    assert {one.y for one in marks} == {box.y + box.h / 2}
    assert box.x < marks[0].x < box.x + box.w
    assert outside(picture) == []


def test_a_milestone_alone_has_no_bar_and_the_legend_names_what_is_shown() -> None:
    alone = Bar("Handover", START, START, "", "m", (Stone(START, "at_risk"),))
    names = replace(NAMES, stones={"coming": "Milestone", "at_risk": "Milestone at risk"})
    picture = timeline([Lane("Plan", [alone])], START, END, START, name, names, 900, measure)
    assert not [shape for shape in tagged(picture, "m") if isinstance(shape, Rect)]
    assert "Milestone at risk" in texts(picture)
    assert "Milestone" not in texts(picture)
    assert "Milestone at risk" not in texts(
        timeline(
            [Lane("Plan", [bar("2026-02-01", "2026-03-01")])], START, END, START, name, names, 900, measure
        )
    )
