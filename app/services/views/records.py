"""Records of one kind as plain values, for lists and editors that are made from the kind's description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.models.record import Record, Rule, Shape
from app.models.registry import KINDS, describe
from app.services.desk import Desk
from app.services.place_names import PlaceOption, options_for

Value = str | int | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record: its kind, id and values by field name."""

    kind: str
    id: str
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class RecordsView:
    """Records of a kind, those of the kinds they refer to, by kind, and the units their fields can name."""

    kind: str
    rows: tuple[RecordRow, ...]
    others: Mapping[str, tuple[RecordRow, ...]] = field(default_factory=dict, hash=False)
    places: tuple[PlaceOption, ...] = ()


def records_view(desk: Desk, kind: str) -> RecordsView:
    """Return all records of a kind that the desk sees, with what they can refer to."""
    rows = tuple(row_of(record) for record in desk.records(KINDS[kind]))
    targets = sorted({name for name in referred_kinds(kind) if name in KINDS})
    others = {name: tuple(row_of(record) for record in desk.records(KINDS[name])) for name in targets}
    return RecordsView(kind, rows, others, options_for(desk.book(), kind))


def referred_kinds(kind: str) -> set[str]:
    """Return the kinds that fields of a kind refer to."""
    return {one.rule.target for one in describe(kind).fields.values() if one.rule.target}


def row_of(record: Record) -> RecordRow:
    """Return a record's values by field name."""
    kind = type(record).about.name
    values = {name: getattr(record, name) for name in describe(kind).fields}
    return RecordRow(kind, record.id, values)


def shape_of(kind: str, name: str) -> Shape:
    """Return what a field of a kind holds. Raises KeyError for an unknown field."""
    return describe(kind).fields[name].rule.shape


def rule_of(kind: str, name: str) -> Rule:
    """Return the rule of a field of a kind. Raises KeyError for an unknown field."""
    return describe(kind).fields[name].rule
