"""Records that begin in a package: settled from memory, as the log holds nothing else about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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

    def follow(self, changes: Sequence[Change], space: str, ref: str) -> None:
        """Take in the next applied changes to the record, of the changeset called `ref`."""
        if not self.kind:
            self.kind, self.space = changes[0].k, space
        kind, stand, refs = self.kind, self.stand, self.refs
        straight = self.straight and space == self.space
        for change in changes:
            place = (change.f, change.e)
            before = refs.get(place)
            if (
                change.x != (() if before is None else (before,))
                or change.k != kind
                or (change.v is False and change.f == ALIVE)
            ):
                straight = False
            stand[place] = change.v
            refs[place] = ref
        self.straight = straight


def settle_beginnings(connection: Connection, begun: Mapping[str, Beginning]) -> None:
    """Write the rows of records of which the log knows nothing but these straight beginnings."""
    there = {record: one for record, one in begun.items() if one.kind}
    rows = {record: (one.kind, one.space) for record, one in there.items()}
    write_rows(connection, rows, {record: row_of(one.kind, one.stand) for record, one in there.items()})
    Liveness(connection).update(rows, {}, {})
