"""Chains: one per replica and space (and per branch after a fork), with their heads."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection

from app.models.vector import Head, Vector
from app.storage.rows import mapping


class ChainHead(msgspec.Struct, frozen=True):
    """A chain and its last applied changeset: sequence 0, an empty hash and Lamport 0 when there is none."""

    chain: int
    replica: str
    branch: str
    sequence: int
    hash: str
    lamport: int
    written: str


_HEADS = (
    "SELECT h.id, h.replica, h.branch, coalesce(s.sequence, 0), coalesce(s.hash, ''), coalesce(s.lamport, 0),"
    " coalesce(s.written, '')"
    " FROM chain h LEFT JOIN changeset s ON s.id ="
    " (SELECT id FROM changeset WHERE chain = h.id AND state = 1 ORDER BY sequence DESC LIMIT 1)"
    " WHERE h.space = ?"
)


def heads(connection: Connection, space: str) -> list[ChainHead]:
    """Return every chain of a space with its last applied changeset."""
    return [ChainHead(*row) for row in connection.exec_driver_sql(_HEADS, (space,))]


def vector(connection: Connection, space: str) -> Vector:
    """Return what is applied here of a space: set-aside and waiting changesets do not count."""
    return Vector(
        frozenset(Head(h.replica, h.sequence, h.hash[:32]) for h in heads(connection, space) if h.sequence)
    )


def spaces(connection: Connection) -> list[str]:
    """Return the spaces this file holds changes of, sorted."""
    return list(connection.exec_driver_sql("SELECT DISTINCT space FROM chain ORDER BY space").scalars())


def chain_of(connection: Connection, space: str, replica: str, branch: str = "") -> int:
    """Return the row id of a chain, made when it is not there yet."""
    found = connection.exec_driver_sql(
        "SELECT id FROM chain WHERE space = ? AND replica = ? AND branch = ?", (space, replica, branch)
    ).scalar()
    if found is None:
        found = connection.exec_driver_sql(
            "INSERT INTO chain (space, replica, branch) VALUES (?, ?, ?) RETURNING id",
            (space, replica, branch),
        ).scalar()
    return int(found or 0)


def has_begun(connection: Connection, space: str, replica: str) -> bool:
    """Whether what a replica wrote in a space counts here: nothing does that waits or was set aside."""
    found = connection.exec_driver_sql(
        "SELECT 1 FROM chain h JOIN changeset s ON s.chain = h.id WHERE h.space = ? AND h.replica = ?"
        " AND h.branch = '' AND s.state = 1 LIMIT 1",
        (space, replica),
    )
    return found.first() is not None


def replica_keys(connection: Connection) -> dict[str, str]:
    """Return replica → signing key of everyone who began a chain here."""
    return mapping(connection, "SELECT DISTINCT replica, sign_key FROM chain WHERE sign_key IS NOT NULL")


def forked_replicas(connection: Connection) -> frozenset[str]:
    """Return the replicas that went on in two copies of their file, as far as this file shows."""
    rows = connection.exec_driver_sql(
        "SELECT replica FROM chain WHERE branch NOT LIKE 'waiting-%' GROUP BY space, replica HAVING"
        " count(*) > 1"
    )
    return frozenset(rows.scalars())
