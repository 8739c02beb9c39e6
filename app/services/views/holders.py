"""Who has what, for Home: how far everyone else's copy has come, and what that asks of the person here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from app.services.board import BoardRow
from app.services.views.next_things import NextThing
from app.services.views.said import Name, said

HolderState = Literal["up_to_date", "behind", "never"]
EMPTY_AT = 100
LEAST_SHARE = 0.06


class HolderEntry(msgspec.Struct, frozen=True):
    """Someone with a copy. `share` is 1 when nothing is lacking and near 0 from a hundred changes on."""

    name: Name
    state: HolderState
    share: float
    behind: int = 0
    since: str = ""


def holders_of(rows: Sequence[BoardRow]) -> tuple[HolderEntry, ...]:
    """Return everyone of the board as entries."""
    return tuple(_entry(row) for row in rows)


def _entry(row: BoardRow) -> HolderEntry:
    name = Name(plain=row.person.name)
    if not row.heard_at:
        return HolderEntry(name, "never", 0.0, row.behind)
    if not row.behind:
        return HolderEntry(name, "up_to_date", 1.0, 0, row.heard_at)
    share = max(LEAST_SHARE, 1 - row.behind / EMPTY_AT)
    return HolderEntry(name, "behind", share, row.behind, row.heard_at)


def to_send(rows: Sequence[BoardRow]) -> list[NextThing]:
    """Return a thing to do for everyone who was heard from and now lacks changes."""
    waiting = [row for row in rows if row.heard_at and row.behind]
    return [_package(row) for row in waiting]


def to_decide(count: int) -> list[NextThing]:
    """Return the thing to do about conflicts, none when there are none."""
    if not count:
        return []
    text, chip = said("home.decide_conflicts", count=count), said("home.exchange_chip")
    return [NextThing("conflict", "", text, said("home.conflicts_why"), chip, "attention")]


def _package(row: BoardRow) -> NextThing:
    text = said("home.send_package", who=Name(plain=row.person.name))
    under = said("home.changes_waiting", count=row.behind)
    return NextThing("package", row.person.id, text, under, said("home.exchange_chip"), "accent")
