"""Inputs that find administrative units by their names in three languages and by other spellings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.services.place_names import LEVELS_OF, PlaceOption
from app.services.views.records import rule_of
from app.ui.kit.input import Input, Options
from app.ui.kit.inputs import ReferenceInput
from app.ui.kit.pick_many import PickManyInput
from app.ui.language import label_text, say, words


class PlaceInput(ReferenceInput):
    """One unit; the value is its p-code. `finding` holds for each option what a search looks in."""

    def __init__(self, options: Options, finding: Mapping[str, str], placeholder: str = "") -> None:
        super().__init__(options, placeholder or say("area.places.search"), finding)

    def _place(self) -> int:
        place = super()._place()
        found = self.completer.rows(self.combo.currentText()) if place < 0 else []
        return found[0] if len(found) == 1 else place


class PlacesInput(PickManyInput):
    """Several units; the value is a tuple of p-codes."""

    def __init__(self, options: Options, finding: Mapping[str, str]) -> None:
        self._finding = finding
        super().__init__(options)

    def search(self, options: Options) -> ReferenceInput:
        return PlaceInput(options, self._finding, say("area.places.add"))


@dataclass(frozen=True)
class PlacePick:
    """Makes an input for these units; equal for equal units, so that a form knows when to be built anew."""

    places: tuple[PlaceOption, ...]
    language: str
    many: bool = False

    def __call__(self) -> Input:
        options = place_texts(self.places)
        finding = {one.pcode: one.folded for one in self.places}
        return PlacesInput(options, finding) if self.many else PlaceInput(options, finding)


def place_pick(kind: str, name: str, places: Sequence[PlaceOption]) -> PlacePick | None:
    """Return what makes the input of a field that holds p-codes; None for any other field."""
    levels = LEVELS_OF.get((kind, name))
    if levels is None:
        return None
    many = rule_of(kind, name).many
    return PlacePick(tuple(one for one in places if one.level in levels), words().language, many)


def place_texts(places: Sequence[PlaceOption], known: Iterable[PlaceOption] = ()) -> Options:
    """Return (p-code, name) by name in the language in force; equal names get the unit above beside them."""
    names = {one.pcode: label_text(one.name) for one in (*known, *places)}
    twice: dict[str, int] = {}
    for one in places:
        twice[names[one.pcode]] = twice.get(names[one.pcode], 0) + 1
    made: list[tuple[str, str]] = []
    for one in places:
        name = names[one.pcode]
        above = names.get(one.parent, one.parent)
        made.append((one.pcode, f"{name} ({above})" if twice[name] > 1 and above else name))
    return tuple(sorted(made, key=_by_text))


def _by_text(option: Any) -> str:
    return str(option[1]).casefold()
