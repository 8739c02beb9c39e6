"""What stayed behind when its correction was sent is gone everywhere.

A copy or a restored backup of the file may still have the bytes, and may have sent them on. So whoever holds
values back says so in the chain, and whoever has these bytes drops them: else a value that stands again, as
its correction is undone or cut off, would show on some laptops and not on others. It acts whatever becomes of
the changeset that says it: bytes that are gone do not come back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from app.models.changeset import MARK, Change, leaf
from app.models.personal import STAYS
from app.storage.runs import replace_changes, withheld

HELD_BACK = "held_back"
"""The field of a mark that names what was held back, and the action of the changeset that says it."""

_LASTS = ", ".join(f"'{kind}'" for kind in sorted(STAYS))

IS_DATA = f"c.body IS NOT NULL AND c.schema > 0 AND c.kind NOT IN ({_LASTS})"
"""Only data is held back: of what says whose word counts, every value counts, not the last alone."""


def hold_back(connection: Connection, gone: Mapping[int, Iterable[int]]) -> list[Change]:
    """Drop the bytes of changes, row of an own changeset -> positions. Returns the marks that say so."""
    marks = []
    for row, positions in gone.items():
        drop_held_back(connection, row, positions)
        sequence = connection.exec_driver_sql("SELECT sequence FROM changeset WHERE id = ?", (row,)).scalar()
        named = " ".join(map(str, sorted(positions)))
        marks.append(Change(k=MARK, r=str(sequence), f=HELD_BACK, v=named))
    return marks


def named_in(mark: Change) -> set[int]:
    """Return the positions within a changeset that a mark names as held back."""
    parts = mark.v.split() if isinstance(mark.v, str) else []
    return {int(part) for part in parts if part.isascii() and part.isdecimal() and len(part) < 10}


def drop_held_back(connection: Connection, changeset: int, positions: Iterable[int]) -> None:
    """Drop the bytes of the changes at these places of a changeset, if they are here; their leaves stay."""
    wanted = set(positions)
    here = connection.exec_driver_sql(
        f"SELECT position, body FROM change c WHERE changeset = ? AND {IS_DATA}", (changeset,)
    ).fetchall()
    gone = {(changeset, place): withheld(leaf(body).hex()) for place, body in here if place in wanted}
    replace_changes(connection, gone)
