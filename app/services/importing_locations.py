"""Taking a list of locations: matched by DTM id, p-code, then name (a person confirms); one undo step.

A round or a date adds to the series of a location and never overwrites. Of a location that is here only
gaps are filled.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.documents.workbook.reader import Table, read_table
from app.foundation.errors import UserError
from app.models.book import Book
from app.models.folding import fold
from app.models.kinds.area import Location, PopulationFigure, SeverityRank
from app.process.rounds import index_for
from app.services.area_work import INFORMAL, put_coordinates
from app.services.desk import Desk
from app.services.importing_columns import column_named
from app.services.importing_location_columns import FIELDS, FIGURE_FIELDS, RANK_FIELDS, guessed
from app.services.importing_location_match import Index, Match, decided, known_names
from app.services.importing_location_rows import LocationRow, Values, read_location_row
from app.services.importing_problems import RowProblem
from app.services.place_names import place_options
from app.services.unit import Unit

CLIPBOARD = "clipboard"
_IDENTITY = ("name", "name_en", "name_ar", "name_ckb")
_COORDINATES = ("latitude", "longitude")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a list does not say of itself: where it is from, its day, its round, whom it counts."""

    source: str = ""
    as_of: str = ""
    group: str = "returnee"
    role: str = "return"
    round: str = ""
    round_date: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What taking the list would do, or did."""

    rows: int
    added: int
    filled: int
    figures: int
    ranks: int
    known: int
    waiting: tuple[Match, ...]
    problems: tuple[RowProblem, ...]
    rounds: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to take."""
        return not (self.added or self.filled or self.figures or self.ranks)


def read_location_table(given: Path | str, sheet: str | None = None) -> Table:
    """Return the table of a file, or of text that was copied. Raises as `read_table`."""
    if isinstance(given, str):
        return read_table(given.encode("utf-8"), CLIPBOARD)
    return read_table(given, given.name, sheet)


def guess_mapping(desk: Desk, table: Table) -> dict[str, str]:
    """Return field → header: what was chosen for this layout before, else a guess from tags and headers."""
    kept = desk.recall(_memory(table))
    if kept is None:
        return guessed(table.headers, table.tags)
    return {name: header for name, header in json.loads(kept).items() if header in table.headers}


def _memory(table: Table) -> str:
    return f"import.locations/{table.fingerprint}"


@dataclass(slots=True)
class _Plan:
    """What will be written: new locations with their values, gaps to fill, figures and ranks by location."""

    added: list[tuple[Match, Values]] = field(default_factory=list)
    filled: list[tuple[str, Values]] = field(default_factory=list)
    figures: list[tuple[Match, Values]] = field(default_factory=list)
    ranks: list[tuple[Match, Values]] = field(default_factory=list)
    waiting: list[Match] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    known: int = 0


def preview(
    desk: Desk, table: Table, mapping: Mapping[str, str], setting: Setting, choices: Mapping[int, str]
) -> Outcome:
    """Return what taking the list would do; nothing is written.

    `choices` says for rows that wait (by number) which location they mean: its id, "new" or "skip".
    Raises UserError `unknown_field`, `unknown_column`, `no_name_column`, `source_needed`, `round_needed`.
    """
    return _outcome(table, _plan(desk, table, mapping, setting, choices))


def import_locations(
    desk: Desk, table: Table, mapping: Mapping[str, str], setting: Setting, choices: Mapping[int, str]
) -> Outcome:
    """Take the list as one action and remember the mapping for this layout. Raises as `preview`."""
    plan = _plan(desk, table, mapping, setting, choices)
    outcome = _outcome(table, plan)
    if not outcome.nothing:
        with desk.write("location.import") as unit:
            _write(desk, unit, plan)
    desk.remember(_memory(table), json.dumps(dict(mapping), ensure_ascii=False))
    return outcome


def _outcome(table: Table, plan: _Plan) -> Outcome:
    rounds = tuple(sorted({str(values["round"]) for _, values in plan.ranks}))
    return Outcome(
        len(table.rows),
        len(plan.added),
        len(plan.filled),
        len(plan.figures),
        len(plan.ranks),
        plan.known,
        tuple(plan.waiting),
        tuple(plan.problems),
        rounds,
    )


def _write(desk: Desk, unit: Unit, plan: _Plan) -> None:
    ids: dict[int, str] = {}
    for match, values in plan.added:
        pair = tuple(values.pop(name, None) for name in _COORDINATES)
        record_id = desk.ids.record()
        inside = values.get("type") == INFORMAL and desk.sees_group
        own = values if inside else {**values, "latitude": pair[0], "longitude": pair[1]}
        ids[match.row.number] = unit.add(Location, record_id, **own)
        if inside and pair[0]:
            put_coordinates(desk, unit, record_id, (pair[0], pair[1]), inside=True)
    for location, values in plan.filled:
        pair = tuple(values.pop(name, None) for name in _COORDINATES)
        if values:
            unit.set(Location, location, **values)
        if pair[0]:
            here = desk.find(Location, location)
            inside = here is not None and here.type == INFORMAL
            put_coordinates(desk, unit, location, (pair[0], pair[1]), inside=inside)
    for kind, entries in ((PopulationFigure, plan.figures), (SeverityRank, plan.ranks)):
        for match, values in entries:
            unit.add(kind, "", location=match.location or ids[match.row.number], **values)


