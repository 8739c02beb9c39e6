"""The built-in gazetteer: governorates, districts and some sub-districts with their p-codes.

A gazetteer, not an authority. Places are found by p-code; names only help people to look them up,
because several spellings of one name are the rule.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from app.foundation.paths import resources
from app.models.folding import digits, fold

GOVERNORATE = re.compile(r"IQG(0[1-9]|1[0-8])")
DISTRICT = re.compile(r"IQG(0[1-9]|1[0-8])Q\d{2}")
SUB_DISTRICT = re.compile(r"IQG(0[1-9]|1[0-8])Q\d{2}N\d{2}")


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """An administrative unit: p-code, level (list `place_level`), names, p-code of the unit above or ""."""

    pcode: str
    level: str
    name_en: str
    name_ar: str
    parent: str
    name_ckb: str = ""
    aliases: tuple[str, ...] = ()


def level_of(pcode: str) -> str:
    """Return the level that a p-code names, or "" when it is no p-code of Iraq (OCHA's scheme)."""
    levels = (("governorate", GOVERNORATE), ("district", DISTRICT), ("sub_district", SUB_DISTRICT))
    return next((level for level, shape in levels if shape.fullmatch(pcode)), "")


def parent_of(pcode: str) -> str:
    """Return the p-code of the unit above, or "" for a governorate and for anything that is no p-code."""
    return pcode[:-3] if level_of(pcode) in ("district", "sub_district") else ""


@cache
def places() -> tuple[GazetteerPlace, ...]:
    """Return all places of the gazetteer: governorates first, then districts, then sub-districts."""
    file = resources() / "gazetteer" / "iraq.toml"
    with file.open("rb") as stream:
        entries = tomllib.load(stream)["place"]
    return tuple(
        GazetteerPlace(
            entry["pcode"],
            level_of(entry["pcode"]),
            entry["name_en"],
            entry["name_ar"],
            parent_of(entry["pcode"]),
            entry.get("name_ckb", ""),
            tuple(entry.get("aliases", ())),
        )
        for entry in entries
    )


def find_place(pcode: str) -> GazetteerPlace | None:
    """Return the place with this p-code, or None. Case and digits of other scripts do not matter."""
    return _by_code().get(digits(pcode).strip().upper())


def is_place(pcode: str) -> bool:
    """Whether this is exactly the p-code of a place."""
    return pcode in _by_code()


@cache
def _by_code() -> dict[str, GazetteerPlace]:
    return {place.pcode: place for place in places()}


def children(pcode: str) -> tuple[GazetteerPlace, ...]:
    """Return the places directly below a p-code."""
    return tuple(place for place in places() if place.parent == pcode)


def search(text: str, limit: int = 20) -> tuple[GazetteerPlace, ...]:
    """Return places whose p-code, name or alias begins with the text, then those that contain it."""
    wanted = fold(text)
    if not wanted:
        return ()
    ranked = ((_rank(words, wanted), place) for place, words in _folded())
    found = [(rank, place) for rank, place in ranked if rank < _NOWHERE]
    return tuple(place for _, place in sorted(found, key=lambda one: one[0]))[:limit]


_NOWHERE = 3


def _rank(words: tuple[str, ...], wanted: str) -> int:
    if wanted in words:
        return 0
    if any(word.startswith(wanted) or f" {wanted}" in word for word in words):
        return 1
    return 2 if any(wanted in word for word in words) else _NOWHERE


@cache
def _folded() -> tuple[tuple[GazetteerPlace, tuple[str, ...]], ...]:
    return tuple(
        (place, tuple(fold(word) for word in (place.pcode, *_names(place), *place.aliases)))
        for place in places()
    )


def _names(place: GazetteerPlace) -> tuple[str, ...]:
    return tuple(name for name in (place.name_en, place.name_ar, place.name_ckb) if name)
