"""The devices (replicas) people write with, as the chains of this file show them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection


class DeviceChain(msgspec.Struct, frozen=True):
    """One device's changesets in one space: how many, and the dates of the first and the last."""

    space: str
    replica: str
    sign_key: str
    sequence: int
    first: str
    last: str


def device_chains(connection: Connection, spaces: Sequence[str]) -> list[DeviceChain]:
    """Return every device's chain in these spaces, as far as it is applied here."""
    marks = ",".join("?" * len(spaces))
    rows = connection.exec_driver_sql(
        "SELECT h.space, h.replica, max(h.sign_key), max(s.sequence), min(s.written), max(s.written)"
        " FROM chain h JOIN changeset s ON s.chain = h.id"
        f" WHERE s.state = 1 AND h.sign_key IS NOT NULL AND h.space IN ({marks})"
        " GROUP BY h.space, h.replica ORDER BY min(s.written), h.replica",
        tuple(spaces),
    )
    return [DeviceChain(*row) for row in rows]


def head_until(connection: Connection, space: str, replica: str, day: str) -> tuple[int, str]:
    """Return number and hash of a device's last changeset up to and including a day ("": up to now).

    Its first one, which only shows whose device it is, when it wrote nothing until then; (0, "") for a device
    that is not here. The dates are the device's own word.
    """
    row = connection.exec_driver_sql(
        "SELECT s.sequence, s.hash FROM changeset s JOIN chain h ON h.id = s.chain"
        " WHERE h.space = ? AND h.replica = ? AND s.state = 1"
        " AND (? = '' OR substr(s.written, 1, 10) <= ? OR s.sequence = 1)"
        " ORDER BY h.branch, s.sequence DESC LIMIT 1",
        (space, replica, day, day),
    ).first()
    return (int(row[0]), str(row[1])) if row else (0, "")


def written_on(connection: Connection, space: str, replica: str, sequence: int) -> str:
    """Return when a device wrote a changeset, as it said itself; "" when it is not here."""
    found = connection.exec_driver_sql(
        "SELECT s.written FROM changeset s JOIN chain h ON h.id = s.chain"
        " WHERE h.space = ? AND h.replica = ? AND s.sequence = ? LIMIT 1",
        (space, replica, sequence),
    ).scalar()
    return str(found or "")
