"""What several takes made of the records: one state held beside another, and what still waits of each."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from sqlalchemy import Connection

from app.storage.rows import mapping
from app.storage.tables import WAITING
from app.storage.taking import Taken, alive, open_conflicts
from app.storage.touched import Touched
from app.storage.waiting import waiting_count


def newest_take(connection: Connection) -> int:
    """Return the row id of the package taken last, 0 for none."""
    return int(connection.exec_driver_sql("SELECT max(id) FROM take").scalar() or 0)


def waiting_by_take(connection: Connection) -> dict[int, int]:
    """Return take → how many of the changesets it brought wait for others."""
    return mapping(
        connection,
        f"SELECT take, count(*) FROM changeset WHERE state = {WAITING} AND take IS NOT NULL GROUP BY take",
    )


def difference(before: Connection, after: Connection, touched: Touched) -> Taken:
    """Return what became of the records `touched` from one state to another, and the conflicts that arose."""
    open_before = open_conflicts(before)
    made = Taken(waiting=waiting_count(after))
    for part in chain(touched.begun(), touched.others()):
        there, here = alive(before, part), alive(after, part)
        for record, kind in here.items():
            (made.changed if record in there else made.new)[kind] += 1
        made.removed.update(kind for record, kind in there.items() if record not in here)
    now_open = open_conflicts(after)
    made.conflicts = Counter(kind for place, kind in now_open.items() if place not in open_before)
    return made
