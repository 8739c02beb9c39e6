"""The administrative units a person can choose from: the built-in gazetteer, and what was imported beside it.

Found by name in three languages and by alias; a p-code is what a choice means, never what is typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.models.book import Book
from app.models.folding import digits, fold
from app.models.ids import natural_id
from app.models.kinds.country import Place, PlaceAlias
from app.services.gazetteer import GazetteerPlace, find_place, level_of, parent_of, places
from app.services.views.said import Name

LEVELS = ("governorate", "district", "sub_district")
LEVELS_OF: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("area", "governorate"): ("governorate",),
    ("area", "districts"): ("district",),
    ("area", "sub_districts"): ("sub_district",),
    ("location", "sub_district"): ("sub_district",),
    ("expansion", "place"): ("district",),
    ("stakeholder", "places"): LEVELS,
}
"""(kind, field) → the levels of the units it can name: the fields that hold p-codes."""


@dataclass(frozen=True, slots=True)
class PlaceOption:
    """A unit: p-code, level (list `place_level`), name, p-code above or "", and what a search looks in."""

    pcode: str
    level: str
    name: Name
    parent: str
    folded: str = ""


def place_options(book: Book) -> tuple[PlaceOption, ...]:
    """Return all units known here, by p-code: those above come before those below them."""
    names = {place.pcode: Name(place.name_en, place.name_ar, place.name_ckb) for place in places()}
    spellings: dict[str, list[str]] = {place.pcode: list(place.aliases) for place in places()}
    for imported in book.of(Place):
        pcode = imported.pcode or ""
        if level_of(pcode):
            names[pcode] = _united(imported, names.get(pcode, Name()))
    for alias in book.of(PlaceAlias):
        spellings.setdefault(alias.pcode or "", []).append(alias.spelling or "")
    return tuple(_option(pcode, names[pcode], spellings.get(pcode, ())) for pcode in sorted(names, key=_rank))


def place_in(book: Book, pcode: str | None) -> GazetteerPlace | None:
    """Return a unit as it is known here: an imported list before the built-in gazetteer; None for neither."""
    code = digits(pcode or "").strip().upper()
    built_in, imported = find_place(code), book.get(Place, natural_id("country", "place", (code,)))
    if imported is None or not level_of(code):
        return built_in
    known = Name(built_in.name_en, built_in.name_ar, built_in.name_ckb) if built_in else Name()
    name, aliases = _united(imported, known), built_in.aliases if built_in else ()
    return GazetteerPlace(code, level_of(code), name.en, name.ar, parent_of(code), name.ckb, aliases)


def options_for(book: Book, kind: str) -> tuple[PlaceOption, ...]:
    """Return the units that fields of a kind can name; () for a kind without such fields."""
    levels = {level for (name, _), all_levels in LEVELS_OF.items() if name == kind for level in all_levels}
    return tuple(one for one in place_options(book) if one.level in levels) if levels else ()


def _rank(pcode: str) -> tuple[int, str]:
    return len(pcode), pcode


def _united(place: Place, known: Name) -> Name:
    return Name(
        place.name_en or known.en,
        place.name_ar or known.ar,
        place.name_ckb or known.ckb,
        place.name_fr or known.fr,
    )


def _option(pcode: str, name: Name, spellings: Iterable[str]) -> PlaceOption:
    words = (name.en, name.ar, name.ckb, name.fr, *spellings)
    folded = " ".join(fold(word) for word in words if word)
    return PlaceOption(pcode, level_of(pcode), name, parent_of(pcode), folded)


def below(options: Iterable[PlaceOption], level: str, parents: Iterable[str]) -> tuple[PlaceOption, ...]:
    """Return the units of a level under any of the parents; all of the level when no parent is given."""
    above = tuple(parents)
    return tuple(
        one for one in options if one.level == level and (not above or any(one.parent == p for p in above))
    )


def named(options: Iterable[PlaceOption]) -> Mapping[str, Name]:
    """Return p-code → name."""
    return {one.pcode: one.name for one in options}
