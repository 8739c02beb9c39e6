"""Records that begin in a package: settled from memory, as the log holds nothing else about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from sqlalchemy import Connection

from app.models.changeset import Change
from app.models.values import Value
from app.storage.liveness import Liveness
from app.storage.logged import ALIVE
from app.storage.registers import row_of, write_rows

Place = tuple[str, str]
"""Field and element (of a set field; else "")."""


class Beginning(msgspec.Struct, gc=False):
    """What a package says of a record from its first change on: its kind and space ("" before the first), and
    what came last in each place with the name of its changeset.

    It is `straight` as long as each change replaces just the one before it in its place: nothing is to be
    decided then, what came last stands. A removal is decided elsewhere.
    """

    kind: str = ""
    space: str = ""
    straight: bool = True
    stand: dict[Place, Value] = {}
    refs: dict[Place, str] = {}

    def follow(self, changes: Iterable[Change], space: str, ref: str) -> None:
        """Take in the next applied changes to the record, of the changeset called `ref`."""
        stand, refs = self.stand, self.refs
        for change in changes:
            if not self.kind:
                self.kind, self.space = change.k, space
            place = (change.f, change.e)
            before = refs.get(place)
            if (
                change.x != (() if before is None else (before,))
                or change.k != self.kind
                or space != self.space
                or (change.v is False and change.f == ALIVE)
            ):
                self.straight = False
            stand[place] = change.v
            refs[place] = ref


def settle_beginnings(connection: Connection, begun: Mapping[str, Beginning]) -> None:
    """Write the rows of records of which the log knows nothing but these straight beginnings."""
    there = {record: one for record, one in begun.items() if one.kind}
    rows = {record: (one.kind, one.space) for record, one in there.items()}
    write_rows(connection, rows, {record: row_of(one.kind, one.stand) for record, one in there.items()})
    Liveness(connection).update(rows, {}, {})
