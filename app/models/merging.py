"""Several records for one thing: which one stands for them, and what it shows (docs/log.md §2).

Merging writes `same_as` and rewrites nothing. Whoever reads follows it: of a connected set the record with
the smallest id stands for all, a reference to any of them leads to it, and what any of them owns shows
under it. Pure: the same records give the same answer in any order, and circles do no harm.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from msgspec.structs import replace

from app.models.ids import natural_id
from app.models.record import Merge, Record, Shape
from app.models.registry import KINDS, describe
from app.models.values import Value, same

SAME_AS = "same_as"
CODE = "code"
SENSITIVITY = "sensitivity"
_WRITTEN_REFERENCES = (
    *(("private_note", "subject"), ("attachment", "subject"), ("decision_reason", "subject")),
    ("measurement", "place"),
)
"""Lines that hold the id of a record of one of several kinds."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Records as they show. `stands` maps an id to the id that stands for it, where that is another;
    `stored` maps a shown id to the stored records behind it, where they differ from what shows.
    """

    records: list[Record]
    stands: dict[str, str] = field(default_factory=dict)
    stored: dict[str, tuple[Record, ...]] = field(default_factory=dict)


@cache
def merging_kinds() -> tuple[str, ...]:
    """Return the kinds whose records can be merged; those that hang on another kind come last."""
    named = (name for name in KINDS if SAME_AS in describe(name).fields)
    return tuple(sorted(named, key=lambda name: (describe(name).owner is not None, name)))


def connected(links: Mapping[str, Iterable[str]], shown: Collection[str]) -> dict[str, str]:
    """Return id → smallest shown id of its connected set, for every id of a set that shows at all.

    Links may point at what is not here, at themselves, or in circles. An id that stands for itself is left
    out.
    """
    above: dict[str, str] = {}
    for origin, targets in links.items():
        for target in targets:
            one, other = _top(above, origin), _top(above, target)
            above[max(one, other)] = min(one, other)
    sets: defaultdict[str, list[str]] = defaultdict(list)
    for one in above:
        sets[_top(above, one)].append(one)
    found: dict[str, str] = {}
    for members in sets.values():
        smallest = min((one for one in members if one in shown), default="")
        if smallest:
            found |= {one: smallest for one in members if one != smallest}
    return found


def _top(above: dict[str, str], one: str) -> str:
    """Return the smallest id known to be of the set, and shorten the way to it."""
    while above.setdefault(one, one) != one:
        above[one] = above[above[one]]
        one = above[one]
    return one


def resolve(
    records: Sequence[Record], removed: Mapping[str, Mapping[str, Sequence[str]]] | None = None
) -> Resolved:
    """Return the records as they show, given the alive ones.

    `removed` maps kind → id → `same_as` of removed records: what they joined stays joined.
    """
    if not any(removed.values() if removed else ()) and not any(_links(record) for record in records):
        return Resolved(list(records))
    stands: dict[str, str] = {}
    by_kind: defaultdict[str, dict[str, Record]] = defaultdict(dict)
    for record in records:
        by_kind[record.about.name][record.id] = record
    elsewhere = {record.id: record.about.name for record in records}
    for kind in merging_kinds():
        links = {**(removed or {}).get(kind, {}), **{one.id: _links(one) for one in by_kind[kind].values()}}
        inside = {
            one: [other for other in others if elsewhere.get(other, kind) == kind]
            for one, others in links.items()
        }
        stands |= _within_owner(connected(inside, by_kind[kind]), by_kind[kind], stands)
    stands |= _twins(by_kind, stands)
    return _shown(records, stands)


def _links(record: Record) -> tuple[str, ...]:
    return getattr(record, SAME_AS, None) or ()


def _within_owner(
    found: Mapping[str, str], records: Mapping[str, Record], stands: Mapping[str, str]
) -> dict[str, str]:
    """Return a set's part under each owner as a set of its own: nothing leaves the page it belongs to."""
    first: dict[tuple[str, str], str] = {}
    kept: dict[str, str] = {}
    for one in sorted({*found, *found.values()}):
        top = found.get(one, one)
        place = (top, _owner(records.get(one, records[top]), stands))
        standing = first.setdefault(place, one) if one in records else top
        if standing != one:
            kept[one] = standing
    return kept


def _owner(record: Record, stands: Mapping[str, str]) -> str:
    owner = describe(record.about.name).owner
    target = (getattr(record, owner.name) or "") if owner is not None else ""
    return stands.get(target, target)


