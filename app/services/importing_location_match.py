"""Which location of the area a row of a list means: by DTM id, then p-code; a name only proposes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from app.models.book import Book
from app.models.folding import fold
from app.models.kinds.area import Location
from app.services.importing_location_rows import LocationRow
from app.services.likeness import ALIKE, SHORTEST_ALIKE, name_form
from app.services.views.said import Name, name_in

How = Literal["dtm_id", "pcode", "name", "new"]
NEW, SKIP = "new", "skip"
MOST_NEAR = 3
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Match:
    """One row and the location it means: how it was found, its id ("" for a new one), others it may mean.

    A row found by name only, or by several, waits until a person says which one it is.
    """

    row: LocationRow
    how: How
    location: str = ""
    candidates: tuple[tuple[str, Name], ...] = ()
    waits: bool = False


class Index:
    """Finds the location a row means."""

    def __init__(self, book: Book) -> None:
        self._by: dict[str, dict[str, str]] = {"dtm_id": {}, "pcode": {}}
        self._named: dict[str, list[Location]] = {}
        self._forms: dict[str, list[Location]] = {}
        for one in book.of(Location):
            for name, held in self._by.items():
                value = fold(str(getattr(one, name) or ""))
                if value:
                    held.setdefault(value, one.id)
            for spelled in known_names(one):
                self._named.setdefault(spelled, []).append(one)
                self._forms.setdefault(name_form(spelled), []).append(one)

    def _near(self, name: str, row: LocationRow) -> list[Location]:
        """Return locations whose name is spelled nearly so, but none of another sub-district."""
        from rapidfuzz import fuzz, process

        form, numbers = name_form(name), _NUMBER.findall(name)
        if len(form) < SHORTEST_ALIKE:
            return []
        found = process.extract(
            form, list(self._forms), scorer=fuzz.ratio, processor=None, score_cutoff=ALIKE, limit=MOST_NEAR
        )
        near = [
            one for other, _, _ in found if _NUMBER.findall(other) == numbers for one in self._forms[other]
        ]
        place = row.location.get("sub_district")
        return [one for one in near if not (place and one.sub_district and one.sub_district != place)]

    def match(self, row: LocationRow) -> Match:
        """Return the match of a row; a DTM id or p-code that is known decides, a name only proposes."""
        codes: tuple[tuple[How, str], ...] = (("dtm_id", "dtm_id"), ("pcode", "pcode"))
        for how, name in codes:
            found = self._by[name].get(fold(str(row.location.get(name) or "")))
            if found:
                return Match(row, how, found)
        alike = {one.id: one for name in row.names for one in self._named.get(name, ())}
        alike = alike or {one.id: one for name in row.names for one in self._near(name, row)}
        known_code = row.location.get("dtm_id")
        candidates = [
            one for one in alike.values() if not (known_code and one.dtm_id and one.dtm_id != known_code)
        ]
        if not candidates:
            return Match(row, "new")
        return Match(
            row, "name", candidates[0].id, tuple((one.id, name_in(one, "name")) for one in candidates), True
        )


def known_names(one: Location) -> frozenset[str]:
    """Return all spellings of a location that are known, folded."""
    names = (one.name_en, one.name_ar, one.name_ckb, one.name_fr, *(one.aliases or "").split(";"))
    return frozenset(fold(name) for name in names if name and name.strip())


def decided(match: Match, choices: Mapping[int, str]) -> Match | None:
    """Return the match as the person said, None when the row shall be left out."""
    choice = choices.get(match.row.number, "")
    if not match.waits or not choice:
        return match
    if choice == SKIP:
        return None
    if choice == NEW:
        return replace(match, location="", how="new", waits=False)
    return replace(match, location=choice, waits=False)
