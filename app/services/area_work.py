"""Work on the area: judging criteria, deciding, locations, their series, the ranking; one undo step each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from app.foundation.errors import UserError
from app.models.folding import digits
from app.models.kinds.area import (
    Area,
    AreaDecision,
    Location,
    PopulationFigure,
    SelectionCriterion,
    SeverityRank,
    Source,
)
from app.models.kinds.inside import SiteCoordinates
from app.models.values import read_number
from app.process.rounds import USED_FIELD
from app.services.desk import Desk
from app.services.stakeholder_work import author_name
from app.services.unit import Unit
from app.services.views.area import current_decision
from app.services.views.area_locations import LocationEntry, all_rounds, locations

Values = Mapping[str, object]
INFORMAL = "informal_site"
_SEVERITY = {"high": 3, "medium": 2, "low": 1}
_PAIR = re.compile(r"\s*([+-]?\d+[.,٫]?\d*)\s*°?\s*[NnE]?\s*[,;\s]\s*([+-]?\d+[.,٫]?\d*)\s*°?\s*[EeN]?\s*")


def judge(desk: Desk, criterion: str, values: Values) -> None:
    """Note what is said of a selection criterion; an assessment carries who judged and when.

    Raises UserError.
    """
    held = next(iter(desk.records(SelectionCriterion, criterion=criterion)), None)
    noted = dict(values)
    if values.get("assessment"):
        noted.setdefault("assessed_on", (held.assessed_on if held else None) or desk.today)
        noted.setdefault("assessed_by", (held.assessed_by if held else None) or author_name(desk))
    with desk.write("selection_criterion.edit") as unit:
        if held is None:
            unit.add(SelectionCriterion, "", criterion=criterion, **noted)
        else:
            unit.set(SelectionCriterion, held.id, **noted)


def decide(desk: Desk, values: Values) -> None:
    """Note the decision on the area: what, by whom, when, why. "Selected" makes a candidate a selected area.

    The first thing said makes the record, on today's day. Raises UserError.
    """
    held, area = current_decision(desk.book()), desk.find(Area, desk.area)
    with desk.write("area_decision.edit") as unit:
        if held is None:
            first = {"decision": "postponed", "decided_on": desk.today}
            unit.add(AreaDecision, "", **{**first, **values})
        else:
            unit.set(AreaDecision, held.id, **values)
        if values.get("decision") == "selected" and area is not None and area.status in (None, "candidate"):
            unit.set(Area, area.id, status="selected")


def add_location(desk: Desk, name: str, language: str, role: str = "return") -> str:
    """Add a location by its name in a language and return its id. Raises UserError for an empty name."""
    with desk.write("location.add") as unit:
        return unit.add(Location, **{f"name_{language}": name}, role=role)


def read_degrees(text: str) -> tuple[str, str]:
    """Return latitude and longitude from "36.262, 41.861" in any digits.

    Raises UserError `not_coordinates` for anything else, and where they lie outside of the globe.
    """
    found = _PAIR.fullmatch(digits(text))
    pair = [part.replace(",", ".").replace("٫", ".") for part in found.groups()] if found else ["", ""]
    latitude, longitude = (read_number(part) for part in pair)
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        raise UserError("not_coordinates", value=text[:60])
    return pair[0], pair[1]


def set_coordinates(desk: Desk, location: str, text: str) -> None:
    """Set where a location lies from "latitude, longitude"; an empty text clears.

    Those of an informal site stay in the group's own space. Raises UserError `not_coordinates`.
    """
    pair: tuple[str | None, str | None] = read_degrees(text) if text.strip() else (None, None)
    one = desk.find(Location, location)
    with desk.write("location.edit") as unit:
        put_coordinates(desk, unit, location, pair, inside=one is not None and one.type == INFORMAL)


def put_coordinates(
    desk: Desk, unit: Unit, location: str, pair: tuple[str | None, str | None], *, inside: bool
) -> None:
    """Write coordinates into the space where they belong, and take them out of the other one."""
    latitude, longitude = pair
    here = desk.find(Location, location)
    held = next(iter(desk.records(SiteCoordinates, location=location)), None)
    if inside and desk.sees_group:
        if here is not None and (here.latitude or here.longitude):
            unit.set(Location, location, latitude=None, longitude=None)
        if held is not None:
            unit.set(SiteCoordinates, held.id, latitude=latitude, longitude=longitude)
        elif latitude:
            unit.add(SiteCoordinates, location=location, latitude=latitude, longitude=longitude)
        return
    unit.set(Location, location, latitude=latitude, longitude=longitude)
    if held is not None:
        unit.remove(SiteCoordinates, held.id)


def set_location_type(desk: Desk, location: str, value: str | None) -> None:
    """Change a location's type; coordinates move into the group's space for an informal site, else out."""
    one = desk.find(Location, location)
    site = next(iter(desk.records(SiteCoordinates, location=location)), None)
    with desk.write("location.edit") as unit:
        unit.set(Location, location, type=value)
        if one is not None and (value == INFORMAL) != (one.type == INFORMAL):
            held = site or one
            if held.latitude and held.longitude:
                pair = (held.latitude, held.longitude)
                put_coordinates(desk, unit, location, pair, inside=value == INFORMAL)


def add_figure(desk: Desk, location: str, values: Values) -> str:
    """Add people of one group from one source at one day to the series of a location, and return its id.

    Raises UserError `figure_is_here` when that very figure is in the series already, and for what is missing.
    """
    key = {name: values.get(name) for name in ("group", "source", "as_of")}
    if any(True for _ in desk.records(PopulationFigure, location=location, **key)):
        raise UserError("figure_is_here")
    with desk.write("population_figure.add") as unit:
        return unit.add(PopulationFigure, "", location=location, **values)


def add_severity(desk: Desk, location: str, values: Values) -> str:
    """Add the severity of a location in one round to its series, and return its id.

    Raises UserError `round_is_here` when the location has a rank in that round, and for what is missing.
    """
    key = {name: values.get(name) for name in ("index", "round")}
    if any(True for _ in desk.records(SeverityRank, location=location, **key)):
        raise UserError("round_is_here", round=str(values.get("round") or ""))
    with desk.write("severity_rank.add") as unit:
        return unit.add(SeverityRank, "", location=location, **values)


def use_round(desk: Desk, index: str, round_name: str) -> None:
    """Let the ranking use a round of an index from now on; the order of the locations stays as it is."""
    with desk.write("ranking.round") as unit:
        unit.set(Area, desk.area, **{USED_FIELD[index]: round_name})


def rank_at(desk: Desk, location: str, place: int) -> None:
    """Put a location at a place of the ranking, from 1; 0 takes it out. Those after it move up or down."""
    order = [one.id for one in _ranked(desk) if one.id != location]
    if place > 0:
        order.insert(place - 1, location)
    with desk.write("ranking.move") as unit:
        if place <= 0:
            unit.set(Location, location, priority_rank=None)
        _number(unit, order)


def rank_by_severity(desk: Desk) -> int:
    """Order all locations by their severity in the rounds used, the gravest first; returns how many.

    Where severity is equal, more people come first; those without a rank in the round keep their order at
    the end. Rationales stay.
    """
    entries = _entries(desk)
    known = [one for one in entries if one.used is not None]
    known.sort(key=_gravest)
    rest = [one for one in entries if one.used is None and one.rank is not None]
    with desk.write("ranking.by_severity") as unit:
        _number(unit, [one.id for one in (*known, *rest)])
    return len(known)


def _gravest(one: LocationEntry) -> tuple[int, float, int, str]:
    category = _SEVERITY.get(one.used.category, 0) if one.used else 0
    score = one.used.score if one.used and one.used.score is not None else -1.0
    return (-category, -score, -(one.people or 0), one.id)


def _number(unit: Unit, order: Sequence[str]) -> None:
    for number, record_id in enumerate(order, 1):
        unit.set(Location, record_id, priority_rank=number)


def _ranked(desk: Desk) -> list[LocationEntry]:
    return [one for one in _entries(desk) if one.rank is not None]


def _entries(desk: Desk) -> tuple[LocationEntry, ...]:
    book = desk.book()
    return locations(book, all_rounds(book, desk.find(Area, desk.area)), {})


def add_source(desk: Desk, title: str, language: str) -> str:
    """Add a source by its title in a language and return its id. Raises UserError for an empty title."""
    with desk.write("source.add") as unit:
        return unit.add(Source, **{f"title_{language}": title})