def _twins(by_kind: Mapping[str, Mapping[str, Record]], stands: Mapping[str, str]) -> dict[str, str]:
    """Return id → id that stands for it where natural keys have become one, such as two views of one
    stakeholder; the id that the key would give now leads there too, so that adding it again is an edit.
    """
    found: dict[str, str] = {}
    for kind, records in by_kind.items():
        key = describe(kind).kind.natural_key
        if not key or not any(_key(one, key, stands) != _key(one, key, {}) for one in records.values()):
            continue
        groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for one in records.values():
            groups[one.space, *_key(one, key, stands)].append(one.id)
        for (space, *values), ids in groups.items():
            named = natural_id(space, kind, tuple(values))
            first = named if named in ids else min(ids)
            found |= {one: first for one in (*ids, named) if one != first}
    return found


def _key(record: Record, key: tuple[str, ...], stands: Mapping[str, str]) -> tuple[str, ...]:
    values = (str(getattr(record, name) or "") for name in key)
    return tuple(stands.get(value, value) for value in values)


def _shown(records: Sequence[Record], stands: dict[str, str]) -> Resolved:
    others: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.id in stands:
            others[stands[record.id]].append(record)
    shown: list[Record] = []
    stored: dict[str, tuple[Record, ...]] = {}
    for record in records:
        if record.id in stands:
            continue
        whole = referring(record, stands)
        if record.id in others:
            behind = sorted(others[record.id], key=lambda one: one.id)
            whole = overlay([whole, *(referring(one, stands) for one in behind)])
            stored[record.id] = (record, *behind)
        elif whole is not record:
            stored[record.id] = (record,)
        shown.append(whole)
    return Resolved(shown, stands, stored)


@cache
def _references(kind: str) -> tuple[tuple[str, bool], ...]:
    """Return (field, many) of the fields of a kind that can name a merged record."""
    found = []
    for name, about in describe(kind).fields.items():
        written = (kind, name) in _WRITTEN_REFERENCES
        if written or (about.rule.target in KINDS and name != SAME_AS):
            found.append((name, about.rule.many))
    return tuple(found)


def referring(record: Record, stands: Mapping[str, str]) -> Record:
    """Return the record with references to those that stand for what it names; itself if none changes."""
    changed: dict[str, object] = {}
    for name, many in _references(record.about.name):
        value = getattr(record, name)
        if not value:
            continue
        if not many and value in stands:
            changed[name] = stands[value]
        elif many and not stands.keys().isdisjoint(value):
            changed[name] = tuple(sorted({stands.get(one, one) for one in value}))
    return replace(record, **changed) if changed else record


def overlay(members: Sequence[Record]) -> Record:
    """Return what records of one set show together: what the first says, its gaps filled by the others in
    their order; sets united; of the classes of sensitivity the highest.
    """
    first, *others = members
    if not others:
        return first
    changed: dict[str, object] = {}
    for name, about in describe(first.about.name).fields.items():
        values = [getattr(one, name) for one in members]
        if about.rule.many:
            changed[name] = tuple(sorted({element for value in values for element in value}))
        elif name == SENSITIVITY:
            changed[name] = max((value for value in values if value is not None), default=None)
        elif values[0] in (None, ""):
            changed[name] = next((value for value in values if value not in (None, "")), None)
    return replace(first, **changed)


def differing(members: Sequence[Record]) -> dict[str, tuple[Value, ...]]:
    """Return field → its several values, in the order of the records: what a person decides, as of a
    conflict. Empty values, sets, codes, order and what is fixed are nothing to decide.
    """
    found: dict[str, tuple[Value, ...]] = {}
    for name, about in describe(members[0].about.name).fields.items():
        if about.rule.merge is not Merge.ASK or name in (CODE, SENSITIVITY):
            continue
        values: list[Value] = []
        for value in (getattr(one, name) for one in members):
            if value not in (None, "") and not any(same(value, other) for other in values):
                values.append(value)
        if len(values) > 1:
            found[name] = tuple(values)
    return found


def written_to_all(kind: str, field: str) -> bool:
    """Whether a new value goes to every record of a set, so that none of them keeps another one."""
    rule = describe(kind).fields[field].rule
    return not (rule.merge is Merge.ONCE or rule.shape is Shape.KEY or field == CODE)
