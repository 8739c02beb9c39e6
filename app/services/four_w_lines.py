"""The rows of the 4W workbook: who does what, where, for whom; one for each place of an activity.

An activity in several places has a row for each; its money and the figures of a target stand in one of them
only, so that sums over a column are right. Targets beyond the number of places have rows of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeVar

from app.models.book import Book
from app.models.kinds.area import Area, Location
from app.models.kinds.plan import Activity, Plan, Progress, Target
from app.services.gazetteer import GazetteerPlace, parent_of
from app.services.place_names import place_in

Owned = TypeVar("Owned", Target, Progress)
NOTHING: tuple[tuple[None, None], ...] = ((None, None),)
"""Of an activity without places and targets there is one row all the same."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: an activity at a place, with a target and what was reached of it where they are told.

    `first` is true in the row that tells the activity's money.
    """

    activity: Activity
    location: Location | None
    target: Target | None
    progress: Progress | None
    first: bool

    @property
    def id(self) -> str:
        """The record id of the row: of the activity, its target and place, as far as there are any."""
        parts = (self.activity, self.target, self.location)
        return "/".join(one.id for one in parts if one is not None)


@dataclass(frozen=True, slots=True)
class Places:
    """Governorate, district and sub-district of a row as the gazetteer has them."""

    governorate: GazetteerPlace | None = None
    district: GazetteerPlace | None = None
    sub_district: GazetteerPlace | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What all rows of a workbook share."""

    plan: Plan | None
    area: Area | None
    version: str
    source: str
    today: str


def lines(book: Book) -> Iterator[Line]:
    """Yield the rows, activities by code, places by name."""
    targets, reports = _by_activity(book.of(Target)), _by_activity(book.of(Progress))
    for activity in sorted(book.of(Activity), key=lambda one: (one.code or "~", one.id)):
        places = [place for one in activity.locations if (place := book.get(Location, one)) is not None]
        places.sort(key=lambda one: (one.name_en or one.name_ar or "", one.id))
        yield from _lines(activity, places, targets.get(activity.id, []), reports.get(activity.id, []))


def _by_activity(records: Iterable[Owned]) -> dict[str, list[Owned]]:
    found: dict[str, list[Owned]] = {}
    for one in records:
        found.setdefault(one.activity or "", []).append(one)
    return found


def _lines(
    activity: Activity, places: Sequence[Location], targets: Sequence[Target], reports: Sequence[Progress]
) -> Iterator[Line]:
    here = places[0] if places else None
    for number, (place, target) in enumerate(zip_longest(places, targets) if places or targets else NOTHING):
        told = target is not None or number == 0
        progress = _newest(reports, target, alone=len(targets) < 2) if told else None
        yield Line(activity, place or here, target, progress, number == 0)


def _newest(reports: Iterable[Progress], target: Target | None, *, alone: bool) -> Progress | None:
    """Return the newest report on a target; one that names no target is about the only one there is."""
    own = [one for one in reports if (target and one.target == target.id) or (alone and not one.target)]
    return max(own, key=lambda one: (one.reported_on or "", one.id), default=None)


def places_of(book: Book, frame: Frame, location: Location | None) -> Places:
    """Return where a row is: by its location's p-code, else by the area as far as that is one place."""
    code = location.sub_district if location else None
    if not code and frame.area is not None:
        districts = frame.area.districts
        code = districts[0] if len(districts) == 1 else frame.area.governorate
    above: list[GazetteerPlace] = []
    while code and (found := place_in(book, code)) is not None:
        above.append(found)
        code = parent_of(found.pcode)
    by_level = {one.level: one for one in above}
    return Places(by_level.get("governorate"), by_level.get("district"), by_level.get("sub_district"))
