"""Plain edits of records by kind and field, as forms make them. Each call is one unit of work."""

from __future__ import annotations

from collections.abc import Mapping

from app.models.registry import KINDS
from app.services.desk import Desk

Value = str | int | bool | tuple[str, ...] | None


def set_value(desk: Desk, kind: str, record_id: str, name: str, value: Value) -> None:
    """Change one field of a record. Raises UserError when the value breaks a rule."""
    with desk.write(f"{kind}.edit") as unit:
        unit.set(KINDS[kind], record_id, **{name: value})


def add_record(desk: Desk, kind: str, values: Mapping[str, Value]) -> str:
    """Add a record with first values and return its id. Raises UserError when a value breaks a rule."""
    with desk.write(f"{kind}.add") as unit:
        return unit.add(KINDS[kind], "", **values)


def remove_record(desk: Desk, kind: str, record_id: str) -> None:
    """Remove a record; undo brings it back."""
    with desk.write(f"{kind}.remove") as unit:
        unit.remove(KINDS[kind], record_id)
