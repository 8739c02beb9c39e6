"""The tables made anew from the log, and their fingerprint: rebuilt and live are identical."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection

from app.models.registry import KINDS
from app.storage.cutting import mark_beyond
from app.storage.in_force import marked_anywhere, settle_marks
from app.storage.registers import settle


def rebuild(connection: Connection) -> int:
    """Empty the tables of records and fill them from the log and the cuts handed down (`cutting.keep_cuts`).

    Returns how many records there are.
    """
    for kind in KINDS:
        connection.exec_driver_sql(f"DELETE FROM record_{kind}")
    connection.exec_driver_sql("DELETE FROM conflict")
    connection.exec_driver_sql("DELETE FROM removal")
    _put_in_force(connection)
    records = connection.exec_driver_sql("SELECT DISTINCT record FROM run WHERE schema > 0").scalars().all()
    settle(connection, dict.fromkeys(records, frozenset()))
    _settle_owned(connection)
    return sum(
        int(connection.exec_driver_sql(f"SELECT count(*) FROM record_{kind}").scalar() or 0) for kind in KINDS
    )


def _settle_owned(connection: Connection) -> None:
    """Decide removals once more, now that every owned record is there."""
    removed = connection.exec_driver_sql("SELECT record FROM removal").scalars().all()
    settle(connection, dict.fromkeys(removed, frozenset()))


def _put_in_force(connection: Connection) -> None:
    mark_beyond(connection)
    connection.exec_driver_sql("UPDATE changeset SET in_force = (state = 1 AND beyond = 0)")
    settle_marks(connection, marked_anywhere(connection))


def state_hash(connection: Connection, space: str) -> str:
    """Return the SHA-256 over every record row and conflict of a space: equal tables, equal hash."""
    digest = hashlib.sha256()
    for kind in sorted(KINDS):
        rows = connection.exec_driver_sql(
            f"SELECT * FROM record_{kind} WHERE space = ? ORDER BY id", (space,)
        )
        for row in rows:
            digest.update(repr(tuple(row)).encode())
    rows = connection.exec_driver_sql(
        "SELECT record, field FROM conflict WHERE space = ? ORDER BY record, field", (space,)
    )
    for row in rows:
        digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()
