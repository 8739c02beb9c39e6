"""The stakeholder page: who has a stake, how the group sees them, contact with them, relations, outreach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.models.book import Book
from app.models.folding import fold
from app.models.kinds.area import Location
from app.models.kinds.inside import (
    Contact,
    Engagement,
    Stakeholder,
    StakeholderLink,
    StakeholderView,
)
from app.models.kinds.meetings import Attachment
from app.models.kinds.people import Member, Organisation
from app.process.facts import family, latest, type_of
from app.process.intervals import recheck_day
from app.process.views_of_stakeholders import Seen, seen
from app.services.desk import Desk
from app.services.views.records import Value, row_of
from app.services.views.said import Name, name_in
from app.services.views.stakeholders_authority import AuthorityView, authority_view
from app.services.views.stakeholders_outreach import OutreachEntry, outreach_list, stakeholder_name
from app.services.views.stakeholders_support import (
    AssistanceEntry,
    Support,
    assistance_of,
    coverage_options,
    support,
)

FAMILIES = ("government", "community", "ngo", "un", "other")


@dataclass(frozen=True, slots=True)
class Rating:
    """How the group sees a stakeholder; ratings 1 to 5 or None; days are ISO text or ""."""

    influence: float | None = None
    interest: float | None = None
    position: str = ""
    position_by: str = ""
    position_on: str = ""
    seen_on: str = ""

    @property
    def placed(self) -> bool:
        """Whether both ratings are known, so that it has a place on the grid."""
        return self.influence is not None and self.interest is not None


@dataclass(frozen=True, slots=True)
class Opinion:
    """How one person sees a stakeholder; `by` is "" for the group's own or one from a list."""

    id: str
    by: str
    influence: float | None
    interest: float | None
    position: str
    on: str


@dataclass(frozen=True, slots=True)
class EngagementEntry:
    """One contact with a stakeholder; `files` counts what is attached."""

    id: str
    held_on: str
    channel: str
    by: Name
    summary: str
    follow_up: str
    files: int = 0
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """A person to talk to; `consent` is None when it was not asked."""

    id: str
    name: str
    title: str
    reach: tuple[str, ...]
    consent: bool | None
    share_level: str = ""
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed, directed relation between two stakeholders."""

    id: str
    origin: str
    target: str
    type: str
    two_way: bool
    strength: int
    note: str


@dataclass(frozen=True, slots=True)
class StakeholderEntry:
    """One stakeholder with everything the list and the panel show. `folded` is what a search looks in.

    `opinions` are several people's views, the latest first; `place` is where somebody put it on the
    relation map, both from 0 to 1.
    """

    id: str
    code: str
    name: Name
    type: str
    family: str
    level: str
    objectives: tuple[str, ...]
    keeper: Name
    rating: Rating
    checked_on: str
    recheck_on: str
    is_due: bool
    folded: str
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)
    engagements: tuple[EngagementEntry, ...] = ()
    contacts: tuple[ContactEntry, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    support: tuple[AssistanceEntry, ...] = ()
    place: tuple[float, float] | None = None


Option = tuple[str, Name]


@dataclass(frozen=True)
class StakeholdersView:
    """Everything on the page. What only some tabs and editors show is worked out from `book` when it is first
    asked for; `members`, `organisations` and `locations` are what fields can refer to.
    """

    rows: tuple[StakeholderEntry, ...]
    sees_group: bool = True
    today: str = ""
    book: Book = field(default_factory=lambda: Book(()), repr=False, compare=False)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The relations between stakeholders that are here."""
        known = {row.id for row in self.rows}
        links = self.book.of(StakeholderLink)
        return tuple(_relation(one) for one in links if one.origin in known and one.target in known)

    @cached_property
    def outreach(self) -> tuple[OutreachEntry, ...]:
        """Who was contacted by whom."""
        return outreach_list(self.book)

    @cached_property
    def members(self) -> tuple[Option, ...]:
        """The members of the group."""
        return tuple((one.id, name_in(one, "name")) for one in self.book.of(Member))

    @cached_property
    def organisations(self) -> tuple[Option, ...]:
        """All organisations."""
        return tuple((one.id, name_in(one, "name")) for one in self.book.of(Organisation))

    @cached_property
    def locations(self) -> tuple[Option, ...]:
        """All locations."""
        return tuple((one.id, name_in(one, "name")) for one in self.book.of(Location))

    @cached_property
    def support(self) -> Support:
        """The map of assistance."""
        return support(self.book)

    @cached_property
    def coverage(self) -> tuple[Option, ...]:
        """The administrative units that a stakeholder's coverage can name."""
        return coverage_options(self.book)

    @cached_property
    def authority(self) -> AuthorityView:
        """The engagement of the authority."""
        return authority_view(self.book, self.today, sees_group=self.sees_group)

    @property
    def due(self) -> int:
        """How many stakeholders should be looked at again."""
        return sum(row.is_due for row in self.rows)

    def counts(self) -> dict[str, int]:
        """Return how many stakeholders there are of each family that appears."""
        found = Counter(row.family for row in self.rows)
        return {name: found[name] for name in FAMILIES if found[name]}

    def find(self, record_id: str) -> StakeholderEntry | None:
        """Return a stakeholder by id."""
        return next((row for row in self.rows if row.id == record_id), None)

    def relations_of(self, record_id: str) -> tuple[Relation, ...]:
        """Return the relations a stakeholder takes part in."""
        return tuple(one for one in self.relations if record_id in (one.origin, one.target))


