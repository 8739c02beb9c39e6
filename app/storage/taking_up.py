"""Taking a package again that was set aside: what it brought is in the log still and counts anew."""

from __future__ import annotations

from sqlalchemy import Connection

from app.foundation.errors import UserError
from app.foundation.progress import unwatched
from app.storage.receiving import receive
from app.storage.tables import SET_ASIDE, WAITING


def take_up(connection: Connection, take: int) -> frozenset[str]:
    """Let the changesets of a package that was set aside count again. Returns the records touched.

    What still lacks its causes waits. Raises UserError `not_set_aside`.
    """
    aside = connection.exec_driver_sql("SELECT set_aside FROM take WHERE id = ?", (take,)).scalar()
    if not aside:
        raise UserError("not_set_aside")
    connection.exec_driver_sql("UPDATE take SET set_aside = 0 WHERE id = ?", (take,))
    connection.exec_driver_sql(
        "UPDATE changeset SET state = ? WHERE take = ? AND state = ?", (WAITING, take, SET_ASIDE)
    )
    return frozenset(receive(connection, (), take, unwatched()).touched.known)
