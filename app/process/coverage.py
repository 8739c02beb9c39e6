"""What the activities reach: objectives by location and by group, criteria by activity and indicator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from app.models.book import Book
from app.models.codes import CODE_LISTS
from app.models.kinds.area import Location
from app.models.kinds.plan import Activity, FrameworkAnswer, Indicator
from app.process import facts
from app.process.alignment import coverage
from app.process.frameworks import Framework
from app.process.nodes import NodeFramework

Covered = Literal["covered", "none", "reason"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What meets in one cell: the ids of activities or indicators; `reason` when a reason stands instead."""

    records: tuple[str, ...] = ()
    reason: bool = False

    @property
    def state(self) -> Covered:
        """Covered, not covered, or not covered with a reason."""
        return "covered" if self.records else "reason" if self.reason else "none"


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows and columns by id or code, and a cell for each pair, row by row."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]


def _objectives_of(activity: Activity) -> set[str]:
    return {one for one in (activity.objective, *activity.other_objectives) if one}


def _cell(activities: Iterable[Activity], reason: bool) -> Cell:
    return Cell(tuple(activity.id for activity in activities), reason)


def _unaddressed(book: Book, framework: str) -> set[str]:
    answers = book.where(FrameworkAnswer, framework=framework)
    return {one.code or "" for one in answers if facts.filled(one.not_addressed_reason)}


def listed_locations(book: Book) -> tuple[Location, ...]:
    """Return the locations by priority; those without a rank come last, in their order."""
    return tuple(
        sorted(book.of(Location), key=lambda one: (one.priority_rank is None, one.priority_rank or 0))
    )


def by_location(book: Book, framework: Framework) -> Matrix:
    """Return locations (rows, by priority) by objectives (columns).

    A location's own reason counts for its whole row, an objective's for its whole column.
    """
    activities, dropped = facts.live_activities(book), _unaddressed(book, "so")
    columns = tuple(objective.id for objective in framework.objectives)
    locations = listed_locations(book)
    here: defaultdict[str, list[tuple[Activity, set[str]]]] = defaultdict(list)
    for activity in activities:
        for place_id in dict.fromkeys(activity.locations):
            here[place_id].append((activity, _objectives_of(activity)))
    cells = tuple(
        tuple(
            _cell(
                (a for a, objectives in here.get(place.id, ()) if so in objectives),
                so in dropped or facts.filled(place.uncovered_reason),
            )
            for so in columns
        )
        for place in locations
    )
    return Matrix(tuple(place.id for place in locations), columns, cells)


def by_group(book: Book, framework: Framework) -> Matrix:
    """Return objectives (rows) by population groups (columns)."""
    activities, dropped = facts.live_activities(book), _unaddressed(book, "so")
    rows, columns = tuple(one.id for one in framework.objectives), CODE_LISTS["population_group"]
    towards = {so: [one for one in activities if so in _objectives_of(one)] for so in rows}
    cells = tuple(
        tuple(_cell((a for a in towards[so] if group in a.groups), so in dropped) for group in columns)
        for so in rows
    )
    return Matrix(rows, columns, cells)


INDICATORS = "indicators"
"""The column of the indicators beside those of the objectives."""


def by_criterion(book: Book, framework: Framework) -> Matrix:
    """Return IASC criteria (rows) by objectives, with the indicators of each criterion in the last column."""
    activities, dropped = facts.live_activities(book), _unaddressed(book, "iasc")
    columns = tuple(one.id for one in framework.objectives)
    cells = []
    for criterion in CODE_LISTS["iasc"]:
        towards, reason = [one for one in activities if criterion in one.iasc], criterion in dropped
        measured = tuple(one.id for one in book.where(Indicator, iasc=criterion))
        line = [_cell((one for one in towards if so in _objectives_of(one)), reason) for so in columns]
        cells.append((*line, Cell(measured, reason)))
    return Matrix(CODE_LISTS["iasc"], (*columns, INDICATORS), tuple(cells))


def nodes_by_location(book: Book, framework: NodeFramework) -> Matrix:
    """Return locations (rows, by priority) by the nodes with none beneath (columns) of another process."""
    towards, dropped = _towards(book, framework)
    locations = listed_locations(book)
    cells = tuple(
        tuple(
            _cell(
                (one for one in found if place.id in one.locations),
                node in dropped or facts.filled(place.uncovered_reason),
            )
            for node, found in towards.items()
        )
        for place in locations
    )
    return Matrix(tuple(place.id for place in locations), tuple(towards), cells)


def nodes_by_group(book: Book, framework: NodeFramework) -> Matrix:
    """Return the nodes with none beneath (rows) by population groups (columns)."""
    (towards, dropped), columns = _towards(book, framework), CODE_LISTS["population_group"]
    cells = tuple(
        tuple(_cell((one for one in found if group in one.groups), node in dropped) for group in columns)
        for node, found in towards.items()
    )
    return Matrix(tuple(towards), columns, cells)


def _towards(book: Book, framework: NodeFramework) -> tuple[dict[str, list[Activity]], set[str]]:
    whole = coverage(book, framework)
    live = {one.id: one for one in facts.live_activities(book)}
    leaves = [one for one in whole.nodes if not framework.children(one.node.id)]
    towards = {one.node.id: [live[each] for each in one.activities if each in live] for one in leaves}
    return towards, {one.node.id for one in leaves if one.reason}
