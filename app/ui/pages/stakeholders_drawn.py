"""What the grid and the relation map draw of the stakeholders that are shown."""

from __future__ import annotations

from collections.abc import Sequence

from app.drawing.power_interest_grid import Actor
from app.drawing.relation_map import Link, Node, Point
from app.services.views.stakeholders import StakeholderEntry, StakeholdersView
from app.ui.pages.stakeholders_words import name_of_entry


def actors_of(shown: Sequence[StakeholderEntry], selected: str) -> list[Actor]:
    """Return those who have a place on the grid."""
    return [
        Actor(
            one.id,
            name_of_entry(one),
            one.rating.influence or 1.0,
            one.rating.interest or 1.0,
            one.family,
            one.id == selected,
            one.code,
        )
        for one in shown
        if one.rating.placed
    ]


def map_of(
    view: StakeholdersView, shown: Sequence[StakeholderEntry], selected: str
) -> tuple[list[Node], list[Link], dict[str, Point], int]:
    """Return the related as nodes, their links, places somebody chose, and how many are related to nobody."""
    known = {one.id for one in shown}
    relations = [one for one in view.relations if one.origin in known and one.target in known]
    related = {end for one in relations for end in (one.origin, one.target)} | {selected}
    nodes = [
        Node(one.id, name_of_entry(one), one.family, one.id == selected, one.code)
        for one in shown
        if one.id in related
    ]
    links = [Link(one.origin, one.target, one.type, one.two_way) for one in relations]
    kept = {one.id: one.place for one in shown if one.place is not None}
    return nodes, links, kept, len(shown) - len(nodes)
