"""The map of locations: true places, names that do not overlap, a legend in shapes, zooming and moving."""

from __future__ import annotations

import math
import random
import time
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from drawing.pictures import box_of, measure, outside, tagged, text_box, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from app.drawing.fitting import Box
from app.drawing.place_ground import (
    FARTHEST,
    NEAREST,
    Ground,
    fit_ground,
    grid_lines,
    grid_step,
    scale_length,
)
from app.drawing.place_map import MapNames, Spot, crowded, map_box, place_map, radius, symbol
from app.drawing.shapes import Circle, Diamond, Line, Picture, Rect, Text
from app.drawing.svg import svg

NAMES = MapNames(
    "N",
    "E",
    "km",
    "m",
    {"return": "Return", "displacement": "Displacement", "both": "Both"},
    {"high": "High", "medium": "Medium", "low": "Low", "": "Not ranked"},
    {100: "100 people", 1000: "1,000 people"},
    "No figure",
    ("Drawn from coordinates; no boundaries. Source: training example.",),
)
LEGEND = (("Return", "Displacement", "Both"), ("High", "Medium", "Low"), ("100", "1,000"))
BOX = Box(0, 0, 800, 500)
COLOURS = dict.fromkeys(
    ("surface", "line", "text", "quiet", "accent", "accent_soft", "attention", "good", "wrong"), "#123456"
)


def spots(count: int, seed: int = 1) -> list[Spot]:
    chance = random.Random(seed)
    return [
        Spot(
            f"l{number}",
            f"Location number {number}",
            36 + chance.random() * 0.6,
            41.4 + chance.random() * 0.8,
            chance.choice(("return", "displacement", "both")),
            chance.choice((None, 40, 300, 1500)),
            chance.choice(("high", "medium", "low", "")),
            number == 3,
        )
        for number in range(count)
    ]


def drawn(some: list[Spot], width: float = 900, height: float = 620, **more: bool) -> Picture:
    box = map_box(some, NAMES, width, height, measure)
    ground = fit_ground([(one.latitude, one.longitude) for one in some], box)
    return place_map(some, NAMES, ground, width, height, measure, **more)


@given(st.floats(-60, 60), st.floats(-170, 170), st.floats(0.01, 5), st.floats(0, 800), st.floats(0, 500))
@settings(max_examples=40)
def test_points_and_degrees_are_each_others_way_back(
    latitude: float, longitude: float, km: float, x: float, y: float
) -> None:
    ground = Ground(latitude, longitude, km, BOX)
    assert ground.point(*ground.degrees(x, y)) == pytest.approx((x, y), abs=1e-4)


def test_north_is_up_and_east_is_right_also_when_mirrored() -> None:
    some = [Spot("south-west", "", 36.0, 41.0), Spot("north-east", "", 36.5, 42.0)]
    for mirrored in (False, True):
        found = {
            shape.tag: (shape.x, shape.y)
            for shape in drawn(some, mirrored=mirrored).shapes
            if isinstance(shape, Circle) and shape.tag
        }
        assert found["north-east"][0] > found["south-west"][0]
        assert found["north-east"][1] < found["south-west"][1]


def test_distances_follow_the_scale_bar() -> None:
    ground = fit_ground([(36.0, 41.5), (36.5, 41.5)], BOX)
    (_, low), (_, high) = ground.point(36.0, 41.5), ground.point(36.1, 41.5)
    assert (low - high) * ground.km == pytest.approx(11.12, rel=0.01)


def test_zooming_keeps_the_place_under_the_pointer_and_has_ends() -> None:
    ground = fit_ground([(36.0, 41.5), (36.5, 42.0)], BOX)
    assert ground.zoomed(2, 600, 100).degrees(600, 100) == pytest.approx(ground.degrees(600, 100), abs=5e-3)
    assert ground.zoomed(1e9, 0, 0).km == NEAREST
    assert ground.zoomed(1e-9, 0, 0).km == FARTHEST
    moved = ground.moved(50, -20)
    assert moved.point(ground.latitude, ground.longitude) == pytest.approx((450, 230), abs=0.2)


