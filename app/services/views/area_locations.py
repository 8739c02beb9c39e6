"""The locations of the area: their series of people and severity, and the round that the ranking uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from app.models.book import Book
from app.models.folding import fold
from app.models.kinds.area import Area, Location, PopulationFigure, SeverityRank
from app.models.kinds.inside import SiteCoordinates
from app.models.record import Record
from app.models.values import read_number
from app.process.checks.finding import Thresholds
from app.process.rounds import INDEXES, RoundsOfIndex, index_for, number_in, rounds_of
from app.services.views.records import Value, row_of
from app.services.views.said import Name, name_in

AFFECTED = ("idp_camp", "idp_out_of_camp", "returnee", "other_affected")
LIMITS = Thresholds()


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """People of one group at one date. `expected` is what the households suggest (times `factor`) when the
    individuals are further off than 20 %, else 0; `newest` says that no later one of the group is here."""

    id: str
    group: str
    source: str
    as_of: str
    households: int | None
    individuals: int | None
    factor: int = 6
    expected: int = 0
    newest: bool = False


@dataclass(frozen=True, slots=True)
class RankEntry:
    """The severity of a location in one round: score 0 to 100 or None, category code or ""."""

    id: str
    index: str
    round: str
    on: str
    score: float | None
    category: str
    source: str


@dataclass(frozen=True, slots=True)
class LocationEntry:
    """One location. `people` and `households` are the displaced and returned of the newest figures, None when
    there are none; `used` is its severity in the round that the ranking uses; `inside` says that its
    coordinates lie in the group's own space."""

    id: str
    name: Name
    role: str
    type: str
    place: Name
    sub_district: str
    rank: int | None
    rationale: Name
    latitude: float | None
    longitude: float | None
    inside: bool
    people: int | None
    households: int | None
    as_of: str
    used: RankEntry | None
    figures: tuple[FigureEntry, ...] = ()
    ranks: tuple[RankEntry, ...] = ()
    folded: str = ""
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)

    @property
    def located(self) -> bool:
        """Whether it can be drawn on a map."""
        return self.latitude is not None and self.longitude is not None

    @property
    def hints(self) -> int:
        """How many of its newest figures do not fit households and people together."""
        return sum(bool(one.expected) for one in self.figures if one.newest)


def all_rounds(book: Book, area: Area | None) -> tuple[RoundsOfIndex, ...]:
    """Return the rounds of both indexes."""
    return tuple(rounds_of(book, area, index) for index in INDEXES)


def locations(
    book: Book, rounds: Iterable[RoundsOfIndex], places: Mapping[str, Name]
) -> tuple[LocationEntry, ...]:
    """Return the locations in rank order, those without a rank after them by name."""
    figures, ranks = _by_location(book, PopulationFigure), _by_location(book, SeverityRank)
    sites = {one.location or "": one for one in book.of(SiteCoordinates)}
    used = {one.index: one.used for one in rounds}
    entries = [
        _entry(one, figures[one.id], ranks[one.id], sites.get(one.id), used, places)
        for one in book.of(Location)
    ]
    return tuple(sorted(entries, key=_order))


def _by_location(book: Book, kind: type[Record]) -> defaultdict[str, list[Record]]:
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for one in book.of(kind):
        found[book.stands(getattr(one, "location", None) or "")].append(one)
    return found


def _order(one: LocationEntry) -> tuple[int, str, str]:
    return (one.rank if one.rank is not None else 10_000, fold(one.name.en or one.name.ar), one.id)


def _entry(
    one: Location,
    figures: list[Record],
    ranks: list[Record],
    site: SiteCoordinates | None,
    used: Mapping[str, str],
    places: Mapping[str, Name],
) -> LocationEntry:
    series, severity = _figures(one, figures), _ranks(ranks)
    counted = [figure for figure in series if figure.newest and figure.group in AFFECTED]
    index, name, place = index_for(one.role), name_in(one, "name"), places.get(one.sub_district or "", Name())
    texts = (name.en, name.ar, name.ckb, name.fr, one.aliases, one.dtm_id, one.pcode, place.en, place.ar)
    return LocationEntry(
        one.id,
        name,
        one.role or "",
        one.type or "",
        place,
        one.sub_district or "",
        one.priority_rank,
        name_in(one, "rationale"),
        _degrees(site.latitude if site else one.latitude, 90),
        _degrees(site.longitude if site else one.longitude, 180),
        site is not None,
        _total(figure.individuals for figure in counted),
        _total(figure.households for figure in counted),
        max((figure.as_of for figure in counted), default=""),
        next((r for r in severity if (r.index, r.round) == (index, used.get(index))), None),
        series,
        severity,
        fold(" ".join(text for text in texts if text)),
        row_of(one).values,
    )


def _figures(location: Location, records: list[Record]) -> tuple[FigureEntry, ...]:
    held = sorted(
        (one for one in records if isinstance(one, PopulationFigure)),
        key=lambda one: (one.as_of or "", one.id),
    )
    newest = {one.group: one.id for one in held}
    return tuple(_figure(location, one, newest[one.group] == one.id) for one in reversed(held))


def _figure(location: Location, one: PopulationFigure, newest: bool) -> FigureEntry:
    factor = people_per_household(one.group, location.type)
    return FigureEntry(
        one.id,
        one.group or "",
        one.source or "",
        one.as_of or "",
        one.households,
        one.individuals,
        factor,
        implausible(one.households, one.individuals, factor),
        newest,
    )


def people_per_household(group: str | None, location_type: str | None) -> int:
    """Return DTM's factor from households to individuals: 5 in camps, 6 elsewhere."""
    camp = group == "idp_camp" or location_type == "camp"
    return LIMITS.people_per_camp_household if camp else LIMITS.people_per_household


def implausible(households: int | None, individuals: int | None, factor: int) -> int:
    """Return the individuals that the households suggest when the count is more than 20 % off, else 0."""
    if not households or individuals is None:
        return 0
    expected = households * factor
    return expected if abs(individuals - expected) > LIMITS.tolerance * expected else 0


def _ranks(records: list[Record]) -> tuple[RankEntry, ...]:
    held = [one for one in records if isinstance(one, SeverityRank)]
    held.sort(key=lambda one: (one.round_date or "", number_in(one.round or ""), one.id), reverse=True)
    return tuple(
        RankEntry(
            one.id,
            one.index or "",
            one.round or "",
            one.round_date or "",
            _number(read_number(one.score)),
            one.category or "",
            one.source or "",
        )
        for one in held
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _degrees(text: str | None, bound: int) -> float | None:
    value = _number(read_number(text))
    return value if value is not None and abs(value) <= bound else None


def _total(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
