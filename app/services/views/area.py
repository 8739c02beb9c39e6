"""The area page: what the area is, why it was chosen, its locations, its rounds, its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from app.models.book import Book
from app.models.codes import CODE_LISTS
from app.models.kinds.area import Area, AreaDecision, Location, SelectionCriterion
from app.process import facts
from app.process.checks.finding import Thresholds
from app.process.rounds import RoundsOfIndex
from app.services.desk import Desk
from app.services.place_names import PlaceOption, named, place_options
from app.services.views.area_locations import LocationEntry, all_rounds, locations
from app.services.views.area_sources import SourceEntry, Use, cited_source, sources, unsourced
from app.services.views.records import Value, row_of
from app.services.views.said import Name, name_in

CRITERIA = CODE_LISTS["criterion"]
USUAL_CRITERIA = Thresholds().criteria_met


@dataclass(frozen=True, slots=True)
class CriterionEntry:
    """One of the four selection criteria; `id` is "" while nobody has judged it."""

    criterion: str
    id: str
    assessment: str
    evidence: Name
    source: str
    assessed_by: str
    assessed_on: str
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """The decision on the area; `id` is "" while there is none."""

    id: str = ""
    decision: str = ""
    decided_by: str = ""
    decided_on: str = ""
    rationale: Name = field(default_factory=Name)
    departure_reason: str = ""
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The combination rule against what was judged: how many are met, needed, in part, not judged yet."""

    met: int
    needed: int
    partly: int
    open: int
    decision: str
    reason: str

    @property
    def reached(self) -> bool:
        """Whether enough criteria are met."""
        return self.met >= self.needed

    @property
    def departs(self) -> bool:
        """Whether the decision is another than the rule suggests."""
        if self.decision == "selected":
            return not self.reached
        return self.decision == "not_selected" and self.reached


@dataclass(frozen=True)
class AreaView:
    """Everything on the page. What only some tabs and editors show is worked out from `book` when it is first
    asked for.
    """

    id: str
    name: Name
    code: str
    governorate: str
    districts: tuple[str, ...]
    sub_districts: tuple[str, ...]
    criteria: tuple[CriterionEntry, ...]
    decision: DecisionEntry
    verdict: Verdict
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)
    sees_group: bool = True
    book: Book = field(default_factory=lambda: Book(()), repr=False, compare=False)

    @cached_property
    def places(self) -> tuple[PlaceOption, ...]:
        """The administrative units that can be chosen."""
        return place_options(self.book)

    @cached_property
    def rounds(self) -> tuple[RoundsOfIndex, ...]:
        """The rounds of both indexes."""
        return all_rounds(self.book, self.book.get(Area, self.id))

    @cached_property
    def locations(self) -> tuple[LocationEntry, ...]:
        """The locations in rank order."""
        return locations(self.book, self.rounds, named(self.places))

    @cached_property
    def sources(self) -> tuple[SourceEntry, ...]:
        """All sources by code, with what cites them."""
        return sources(self.book)

    @cached_property
    def unsourced(self) -> tuple[Use, ...]:
        """What cites no source."""
        return unsourced(self.book)

    @property
    def location_count(self) -> int:
        """How many locations there are."""
        return len(self.book.of(Location))

    def showing(self, kept: tuple[LocationEntry, ...]) -> AreaView:
        """Return this view with only some of its locations."""
        made = replace(self)
        vars(made).update(places=self.places, rounds=self.rounds, sources=self.sources, locations=kept)
        return made

    def location(self, record_id: str) -> LocationEntry | None:
        """Return a location by id."""
        return next((one for one in self.locations if one.id == record_id), None)

    def source(self, record_id: str) -> SourceEntry | None:
        """Return a source by id."""
        return next((one for one in self.sources if one.id == record_id), None)

    def cited(self, record_id: str) -> SourceEntry | None:
        """Return a source by id, without all that cites it."""
        return cited_source(self.book, record_id)

    def rounds_of(self, index: str) -> RoundsOfIndex:
        """Return the rounds of an index. Raises StopIteration for an unknown one."""
        return next(one for one in self.rounds if one.index == index)


def area_view(desk: Desk) -> AreaView:
    """Return the page of the area in front of the desk."""
    book = desk.book()
    area = book.get(Area, desk.area)
    criteria = tuple(_criterion(book, name) for name in CRITERIA)
    decision = _decision(book)
    return AreaView(
        desk.area,
        name_in(area, "name"),
        (area.code if area else None) or "",
        (area.governorate if area else None) or "",
        tuple(sorted(area.districts)) if area else (),
        tuple(sorted(area.sub_districts)) if area else (),
        criteria,
        decision,
        _verdict(area, criteria, decision),
        row_of(area).values if area else {},
        desk.sees_group,
        book,
    )


def _criterion(book: Book, name: str) -> CriterionEntry:
    one = next(iter(book.where(SelectionCriterion, criterion=name)), None)
    if one is None:
        return CriterionEntry(name, "", "", Name(), "", "", "")
    return CriterionEntry(
        name,
        one.id,
        one.assessment or "",
        name_in(one, "evidence"),
        one.source or "",
        one.assessed_by or "",
        one.assessed_on or "",
        row_of(one).values,
    )


def current_decision(book: Book) -> AreaDecision | None:
    """Return the decision that stands: the last one by its day."""
    return max(book.of(AreaDecision), key=lambda one: (one.decided_on or "", one.id), default=None)


def _decision(book: Book) -> DecisionEntry:
    one = current_decision(book)
    if one is None:
        return DecisionEntry()
    return DecisionEntry(
        one.id,
        one.decision or "",
        one.decided_by or "",
        one.decided_on or "",
        name_in(one, "rationale"),
        one.departure_reason or "",
        row_of(one).values,
    )


def _verdict(area: Area | None, criteria: tuple[CriterionEntry, ...], decision: DecisionEntry) -> Verdict:
    judged = [one.assessment for one in criteria]
    return Verdict(
        judged.count("met"),
        (area.criteria_needed if area else None) or USUAL_CRITERIA,
        judged.count("partly"),
        sum(one in ("", "unknown") for one in judged),
        decision.decision,
        decision.departure_reason if facts.filled(decision.departure_reason) else "",
    )