def _plan(
    desk: Desk, table: Table, mapping: Mapping[str, str], setting: Setting, choices: Mapping[int, str]
) -> _Plan:
    columns = _columns(table, mapping)
    _check_setting(columns, setting)
    book, places, plan = desk.book(), place_options(desk.book()), _Plan()
    index = Index(book)
    for number, cells in zip(table.numbers, table.rows, strict=True):
        row, problems = read_location_row(number, {n: cells[at] for n, at in columns.items()}, places)
        plan.problems += problems
        if not row.names and not (row.location.get("dtm_id") or row.location.get("pcode")):
            plan.problems.append(RowProblem(number, "no_name"))
            continue
        match = decided(index.match(row), choices)
        if match is None:
            continue
        if match.waits:
            plan.waiting.append(match)
            continue
        _plan_row(book, plan, _joined(plan, match), setting)
    return plan


def _check_setting(columns: Mapping[str, int], setting: Setting) -> None:
    if any(name in columns for name in ("households", "individuals")):
        if not setting.source:
            raise UserError("source_needed")
        if not setting.as_of and "as_of" not in columns:
            raise UserError("day_needed")
    if (
        any(name in columns for name in ("score", "category"))
        and not setting.round
        and "round" not in columns
    ):
        raise UserError("round_needed")


def _columns(table: Table, mapping: Mapping[str, str]) -> dict[str, int]:
    for name in mapping:
        if name not in FIELDS:
            raise UserError("unknown_field", kind="location", field=name[:80])
    columns = {name: column_named(table.headers, header) for name, header in mapping.items()}
    if not any(name in columns for name in (*_IDENTITY, "dtm_id", "pcode")):
        raise UserError("no_name_column")
    return columns


def _joined(plan: _Plan, match: Match) -> Match:
    """Several rows of one new place (a row per group) are one location: the first row stands for all."""
    if match.location:
        return match
    for other, values in plan.added:
        same_id = values.get("dtm_id") and values.get("dtm_id") == match.row.location.get("dtm_id")
        same_place = values.get("sub_district") == match.row.location.get("sub_district")
        if same_id or (match.row.names & other.row.names and same_place):
            return replace(match, row=replace(match.row, number=other.row.number))
    return match


def _plan_row(book: Book, plan: _Plan, match: Match, setting: Setting) -> None:
    row, here = match.row, book.get(Location, match.location)
    if here is None and not any(other.row.number == row.number for other, _ in plan.added):
        plan.added.append((match, {"role": setting.role, **row.location}))
    elif here is not None:
        gaps = _gaps(book, here, row)
        if gaps:
            plan.filled.append((here.id, gaps))
    role = str(row.location.get("role") or (here.role if here else None) or setting.role)
    _plan_figure(book, plan, match, setting)
    _plan_rank(book, plan, match, setting, role)


def _gaps(book: Book, here: Location, row: LocationRow) -> Values:
    """Return what the list knows and the location does not say yet; another spelling becomes an alias."""
    from app.models.kinds.inside import SiteCoordinates

    placed = here.latitude or book.where(SiteCoordinates, location=here.id)
    wanted = {
        name: value
        for name, value in row.location.items()
        if getattr(here, name) in (None, "") and not (name in _COORDINATES and placed)
    }
    known = known_names(here)
    other = next((name for name in ("name_en", "name_ar") if name in row.location and name not in wanted), "")
    spelled = str(row.location.get(other, "")) if other else ""
    if spelled and fold(spelled) not in known:
        wanted["aliases"] = "; ".join(part for part in (here.aliases, spelled) if part)
    return wanted


def _plan_figure(book: Book, plan: _Plan, match: Match, setting: Setting) -> None:
    values = {name: value for name, value in match.row.figure.items() if name in FIGURE_FIELDS}
    if values.get("households") is None and values.get("individuals") is None:
        return
    values = {"group": setting.group, "as_of": setting.as_of, **values, "source": setting.source}
    key = {name: values[name] for name in ("group", "source", "as_of")}
    held = book.where(PopulationFigure, location=match.location, **key) if match.location else ()
    counted = [one for one in held if _differs(one, values, ("households", "individuals"))]
    if counted:
        plan.problems.append(RowProblem(match.row.number, "figure_here", {"name": match.row.name}))
    if held:
        plan.known += 1
    elif not any(other.row.number == match.row.number and v == values for other, v in plan.figures):
        plan.figures.append((match, values))


def _plan_rank(book: Book, plan: _Plan, match: Match, setting: Setting, role: str) -> None:
    values = {name: value for name, value in match.row.rank.items() if name in RANK_FIELDS}
    if values.get("score") is None and values.get("category") is None:
        return
    first = {"index": index_for(role), "round": setting.round, "source": setting.source or None}
    values = {**first, "round_date": setting.round_date or None, **values}
    key = {name: values[name] for name in ("index", "round")}
    held = book.where(SeverityRank, location=match.location, **key) if match.location else ()
    if any(_differs(one, values, ("score", "category")) for one in held):
        params = {"name": match.row.name, "round": str(values["round"])}
        plan.problems.append(RowProblem(match.row.number, "round_here", params))
    if held:
        plan.known += 1
    else:
        plan.ranks.append((match, values))


def _differs(one: Any, values: Values, names: tuple[str, ...]) -> bool:
    return any(values.get(name) is not None and getattr(one, name) != values[name] for name in names)
