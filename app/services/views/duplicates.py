"""Duplicates as the Exchange page shows them: pairs with reasons, merged records, codes given twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made

from app.models.book import Book
from app.models.merging import merging_kinds
from app.models.record import Record, Shape
from app.models.registry import KINDS, describe
from app.models.values import Value
from app.process.checks.fields import duplicate_codes
from app.process.checks.finding import Context
from app.services.desk import Desk
from app.services.duplicates import Preview, Proposal, preview, proposals, undecided
from app.services.likeness import Reason
from app.services.views.said import Label, Name, name_of

MOST_PAIRS = 100
TELLING: dict[str, tuple[str, ...]] = {
    "organisation": ("acronym", "type"),
    "stakeholder": ("code", "type"),
    "member": ("role", "organisation"),
    "contact": ("title", "phone"),
    "location": ("pcode", "sub_district", "type"),
}
"""Fields that tell two records of one name apart."""


@dataclass(frozen=True, slots=True)
class SideEntry:
    """One record: its name, and the fields that tell it from another; `names` of what they refer to."""

    id: str
    kind: str
    name: Label
    telling: tuple[tuple[str, Value], ...] = ()
    names: Mapping[str, Label] = made(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class PairEntry:
    """Two records that look like one thing, and why, the strongest reason first."""

    kind: str
    first: SideEntry
    second: SideEntry
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class MergedEntry:
    """A record that stands for `count`; `open` says that they still hold different values."""

    kind: str
    id: str
    name: Label
    count: int
    open: bool


@dataclass(frozen=True, slots=True)
class TwiceEntry:
    """A record whose code another one carries too; this one is the later."""

    kind: str
    id: str
    name: Label
    code: str
    count: int


@dataclass(frozen=True, slots=True)
class DuplicatesView:
    """The whole view. `more` pairs are not shown; `writes` is whether somebody is here who may decide."""

    pairs: tuple[PairEntry, ...] = ()
    more: int = 0
    merged: tuple[MergedEntry, ...] = ()
    twice: tuple[TwiceEntry, ...] = ()
    writes: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show at all."""
        return not (self.pairs or self.merged or self.twice)


@dataclass(frozen=True, slots=True)
class MergeField:
    """One field to decide: `name` is how `merge` calls it; `part` when it is of a record that comes along."""

    name: str
    kind: str
    field: str
    part: bool
    values: tuple[Value, ...]
    names: Mapping[str, Label] = made(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class MergeView:
    """What merging would do; `sides` in the order of the values, the first stands for all."""

    kind: str
    sides: tuple[SideEntry, ...]
    fields: tuple[MergeField, ...]
    filled: tuple[MergeField, ...]
    moved: tuple[tuple[str, int], ...]


def duplicates_view(desk: Desk) -> DuplicatesView:
    """Return the view for the person at a desk."""
    book = desk.book()
    found = proposals(book)
    return DuplicatesView(
        tuple(_pair(book, one) for one in found[:MOST_PAIRS]),
        max(0, len(found) - MOST_PAIRS),
        tuple(_merged(book)),
        tuple(_twice(book, desk.today)),
        desk.writer is not None,
    )


def duplicates_count(desk: Desk, kinds: Iterable[str]) -> int:
    """Return how many pairs of some kinds look like one thing."""
    return len(proposals(desk.book(), kinds))


def merge_view(desk: Desk, kind: str, ids: Sequence[str]) -> MergeView:
    """Return what merging records would do. Raises UserError as `preview`."""
    book = desk.book()
    found = preview(book, kind, ids)
    fields = (
        MergeField(
            one.name,
            one.kind,
            one.field,
            one.kind != kind,
            one.values,
            _names(book, one.kind, one.field, one.values),
        )
        for one in found.differing
    )
    filled = (
        MergeField(name, kind, name, False, (value,), _names(book, kind, name, (value,)))
        for name, value in found.filled
    )
    return MergeView(kind, tuple(_sides(book, found)), tuple(fields), tuple(filled), found.moved)


def side_of(book: Book, record: Record) -> SideEntry:
    """Return one record as it is told apart from others."""
    kind = type(record).about.name
    telling = tuple((name, getattr(record, name)) for name in TELLING.get(kind, ()) if getattr(record, name))
    names: dict[str, Label] = {}
    for name, value in telling:
        names |= _names(book, kind, name, (value,))
    return SideEntry(record.id, kind, name_of(record), telling, names)


def _sides(book: Book, found: Preview) -> list[SideEntry]:
    """Return the records to merge; of one that is merged already, those behind it."""
    shown = [one for record in found.ids if (one := book.get(KINDS[found.kind], record)) is not None]
    records: Sequence[Record] = shown if len(shown) > 1 else book.stored(shown[0])
    return [side_of(book, one) for one in records]


def _pair(book: Book, one: Proposal) -> PairEntry:
    kind = KINDS[one.kind]
    first, second = book.get(kind, one.first), book.get(kind, one.second)
    sides = [side_of(book, record) for record in (first, second) if record is not None]
    return PairEntry(one.kind, sides[0], sides[1], one.reasons)


def _merged(book: Book) -> list[MergedEntry]:
    """Return merged records, those with something to decide first."""
    open_still = set(undecided(book))
    found = [
        MergedEntry(kind, one.id, name_of(one), len(book.stored(one)), _is_open(book, open_still, kind, one))
        for kind in merging_kinds()
        for one in book.merged(KINDS[kind])
    ]
    return sorted(found, key=lambda one: (not one.open, one.kind, one.id))


def _is_open(book: Book, open_still: set[tuple[str, str]], kind: str, record: Record) -> bool:
    if (kind, record.id) in open_still:
        return True
    for other, other_id in open_still:
        owner = describe(other).owner
        owned = book.get(KINDS[other], other_id)
        if owner is not None and owned is not None and getattr(owned, owner.name) == record.id:
            return True
    return False


def _twice(book: Book, today: str) -> Iterable[TwiceEntry]:
    for finding in duplicate_codes(book, Context(today)):
        record = book.get(KINDS[finding.kind], finding.record)
        count = finding.params.get("count")
        number = count if isinstance(count, int) else 2
        code = str(finding.params.get("code") or "")
        yield TwiceEntry(finding.kind, finding.record, name_of(record), code, number)


def _names(book: Book, kind: str, name: str, values: Sequence[Value]) -> dict[str, Label]:
    if describe(kind).fields[name].rule.shape is not Shape.REFERENCE:
        return {}
    found = {str(value): name_of(book.get(Record, str(value))) for value in values if value}
    return {value: named or Name(plain="…") for value, named in found.items()}