def stakeholders(desk: Desk) -> StakeholdersView:
    """Return the stakeholder map of the area in front of the desk."""
    book = desk.book()
    rows = tuple(_entry(book, one, desk.today) for one in book.of(Stakeholder))
    shown = tuple(sorted(rows, key=lambda row: (row.code or "~", row.id)))
    return StakeholdersView(shown, desk.sees_group, desk.today, book)


def _entry(book: Book, one: Stakeholder, today: str) -> StakeholderEntry:
    view = seen(book, one.id)
    org_type = type_of(book, one) or ""
    checked = latest([one.verified_on, view.seen_on]) or ""
    recheck = recheck_day(checked)
    name = stakeholder_name(book, one.id)
    keeper = name_in(book.get(Member, one.keeper), "name")
    texts = (one.code, *_all(name), one.can_bring, one.needs, one.referred_by, *_all(keeper))
    return StakeholderEntry(
        one.id,
        one.code or "",
        name,
        org_type,
        family(org_type),
        one.level or "",
        tuple(sorted(one.objectives)),
        keeper,
        _rating(view),
        checked,
        recheck,
        bool(view.views) and bool(recheck) and recheck <= today,
        fold(" ".join(text for text in texts if text)),
        row_of(one).values,
        _engagements(book, one.id),
        _contacts(book, one.id),
        tuple(_opinion(view) for view in view.views),
        assistance_of(book, one),
        _place(one),
    )


def _place(one: Stakeholder) -> tuple[float, float] | None:
    across, down = _number(one.map_x), _number(one.map_y)
    return None if across is None or down is None else (across, down)


def _all(name: Name) -> tuple[str, ...]:
    return (name.en, name.ar, name.ckb, name.fr)


def _rating(view: Seen) -> Rating:
    placed = view.placed
    return Rating(
        _number(view.influence),
        _number(view.interest),
        view.position or "",
        (placed.position_by or "") if placed else "",
        (placed.position_on or "") if placed else "",
        view.seen_on or "",
    )


def _opinion(view: StakeholderView) -> Opinion:
    return Opinion(
        view.id,
        view.seen_by or view.position_by or "",
        _number(view.influence),
        _number(view.interest),
        view.position or "",
        latest([view.seen_on, view.position_on]) or "",
    )


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _engagements(book: Book, stakeholder: str) -> tuple[EngagementEntry, ...]:
    found = [
        EngagementEntry(
            one.id,
            one.held_on or "",
            one.channel or "",
            name_in(book.get(Member, one.by), "name"),
            one.summary or "",
            one.follow_up or "",
            len(book.where(Attachment, subject=one.id)),
            row_of(one).values,
        )
        for one in book.where(Engagement, stakeholder=stakeholder)
    ]
    return tuple(sorted(found, key=lambda one: (one.held_on, one.id), reverse=True))


def _contacts(book: Book, stakeholder: str) -> tuple[ContactEntry, ...]:
    return tuple(
        ContactEntry(
            one.id,
            one.person_name or "",
            one.title or "",
            tuple(text for text in (one.phone, one.email) if text),
            one.consent,
            one.share_level or "",
            row_of(one).values,
        )
        for one in book.where(Contact, stakeholder=stakeholder)
    )


def _relation(link: StakeholderLink) -> Relation:
    return Relation(
        link.id,
        link.origin or "",
        link.target or "",
        link.type or "",
        bool(link.two_way),
        link.strength or 1,
        link.note or "",
    )
