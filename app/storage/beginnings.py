"""Records that begin in a package: settled from memory, as the log holds nothing else about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from app.models.changeset import Change, Header
from app.models.current import Entry
from app.models.values import Value
from app.storage.liveness import Liveness
from app.storage.logged import ALIVE, Logged
from app.storage.registers import row_of, settle_items, write_rows


class Told(msgspec.Struct, frozen=True, gc=False):
    """One applied change in force; `ref` is the first 16 bytes of its changeset's hash."""

    change: Change
    header: Header
    ref: str
    changeset: int


def settle_beginnings(connection: Connection, begun: Mapping[str, Sequence[Told]]) -> None:
    """Write the rows of records that the log knows by these changes only."""
    rows: dict[str, tuple[str, str]] = {}
    values: dict[str, dict[str, object]] = {}
    tangled: list[Logged] = []
    for record, told in begun.items():
        if not told:
            continue
        straight = _straight(told)
        if straight is None:
            tangled += [_logged(one) for one in told]
        else:
            rows[record] = (told[0].change.k, told[0].header.p)
            values[record] = row_of(told[0].change.k, straight)
    write_rows(connection, rows, values)
    Liveness(connection).update(rows, {})
    settle_items(connection, tangled)


def _straight(told: Sequence[Told]) -> dict[tuple[str, str], Value] | None:
    """Return what stands in a record each of whose changes replaces just the one before it, else None.

    Nothing is decided then: what came last stands. A removal is decided elsewhere.
    """
    last: dict[tuple[str, str], Told] = {}
    kind, space = told[0].change.k, told[0].header.p
    for one in told:
        change = one.change
        place = (change.f, change.e)
        before = last.get(place)
        if change.x != ((before.ref,) if before is not None else ()):
            return None
        if (change.v is False and change.f == ALIVE) or change.k != kind or one.header.p != space:
            return None
        last[place] = one
    return {place: one.change.v for place, one in last.items()}


def _logged(one: Told) -> Logged:
    change, header = one.change, one.header
    entry = Entry(one.ref, change.v, change.x, True, header.l, header.w)
    return Logged(change.k, header.p, change.register, entry, one.changeset)