def test_150_locations_have_no_two_names_over_each_other_or_over_a_symbol() -> None:
    some = spots(150)
    picture = drawn(some)
    names = [text_box(shape) for shape in picture.shapes if isinstance(shape, Text) and len(shape.text) > 6]
    assert (
        len([one for one in picture.shapes if isinstance(one, Text) and one.tag and len(one.text) > 1]) > 40
    )
    assert not any(one.meets(other, -0.1) for one, other in combinations(names, 2))
    assert not outside(picture)


def test_on_paper_no_symbol_covers_another_and_lines_lead_to_the_true_places() -> None:
    some = [replace(one, selected=False) for one in spots(60)]
    box = map_box(some, NAMES, 900, 620, measure)
    ground = fit_ground([(one.latitude, one.longitude) for one in some], box)
    assert crowded(some, ground)
    shapes = drawn(some, apart=True).shapes
    discs = [
        one for one in shapes if isinstance(one, (Circle, Diamond)) and one.tag and one.r > 5 and one.fill
    ]
    assert len(discs) == len(some)
    assert all(
        math.dist((one.x, one.y), (other.x, other.y)) >= one.r + other.r
        for one, other in combinations(discs, 2)
    )
    true = {one.id: ground.point(one.latitude, one.longitude) for one in some}
    led = [one for one in shapes if isinstance(one, Line) and one.tag and not one.dash]
    assert led
    assert all(math.dist((one.x2, one.y2), true[one.tag]) < 0.01 for one in led)


def test_on_a_map_with_room_every_symbol_stands_on_its_place() -> None:
    some = [Spot("a", "", 36.0, 41.0), Spot("b", "", 36.5, 42.0)]
    symbols = [one for one in drawn(some).shapes if isinstance(one, Circle)]
    assert [one for one in drawn(some, apart=True).shapes if isinstance(one, Circle)] == symbols


def test_the_selected_place_keeps_its_name_and_a_halo() -> None:
    shapes = tagged(drawn(spots(150)), "l3")
    assert any(isinstance(shape, Text) and shape.bold and "number 3" in shape.text for shape in shapes)
    assert any(isinstance(shape, Circle) and shape.fill == "accent_soft" for shape in shapes)


def test_names_keep_clear_of_the_ring_of_the_chosen_place_and_of_corners() -> None:
    picture = drawn(spots(60))
    names = [one for one in picture.shapes if isinstance(one, Text) and one.tag and len(one.text) > 1]
    drawn_on = [one for one in picture.shapes if isinstance(one, (Circle, Diamond)) and one.tag]
    assert any(isinstance(one, Circle) and one.fill == "accent_soft" for one in drawn_on)
    assert not [
        (name.text, one) for name in names for one in drawn_on if text_box(name).meets(box_of(one), -0.1)
    ]


def test_150_locations_are_drawn_at_once() -> None:
    some = spots(150)
    drawn(some)
    before = time.perf_counter()
    drawn(some)
    assert time.perf_counter() - before < 1.0


def test_shape_and_figure_read_without_colour() -> None:
    kinds = {
        role: type(symbol(role, "high", 8)[0]) for role in ("return", "displacement", "integration_site")
    }
    assert kinds == {"return": Circle, "displacement": Diamond, "integration_site": Rect}
    figures = {
        category: [one.text for one in symbol("return", category, 8) if isinstance(one, Text)]
        for category in ("high", "medium", "low", "")
    }
    assert figures == {"high": ["3"], "medium": ["2"], "low": ["1"], "": ["?"]}
    assert len(symbol("both", "low", 8)) == 3


def test_the_legend_counts_and_the_caption_says_the_source() -> None:
    some = spots(20)
    said = " ".join(texts(drawn(some)))
    assert f"Return {sum(one.role == 'return' for one in some)}" in said
    assert "no boundaries" in said
    assert "No figure" in said


