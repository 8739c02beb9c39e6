"""What the log says about the roster: changes of its kinds with what their authors knew, and who began
chains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection

from app.models.changeset import Begin, read_begin, read_change
from app.models.values import Value
from app.storage.knowledge import Knowledge
from app.storage.rows import mapping

ROSTER_KINDS = ("person", "steward", "invitation", "comparison", "revocation")


class RosterChange(msgspec.Struct, frozen=True):
    """The changes of one changeset in force to one record of the roster."""

    hash: str
    replica: str
    sign_key: str
    sequence: int
    lamport: int
    known: Mapping[str, int]
    kind: str
    record: str
    values: Mapping[str, Value]


class BegunChain(msgspec.Struct, frozen=True):
    """Who began a chain, the changeset that says so, and what its causes cover."""

    space: str
    replica: str
    begin: Begin
    hash: str
    lamport: int
    known: Mapping[str, int]


def begun_chains(connection: Connection, space: str) -> list[BegunChain]:
    """Return the applied first changesets of a space's chains, earliest first."""
    rows = connection.exec_driver_sql(
        "SELECT h.replica, h.begin, s.hash, s.lamport, s.id FROM chain h JOIN changeset s ON s.chain = h.id"
        " WHERE h.space = ? AND h.begin IS NOT NULL AND s.sequence = 1 AND s.state = 1 ORDER BY"
        " s.lamport, s.hash",
        (space,),
    ).fetchall()
    knowledge = Knowledge(connection)
    replicas = _replicas(connection)
    return [
        BegunChain(space, replica, read_begin(begin), hash_, lamport, _known(knowledge, row, replicas))
        for replica, begin, hash_, lamport, row in rows
    ]


def first_author(connection: Connection, space: str, area: str) -> str:
    """Return the signing key of who created an area: the earliest author of its record, or ""."""
    found = connection.exec_driver_sql(
        "SELECT h.sign_key FROM change c JOIN changeset s ON s.id = c.changeset JOIN chain h ON h.id ="
        " s.chain"
        " WHERE c.record = ? AND c.kind = 'area' AND h.space = ? AND s.state = 1"
        " ORDER BY s.lamport, s.hash LIMIT 1",
        (area, space),
    ).scalar()
    return str(found or "")


def _replicas(connection: Connection) -> dict[int, str]:
    return mapping(connection, "SELECT id, replica FROM chain")


def roster_changes(connection: Connection, space: str) -> list[RosterChange]:
    """Return every change in force to roster records of an area's network space."""
    marks = ",".join("?" * len(ROSTER_KINDS))
    rows = connection.exec_driver_sql(
        "SELECT s.id, s.hash, h.replica, h.sign_key, s.sequence, s.lamport, c.kind, c.record, c.body"
        " FROM change c JOIN changeset s ON s.id = c.changeset JOIN chain h ON h.id = s.chain"
        f" WHERE h.space = ? AND c.kind IN ({marks}) AND s.in_force = 1 AND c.body IS NOT NULL",
        (space, *ROSTER_KINDS),
    ).fetchall()
    knowledge = Knowledge(connection)
    replicas = _replicas(connection)
    values: dict[tuple[object, ...], dict[str, Value]] = defaultdict(dict)
    for row, hash_, replica, sign_key, sequence, lamport, kind, record, body in rows:
        change = read_change(body)
        values[row, hash_, replica, sign_key or "", sequence, lamport, kind, record][change.f] = change.v
    return [
        RosterChange(*key[1:6], _known(knowledge, key[0], replicas), *key[6:], found)  # type: ignore[call-arg,arg-type]
        for key, found in values.items()
    ]


def _known(knowledge: Knowledge, changeset: object, replicas: Mapping[int, str]) -> dict[str, int]:
    known: dict[str, int] = {}
    for chain, sequence in knowledge.vector(int(str(changeset))).items():
        known[replicas[chain]] = max(sequence, known.get(replicas[chain], 0))
    return known
