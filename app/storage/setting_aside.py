"""Undoing a take: its changesets are set aside, and what depends on them waits; the log stays as it is."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from app.foundation.errors import UserError
from app.storage.in_force import marked_changeset, settle_marks
from app.storage.logged import chunks
from app.storage.registers import settle
from app.storage.tables import NOTHING_NEW, SET_ASIDE, WAITING


def last_take(connection: Connection) -> int | None:
    """Return the last package taken that brought something and is not set aside, or None.

    Who takes the same package twice and undoes it means what the first brought.
    """
    sql = "SELECT max(id) FROM take WHERE set_aside = 0 AND report <> ?"
    row = connection.exec_driver_sql(sql, (NOTHING_NEW,)).scalar()
    return None if row is None else int(row)


def set_aside(connection: Connection, take: int) -> frozenset[str]:
    """Set a package's changesets aside, and all that depends on them. Returns the records touched.

    They count as not received; nothing is written into the log. What an earlier package brought, and had
    waited for this one, waits again: it counts once this one does. Raises UserError `own_work_builds_on_it`.
    """
    chosen = _dependents(connection, take)
    if chosen:
        written_here = f"SELECT 1 FROM changeset WHERE take IS NULL AND id IN ({_list(chosen)})"
        if connection.exec_driver_sql(written_here).first() is not None:
            raise UserError("own_work_builds_on_it")
        connection.exec_driver_sql(
            "UPDATE changeset SET state = CASE take WHEN ? THEN ? ELSE ? END, in_force = 0"
            f" WHERE id IN ({_list(chosen)})",
            (take, SET_ASIDE, WAITING),
        )
    connection.exec_driver_sql("UPDATE take SET set_aside = 1 WHERE id = ?", (take,))
    records = _records_of(connection, chosen)
    settle(connection, dict.fromkeys(records, frozenset()))
    return records


def _records_of(connection: Connection, chosen: set[int]) -> frozenset[str]:
    found: set[str] = set()
    for part in chunks(sorted(chosen)):
        rows = connection.exec_driver_sql(
            f"SELECT DISTINCT record FROM run WHERE changeset IN ({_list(part)}) AND schema > 0"
        )
        found |= set(rows.scalars())
    marked = connection.exec_driver_sql(
        "SELECT DISTINCT c.changeset FROM run c JOIN changeset s ON s.id = c.changeset"
        f" WHERE c.kind = '#mark' AND s.id IN ({_list(chosen)})"
        if chosen
        else "SELECT 1 WHERE 0"
    )
    return frozenset(found | _remark(connection, list(marked.scalars())))


def _remark(connection: Connection, marks: list[int]) -> set[str]:
    """Undo what marks that are set aside did: the changesets they named stand as other marks say."""
    targets: set[int] = set()
    for changeset in marks:
        rows = connection.exec_driver_sql(
            "SELECT s.chain, c.record FROM change c JOIN changeset s ON s.id = c.changeset"
            " WHERE s.id = ? AND c.kind = '#mark'",
            (changeset,),
        ).fetchall()
        found = (marked_changeset(connection, chain, int(record)) for chain, record in rows)
        targets |= {row for row in found if row is not None}
    return settle_marks(connection, targets)


def _dependents(connection: Connection, take: int) -> set[int]:
    """Return the changesets of a take and all, from anyone, that come after them or name them as causes."""
    chosen = set(
        connection.exec_driver_sql("SELECT id FROM changeset WHERE take = ? AND state < 2", (take,)).scalars()
    )
    while chosen:
        listed = _list(chosen)
        later = connection.exec_driver_sql(
            "SELECT s.id FROM changeset s JOIN (SELECT chain, min(sequence) AS first FROM changeset"
            f" WHERE id IN ({listed}) GROUP BY chain) m ON m.chain = s.chain AND s.sequence >= m.first"
            " WHERE s.state < 2 UNION SELECT c.changeset FROM cause c JOIN changeset s ON s.id = c.changeset"
            f" WHERE s.state < 2 AND c.hash IN (SELECT hash FROM changeset WHERE id IN ({listed}))"
        )
        grown = chosen | set(later.scalars())
        if grown == chosen:
            return chosen
        chosen = grown
    return chosen


def _list(ids: Iterable[int]) -> str:
    return ",".join(str(int(row)) for row in ids)


def set_aside_count(connection: Connection) -> int:
    """Return how many changesets are set aside here."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM changeset WHERE state = 2").scalar() or 0)
