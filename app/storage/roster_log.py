"""What the log says about the roster: changes of its kinds with what their authors knew, and who began
chains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from hashlib import sha256

import msgspec
from sqlalchemy import Connection

from app.models.changeset import BEGIN, Begin, read_begin, read_change
from app.models.values import Value
from app.storage.chains import heads
from app.storage.knowledge import Knowledge
from app.storage.tables import TRUST_LIST

ISSUER = "issuer_certificate"

IS_TRUST = f"c.rare = 1 AND c.kind IN ({TRUST_LIST})"
"""Found by the index of rare kinds."""

_WRITTEN = (
    "SELECT s.hash, h.replica, h.branch, h.sign_key, c.kind, c.record, c.items FROM run c"
    " JOIN changeset s ON s.id = c.changeset JOIN chain h ON h.id = s.chain"
    f" WHERE {IS_TRUST} AND h.space = ? AND c.kind <> ? AND s.state = 1 ORDER BY s.hash, c.position"
)
_BEGUN = (
    "SELECT s.hash, h.replica, h.branch, h.begin FROM chain h JOIN changeset s ON s.chain = h.id"
    " WHERE h.space = ? AND h.begin IS NOT NULL AND s.sequence = 1 AND s.state = 1 ORDER BY s.hash"
)
_CHAINS = "SELECT replica, branch FROM chain WHERE space = ? ORDER BY replica, branch"
_REVOKED = "SELECT 1 FROM run WHERE rare = 1 AND kind = 'revocation' LIMIT 1"


class RosterChange(msgspec.Struct, frozen=True):
    """The changes of one applied changeset to one record of the roster; `chain` and the keys of `known` are
    names of chains (`chain_name`)."""

    hash: str
    chain: str
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
    chain: str
    replica: str
    begin: Begin
    hash: str
    lamport: int
    known: Mapping[str, int]


def begun_chains(connection: Connection, space: str, knowledge: Knowledge | None = None) -> list[BegunChain]:
    """Return the applied first changesets of a space's chains, earliest first.

    `knowledge` of this very transaction spares following the causes again.
    """
    rows = connection.exec_driver_sql(
        "SELECT h.id, h.replica, h.begin, s.hash, s.lamport, s.id FROM chain h JOIN changeset s ON s.chain ="
        " h.id WHERE h.space = ? AND h.begin IS NOT NULL AND s.sequence = 1 AND s.state = 1 ORDER BY"
        " s.lamport, s.hash",
        (space,),
    ).fetchall()
    knowledge = knowledge or Knowledge(connection)
    names = _names(connection)
    return [
        BegunChain(
            space, names[chain], replica, read_begin(begin), hash_, lamport, _known(knowledge, row, names)
        )
        for chain, replica, begin, hash_, lamport, row in rows
    ]


def beginnings(connection: Connection, space: str) -> list[tuple[str, Begin]]:
    """Return replica and beginning of a space's applied chains: `begun_chains` without what they knew."""
    rows = connection.exec_driver_sql(
        "SELECT h.replica, h.begin FROM chain h JOIN changeset s ON s.chain = h.id WHERE h.space = ?"
        " AND h.begin IS NOT NULL AND s.sequence = 1 AND s.state = 1 ORDER BY s.lamport, s.hash",
        (space,),
    ).fetchall()
    return [(replica, read_begin(begin)) for replica, begin in rows]


def waiting_beginnings(connection: Connection, take: int) -> list[tuple[str, str, Begin]]:
    """Return space, replica and beginning of the chains whose first changeset came in a take and waits."""
    rows = connection.exec_driver_sql(
        "SELECT h.space, h.replica, c.body FROM changeset s JOIN chain h ON h.id = s.chain"
        " JOIN change c ON c.changeset = s.id"
        " WHERE s.state = 0 AND s.take = ? AND s.sequence = 1 AND c.kind = ? AND c.body IS NOT NULL",
        (take, BEGIN),
    ).fetchall()
    return [(space, replica, read_begin(str(read_change(body).v))) for space, replica, body in rows]


