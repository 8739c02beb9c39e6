"""What a package would hold: records by kind, values that stay behind, and how many bytes the lines take."""

from __future__ import annotations

import zlib
from collections import defaultdict

from sqlalchemy import Connection

from app.models.changeset import read_header
from app.storage.runs import LACKS, lacking
from app.storage.sending import Bounds, count, lines, size_of

_WITHIN = (
    " c JOIN changeset s ON s.id = c.changeset WHERE s.chain = ? AND s.sequence > ?"
    " AND s.sequence <= ? AND s.state = 1"
)
EXACT_UP_TO = 3_000
"""Changesets that are compressed to see how many bytes they take; beyond, it is reckoned."""


def records_of(connection: Connection, wanted: Bounds, kind: str = "") -> defaultdict[str, set[str]]:
    """Return the records that the changesets within the bounds speak of, by kind; of one kind if named."""
    found = defaultdict[str, set[str]](set)
    which = "c.kind = ?" if kind else "c.kind NOT IN (?, '#begin', '#mark', '#forget')"
    for chain, (low, high) in wanted.items():
        rows = connection.exec_driver_sql(
            f"SELECT DISTINCT c.kind, c.record FROM run{_WITHIN} AND {which}", (chain, low, high, kind)
        )
        for of, record in rows:
            found[of].add(record)
    return found


def kept_back(connection: Connection, wanted: Bounds) -> int:
    """Return how many changes within the bounds travel as their leaf alone."""
    return sum(
        lacking(items)
        for chain, (low, high) in wanted.items()
        for items in connection.exec_driver_sql(
            f"SELECT c.items FROM run{_WITHIN} AND {LACKS}", (chain, low, high)
        ).scalars()
    )


def packed_size(connection: Connection, wanted: Bounds) -> int:
    """Return how many bytes the lines within the bounds take in a package."""
    if count(wanted) > EXACT_UP_TO:
        return size_of(connection, wanted)
    press = zlib.compressobj(9)
    return sum(len(press.compress(f"{line}\n".encode())) for line in lines(connection, wanted)) + len(
        press.flush()
    )


def earliest(connection: Connection, wanted: Bounds) -> str:
    """Return when the first changeset within the bounds was written, by its author's clock; "" of none."""
    moments = [_written(connection, chain, low + 1) for chain, (low, _) in wanted.items()]
    return min((moment for moment in moments if moment), default="")


def last_written(connection: Connection, space: str, replica: str, number: int) -> str:
    """Return when a replica wrote its changeset of that number, "" when it is not here."""
    header = connection.exec_driver_sql(
        "SELECT s.header FROM changeset s JOIN chain h ON h.id = s.chain WHERE h.space = ? AND h.replica = ?"
        " AND s.sequence = ? LIMIT 1",
        (space, replica, number),
    ).scalar()
    return read_header(str(header)).t if header is not None else ""


def _written(connection: Connection, chain: int, sequence: int) -> str:
    header = connection.exec_driver_sql(
        "SELECT header FROM changeset WHERE chain = ? AND sequence = ?", (chain, sequence)
    ).scalar()
    return read_header(str(header)).t if header is not None else ""
