"""Duplicates: one thing entered twice is found, shown to a person, and merged or told apart.

Nothing is merged by itself, and never by spelling alone: a person looks and decides. Merging writes `same_as`
(docs/log.md §2); how readers follow it is in `models.merging`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from app.foundation.errors import UserError
from app.models.book import Book
from app.models.kinds.distinct import Distinction
from app.models.merging import SAME_AS, merging_kinds
from app.models.record import Record
from app.models.registry import KINDS, describe
from app.models.values import Value
from app.services.desk import Desk
from app.services.likeness import Reason, pairs_alike, traits_of, weight


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two records that look like one thing, and why, the strongest reason first."""

    kind: str
    first: str
    second: str
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> int:
        """How strongly the reasons speak for it: the strongest, and a little for each further one."""
        return weight(self.reasons[0]) + len(self.reasons) - 1


@dataclass(frozen=True, slots=True)
class Differing:
    """One field in which records to be merged differ: the values in the order of the records, and the
    records that hold them. `name` is how the field is named in a merge: `acronym`, or
    `stakeholder_view.influence` for a record that comes together with them.
    """

    name: str
    kind: str
    field: str
    values: tuple[Value, ...]
    records: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What merging would do: the records, the first of which stands for all; the fields to decide; the
    fields the first lacks and gets from the others; and how many records come under it, by kind.
    """

    kind: str
    ids: tuple[str, ...]
    differing: tuple[Differing, ...]
    filled: tuple[tuple[str, Value], ...]
    moved: tuple[tuple[str, int], ...]


def proposals(book: Book, kinds: Iterable[str] = ()) -> tuple[Proposal, ...]:
    """Return the pairs that look like one thing and that nobody told apart, the likeliest first.

    Raises UserError `kind_not_merged`, `unknown_kind`.
    """
    return book.once(_proposals, tuple(kinds) or merging_kinds())


def _proposals(book: Book, kinds: tuple[str, ...]) -> tuple[Proposal, ...]:
    found: list[Proposal] = []
    apart = {
        frozenset((book.stands(one.first or ""), book.stands(one.second or "")))
        for one in book.of(Distinction)
    }
    for kind in kinds:
        _check_kind(kind)
        pairs = pairs_alike(traits_of(book, kind))
        found += [Proposal(kind, *pair, why) for pair, why in pairs.items() if frozenset(pair) not in apart]
    return tuple(sorted(found, key=lambda one: (-one.score, one.kind, one.first, one.second)))


def undecided(book: Book) -> tuple[tuple[str, str], ...]:
    """Return (kind, id) of merged records that still hold different values, as after two people merged or
    edited apart.
    """
    return tuple(
        (name, one.id) for name, kind in KINDS.items() for one in book.merged(kind) if book.differing(one)
    )


def preview(book: Book, kind: str, ids: Sequence[str]) -> Preview:
    """Return what merging these records would do; one merged record shows what is undecided in it.

    Raises UserError `unknown_record`, `kind_not_merged`, `merge_other_owner`, `merge_one_record`.
    """
    records = _chosen(book, kind, ids)
    after = _after(book, records) if len(records) > 1 else book
    whole = after.get(KINDS[kind], records[0].id) or records[0]
    parts = [whole, *_brought_together(book, after, whole)]
    fields = tuple(one for part in parts for one in _differing(after, whole, part))
    if len(records) == 1 and not fields:
        raise UserError("merge_one_record")
    return Preview(
        kind, tuple(one.id for one in records), fields, _filled(records[0], whole), _moved(book, records[1:])
    )


def merge(desk: Desk, kind: str, ids: Sequence[str], values: Mapping[str, Value] | None = None) -> str:
    """Merge records and return the id of the one that stands for them; one action that undo takes back.

    `values` decides fields by their name in the preview, or others of the kind; a field left out keeps
    the value of the record with the smallest id. Every record gets the decided values, so that whoever
    later merges with one of them sees no difference any more.
    Raises UserError as `preview`, `unknown_field`, `value_<rule>`.
    """
    book = desk.book()
    plan = preview(book, kind, ids)
    decided = {**{one.name: one.values[0] for one in plan.differing}, **(values or {})}
    named = {one.name: one for one in plan.differing}
    with desk.write("duplicates.merge") as unit:
        for name, value in decided.items():
            found = named.get(name)
            if found is None and name not in describe(kind).fields:
                raise UserError("unknown_field", kind=kind, field=name[:80])
            targets = [record for record, _ in found.records] if found else list(plan.ids)
            part, field = (found.kind, found.field) if found else (kind, name)
            for record in dict.fromkeys(book.stands(target) for target in targets):
                unit.set(KINDS[part], record, **{field: value})
        first, *others = plan.ids
        for other in others:
            links = getattr(book.get(KINDS[kind], other), SAME_AS)
            unit.set(KINDS[kind], other, **{SAME_AS: (*links, first)})
    return first


def separate(desk: Desk, kind: str, record_id: str) -> tuple[str, ...]:
    """Take a merged record apart again and return the ids; values decided in the merge stay as they are.

    Raises UserError `unknown_record`, `not_merged`.
    """
    shown = _chosen(desk.book(), kind, [record_id])[0]
    stored = desk.book().stored(shown)
    if len(stored) < 2:
        raise UserError("not_merged")
    with desk.write("duplicates.separate") as unit:
        unit.set(KINDS[kind], shown.id, **{SAME_AS: ()})
    return tuple(one.id for one in stored)


def tell_apart(desk: Desk, kind: str, first: str, second: str, note: str = "") -> str:
    """Record that two records are not the same thing, and return the id of that record; they are not
    proposed again, on any laptop. Raises UserError `unknown_record`, `merge_one_record`.
    """
    records = _chosen(desk.book(), kind, (first, second))
    if len(records) < 2:
        raise UserError("merge_one_record")
    one, other = (record.id for record in records)
    with desk.write("duplicates.apart") as unit:
        return unit.add(Distinction, subject_kind=kind, first=one, second=other, note=note)


def renumber(desk: Desk, kind: str, record_id: str) -> str:
    """Give a record the next free code and return it.

    Raises UserError `unknown_record`, `kind_has_no_codes`.
    """
    record = desk.find(describe(kind).record, record_id)
    if not describe(kind).kind.code_prefix:
        raise UserError("kind_has_no_codes", kind=kind)
    if record is None:
        raise UserError("unknown_record", kind=kind, id=record_id[:80])
    with desk.write("duplicates.renumber") as unit:
        code = unit.next_code(type(record))
        unit.set(type(record), record.id, code=code)
    return code


def _check_kind(kind: str) -> None:
    describe(kind)
    if kind not in merging_kinds():
        raise UserError("kind_not_merged", kind=kind)


def _chosen(book: Book, kind: str, ids: Sequence[str]) -> list[Record]:
    """Return the records that show for the ids, each once, smallest id first."""
    _check_kind(kind)
    found: dict[str, Record] = {}
    for record_id in ids:
        record = book.get(KINDS[kind], record_id)
        if record is None:
            raise UserError("unknown_record", kind=kind, id=record_id[:80])
        found[record.id] = record
    owner = describe(kind).owner
    if owner is not None and len({getattr(one, owner.name) for one in found.values()}) > 1:
        raise UserError("merge_other_owner")
    return [found[one] for one in sorted(found)]


def _after(book: Book, records: Sequence[Record]) -> Book:
    """Return the book as it would be with the records merged."""
    first, *others = records
    joined = {one.id: (*getattr(one, SAME_AS), first.id) for one in others}
    stored = (one for kind in KINDS.values() for one in book.every(kind))
    return Book(replace(one, **{SAME_AS: joined[one.id]}) if one.id in joined else one for one in stored)


def _brought_together(book: Book, after: Book, whole: Record) -> list[Record]:
    """Return what becomes one record with the merge because its natural key does, such as two views of a
    stakeholder; of a merge that has been, what became one and hangs on it.
    """
    found = []
    for kind in KINDS.values():
        owner = describe(kind.about.name).owner
        if not kind.about.natural_key or owner is None:
            continue
        for one in after.merged(kind):
            ids = {book.stands(stored.id) for stored in after.stored(one)}
            if len(ids) > 1 or (book is after and getattr(one, owner.name) == whole.id):
                found.append(one)
    return found


def _differing(after: Book, whole: Record, part: Record) -> list[Differing]:
    kind = part.about.name
    stored = after.stored(part)
    found = []
    for field, values in after.differing(part).items():
        key = "" if part is whole else ".".join((kind, *_further_key(part)))
        name = f"{key}.{field}" if key else field
        held = tuple((one.id, getattr(one, field)) for one in stored)
        found.append(Differing(name, kind, field, values, held))
    return found


def _further_key(part: Record) -> tuple[str, ...]:
    """Return the parts of a natural key besides the owner that say something: which of many figures, whose
    view."""
    about = describe(part.about.name)
    owner = about.owner.name if about.owner is not None else ""
    parts = (str(getattr(part, name) or "") for name in about.kind.natural_key if name != owner)
    return tuple(one for one in parts if one)


def _filled(first: Record, whole: Record) -> tuple[tuple[str, Value], ...]:
    names = (
        name
        for name, about in describe(first.about.name).fields.items()
        if not about.rule.many and getattr(first, name) is None
    )
    return tuple((name, value) for name in names if (value := getattr(whole, name)) is not None)


def _moved(book: Book, others: Sequence[Record]) -> tuple[tuple[str, int], ...]:
    """Return (kind, count) of what the others own."""
    ids = {one.id for one in others}
    counts = []
    for name, kind in KINDS.items():
        owner = describe(name).owner
        if owner is not None and others and owner.rule.target == others[0].about.name:
            counts.append((name, sum(getattr(one, owner.name) in ids for one in book.of(kind))))
    return tuple((name, count) for name, count in counts if count)
