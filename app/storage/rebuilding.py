"""The tables made anew from the log, and their fingerprint: rebuilt and live are identical."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection

from app.storage.cutting import mark_beyond
from app.storage.in_force import marked_anywhere, settle_marks
from app.storage.records import occupied
from app.storage.registers import settle


def rebuild(connection: Connection) -> int:
    """Empty the tables of records and fill them from the log and the cuts handed down (`cutting.keep_cuts`).

    Returns how many records there are.
    """
    for kind in occupied(connection):
        connection.exec_driver_sql(f"DELETE FROM record_{kind}")
    connection.exec_driver_sql("DELETE FROM conflict")
    connection.exec_driver_sql("DELETE FROM removal")
    _put_in_force(connection)
    records = connection.exec_driver_sql("SELECT DISTINCT record FROM run WHERE schema > 0").scalars().all()
    settle(connection, dict.fromkeys(records, frozenset()))
    _settle_owned(connection)
    return sum(
        int(connection.exec_driver_sql(f"SELECT count(*) FROM record_{kind}").scalar() or 0)
        for kind in occupied(connection)
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
    return _tables_hash(connection, "WHERE space = ?", (space,))


def state_hash_of_all(connection: Connection) -> str:
    """Return the SHA-256 over every record row and conflict of all spaces."""
    return _tables_hash(connection, "", ())


def _tables_hash(connection: Connection, where: str, parameters: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    queries = [f"SELECT * FROM record_{kind} {where} ORDER BY id" for kind in sorted(occupied(connection))]
    queries.append(f"SELECT space, record, field FROM conflict {where} ORDER BY 1, 2, 3")
    for sql in queries:
        for row in connection.exec_driver_sql(sql, parameters):
            digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()
