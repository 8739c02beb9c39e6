"""All record kinds, and what each says of its fields. Tables, coding, checks and forms derive from it."""

from __future__ import annotations

import sys
from functools import cache
from inspect import get_annotations
from types import SimpleNamespace
from typing import TypeVar, get_args, get_type_hints

import msgspec

from app.foundation.errors import UserError
from app.models.kinds import (
    area,
    country,
    distinct,
    inside,
    meetings,
    monitoring,
    people,
    plan,
    review,
    roundtable,
)
from app.models.record import Home, Kind, Merge, Record, Rule

R = TypeVar("R", bound=Record)


class Field(msgspec.Struct, frozen=True):
    """One field of a kind, with the JSON type its values must have."""

    name: str
    rule: Rule
    json_type: type


class Description(msgspec.Struct, frozen=True):
    """A kind and its fields in order."""

    kind: Kind
    record: type[Record]
    fields: dict[str, Field]

    @property
    def owner(self) -> Field | None:
        """The field whose target owns records of this kind."""
        return next((field for field in self.fields.values() if field.rule.owner), None)


def _is_kind(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Record) and hasattr(value, "about")


def _kinds() -> dict[str, type[Record]]:
    modules = (country, area, people, inside, meetings, roundtable, plan, review, monitoring, distinct)
    found = [value for module in modules for value in vars(module).values() if _is_kind(value)]
    return {record.about.name: record for record in found}


KINDS: dict[str, type[Record]] = _kinds()


@cache
def describe(kind: str) -> Description:
    """Return the description of a kind. Raises UserError `unknown_kind`."""
    record = KINDS.get(kind)
    if record is None:
        raise UserError("unknown_kind", kind=kind)
    hints = _hints(record)
    fields = {
        name: Field(name, _rule(hints[name]), _json_type(hints[name]))
        for name in record.__struct_fields__
        if name not in ("id", "space")
    }
    return Description(record.about, record, fields)


def _hints(record: type[Record]) -> dict[str, object]:
    """Return field name → annotation of the fields of a class and of those it is made from."""
    return {
        name: _hint(base.__module__, written)
        for base in reversed(record.__mro__)
        if issubclass(base, Record)
        for name, written in get_annotations(base).items()
        if name in record.__struct_fields__
    }


@cache
def _hint(module: str, written: str) -> object:
    """Return what an annotation in one of our modules means. They repeat, and each is read once.

    The names in it are those of the module: within a class, fields such as `code` would hide the rules.
    """
    holder = SimpleNamespace(__annotations__={"field": written})
    return get_type_hints(holder, vars(sys.modules[module]), include_extras=True)["field"]


def _rule(hint: object) -> Rule:
    return next((part for part in getattr(hint, "__metadata__", ()) if isinstance(part, Rule)), None)  # type: ignore[return-value]


def _json_type(hint: object) -> type:
    options: tuple[type, ...] = get_args(get_args(hint)[0])
    return options[0]


def space_of(kind: str, area_id: str, owner_space: str = "") -> str:
    """Return the space a record of `kind` lives in. `owner_space` is that of the record it hangs on."""
    home = describe(kind).kind.home
    if home is Home.COUNTRY:
        return "country"
    if home is Home.OWNER:
        return owner_space
    return f"area/{area_id}/{home.value}"


@cache
def owned_kinds(kind: str) -> tuple[tuple[str, str], ...]:
    """Return (kind, field) of every kind whose records are owned by records of `kind`."""
    owners = ((name, describe(name).owner) for name in KINDS)
    return tuple((name, field.name) for name, field in owners if field and field.rule.target == kind)


def empty_value(rule: Rule) -> object:
    """Return what a field holds when nothing was written: an empty set or nothing."""
    return () if rule.merge is Merge.SET else None
