from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.drawing.mirror import turned
from app.drawing.power_interest_grid import FAMILIES, Actor, GridNames, ground, power_interest_grid, symbol
from app.drawing.shapes import Circle, Diamond, Line, Picture, Rect, Shape, Text
from tests.drawing.pictures import box_of, measure, outside, tagged, text_box, texts

NAMES = GridNames(
    "Keep satisfied", "Work closely with", "Watch", "Keep informed", "Influence", "Interest",
    {family: family.title() for family in FAMILIES},
)  # fmt: skip
WIDTH, HEIGHT = 760.0, 560.0
ratings = st.floats(1, 5) | st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0])
actor_lists = st.lists(
    st.builds(
        Actor,
        id=st.uuids().map(str),
        label=st.text("abcdefgh ", min_size=1, max_size=40).map(lambda text: text.strip() or "x"),
        influence=ratings,
        interest=ratings,
        family=st.sampled_from(FAMILIES),
        selected=st.booleans(),
    ),
    max_size=60,
    unique_by=lambda one: one.id,
)


def drawn(actors: list[Actor], **more: object) -> Picture:
    return power_interest_grid(actors, NAMES, WIDTH, HEIGHT, measure, **more)  # type: ignore[arg-type]


def labels(picture: Picture) -> list[Text]:
    return [shape for shape in picture.shapes if isinstance(shape, Text)]


def body(actor: str, picture: Picture) -> Shape:
    """The symbol itself: the last shape of the actor."""
    return [shape for shape in tagged(picture, actor) if not isinstance(shape, (Text, Line))][-1]


@settings(max_examples=25)
@given(actor_lists, st.booleans())
def test_names_never_overlap_nor_leave_the_picture(actors: list[Actor], mirrored: bool) -> None:
    picture = drawn(actors, mirrored=mirrored)
    assert outside(picture) == []
    boxes = [text_box(text) for text in labels(picture)]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


@settings(max_examples=15)
@given(actor_lists)
def test_symbols_never_cover_each_other_and_every_actor_shows(actors: list[Actor]) -> None:
    picture = drawn(actors)
    boxes = [box_of(body(one.id, picture)) for one in actors]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


def test_sixty_actors_on_one_point_all_keep_their_names() -> None:
    actors = [Actor(f"{i:02}", f"Office number {i}", 4, 4) for i in range(60)]
    assert len({text.tag for text in labels(drawn(actors)) if text.tag}) == 60


def test_more_influence_is_higher_and_more_interest_further_along() -> None:
    picture = drawn([Actor("low", "a", 1, 1), Actor("high", "b", 5, 5)])
    low, high = box_of(body("low", picture)), box_of(body("high", picture))
    assert low.x < high.x
    assert low.y > high.y


def test_mirrored_interest_grows_to_the_left() -> None:
    picture = drawn([Actor("low", "a", 3, 1), Actor("high", "b", 3, 5)], mirrored=True)
    assert box_of(body("high", picture)).x < box_of(body("low", picture)).x


@pytest.mark.parametrize("mirrored", [False, True])
@given(ratings, ratings)
def test_a_point_gives_its_ratings_back(mirrored: bool, influence: float, interest: float) -> None:
    field = ground([], NAMES, WIDTH, HEIGHT, measure, mirrored=mirrored)
    x, y = field.point(interest, influence)
    found = field.ratings(WIDTH - x if mirrored else x, y)
    assert found == (pytest.approx(influence, abs=0.051), pytest.approx(interest, abs=0.051))


def test_points_beyond_the_grid_are_the_edge() -> None:
    field = ground([], NAMES, WIDTH, HEIGHT, measure)
    assert field.ratings(-100, -100) == (5.0, 1.0)
    assert field.point(9, float("nan")) == field.point(5, 1)


def test_the_picture_is_the_same_each_time_and_in_any_order() -> None:
    actors = [Actor(f"{i}", f"Actor {i}", 1 + i % 5, 1 + i % 3) for i in range(20)]
    assert drawn(actors) == drawn(list(actors))
    spots = {one.id: body(one.id, drawn(actors)) for one in actors}
    assert spots == {one.id: body(one.id, drawn(actors[::-1])) for one in actors}


def test_symbols_differ_in_shape_not_only_in_colour() -> None:
    shapes = {(type(symbol(family)[0]), symbol(family)[0].fill == "surface") for family in FAMILIES}  # type: ignore[union-attr]
    assert shapes == {(Rect, False), (Circle, False), (Diamond, False), (Circle, True), (Rect, True)}


def test_the_legend_counts_the_families_that_are_there() -> None:
    found = texts(drawn([Actor("1", "a", 2, 2, "government"), Actor("2", "b", 3, 3, "government")]))
    assert "Government 2" in found
    assert not any(text.startswith("Ngo") for text in found)


def test_corners_are_named() -> None:
    assert {"Keep satisfied", "Work closely with", "Watch", "Keep informed"} <= set(texts(drawn([])))


def test_the_selected_actor_is_ringed_and_bold() -> None:
    picture = drawn([Actor("1", "Chosen", 3, 3, selected=True)])
    assert any(isinstance(shape, Circle) and shape.fill == "accent_soft" for shape in tagged(picture, "1"))
    assert [text.bold for text in labels(picture) if text.tag == "1"] == [True]


def test_a_long_name_is_shortened() -> None:
    name = "The honourable association of " + "very " * 30 + "long names"
    shown = [text.text for text in labels(drawn([Actor("1", name, 3, 3)])) if text.tag]
    assert shown[0].endswith("…")


def test_a_name_that_stands_apart_is_led_to() -> None:
    picture = drawn([Actor(f"{i:02}", f"Office number {i}", 3, 3) for i in range(60)])
    assert any(isinstance(shape, Line) and shape.dash for shape in picture.shapes)


def test_a_tiny_picture_drops_names_rather_than_overlapping() -> None:
    picture = power_interest_grid(
        [Actor(str(i), "Some name", 3, 3) for i in range(30)], NAMES, 160, 140, measure
    )
    boxes = [text_box(text) for text in labels(picture) if text.tag]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


def test_turning_twice_is_the_same_picture() -> None:
    picture = drawn([Actor("1", "a", 2, 2), Actor("2", "b", 4, 3, "ngo")])
    twice = turned(turned(picture))
    assert [type(shape) for shape in twice.shapes] == [type(shape) for shape in picture.shapes]
    assert all(
        box_of(one).x == pytest.approx(box_of(other).x)
        for one, other in zip(twice.shapes, picture.shapes, strict=True)
    )
