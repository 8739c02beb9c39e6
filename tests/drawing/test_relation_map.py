"""The relation map: the same each time, everyone inside, direction and type to be seen without colour."""

from __future__ import annotations

from itertools import pairwise

from drawing.pictures import measure, outside, tagged, texts
from hypothesis import given
from hypothesis import strategies as st

from app.drawing.relation_map import LINK_TYPES, STROKES, Link, Node, arrange, relation_map
from app.drawing.shapes import Line, Picture

TYPES = {name: name.title() for name in LINK_TYPES}
NODES = [Node("a", "Governor", "government"), Node("b", "Committee", "community"), Node("c", "Relief", "ngo")]
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
