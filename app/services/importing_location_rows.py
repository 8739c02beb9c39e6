"""The rows of a location list as values: of the location, of a population figure, of a severity rank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.models.folding import digits, fold
from app.models.record import Shape
from app.models.registry import describe
from app.models.values import problems_of_value
from app.services.gazetteer import level_of
from app.services.importing_location_columns import FIGURE_FIELDS, KIND_OF, RANK_FIELDS
from app.services.importing_problems import RowProblem
from app.services.importing_values import read_cell
from app.services.place_names import PlaceOption

Values = dict[str, Any]
_ARABIC = re.compile("[\u0600-\u06ff]")
# How master lists and index tables write codes, beside the program's own words.
_WORDS: dict[str, dict[str, str]] = {
    "category": {"very high": "high", "veryhigh": "high", "شديده جدا": "high"},
    "group": {
        "idp": "idp_out_of_camp", "idps": "idp_out_of_camp", "idps out of camp": "idp_out_of_camp",
        "idps in camp": "idp_camp", "camp idps": "idp_camp", "returnee": "returnee", "returnees": "returnee",
        "host": "host_community", "host community": "host_community", "نازحون": "idp_out_of_camp",
        "نازحين": "idp_out_of_camp", "عائدون": "returnee", "عائدين": "returnee",
    },
    "role": {"return location": "return", "idp location": "displacement"},
    "type": {"urban": "neighbourhood", "rural": "village", "city": "town", "informal": "informal_site"},
    "index": {"ri": "return_index", "di": "displacement_index"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LocationRow:
    """One row: its number in the file, and what it says of the location, of people there, of severity."""

    number: int
    location: Values = field(default_factory=dict)
    figure: Values = field(default_factory=dict)
    rank: Values = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """All names of the row, folded."""
        held = (self.location.get(name) for name in ("name_en", "name_ar", "name_ckb"))
        return frozenset(fold(str(one)) for one in held if one)

    @property
    def name(self) -> str:
        """The name as it stands in the file."""
        held = (self.location.get(name) for name in ("name_en", "name_ar", "name_ckb"))
        return next((str(one) for one in held if one), "")


def read_location_row(
    number: int, cells: Mapping[str, str], places: Iterable[PlaceOption]
) -> tuple[LocationRow, list[RowProblem]]:
    """Return the values of a row and what could not be read of it; an unreadable cell stays empty."""
    row, problems = LocationRow(number), list[RowProblem]()
    for name, cell in cells.items():
        text = cell.strip()
        if not text:
            continue
        wanted = ("name_ar" if _ARABIC.search(text) else "name_en") if name == "name" else name
        value = _value(wanted, text, places)
        if value is None or _breaks(wanted, value):
            said = {"column": wanted, "value": text[:80]}
            problems.append(RowProblem(number, "value", said, KIND_OF.get(wanted, "location")))
        else:
            _part(row, wanted).setdefault(wanted, value)
    if bool(row.location.get("latitude")) != bool(row.location.get("longitude")):
        row.location.pop("latitude", None)
        row.location.pop("longitude", None)
        problems.append(RowProblem(number, "half_coordinates"))
    return row, problems


def _part(row: LocationRow, name: str) -> Values:
    if name in FIGURE_FIELDS:
        return row.figure
    return row.rank if name in RANK_FIELDS else row.location


def _value(name: str, text: str, places: Iterable[PlaceOption]) -> object:
    if name == "sub_district":
        return _sub_district(text, places)
    rule_field = describe(KIND_OF.get(name, "location")).fields[name]
    shape = rule_field.rule.shape
    if name in _WORDS and fold(text) in _WORDS[name]:
        return _WORDS[name][fold(text)]
    if shape is Shape.KEY:
        return " ".join(text.split())
    return read_cell(rule_field, text)


def _sub_district(text: str, places: Iterable[PlaceOption]) -> str | None:
    pcode = digits(text).strip().upper()
    if level_of(pcode) == "sub_district":
        return pcode
    wanted = fold(text)
    found = [one.pcode for one in places if one.level == "sub_district" and wanted in _names(one)]
    return found[0] if len(found) == 1 else None


def _names(one: PlaceOption) -> frozenset[str]:
    return frozenset(fold(name) for name in (one.name.en, one.name.ar, one.name.ckb, one.name.fr) if name)


def _breaks(name: str, value: object) -> bool:
    description = describe(KIND_OF.get(name, "location"))
    return any(True for _ in problems_of_value(description, description.fields[name], value))
