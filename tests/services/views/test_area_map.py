"""What the map of locations shows: symbols by people, sources in words, nothing of informal sites outside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from services.example import example_desk

from app.services.views.area import AreaView, area_view
from app.services.views.area_map import captions, leaving, map_names, people_to_draw, spots
from app.words.catalogue import Words


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AreaView]:
    desk = example_desk(tmp_path_factory.mktemp("map"))
    yield area_view(desk)
    desk.close()


def test_every_place_with_coordinates_is_a_spot_named_in_the_language(view: AreaView) -> None:
    located = [one for one in view.locations if one.located]
    chosen = located[0].id
    shown = spots(view, Words("ar"), chosen)
    assert [one.id for one in shown] == [one.id for one in located]
    assert shown[0].label == located[0].name.ar
    assert [one.id for one in shown if one.selected] == [chosen]


def test_a_picture_that_leaves_the_group_shows_no_informal_site(view: AreaView) -> None:
    kept = leaving(view)
    assert len(kept.locations) < len(view.locations)
    assert {one.type for one in kept.locations} >= {"village"}
    assert not any(one.inside or one.type == "informal_site" for one in kept.locations)


def test_a_symbol_is_sized_by_people_else_by_six_for_each_household(view: AreaView) -> None:
    from dataclasses import replace

    one = replace(view.locations[0], people=None, households=10, type="village")
    assert people_to_draw(one) == 60
    assert people_to_draw(replace(one, people=7)) == 7
    assert people_to_draw(replace(one, households=None)) is None


@pytest.mark.parametrize(("language", "said"), [("en", "Drawn from coordinates only"), ("fr", "Sources")])
def test_the_foot_says_what_is_not_shown_and_where_figures_come_from(
    view: AreaView, language: str, said: str
) -> None:
    assert any(said in text for text in captions(view, Words(language)))
    assert map_names(view, Words(language)).captions == captions(view, Words(language))
    assert map_names(view, Words(language)).number("36.5") == {"en": "36.5", "fr": "36,5"}[language]
