"""The relation map: the same each time, everyone inside, direction and type to be seen without colour."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations, pairwise, product
from random import Random

import pytest
from drawing.pictures import box_of, measure, outside, tagged, text_box, texts
from hypothesis import given
from hypothesis import strategies as st

from app.drawing.fitting import Box
from app.drawing.relation_map import LINK_TYPES, STROKES, Link, Node, arrange, relation_map
from app.drawing.routing import inside, pieces, strikes
from app.drawing.shapes import Line, Picture, Rect, Text

TYPES = {name: name.title() for name in LINK_TYPES}
NODES = [Node("a", "Governor", "government"), Node("b", "Committee", "community"), Node("c", "Relief", "ngo")]
WORDS = ("Directorate", "Committee", "Council", "Network", "Relief", "Farmers", "Youth", "Water")
SEEDS = (0, pytest.param(1, marks=pytest.mark.slow), pytest.param(2, marks=pytest.mark.slow))
LINKS = [Link("a", "b", "commands"), Link("c", "b", "supports", two_way=True)]


def picture(nodes: list[Node] = NODES, links: list[Link] = LINKS, mirrored: bool = False) -> Picture:
    places = arrange([node.id for node in nodes], [(link.origin, link.target) for link in links])
    return relation_map(nodes, links, places, TYPES, 700, 460, measure, mirrored=mirrored)


def strokes(drawn: Picture, role: str) -> list[Line]:
    return [one for one in drawn.shapes if isinstance(one, Line) and one.role == role]


@given(st.sets(st.text("abcdefgh", min_size=1, max_size=3), min_size=1, max_size=14))
def test_places_lie_in_the_unit_square_whatever_the_order(ids: set[str]) -> None:
    ordered = sorted(ids)
    pairs = list(pairwise(ordered))
    places = arrange(ordered, pairs)
    assert places == arrange(ordered[::-1], pairs)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places.values())


def test_nobody_has_no_places() -> None:
    assert arrange([], []) == {}
    assert texts(picture([], [])) == []


def test_related_stand_nearer_than_strangers() -> None:
    ids = [f"n{i}" for i in range(8)]
    places = arrange(ids, [("n0", "n4"), ("n0", "n4")])
    (x, y), (u, v), (p, q) = places["n0"], places["n4"], places["n2"]
    assert (x - u) ** 2 + (y - v) ** 2 < (x - p) ** 2 + (y - q) ** 2


def test_everyone_is_inside_and_named() -> None:
    drawn = picture()
    assert outside(drawn) == []
    assert {"Governor", "Committee", "Relief"} <= set(texts(drawn))
    assert all(tagged(drawn, node.id) for node in NODES)


def sixty(seed: int) -> tuple[list[Node], list[Link]]:
    """Sixty stakeholders, a few of them related to many, as groups draw them."""
    chance = Random(seed)
    nodes = [Node(f"n{i:02d}", f"{chance.choice(WORDS)} of {chance.choice(WORDS)} {i}") for i in range(60)]
    ends = [(chance.randrange(60), chance.randrange(0, 60, chance.choice((1, 12)))) for _ in range(90)]
    return nodes, [Link(f"n{a:02d}", f"n{b:02d}", chance.choice(LINK_TYPES)) for a, b in ends if a != b]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("width", "height"), [(1110, 500), (800, 480)])
def test_names_of_sixty_do_not_overlap_nor_cover_a_symbol(seed: int, width: float, height: float) -> None:
    nodes, links = sixty(seed)
    places = arrange([node.id for node in nodes], [(link.origin, link.target) for link in links])
    drawn = relation_map(nodes, links, places, TYPES, width, height, measure, mirrored=bool(seed % 2))
    names = [one for one in drawn.shapes if isinstance(one, Text) and one.tag]
    symbols = [one for one in drawn.shapes if isinstance(one, Rect) and one.tag]
    assert {one.tag for one in names} == {one.tag for one in symbols} == {node.id for node in nodes}
    assert outside(drawn) == []
    for one, other in combinations(names, 2):
        assert not text_box(one).meets(text_box(other), -0.5), (one.text, other.text)
    for one, symbol in product(names, symbols):
        assert not text_box(one).meets(box_of(symbol), -0.5), (one.text, symbol.tag)


def test_the_crowded_middle_is_drawn_apart() -> None:
    nodes, links = sixty(1)
    places = arrange([node.id for node in nodes], [(link.origin, link.target) for link in links])
    middle = sum(0.25 < x < 0.75 and 0.25 < y < 0.75 for x, y in places.values())
    assert middle < 30


def test_the_legend_names_only_the_types_that_appear() -> None:
    said = texts(picture())
    assert ("Commands" in said, "Supports" in said, "Funds" in said) == (True, True, False)


def test_types_differ_without_colour() -> None:
    looks = {(stroke.width, stroke.dash) for stroke in STROKES.values()}
    assert len(looks) == len(LINK_TYPES)


def test_a_relation_both_ways_has_two_heads() -> None:
    one_way = strokes(picture(links=[Link("a", "b", "tension")]), "wrong")
    both = strokes(picture(links=[Link("a", "b", "tension", two_way=True)]), "wrong")
    assert len(both) - len(one_way) == 2


def test_relations_of_others_are_faint_beside_the_selected() -> None:
    chosen = [Node("a", "Governor", "government", selected=True), *NODES[1:]]
    drawn = picture(chosen)
    legend_line = 3
    assert len(strokes(drawn, "good")) == legend_line
    assert len(strokes(drawn, "text")) > legend_line


def test_mirrored_exchanges_left_and_right() -> None:
    plain, turned = picture(), picture(mirrored=True)
    where = {tag: tagged(plain, tag)[-1].x for tag in "abc"}
    assert all(abs(tagged(turned, tag)[-1].x + where[tag] - 700) < 30 for tag in "abc")


def test_links_to_nobody_are_left_out() -> None:
    assert picture(links=[Link("a", "gone", "funds")]).shapes


def test_a_line_bends_round_a_name_that_stands_in_its_way() -> None:
    nodes = [
        Node("a", "Governor"),
        Node("b", "Committee"),
        Node("c", "Relief and works for the western plain"),
    ]
    places = {"a": (0.0, 0.5), "b": (1.0, 0.5), "c": (0.5, 0.5)}
    drawn = relation_map(nodes, [Link("a", "b", "funds")], places, {}, 700, 460, measure)
    line = next(one for one in drawn.shapes if isinstance(one, Line) and one.bend)
    boxes = [text_box(one) for one in drawn.shapes if isinstance(one, Text)]
    assert not any(strikes(piece, box) for piece in pieces(line) for box in boxes)
    mirrored = relation_map(nodes, [Link("a", "b", "funds")], places, {}, 700, 460, measure, mirrored=True)
    assert next(one.bend for one in mirrored.shapes if isinstance(one, Line) and one.bend) == -line.bend


def test_a_line_ends_at_the_name_that_lies_on_its_way_to_a_symbol() -> None:
    nodes = [Node("a", "Governor"), Node("b", "Committee for reconstruction and return")]
    places = {"a": (0.5, 0.0), "b": (0.5, 1.0)}
    shown = relation_map(nodes, [Link("a", "b", "funds")], places, {}, 200, 300, measure)
    line = next(one for one in shown.shapes if isinstance(one, Line))
    names = [text_box(one) for one in shown.shapes if isinstance(one, Text)]
    assert not any(strikes(piece, box) for piece in pieces(line) for box in names)


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_few_lines_of_sixty_run_behind_names(seed: int) -> None:
    nodes, links = sixty(seed)
    places = arrange([node.id for node in nodes], [(link.origin, link.target) for link in links])
    shown = relation_map(nodes, links, places, {}, 1110, 500, measure)
    names = [text_box(one) for one in shown.shapes if isinstance(one, Text)]
    lines = [one for one in _lines(shown) if math.dist(*_ends(one)) > 10]
    behind = sum(any(strikes(piece, box) for piece in pieces(line)) for line in lines for box in names)
    assert behind <= len(links) * 0.6, behind


def _lines(shown: Picture) -> list[Line]:
    """Return the lines under the plates of names."""
    shapes = shown.shapes
    first = next(number for number, one in enumerate(shapes) if isinstance(one, Rect) and not one.tag)
    return [one for one in shapes[:first] if isinstance(one, Line)]


@pytest.mark.parametrize("seed", SEEDS[:2])
@pytest.mark.parametrize("chosen", [False, True])
def test_no_line_strikes_a_name_through_and_none_seems_to_end_at_one(seed: int, chosen: bool) -> None:
    nodes, links = sixty(seed)
    nodes[0] = replace(nodes[0], selected=chosen)
    places = arrange([node.id for node in nodes], [(link.origin, link.target) for link in links])
    shown = relation_map(nodes, links, places, {}, 800, 480, measure).shapes
    plates = [one for one in shown if isinstance(one, Rect) and not one.tag]
    pale = [one for one in shown[shown.index(plates[-1]) :] if isinstance(one, Line)]
    assert {one.role for one in pale} <= {"accent_soft", "good_soft", "wrong_soft"}
    names = [text_box(one) for one in shown if isinstance(one, Text)]
    assert all(any(box_of(plate).holds(name) for plate in plates) for name in names)
    for line in (one for one in _lines(Picture(800, 480, shown)) if math.dist(*_ends(one)) > 10):
        for name in names:
            through = inside(line, Box(name.x + 2, name.y + 3, name.w - 4, name.h - 6))
            if through and math.dist(*_ends(through)) > 6:
                assert any(inside(one, name) for one in pale), name


def _ends(line: Line) -> tuple[tuple[float, float], tuple[float, float]]:
    return (line.x1, line.y1), (line.x2, line.y2)


def test_beside_a_selected_node_those_related_to_it_are_named_first() -> None:
    crowd = [Node(f"n{i}", f"A name of some length {i}", selected=i == 0) for i in range(9)]
    places = {node.id: (0.5, 0.5) for node in crowd}
    drawn = relation_map(crowd, [Link("n0", "n8", "funds")], places, {}, 300, 200, measure)
    named = {one.tag for one in drawn.shapes if isinstance(one, Text)}
    assert {"n0", "n8"} <= named
    assert len(named) < len(crowd)
