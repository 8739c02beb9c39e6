"""What the map of an area's locations shows, in words: the page's own and the one printed on paper."""

from __future__ import annotations

from app.drawing.place_map import CATEGORIES, ROLES, MapNames, Spot
from app.process.rounds import index_for
from app.services.views.area import AreaView
from app.services.views.area_locations import LocationEntry, people_per_household
from app.words.catalogue import Words

_SIZES = (50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)


def spots(view: AreaView, words: Words, chosen: str = "") -> list[Spot]:
    """Return what is drawn: the locations with coordinates."""
    return [
        Spot(
            one.id,
            one.name.read(words.language) or words.say("records.untitled"),
            one.latitude or 0.0,
            one.longitude or 0.0,
            one.role,
            people_to_draw(one),
            one.used.category if one.used else "",
            one.id == chosen,
        )
        for one in view.locations
        if one.located
    ]


def leaving(view: AreaView) -> AreaView:
    """Return what a picture that leaves the group may show: no place of an informal site."""
    kept = tuple(one for one in view.locations if not one.inside and one.type != "informal_site")
    return view.showing(kept)


def people_to_draw(one: LocationEntry) -> int | None:
    """Return by how many people a symbol is sized: where only households are known, six each (DTM)."""
    if one.people is not None or one.households is None:
        return one.people
    return one.households * people_per_household("", one.type)


def map_names(view: AreaView, words: Words) -> MapNames:
    """Return the words on the map, with the sources of its figures."""
    largest = max((people_to_draw(one) or 0 for one in view.locations if one.located), default=0)
    fitting = [size for size in _SIZES if size <= largest]
    shown = sorted({*fitting[-1:], *fitting[-3:-2]})
    return MapNames(
        words.say("area.map.north"),
        words.say("area.map.east"),
        words.say("area.map.km"),
        words.say("area.map.metres"),
        {role: words.code("location_role", role) for role in ROLES},
        {name: _severity_text(words, name) for name in CATEGORIES},
        {size: words.say("area.people", count=size) for size in shown},
        words.say("area.map.no_figure"),
        captions(view, words),
        words.number,
    )


def _severity_text(words: Words, category: str) -> str:
    if not category:
        return words.say("area.map.no_severity")
    return words.say("area.map.severity", category=words.code("severity_category", category))


def captions(view: AreaView, words: Words) -> tuple[str, ...]:
    """Return what stands beneath the map: what it does not show, and where its figures come from."""
    located = [one for one in view.locations if one.located]
    cited = {figure.source for one in located for figure in one.figures if figure.newest}
    cited |= {one.used.source for one in located if one.used}
    titles = [one.title.read(words.language) for one in view.sources if one.id in cited]
    rounds = [
        words.say("area.map.round", index=words.code("severity_index", known.index), round=known.used)
        for known in view.rounds
        if any(one.used and index_for(one.role) == known.index for one in located)
    ]
    said = [words.say("area.map.caption")]
    if titles or rounds:
        said.append(words.say("area.map.sources", sources=words.join([*rounds, *titles])))
    return tuple(said)
