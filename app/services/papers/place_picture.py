"""The map of an area's locations as it is printed: without informal sites, without what stays inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.documents.plan_content import Drawing
from app.drawing.place_ground import Ground, fit_ground
from app.drawing.place_map import MapNames, Spot, crowded, map_box, place_map
from app.models.book import Book
from app.services.desk import Desk
from app.services.views.area import area_view
from app.services.views.area_map import leaving, map_names, spots
from app.words.catalogue import Words

WIDE, HIGH, LETTERS = 880.0, 460.0, 12.5
"""Laid out larger than the page is wide, as symbols have their size in pixels of a screen."""


def place_picture(desk: Desk, book: Book, words: Words) -> Drawing | None:
    """Return the map of the locations in a book, None when no place of them is known.

    The foot says how many informal sites it leaves out.
    """
    from app.documents.pdf.shapes import measure

    view = replace(area_view(desk), book=book)
    leaves = leaving(view)
    shown, names = spots(leaves, words), map_names(leaves, words)
    held_back = sum(one.located for one in view.locations) - len(shown)
    if not shown:
        return None
    if held_back:
        names = replace(names, captions=(*names.captions, words.say("area.map.held_back", count=held_back)))
    if crowded(shown, _ground(shown, names)):
        names = replace(names, captions=(*names.captions, words.say("area.map.side_by_side")))
    ground = _ground(shown, names)
    mirrored = words.right_to_left
    picture = place_map(
        shown, names, ground, WIDE, HIGH, measure, mirrored=mirrored, apart=True, size=LETTERS
    )
    return Drawing("", picture)


def _ground(shown: Sequence[Spot], names: MapNames) -> Ground:
    from app.documents.pdf.shapes import measure

    box = map_box(shown, names, WIDE, HIGH, measure, size=LETTERS)
    return fit_ground([(one.latitude, one.longitude) for one in shown], box)
