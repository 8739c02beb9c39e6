"""Members of the group as the page shows them: what they represent, gave and attended, and the balance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.models.book import Book
from app.models.folding import fold
from app.models.kinds.area import Task
from app.models.kinds.meetings import Meeting
from app.models.kinds.people import Contribution, Member, OfficialCard, Organisation
from app.process import facts
from app.process.checks.finding import Thresholds
from app.process.first_meeting import inducted
from app.services.group_work import CARD_ROLES
from app.services.views.records import Value, row_of
from app.services.views.said import NAMELESS, Name, name_in

ROLE_ORDER = (
    *("focal_point", "member", "backstop_area", "dso", "dstwg_national", "facilitator", "observer"),
    "headquarters",
)
SIDES: dict[str, tuple[str, ...]] = {
    "spectrum": ("humanitarian", "development", "stabilisation", "peacebuilding"),
    "scope": ("local", "international"),
    "sex": ("female", "male"),
    "family": ("government", "community", "ngo", "un"),
}
"""What the balance picture looks at, each with its parts in order."""


@dataclass(frozen=True, slots=True)
class CardEntry:
    """The official card of a member; `consent` is None while it was not asked."""

    id: str = ""
    phone: str = ""
    email: str = ""
    consent: bool | None = None
    consent_on: str = ""


@dataclass(frozen=True, slots=True)
class MemberEntry:
    """One member. `may_have_card` says whether the role has an official card; days are ISO text or ""."""

    id: str
    name: Name
    role: str
    organisation: Name
    scope: str
    family: str
    spectrum: str
    represents: str
    sex: str
    function: str
    is_serving: bool
    asked: bool
    inducted_on: str | None
    tasks_done: int
    tasks_open: int
    contributions: int
    attended: int
    card: CardEntry
    may_have_card: bool
    folded: str
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)

    @property
    def in_group(self) -> bool:
        """Whether they count among focal points and members now."""
        return self.is_serving and self.role in facts.GROUP_ROLES


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a side of the balance: its code, and the members in it, focal points first."""

    code: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Balance:
    """How the group is made up, against what is expected; `unsaid` counts of whom a side knows nothing."""

    focal_points: int
    members: int
    backstoppers: int
    expected_focal_points: int
    low: int
    high: int
    expected_backstoppers: int
    sides: Mapping[str, tuple[Part, ...]] = field(default_factory=dict, hash=False)
    unsaid: Mapping[str, int] = field(default_factory=dict, hash=False)


def members_of(book: Book, today: str) -> tuple[MemberEntry, ...]:
    """Return everyone of the group, those who serve first, by role and name."""
    serving = {one.id for one in facts.serving(book, frozenset(ROLE_ORDER), today)}
    given = _Given(book, today)
    entries = [_member(book, one, one.id in serving, given) for one in book.of(Member)]
    return tuple(sorted(entries, key=_order))


def balance_of(members: tuple[MemberEntry, ...], thresholds: Thresholds | None = None) -> Balance:
    """Return how focal points and members who serve are spread."""
    limits = thresholds or Thresholds()
    group = [one for one in members if one.in_group]
    sides = {side: _parts(group, side, parts) for side, parts in SIDES.items()}
    unsaid = {side: len(group) - sum(len(one.members) for one in parts) for side, parts in sides.items()}
    return Balance(
        sum(one.role == "focal_point" for one in group),
        sum(one.role == "member" for one in group),
        sum(one.is_serving and one.role in facts.BACKSTOP_ROLES for one in members),
        limits.focal_points,
        limits.members_low,
        limits.members_high,
        limits.backstoppers,
        sides,
        unsaid,
    )


def _parts(group: list[MemberEntry], side: str, parts: tuple[str, ...]) -> tuple[Part, ...]:
    return tuple(
        Part(part, tuple(one.id for one in group if getattr(one, side) == part))
        for part in parts
        if side != "family" or part == "government" or any(one.family == part for one in group)
    )


class _Given:
    """What members did, counted once for all."""

    def __init__(self, book: Book, today: str) -> None:
        tasks = book.of(Task)
        self.done = Counter(one.assignee for one in tasks if one.status == "done")
        self.open = Counter(one.assignee for one in tasks if one.status == "open")
        self.noted = Counter(one.member for one in book.of(Contribution))
        held = [one for one in book.of(Meeting) if facts.took_place(one, today)]
        self.attended = Counter(
            member for one in held for member in {*one.members_present, *one.backstoppers}
        )
        self.inducted = inducted(book)


def _member(book: Book, one: Member, serving: bool, given: _Given) -> MemberEntry:
    organisation = book.get(Organisation, one.organisation)
    name, at = name_in(one, "name"), name_in(organisation, "name")
    texts = (name.en, name.ar, name.ckb, at.en, at.ar, one.represents, one.skills, one.potential)
    return MemberEntry(
        id=one.id,
        name=name,
        role=one.role or "",
        organisation=at or NAMELESS,
        scope=_scope(organisation),
        family=facts.family(organisation.type) if organisation else "",
        spectrum=one.spectrum or "",
        represents=one.represents or "",
        sex=one.sex or "",
        function=one.backstop_function or "",
        is_serving=serving,
        asked=bool(facts.day(one.potential_asked_on)) or facts.filled(one.potential),
        inducted_on=given.inducted.get(one.id),
        tasks_done=given.done[one.id],
        tasks_open=given.open[one.id],
        contributions=given.noted[one.id],
        attended=given.attended[one.id],
        card=_card(book, one.id),
        may_have_card=one.role in CARD_ROLES,
        folded=fold(" ".join(text for text in texts if text)),
        values=row_of(one).values,
    )


def _scope(organisation: Organisation | None) -> str:
    """Return local or international; offices and community structures are local unless they say otherwise."""
    if organisation is None or organisation.scope:
        return (organisation.scope or "") if organisation else ""
    return "local" if facts.family(organisation.type) in ("government", "community") else ""


def _card(book: Book, member: str) -> CardEntry:
    card = next(iter(book.where(OfficialCard, member=member)), None)
    if card is None:
        return CardEntry()
    return CardEntry(card.id, card.phone or "", card.email or "", card.consent, card.consent_on or "")


def _order(one: MemberEntry) -> tuple[bool, int, str, str]:
    place = ROLE_ORDER.index(one.role) if one.role in ROLE_ORDER else len(ROLE_ORDER)
    return (not one.is_serving, place, one.name.en or one.name.ar, one.id)
