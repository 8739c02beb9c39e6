"""A replica's marker in the user's data folder: it tells this laptop's file from a restored or copied one."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from sqlalchemy import Connection

from app.storage.chains import forked_replicas

Heads = dict[str, tuple[int, str]]
"""Space → (sequence, hash) of the replica's own chain."""


class Kept(Enum):
    """What the marker says of a replica when its file is opened."""

    SAME = "same"
    NO_MARKER = "no_marker"
    BEHIND = "behind"
    FORKED = "forked"
    NOT_WRITABLE = "not_writable"
    ACCEPTED = "accepted"


def own_heads(connection: Connection, replica: str) -> Heads:
    """Return the own chain's head in every space."""
    rows = connection.exec_driver_sql(_OWN_HEADS, (replica,))
    return {space: (sequence, hash_) for space, sequence, hash_ in rows}


_OWN_HEADS = (
    "SELECT h.space, s.sequence, s.hash FROM chain h JOIN changeset s ON s.id ="
    " (SELECT id FROM changeset WHERE chain = h.id AND state = 1 ORDER BY sequence DESC LIMIT 1)"
    " WHERE h.replica = ? AND h.branch = ''"
)


def write_marker(folder: Path, replica: str, held: Mapping[str, tuple[int, str]]) -> bool:
    """Write what the replica has written so far. Returns False when the folder cannot be written.

    It is written over the older one in one piece, filled up with spaces. A file that takes the place of
    another is put on the disk at once by some file systems, and every change would wait for that; this one
    need not be there: after a power cut an older marker names heads that the file has too.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        marker = os.open(folder / f"{replica}.json", os.O_WRONLY | os.O_CREAT, 0o666)
        try:
            os.write(marker, json.dumps(held).encode().ljust(os.fstat(marker).st_size))
        finally:
            os.close(marker)
    except OSError:
        return False
    return True


def can_mark(folder: Path) -> bool:
    """Return whether markers can be written into the folder."""
    trial = folder / "trial.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial.write_bytes(b"{}")
        trial.unlink()
    except OSError:
        return False
    return True


def own_replica_here(folder: Path, sign_key: str, connection: Connection) -> str:
    """Return the replica as which a person wrote into this very file from this data folder, "" for none.

    So that a file which is opened from two user accounts in turn goes on as the same two replicas.
    """
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT replica FROM chain WHERE sign_key = ? AND mine = 1 ORDER BY replica", (sign_key,)
    )
    known = (replica for replica in rows.scalars() if (folder / f"{replica}.json").is_file())
    return next((one for one in known if check_marker(folder, one, connection) is Kept.SAME), "")


def check_marker(folder: Path, replica: str, connection: Connection) -> Kept:
    """Compare the file's own chains with the marker.

    The same replica goes on only when the file contains every head the marker names, and when it is not
    known to have gone on in two copies.
    """
    if replica in forked_replicas(connection):
        return Kept.FORKED
    try:
        noted: dict[str, list[object]] = json.loads((folder / f"{replica}.json").read_bytes())
    except (OSError, ValueError):
        return Kept.NO_MARKER
    for space, (sequence, hash_) in noted.items():
        found = connection.exec_driver_sql(
            "SELECT 1 FROM changeset s JOIN chain h ON h.id = s.chain"
            " WHERE h.space = ? AND h.replica = ? AND s.sequence = ? AND s.hash = ?",
            (space, replica, sequence, hash_),
        ).first()
        if found is None:
            return Kept.BEHIND
    return Kept.SAME