def roster_print(connection: Connection, space: str) -> bytes:
    """Return a fingerprint of all that the roster of an area's network space follows from.

    That is what was written about it, who began chains, and what chains are called here: what an author knew
    follows from the hash of a changeset. Where a device was cut off, also how far each chain has come.
    """
    digest = sha256()
    for sql, parameters in ((_WRITTEN, (space, ISSUER)), (_BEGUN, (space,)), (_CHAINS, (space,))):
        digest.update(repr(connection.exec_driver_sql(sql, parameters).fetchall()).encode())
    if connection.exec_driver_sql(_REVOKED).first() is not None:
        ends = sorted((h.replica, h.branch, h.sequence, h.hash) for h in heads(connection, space))
        digest.update(repr(ends).encode())
    return digest.digest()


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


def chain_name(connection: Connection, chain: int) -> str:
    """Return what a chain is called here: its replica's name, and that of its branch if it is one.

    Which branch has no name of its own depends on what arrived first; nothing may follow from it.
    """
    replica, branch = connection.exec_driver_sql(
        "SELECT replica, branch FROM chain WHERE id = ?", (chain,)
    ).one()
    return _name(replica, branch)


def _name(replica: str, branch: str) -> str:
    return f"{replica}/{branch}" if branch else replica


def _names(connection: Connection) -> dict[int, str]:
    rows = connection.exec_driver_sql("SELECT id, replica, branch FROM chain")
    return {chain: _name(replica, branch) for chain, replica, branch in rows}


def roster_changes(
    connection: Connection, space: str, knowledge: Knowledge | None = None
) -> list[RosterChange]:
    """Return every applied change to roster records of an area's network space.

    Also those beyond a cut, which the roster itself decides; and marks have no say: who belongs is not undone
    by the way.
    """
    rows = connection.exec_driver_sql(
        "SELECT s.id, s.hash, h.id, h.replica, h.sign_key, s.sequence, s.lamport, c.kind, c.record, c.body"
        " FROM change c JOIN changeset s ON s.id = c.changeset JOIN chain h ON h.id = s.chain"
        f" WHERE {IS_TRUST} AND h.space = ? AND c.kind <> ? AND s.state = 1 AND c.body IS NOT NULL",
        (space, ISSUER),
    ).fetchall()
    knowledge = knowledge or Knowledge(connection)
    names = _names(connection)
    values: dict[tuple[object, ...], dict[str, Value]] = defaultdict(dict)
    for row, hash_, chain, replica, sign_key, sequence, lamport, kind, record, body in rows:
        change = read_change(body)
        key = (row, hash_, names[chain], replica, sign_key or "", sequence, lamport, kind, record)
        values[key][change.f] = change.v
    return [
        RosterChange(*key[1:7], _known(knowledge, key[0], names), *key[7:], found)  # type: ignore[call-arg,arg-type]
        for key, found in values.items()
    ]


def issuers(connection: Connection) -> frozenset[str]:
    """Return the signing keys of everyone who wrote a certificate of headquarters that nobody withdrew.

    Whether they are headquarters is for the roster to say. Marks and cuts have no say here.
    """
    rows = connection.exec_driver_sql(
        "SELECT c.record, h.sign_key, c.field, c.body FROM change c JOIN changeset s ON s.id = c.changeset"
        f" JOIN chain h ON h.id = s.chain WHERE {IS_TRUST} AND c.kind = ? AND s.state = 1 AND c.body IS NOT"
        " NULL ORDER BY s.lamport, h.replica, s.hash",
        (ISSUER,),
    ).fetchall()
    authors: dict[str, str] = {}
    values: dict[str, dict[str, Value]] = defaultdict(dict)
    for record, sign_key, field, body in rows:
        values[record][field] = read_change(body).v
        if field == "certificate" and sign_key:
            authors.setdefault(record, sign_key)
    standing = (
        record
        for record, state in values.items()
        if state.get("withdrawn") is not True and state.get("alive") is not False
    )
    return frozenset(authors[record] for record in standing if record in authors)


def _known(knowledge: Knowledge, changeset: object, names: Mapping[int, str]) -> dict[str, int]:
    return {names[chain]: number for chain, number in knowledge.vector(int(str(changeset))).items()}
