"""What leaves this laptop: lines beyond what the receiver has, up to signed heads, without corrected
values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.models.changeset import Change, Line, encode, read_change
from app.models.vector import Head, Vector
from app.storage.chains import ChainHead, heads
from app.storage.decisions import DECIDE
from app.storage.held_back import IS_DATA, hold_back
from app.storage.liveness import Liveness
from app.storage.rows import mapping
from app.storage.runs import travelling

_LINES = (
    "SELECT s.id, s.header FROM changeset s JOIN ({bounds}) b ON b.chain = s.chain"
    " WHERE s.state = 1 AND s.sequence > b.low AND s.sequence <= b.high ORDER BY s.lamport, s.hash"
)

PACKED_SHARE = 0.18
"""What compression leaves of changes, on the training example: 0.17 of all of them, 0.21 of twenty."""

Bounds = dict[int, tuple[int, int]]
"""Chain row id → (highest sequence the receiver has, highest sequence to send)."""


_ENDS = (
    "SELECT s.chain, max(s.sequence) FROM head_signature g JOIN changeset s ON s.hash = g.hash"
    " JOIN chain h ON h.id = s.chain AND h.sign_key = g.signer"
    " WHERE g.space = ? AND s.state = 1 GROUP BY s.chain"
)


def signed_ends(connection: Connection, space: str) -> dict[int, int]:
    """Return how far each chain of a space is signed: chain row id → sequence."""
    return mapping(connection, _ENDS, (space,))


def unsigned(connection: Connection, space: str) -> list[tuple[str, ChainHead]]:
    """Return the ends, not signed yet, of the chains that people wrote in this file, as whichever replica:
    signing key and head."""
    ends = signed_ends(connection, space)
    mine: dict[int, str] = mapping(
        connection, "SELECT id, sign_key FROM chain WHERE mine = 1 AND space = ?", (space,)
    )
    return [
        (mine[head.chain], head)
        for head in heads(connection, space)
        if head.chain in mine and head.sequence > ends.get(head.chain, 0)
    ]


class HeadSignature(msgspec.Struct, frozen=True):
    """A signed head: the signer vouches for everything in the chain up to it, if the chain is theirs."""

    space: str
    replica: str
    sequence: int
    hash: str
    signer: str
    signature: str


def keep_signature(connection: Connection, signed: HeadSignature) -> None:
    """Keep the signature of a head; it travels with every package that carries the chain so far."""
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO head_signature (space, replica, sequence, hash, signer, signature)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (signed.space, signed.replica, signed.sequence, signed.hash, signed.signer, signed.signature),
    )


def signed_heads(connection: Connection, space: str, wanted: Bounds) -> list[HeadSignature]:
    """Return the highest signed head of every chain of a space that is sent, in part or whole."""
    rows = connection.exec_driver_sql(
        "SELECT g.space, g.replica, g.sequence, g.hash, g.signer, g.signature, s.chain"
        " FROM head_signature g JOIN changeset s ON s.hash = g.hash"
        " JOIN chain h ON h.id = s.chain AND h.sign_key = g.signer WHERE g.space = ? AND s.state = 1"
        " ORDER BY g.replica, g.sequence",
        (space,),
    ).fetchall()
    ends = signed_ends(connection, space)
    return [HeadSignature(*row[:6]) for row in rows if row[6] in wanted and ends[row[6]] == row[2]]


def withhold_corrected(connection: Connection, space: str, replica: str) -> list[Change]:
    """Drop the bytes of own changes that were replaced before they ever left this laptop.

    Only their leaves stay, here as everywhere else. Returns the marks that say so, to be written into the own
    chain before its head is signed.
    A value that a decision replaced was no slip but one side of a disagreement: it leaves. So does what keeps
    a record that someone else removed: others could not see that it was edited without knowing of that.
    """
    rows = connection.exec_driver_sql(
        "SELECT s.id, s.hash, c.position, c.record, c.field, c.element, c.body, s.action FROM change c"
        " JOIN changeset s ON s.id = c.changeset JOIN chain h ON h.id = s.chain"
        f" WHERE h.space = ? AND h.replica = ? AND s.in_force = 1 AND {IS_DATA}"
        " AND s.sequence >"
        " coalesce((SELECT max(t.sequence) FROM head_signature g JOIN changeset t ON t.hash = g.hash"
        " WHERE t.chain = h.id), 0) AND h.branch = ''",
        (space, replica),
    ).fetchall()
    replaced: set[tuple[str, str, str, str]] = set()
    kinds: dict[str, str] = {}
    for _, _, _, record, field, element, body, _ in rows:
        change = read_change(body)
        kinds[record] = change.k
        replaced |= {(record, field, element, ref) for ref in change.x}
    replaced -= _decided(rows)
    disputed = Liveness(connection).disputed(kinds)
    gone: dict[int, list[int]] = defaultdict(list)
    for row, hash_, position, record, field, element, _, _ in rows:
        if (record, field, element, hash_[:32]) in replaced and record not in disputed:
            gone[row].append(position)
    return hold_back(connection, gone)


def _decided(rows: Sequence[Any]) -> set[tuple[str, str, str, str]]:
    """Return the changes that stood against each other until a decision replaced them."""
    replaces = {(*row[3:6], row[1][:32]): read_change(row[6]).x for row in rows}
    found: set[tuple[str, str, str, str]] = set()
    for *_, record, field, element, body, action in rows:
        if action == DECIDE:
            refs = read_change(body).x
            older = {before for ref in refs for before in replaces.get((record, field, element, ref), ())}
            found |= {(record, field, element, ref) for ref in refs if ref not in older}
    return found


def bounds(connection: Connection, space: str, base: Vector) -> Bounds:
    """Return which part of every chain a receiver with the vector `base` needs.

    A chain whose base head is not ours (a fork) is sent from its beginning. Nothing beyond a signed head
    is sent.
    """
    ends = signed_ends(connection, space)
    found: Bounds = {}
    for head in heads(connection, space):
        high = ends.get(head.chain, 0)
        low = _low(connection, head, base)
        if high > low:
            found[head.chain] = (low, high)
    return found


def bounds_unsigned(connection: Connection, space: str, base: Vector) -> Bounds:
    """Return what a receiver with the vector `base` lacks of all that is applied here, signed or not."""
    found: Bounds = {}
    for head in heads(connection, space):
        low = _low(connection, head, base)
        if head.sequence > low:
            found[head.chain] = (low, head.sequence)
    return found


def size_of(connection: Connection, wanted: Bounds) -> int:
    """Return roughly how many bytes these changesets take in a package."""
    total = 0
    for chain, (low, high) in wanted.items():
        row = connection.exec_driver_sql(
            "SELECT coalesce(sum(length(s.header)), 0), (SELECT coalesce(sum(length(r.items)), 0) FROM run r"
            " JOIN changeset t ON t.id = r.changeset WHERE t.chain = ?1 AND t.sequence > ?2 AND"
            " t.sequence <= ?3)"
            " FROM changeset s WHERE s.chain = ?1 AND s.sequence > ?2 AND s.sequence <= ?3",
            (chain, low, high),
        ).one()
        total += int(row[0]) + int(row[1])
    return int(total * PACKED_SHARE)


def _low(connection: Connection, head: ChainHead, base: Vector) -> int:
    lows = [known.number for known in base.of(head.replica) if _holds(connection, head.chain, known)]
    return max(lows, default=0)


def _holds(connection: Connection, chain: int, known: Head) -> bool:
    found = connection.exec_driver_sql(
        "SELECT hash FROM changeset WHERE chain = ? AND sequence = ? AND state = 1", (chain, known.number)
    ).scalar()
    return found is not None and str(found).startswith(known.hash)


def count(wanted: Bounds) -> int:
    """Return how many changesets lie within the bounds."""
    return sum(high - low for low, high in wanted.values())


def lines(connection: Connection, wanted: Bounds) -> Iterator[str]:
    """Yield the lines within the bounds, causes before what builds on them."""
    if not wanted:
        return
    parts = " UNION ALL ".join(
        f"SELECT {chain} AS chain, {low} AS low, {high} AS high" for chain, (low, high) in wanted.items()
    )
    rows = connection.exec_driver_sql(_LINES.format(bounds=parts)).fetchall()
    for row, header in rows:
        found = connection.exec_driver_sql(
            "SELECT items FROM run WHERE changeset = ? ORDER BY position", (row,)
        )
        yield encode(Line(header, tuple(one for items in found.scalars() for one in travelling(items))))
