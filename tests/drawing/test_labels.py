from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.drawing.fitting import Box
from app.drawing.labels import Wanted, place_labels
from app.drawing.plates import on_plates
from app.drawing.shapes import Line, Rect, Text
from app.drawing.spreading import APART, side_by_side, spread
from tests.drawing.pictures import measure, text_box

FIELD = Box(0, 0, 600, 400)


def at(name: str, x: float, y: float, text: str = "Office", bold: bool = False) -> Wanted:
    return Wanted(name, text, Box(x - 6, y - 6, 12, 12), bold)


def placed(*wanted: Wanted, obstacles: tuple[Box, ...] = ()) -> dict[str, Text]:
    shapes = place_labels(wanted, obstacles, FIELD, measure, 11)
    return {shape.tag: shape for shape in shapes if isinstance(shape, Text)}


def test_a_name_stands_to_the_right_of_its_symbol() -> None:
    assert placed(at("a", 100, 100))["a"].x == 110


def test_at_the_right_edge_it_stands_to_the_left() -> None:
    box = text_box(placed(at("a", 590, 100))["a"])
    assert box.x + box.w <= 584


def test_it_moves_when_something_is_in_the_way() -> None:
    free = placed(at("a", 300, 200), obstacles=(Box(306, 180, 200, 40),))["a"]
    assert text_box(free).x + text_box(free).w < 300


def test_the_bold_name_chooses_first() -> None:
    found = placed(at("a", 300, 200), at("b", 316, 200, bold=True))
    assert found["b"].x == 326
    assert found["a"].x < 300


def test_without_room_a_name_is_left_out() -> None:
    assert placed(at("a", 300, 200), obstacles=(FIELD,)) == {}


