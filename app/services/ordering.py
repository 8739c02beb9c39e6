"""Putting a record at another place of a list that is in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.models.order_keys import between, spread
from app.models.record import Record
from app.services.unit import Unit


class Placed(Protocol):
    """A record with a place in a list."""

    @property
    def id(self) -> str:
        """The record's id."""

    @property
    def position(self) -> str | None:
        """Its order key."""


def settle(unit: Unit, kind: type[Record], wanted: Sequence[Placed], place: int) -> None:
    """Give the record at `place` a key between its neighbours; all get new ones when there is no room."""
    before = wanted[place - 1].position or "" if place else ""
    after = wanted[place + 1].position or "" if place + 1 < len(wanted) else ""
    if not after or before < after:
        unit.set(kind, wanted[place].id, position=between(before, after))
        return
    for one, key in zip(wanted, spread(len(wanted)), strict=True):
        unit.set(kind, one.id, position=key)
