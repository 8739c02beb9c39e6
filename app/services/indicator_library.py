"""The library of indicators: the starter entries of this program and those imported for the country."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.foundation.errors import UserError
from app.foundation.paths import resources
from app.models.kinds.country import IndicatorEntry
from app.models.kinds.plan import Indicator
from app.services.desk import Desk
from app.services.views.said import Name, name_in
from app.words.catalogue import Words

SHOWN = ("en", "ar")


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """One indicator that can be taken over; `here` when the area has one of this code already."""

    id: str
    name: Name
    iasc: str
    unit: str
    level: str
    direction: str
    compared: tuple[str, ...]
    evidence: str
    here: bool = False


def library(desk: Desk) -> tuple[LibraryEntry, ...]:
    """Return the entries, the starter ones first; an imported entry replaces the starter one of its code."""
    taken = {one.library_code for one in desk.records(Indicator) if one.library_code}
    imported = {one.code or one.id: _imported(one) for one in desk.records(IndicatorEntry)}
    whole = {one.id: one for one in starters()} | imported
    return tuple(replace(one, here=one.id in taken) for one in whole.values())


@cache
def starters() -> tuple[LibraryEntry, ...]:
    """Return the entries that come with the program (source: JIPS indicator library, IASC criteria)."""
    with (resources() / "indicators" / "library.toml").open("rb") as file:
        listed = tomllib.load(file)["indicator"]
    words = {language: Words(language) for language in SHOWN}
    return tuple(
        LibraryEntry(
            id=one["code"],
            name=Name(**{language: words[language].say(_text_of(one["code"])) for language in SHOWN}),
            iasc=one.get("iasc", ""),
            unit=one["unit"],
            level=one["level"],
            direction=one["direction"],
            compared=tuple(one["compared"]),
            evidence=one.get("evidence", ""),
        )
        for one in listed
    )


def _text_of(code: str) -> str:
    return f"indicator.{code.lower().replace('.', '_')}"


def _imported(one: IndicatorEntry) -> LibraryEntry:
    compared = ("displaced", "non_displaced")
    return LibraryEntry(
        one.code or one.id,
        name_in(one, "name"),
        one.iasc or "",
        one.unit or "",
        one.level or "",
        one.direction or "",
        compared,
        one.evidence or "",
    )


def take_from_library(desk: Desk, codes: Sequence[str]) -> tuple[str, ...]:
    """Add indicators of the library to the plan, as one undo step; return their ids.

    One that the plan has already is passed over. Raises UserError `unknown_indicator`.
    """
    entries = {one.id: one for one in library(desk)}
    for code in codes:
        if code not in entries:
            raise UserError("unknown_indicator", name=code[:40])
    with desk.write("indicator.add") as unit:
        return tuple(
            unit.add(Indicator, **_values(entries[code]))
            for code in dict.fromkeys(codes)
            if not entries[code].here
        )


def _values(one: LibraryEntry) -> dict[str, object]:
    names = {f"name_{code}": getattr(one.name, code) or None for code in ("en", "ar", "ckb", "fr")}
    return {
        **names,
        "library_code": one.id,
        "type": "outcome",
        "compared": one.compared,
        **{name: getattr(one, name) or None for name in ("iasc", "unit", "level", "direction")},
    }
