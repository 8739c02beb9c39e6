"""Deciding what two people changed apart: both values stay until a person chooses."""

from __future__ import annotations

from dataclasses import dataclass

from app.foundation.errors import UserError
from app.models.kinds.inside import PrivateNote
from app.models.record import Record
from app.models.registry import KINDS, describe
from app.models.values import Value, check_entry
from app.services.desk import Desk
from app.storage.conflicts import Conflict, Side, conflicts, sides
from app.storage.logged import ALIVE
from app.storage.records import read_records


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values to choose from, with who wrote it (their signing key), when, and what it was
    before."""

    value: Value
    sign_key: str
    written: str
    before: tuple[Value, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class Open:
    """One open conflict: a field of a record, or (field `alive`) removed here and edited there."""

    record: str
    kind: str
    field: str
    space: str
    choices: tuple[Choice, ...]

    @property
    def id(self) -> str:
        """How the command line names it."""
        return f"{self.record}/{self.field}"

    @property
    def about_removal(self) -> bool:
        """Whether one person removed the record that another edited."""
        return self.field == ALIVE


def conflict_list(desk: Desk) -> list[Open]:
    """Return every open conflict of this area, by kind and record; the value shown comes first."""
    with desk.workspace.read() as connection:
        listed = [found for found in conflicts(connection) if found.space in desk.spaces]
        return [_open(desk, found, sides(connection, found)) for found in listed]


def _open(desk: Desk, conflict: Conflict, found: list[Side]) -> Open:
    own = desk.writer.sign_key if desk.writer is not None else ""
    choices = tuple(
        Choice(side.value, side.sign_key, side.written, side.before, bool(own) and side.sign_key == own)
        for side in found
    )
    return Open(conflict.record, conflict.kind, conflict.field, conflict.space, choices)


def find_conflict(desk: Desk, conflict_id: str) -> Open:
    """Return one open conflict by `record/field`, or by the record when it has only one. Raises UserError
    `unknown_conflict`.
    """
    found = [one for one in conflict_list(desk) if conflict_id in (one.id, one.record)]
    if len(found) != 1:
        raise UserError("unknown_conflict", id=conflict_id[:80])
    return found[0]


def decide(
    desk: Desk, conflict: Open, *, keep: int | None = None, value: Value = None, reason: str = ""
) -> None:
    """Decide a conflict: keep one of the choices (by place, from 0), or write another value.

    The decision replaces all current values, travels with the next package and can be undone; a reason is
    kept with it as a note. Of a removal, keeping True keeps the record and False removes it.
    Raises UserError `no_such_choice`, `value_<rule>`.
    """
    kind: type[Record] = KINDS[conflict.kind]
    if keep is not None:
        if not 0 <= keep < len(conflict.choices):
            raise UserError("no_such_choice", number=keep)
        value = conflict.choices[keep].value
    elif conflict.field != ALIVE:
        check_entry(conflict.kind, {conflict.field: value}, adding=False)
    with desk.write("conflict.decide") as unit:
        unit.decide(kind, conflict.record, conflict.space, conflict.field, value)
        if reason.strip() and desk.sees_group:
            unit.add(PrivateNote, subject_kind=conflict.kind, subject=conflict.record, note=reason)


def record_of(desk: Desk, conflict: Open) -> Record | None:
    """Return the record a conflict is about."""
    with desk.workspace.read() as connection:
        found = read_records(connection, KINDS[conflict.kind], only=(conflict.record,))
    return found[0] if found else None


def is_text(conflict: Open) -> bool:
    """Whether the values are texts whose difference can be shown word by word."""
    field = describe(conflict.kind).fields.get(conflict.field)
    return field is not None and field.rule.salted
