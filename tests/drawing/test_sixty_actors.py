"""Sixty stakeholders on the grid: nobody is left out, no two names overlap, none covers a symbol."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from drawing.pictures import measure, outside

from app.drawing.fitting import Box, line_height
from app.drawing.power_interest_grid import FAMILIES, RADIUS, Actor, GridNames, ground, power_interest_grid
from app.drawing.shapes import Picture, Text

NAMES = GridNames("Satisfied", "Closely", "Watch", "Informed", "Influence", "Interest", {})
WORDS = ("Directorate", "Committee", "Council of Elders", "Network", "Relief", "Farmers", "Youth", "Water")


def sixty(seed: int) -> list[Actor]:
    """Actors as groups place them: many near the corner that matters, to a tenth."""
    chance = Random(seed)
    return [
        Actor(
            f"a{number:02d}",
            f"{chance.choice(WORDS)} {chance.choice(WORDS)} {number}",
            round(min(5.0, max(1.0, chance.gauss(3.4, 1.0))), 1),
            round(min(5.0, max(1.0, chance.gauss(3.5, 1.0))), 1),
            FAMILIES[number % len(FAMILIES)],
        )
        for number in range(60)
    ]


def names_on(drawn: Picture) -> list[tuple[Text, Box]]:
    texts = [one for one in drawn.shapes if isinstance(one, Text) and one.tag]
    return [
        (one, Box(one.x, one.y - one.size, measure(one.text, one.size, one.bold), line_height(one.size)))
        for one in texts
    ]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("width", "height"), [(1100, 500), (800, 480)])
def test_names_of_sixty_do_not_overlap(seed: int, width: float, height: float) -> None:
    drawn = power_interest_grid(sixty(seed), NAMES, width, height, measure)
    named = names_on(drawn)
    assert len({one.tag for one, _ in named}) >= 54
    assert outside(drawn) == []
    for (_, box), (_, other) in combinations(named, 2):
        assert not box.meets(other, -0.5)


def test_every_one_of_sixty_has_a_symbol_of_its_own() -> None:
    drawn = power_interest_grid(sixty(1), NAMES, 1100, 500, measure)
    assert {shape.tag for shape in drawn.shapes if shape.tag} == {f"a{number:02d}" for number in range(60)}


def test_a_place_is_found_again_among_sixty() -> None:
    actors = sixty(2)
    field = ground(actors, NAMES, 1100, 500, measure)
    x, y = field.point(actors[0].interest, actors[0].influence)
    assert field.ratings(x, y) == (actors[0].influence, actors[0].interest)
    assert RADIUS > 0