def test_each_sort_of_a_legend_without_room_has_a_line_of_its_own() -> None:
    def lines(width: float) -> list[set[float]]:
        said = drawn(spots(60), width).shapes
        found = {one.text.split()[0]: one.y for one in said if isinstance(one, Text)}
        return [{round(found[name]) for name in part} for part in LEGEND]

    kinds, grades, sizes = lines(480)
    assert len(kinds) == len(grades) == len(sizes) == 1
    assert max(kinds) < max(grades) < max(sizes)
    kinds, grades, sizes = lines(800)
    assert kinds == grades
    assert max(grades) < max(sizes)


def test_the_legend_is_turned_in_arabic() -> None:
    def x_of(mirrored: bool) -> float:
        words = drawn(spots(5), mirrored=mirrored).shapes
        return next(one.x for one in words if isinstance(one, Text) and one.text.startswith("Return"))

    assert x_of(mirrored=True) > 450 > x_of(mirrored=False)


def test_places_at_one_point_stand_round_it() -> None:
    some = [Spot(f"l{number}", "", 36.0, 41.0) for number in range(5)]
    middles = {
        (one.x, one.y) for one in drawn(some).shapes if isinstance(one, Circle) and one.tag and one.r > 5
    }
    assert len(middles) == 5


def test_places_out_of_sight_are_left_out() -> None:
    some = spots(10)
    box = map_box(some, NAMES, 800, 500, measure)
    ground = fit_ground([(one.latitude, one.longitude) for one in some], box).moved(5000, 0)
    assert not [one for one in place_map(some, NAMES, ground, 800, 500, measure).shapes if one.tag]


def test_area_grows_with_people() -> None:
    assert radius(None, 100) == radius(0, 100) == 8
    assert radius(25, 100) == 12.5
    assert radius(100, 100) == 17


def test_grid_and_scale_are_round() -> None:
    ground = fit_ground([(36.0, 41.5), (36.5, 42.0)], BOX)
    assert grid_step(ground) in (0.1, 0.2, 0.5)
    assert grid_lines(35.95, 36.31, 0.1) == [36.0, 36.1, 36.2, 36.3]
    assert scale_length(ground, 200) / ground.km <= 200


def test_without_places_there_is_still_a_map() -> None:
    assert any(isinstance(one, Line) for one in drawn([]).shapes)


def test_the_picture_as_svg_is_xml_with_every_name_in_it() -> None:
    some = [
        Spot("a", "A & <B>", 36.0, 41.0),
        Spot("b", "تل نرجس", 36.2, 41.3, "displacement"),
        Spot("c", "", 36.5, 41.8),
    ]
    tree = ET.fromstring(svg(drawn(some), COLOURS, "Noto Sans", "Map"))
    said = [one.text for one in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert "A & <B>" in said
    assert "تل نرجس" in said
    assert tree.find("{http://www.w3.org/2000/svg}polygon") is not None


def test_the_scale_bar_gives_way_to_a_place_in_its_corner() -> None:
    east = Spot("e", "East", 36.3, 41.9, "return", 300, "high", False)
    west = Spot("w", "West", 36.0, 41.4, "return", 300, "high", False)
    picture = drawn([east, west])
    north = next(one for one in picture.shapes if isinstance(one, Text) and one.text == "N" and one.bold)
    assert north.x < 400


def test_degrees_are_written_with_the_signs_of_the_language() -> None:
    some = spots(5)
    names = replace(NAMES, number=lambda text: text.replace(".", ","))
    ground = fit_ground([(one.latitude, one.longitude) for one in some], BOX)
    said = [
        one.text for one in place_map(some, names, ground, 900, 620, measure).shapes if isinstance(one, Text)
    ]
    degrees = [text for text in said if "°" in text]
    assert any("," in text for text in degrees)
    assert not any("." in text for text in degrees)