def test_lines_are_painted_before_names() -> None:
    crowd = [at(f"{i:02}", 300 + i % 3 * 14, 200 + i // 3 * 14, "A rather long name") for i in range(30)]
    kinds = [type(shape) for shape in place_labels(crowd, [], FIELD, measure, 11)]
    assert Line in kinds
    assert kinds == sorted(kinds, key=lambda kind: kind is Text)


def test_the_order_of_the_wanted_does_not_matter() -> None:
    crowd = [at(f"{i:02}", 300 + i % 3 * 14, 200 + i // 3 * 14) for i in range(12)]
    assert placed(*crowd) == placed(*crowd[::-1])


points = st.tuples(st.floats(10, 590), st.floats(10, 390))


@given(st.dictionaries(st.text("abc", min_size=1, max_size=4), points, max_size=40))
def test_spread_points_lie_apart_and_inside(found: dict[str, tuple[float, float]]) -> None:
    moved = spread(found, 6, FIELD)
    assert moved.keys() == found.keys()
    assert all(math.dist(one, other) >= 12 for one, other in combinations(moved.values(), 2))
    assert all(6 <= x <= 594 and 6 <= y <= 394 for x, y in moved.values())


def test_points_that_lie_apart_stay() -> None:
    found = {"a": (50.0, 50.0), "b": (80.0, 50.0)}
    assert spread(found, 6, FIELD) == found


def test_the_first_of_two_keeps_its_place() -> None:
    moved = spread({"b": (50.0, 50.0), "a": (50.0, 50.0)}, 6, FIELD)
    assert moved["a"] == (50.0, 50.0)
    assert moved["b"] != moved["a"]


@pytest.mark.parametrize("corner", [(0.0, 0.0), (600.0, 400.0), (-50.0, 900.0)])
def test_a_point_outside_is_brought_in_when_it_can_be(corner: tuple[float, float]) -> None:
    x, y = spread({"a": corner}, 6, FIELD)["a"]
    assert (6 <= x <= 594 and 6 <= y <= 394) or corner == (-50.0, 900.0)


def test_square_symbols_do_not_overlap_at_their_corners() -> None:
    moved = spread({f"{i:02}": (30.0, 370.0) for i in range(40)}, 6, FIELD)
    boxes = [Box(x - 6, y - 6, 12, 12) for x, y in moved.values()]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


@given(st.lists(st.tuples(st.floats(100, 500), st.floats(100, 300), st.floats(4, 12)), max_size=14))
@settings(max_examples=40)
def test_symbols_stand_side_by_side_whatever_their_order(found: list[tuple[float, float, float]]) -> None:
    points = {f"{i:02}": (x, y) for i, (x, y, _) in enumerate(found)}
    reaches = {f"{i:02}": reach for i, (_, _, reach) in enumerate(found)}
    moved = side_by_side(points, reaches, FIELD)
    assert side_by_side(dict(reversed(points.items())), reaches, FIELD) == moved
    for one, other in combinations(points, 2):
        assert math.dist(moved[one], moved[other]) >= reaches[one] + reaches[other] + APART - 0.2


def test_symbols_that_do_not_touch_keep_their_place() -> None:
    found = {"a": (50.0, 50.0), "b": (80.0, 50.0)}
    assert side_by_side(found, {"a": 10.0, "b": 14.0}, FIELD) == found


def lines_named(tag: str, *wanted: Wanted, obstacles: tuple[Box, ...] = ()) -> list[Text]:
    shapes = place_labels(wanted, obstacles, FIELD, measure, 11)
    return [shape for shape in shapes if isinstance(shape, Text) and shape.tag == tag]


def test_a_name_without_room_in_one_line_stands_in_two() -> None:
    walls = (Box(0, 0, 225, 400), Box(375, 0, 225, 400))
    upper, lower = lines_named(
        "a", at("a", 300, 200, "Returnees' Committee, Hayy al-Safsaf"), obstacles=walls
    )
    assert f"{upper.text} {lower.text}" == "Returnees' Committee, Hayy al-Safsaf"
    assert lower.y > upper.y


def test_a_name_makes_room_for_one_that_has_no_other_place() -> None:
    fixed = (Box(0, 0, 600, 190), Box(0, 210, 600, 190), Box(316, 190, 284, 20))
    first, second = at("a", 306, 200, "Office"), at("b", 240, 200, "Water")
    walls = (*fixed, Box(0, 190, 180, 20))
    both = placed(first, second, obstacles=walls)
    assert set(both) == {"a", "b"}
    assert not text_box(both["a"]).meets(text_box(both["b"]))


def test_a_name_keeps_off_lines_where_it_can() -> None:
    struck = Line(306, 200, 600, 200, "line")
    shapes = place_labels([at("a", 300, 200)], [], FIELD, measure, 11, [struck])
    name = next(shape for shape in shapes if isinstance(shape, Text))
    assert text_box(name).x + text_box(name).w < 300


def test_a_name_that_stands_only_beside_is_left_out_rather_than_led_to() -> None:
    crowd = [at(f"{i:02}", 300 + i % 3 * 14, 200 + i // 3 * 14, "A rather long name") for i in range(30)]
    led = {shape.tag for shape in place_labels(crowd, [], FIELD, measure, 11) if isinstance(shape, Line)}
    beside = place_labels([replace(one, only_beside=True) for one in crowd], [], FIELD, measure, 11)
    assert led
    assert not any(isinstance(shape, Line) for shape in beside)


def test_no_name_ends_in_an_ellipsis_while_its_lines_fit() -> None:
    walls = (Box(0, 0, 225, 400), Box(375, 0, 225, 400))
    said = placed(at("a", 300, 200, "Returnees' Committee of Hayy al-Safsaf and its plots"), obstacles=walls)
    assert not any("…" in one.text for one in said.values())


def test_names_stand_on_plates_over_the_lines_that_lead_to_them() -> None:
    crowd = [at(f"{i:02}", 300 + i % 3 * 14, 200 + i // 3 * 14, "A rather long name") for i in range(30)]
    labels = place_labels(crowd, [], FIELD, measure, 11)
    shown = on_plates(labels, measure)
    order = [(Line, Rect, Text).index(type(shape)) for shape in shown]
    assert order == sorted(order)
    assert order.count(1) == order.count(2) == len([one for one in labels if isinstance(one, Text)])


def test_a_name_whose_line_would_run_over_a_symbol_is_left_out_when_all_must_be_clear() -> None:
    ring = [
        at(f"r{i}", 300 + 16 * math.cos(i * math.pi / 4), 200 + 16 * math.sin(i * math.pi / 4), "")
        for i in range(8)
    ]
    wanted = [at("inside", 300, 200, "Surrounded"), *ring]
    for clear in (False, True):
        shapes = place_labels(wanted, (), FIELD, measure, 11, clear=clear)
        assert any(isinstance(one, Text) and one.tag == "inside" for one in shapes) is not clear


def test_names_in_a_row_are_not_read_as_one() -> None:
    ends = text_box(placed(at("a", 100, 100))["a"])
    beside = Box(ends.x + ends.w + 3, 80, 60, 40)
    assert placed(at("a", 100, 100), obstacles=(beside,))["a"].x != 110


def test_in_more_lines_where_only_so_the_line_to_a_name_runs_over_nothing() -> None:
    walls = (Box(0, 0, 250, 400), Box(350, 0, 20, 400), Box(255, 150, 37, 100), Box(308, 150, 37, 100))
    shapes = place_labels([at("a", 300, 200, "Returnees of the north")], walls, FIELD, measure, 11)
    (line,) = (one for one in shapes if isinstance(one, Line))
    assert line.x2 == 300
    assert sum(isinstance(one, Text) for one in shapes) == 2
