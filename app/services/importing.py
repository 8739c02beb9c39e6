"""Reading a place list: governorates, districts and sub-districts with their p-codes (OCHA's scheme)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.documents.workbook.reader import Table, read_table
from app.models.folding import digits, fold
from app.models.ids import natural_id
from app.models.kinds.country import Place
from app.models.values import read_number
from app.services.desk import Desk
from app.services.gazetteer import level_of, parent_of
from app.services.importing_columns import LANGUAGES, LEVELS, place_columns
from app.services.importing_problems import RowProblem

LEVEL_NAMES = ("governorate", "district", "sub_district")


@dataclass(slots=True)
class Unit:
    """One administrative unit as far as the table tells: p-code, names by language, coordinates as text."""

    pcode: str
    names: dict[str, str] = field(default_factory=dict)
    latitude: str = ""
    longitude: str = ""

    @property
    def level(self) -> str:
        """Return governorate, district or sub_district."""
        return level_of(self.pcode)

    def values(self) -> dict[str, Any]:
        """Return the fields of the place record, those that are empty left out."""
        values: dict[str, Any] = {f"name_{language}": name for language, name in self.names.items()}
        values |= {"level": self.level, "parent_pcode": parent_of(self.pcode)}
        values |= {"latitude": self.latitude, "longitude": self.longitude}
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class PlaceList:
    """The units of a table in order, the number of its rows, and what was wrong in some of them."""

    units: tuple[Unit, ...]
    rows: int
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True, slots=True)
class PlacesReport:
    """How many units of each level the table holds, its rows and problems, what was (or would be) new."""

    governorates: int
    districts: int
    sub_districts: int
    rows: int
    added: int
    changed: int
    problems: tuple[RowProblem, ...]


def read_places(path: Path, sheet: str | None = None, given: Mapping[str, str] | None = None) -> PlaceList:
    """Return the places in a table. `given` maps fields such as `adm1_code` to headers.

    Raises UserError `no_pcode_column`, `unknown_column`, `unknown_field` and as `read_table`; PlaceError.
    """
    return places_of(read_table(path, path.name, sheet), given or {})


def places_of(table: Table, given: Mapping[str, str]) -> PlaceList:
    """Return the places in a table that was read."""
    reading = _Reading(place_columns(table, given))
    for number, row in zip(table.numbers, table.rows, strict=True):
        reading.row(number, row)
    return PlaceList(tuple(reading.units.values()), len(table.rows), tuple(reading.problems))


class _Reading:
    """Goes through the rows; a row with a wrong p-code is noted and left out."""

    def __init__(self, columns: Mapping[str, int]) -> None:
        self._columns = columns
        self.units: dict[str, Unit] = {}
        self.problems: list[RowProblem] = []
        self._lowest: set[str] = set()

    def row(self, number: int, row: tuple[str, ...]) -> None:
        """Take in one row."""
        cells = {name: row[column].strip() for name, column in self._columns.items()}
        codes = {
            level: digits(cells[f"adm{level}_code"]).upper()
            for level in LEVELS
            if cells.get(f"adm{level}_code")
        }
        wrong = next(_wrong_codes(number, codes), None)
        if wrong is None and codes and codes[max(codes)] in self._lowest:
            wrong = RowProblem(number, "duplicate", {"pcode": codes[max(codes)]})
        if wrong is not None:
            self.problems.append(wrong)
            return
        for level, pcode in codes.items():
            self._name(number, self.units.setdefault(pcode, Unit(pcode)), level, cells)
        self._lowest.add(codes[max(codes)])
        self._locate(number, self.units[codes[max(codes)]], cells)

    def _name(self, number: int, unit: Unit, level: int, cells: Mapping[str, str]) -> None:
        for language in LANGUAGES:
            name = " ".join(cells.get(f"adm{level}_name_{language}", "").split())
            known = unit.names.get(language) or name
            if name and fold(known) != fold(name):
                self.problems.append(
                    RowProblem(number, "name_differs", {"pcode": unit.pcode, "name": name, "known": known})
                )
            if known:
                unit.names[language] = known

    def _locate(self, number: int, unit: Unit, cells: Mapping[str, str]) -> None:
        given = [digits(cells.get(name, "")).replace("٫", ".") for name in ("lat", "lon")]
        if not any(given):
            return
        if _within(given[0], 90) and _within(given[1], 180):
            unit.latitude, unit.longitude = given
        else:
            self.problems.append(RowProblem(number, "coordinates", {"value": ", ".join(given)[:80]}))


def _wrong_codes(number: int, codes: Mapping[int, str]) -> Iterator[RowProblem]:
    if not codes:
        yield RowProblem(number, "no_pcode")
    above = ""
    for level, pcode in sorted(codes.items()):
        if level_of(pcode) != LEVEL_NAMES[level - 1]:
            yield RowProblem(number, "pcode", {"value": pcode[:80]})
        elif above and not pcode.startswith(above):
            yield RowProblem(number, "not_below", {"pcode": pcode, "parent": above})
        above = pcode


def _within(text: str, bound: int) -> bool:
    value = read_number(text)
    return value is not None and abs(value) <= bound


def import_places(desk: Desk, places: PlaceList, *, write: bool = True) -> PlacesReport:
    """Write the places as one action, or with `write` false only say what would be new.

    A place that is here already is edited where the table says otherwise. Raises UserError, PlaceError.
    """
    known = {unit.pcode: _known(desk, unit) for unit in places.units}
    fresh = [unit for unit in places.units if known[unit.pcode] is None]
    edited = [unit for unit in places.units if _differs(known[unit.pcode], unit)]
    if write and (fresh or edited):
        with desk.write("place.import") as unit_of_work:
            for unit in (*fresh, *edited):
                unit_of_work.add(Place, pcode=unit.pcode, **unit.values())
    count = {name: sum(unit.level == name for unit in places.units) for name in LEVEL_NAMES}
    return PlacesReport(
        count["governorate"],
        count["district"],
        count["sub_district"],
        places.rows,
        len(fresh),
        len(edited),
        places.problems,
    )


def _known(desk: Desk, unit: Unit) -> Place | None:
    return desk.find(Place, natural_id("country", "place", (unit.pcode,)))


def _differs(place: Place | None, unit: Unit) -> bool:
    if place is None:
        return False
    return any(getattr(place, name) != value for name, value in unit.values().items())
