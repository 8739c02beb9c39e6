"""Records that begin in a package: settled from memory, as the log holds nothing else about them."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection

from app.models.changeset import Change
from app.models.values import Value
from app.storage.liveness import Liveness
from app.storage.logged import ALIVE
from app.storage.registers import row_of, write_rows

Place = tuple[str, str]
"""Field and element (of a set field; else "")."""

Said = tuple[str, str, dict[Place, Change]]
"""Kind and id of a record, and what a changeset says of it."""


class Beginning(msgspec.Struct, gc=False):
    """What a package says of a record from its first change on: its kind and space ("" before the first), and
    what stands in each place, and the name of the changeset that said so last.

    It is `straight` as long as each change replaces just the one before it in its place: nothing is to be
    decided then, what came last stands. A removal is decided elsewhere.
    """

    kind: str = ""
    space: str = ""
    straight: bool = True
    stand: dict[Place, Value] = {}
    refs: dict[Place, tuple[str, ...]] = {}

    def follow(self, kind: str, said: Mapping[Place, Change], space: str, ref: str) -> None:
        """Take in the next applied changes to the record, of the changeset called `ref`."""
        if not self.kind:
            self.kind, self.space = kind, space
        stand, refs, own = self.stand, self.refs, (ref,)
        straight = self.straight and kind == self.kind and space == self.space
        for place, change in said.items():
            value = stand[place] = change.v
            if change.x != refs.get(place, ()) or (value is False and change.f == ALIVE):
                straight = False
            refs[place] = own
        self.straight = straight


def settle_beginnings(connection: Connection, begun: Mapping[str, Beginning]) -> None:
    """Write the rows of records of which the log knows nothing but these straight beginnings."""
    there = {record: one for record, one in begun.items() if one.kind}
    rows = {record: (one.kind, one.space) for record, one in there.items()}
    write_rows(
        connection, rows, {record: row_of(one.kind, one.stand.items()) for record, one in there.items()}
    )
    Liveness(connection).update(rows, {}, {})
