"""All record kinds, and what each says of its fields. Tables, coding, checks and forms derive from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TypeVar, get_args, get_type_hints

from app.foundation.errors import UserError
from app.models.kinds import area, country, inside, meetings, people, plan, review
from app.models.record import Home, Kind, Merge, Record, Rule

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind, with the JSON type its values must have."""

    name: str
    rule: Rule
    json_type: type


@dataclass(frozen=True, slots=True)
class Description:
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
    modules = (country, area, people, inside, meetings, plan, review)
    found = [value for module in modules for value in vars(module).values() if _is_kind(value)]
    return {record.about.name: record for record in found}


KINDS: dict[str, type[Record]] = _kinds()


@cache
def describe(kind: str) -> Description:
    """Return the description of a kind. Raises UserError `unknown_kind`."""
    record = KINDS.get(kind)
    if record is None:
        raise UserError("unknown_kind", kind=kind)
    hints = get_type_hints(record, include_extras=True)
    rules = {name: _rule(hint) for name, hint in hints.items()}
    fields = {
        name: Field(name, rules[name], _json_type(hints[name]))
        for name in record.__struct_fields__
        if name not in ("id", "space")
    }
    return Description(record.about, record, fields)


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
