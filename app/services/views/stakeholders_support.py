"""The map of assistance: who supports what, where, and which places nobody reaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.models.book import Book
from app.models.codes import CODE_LISTS
from app.models.kinds.area import Location
from app.models.kinds.inside import Assistance, Stakeholder
from app.process.facts import area_of, family, type_of
from app.services.place_names import below, named, place_options
from app.services.views.records import Value, row_of
from app.services.views.said import Name, name_in
from app.services.views.stakeholders_outreach import stakeholder_name

AXES = {"objective": "so", "sector": "sector"}
"""By which the matrix can be read: the field of an assistance and its code list."""


@dataclass(frozen=True, slots=True)
class AssistanceEntry:
    """What one stakeholder supports. `where` are the names of `locations`."""

    id: str
    stakeholder: str
    name: Name
    family: str
    what: str
    objective: str
    sector: str
    status: str
    locations: tuple[str, ...] = ()
    where: tuple[Name, ...] = ()
    until: str = ""
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)

    @property
    def counts(self) -> bool:
        """Whether it still fills a gap: planned or under way."""
        return self.status != "ended"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place of the area, and whether it is one of the priorities."""

    id: str
    name: Name
    priority: bool


@dataclass(frozen=True, slots=True)
class Support:
    """All assistance and all places, priorities first."""

    entries: tuple[AssistanceEntry, ...] = ()
    places: tuple[PlaceRow, ...] = ()

    def cell(self, place: str, axis: str, code: str) -> tuple[AssistanceEntry, ...]:
        """Return what reaches a place under an objective or sector and has not ended."""
        return tuple(
            one
            for one in self.entries
            if one.counts and place in one.locations and getattr(one, axis) == code
        )

    def gaps(self) -> tuple[PlaceRow, ...]:
        """Return priority places that nothing reaches."""
        reached = {place for one in self.entries if one.counts for place in one.locations}
        return tuple(place for place in self.places if place.priority and place.id not in reached)

    def without(self, axis: str) -> tuple[str, ...]:
        """Return objectives or sectors that nobody supports anywhere."""
        held = {getattr(one, axis) for one in self.entries if one.counts}
        return tuple(code for code in CODE_LISTS[AXES[axis]] if code not in held)


def support(book: Book) -> Support:
    """Return the map of assistance of the area."""
    entries = (one for holder in book.of(Stakeholder) for one in assistance_of(book, holder))
    places = sorted(book.of(Location), key=lambda one: (one.priority_rank or 9_999, one.id))
    return Support(
        tuple(sorted(entries, key=lambda one: (one.objective or "~", one.what, one.id))),
        tuple(PlaceRow(one.id, name_in(one, "name"), one.priority_rank is not None) for one in places),
    )


def assistance_of(book: Book, holder: Stakeholder) -> tuple[AssistanceEntry, ...]:
    """Return what one stakeholder supports."""
    return tuple(_entry(book, holder, one) for one in book.where(Assistance, stakeholder=holder.id))


def _entry(book: Book, holder: Stakeholder, one: Assistance) -> AssistanceEntry:
    known = [place for place in (book.get(Location, each) for each in one.locations) if place is not None]
    return AssistanceEntry(
        one.id,
        holder.id,
        stakeholder_name(book, holder.id),
        family(type_of(book, holder) or ""),
        one.what or "",
        one.objective or "",
        one.sector or "",
        one.status or "",
        tuple(place.id for place in known),
        tuple(name_in(place, "name") for place in known),
        one.until or "",
        row_of(one).values,
    )


def coverage_options(book: Book) -> tuple[tuple[str, Name], ...]:
    """Return (p-code, name) of what a stakeholder's coverage can name: the area's own places and above."""
    area = area_of(book)
    if area is None:
        return ()
    known = place_options(book)
    inside = [one.pcode for one in below(known, "sub_district", area.districts)] if area.districts else []
    codes = dict.fromkeys((area.governorate or "", *area.districts, *(area.sub_districts or inside)))
    names = named(known)
    return tuple((code, names[code]) for code in codes if code in names)
