"""What lies beyond the cuts of revocations: not in force, whichever arrived first.

Who may revoke is decided by the roster, which this room does not know. It gets the cuts in force handed
down, keeps them beside the log, and marks what lies beyond them. The log and its heads stay as they are.
So it does with what only headquarters writes: it gets the keys of headquarters handed down.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec
from sqlalchemy import Connection

from app.models.changeset import MARK, read_header
from app.models.cut import Cut
from app.storage.in_force import marked_changeset, settle_marks
from app.storage.logged import chunks
from app.storage.roster_log import chain_name
from app.storage.settings import read_setting, write_setting
from app.storage.tables import GUIDANCE_LIST

_IS_GUIDANCE = f"c.rare = 1 AND c.kind IN ({GUIDANCE_LIST})"
"""Found by the index of rare kinds."""

_IN_AN_AREA = "space <> 'country'"

HEADQUARTERS = "headquarters"


def revocations_known(connection: Connection) -> bool:
    """Whether anything here ever spoke of a revocation; without one there are no cuts to reckon."""
    row = connection.exec_driver_sql(
        "SELECT 1 FROM run c WHERE c.rare = 1 AND c.kind IN ('revocation', 'country_cut') LIMIT 1"
    ).first()
    return row is not None


def guidance_known(connection: Connection) -> bool:
    """Whether anything here was ever written that is for headquarters to write."""
    return connection.exec_driver_sql(f"SELECT 1 FROM run c WHERE {_IS_GUIDANCE} LIMIT 1").first() is not None


def keep_headquarters(connection: Connection, keys: Collection[str]) -> None:
    """Take these signing keys as those whose word counts in what only headquarters writes."""
    write_setting(connection, HEADQUARTERS, msgspec.json.encode(sorted(keys)).decode())


def cuts_kept(connection: Connection) -> list[Cut]:
    """Return the cuts handed down last."""
    rows = connection.exec_driver_sql(
        "SELECT space, replica, sequence, hash, sign_key FROM cut ORDER BY 1, 2"
    )
    return [Cut(*row) for row in rows]


def keep_cuts(connection: Connection, cuts: Iterable[Cut]) -> set[str]:
    """Take these cuts as those in force and mark what lies beyond them, and only that.

    Returns the records whose changes came into force or fell out of it; they are to be settled.
    """
    wanted = sorted(cuts)
    if wanted != cuts_kept(connection):
        connection.exec_driver_sql("DELETE FROM cut")
        for cut in wanted:
            connection.exec_driver_sql(
                "INSERT INTO cut (space, replica, sequence, hash, sign_key) VALUES (?, ?, ?, ?, ?)",
                (cut.space, cut.replica, cut.number, cut.hash, cut.key),
            )
    return mark_beyond(connection)


def mark_beyond(connection: Connection) -> set[str]:
    """Mark what lies beyond the cuts that are kept, and what is not for its author to write. Returns the
    records that this touches."""
    before = set(connection.exec_driver_sql("SELECT id FROM changeset WHERE beyond = 1").scalars())
    moved = before ^ (_beyond(connection, cuts_kept(connection)) | _not_theirs(connection))
    for part in chunks(sorted(moved)):
        marks = ",".join("?" * len(part))
        connection.exec_driver_sql(
            f"UPDATE changeset SET beyond = 1 - beyond WHERE id IN ({marks})", tuple(part)
        )
    return settle_marks(connection, _with_marked(connection, moved))


def _beyond(connection: Connection, cuts: Collection[Cut]) -> set[int]:
    """Return every applied changeset that lies beyond one of the cuts."""
    found: set[int] = set()
    named = {(cut.space, cut.replica) for cut in cuts}
    for cut in cuts:
        limits = _limits(connection, cut)
        limits |= dict.fromkeys(_other_devices(connection, cut, named), 0)
        for chain, last in limits.items():
            rows = connection.exec_driver_sql(
                "SELECT id FROM changeset WHERE chain = ? AND sequence > ? AND state = 1", (chain, last)
            )
            found |= set(rows.scalars())
    return found


def _not_theirs(connection: Connection) -> set[int]:
    """Return every changeset with something only headquarters writes by somebody not known as that."""
    kept = read_setting(connection, HEADQUARTERS)
    if kept is None:
        return set()
    known = msgspec.json.decode(kept, type=frozenset[str])
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT s.id, h.sign_key FROM run c JOIN changeset s ON s.id = c.changeset"
        f" JOIN chain h ON h.id = s.chain WHERE {_IS_GUIDANCE} AND s.state = 1"
    )
    return {row for row, key in rows if key not in known}


def _limits(connection: Connection, cut: Cut) -> dict[int, int]:
    """Return the last number that counts on every branch of the replica.

    Where the changeset named by the cut is not here, numbers below it count on all branches.
    """
    chains: list[int] = list(
        connection.exec_driver_sql(
            "SELECT id FROM chain WHERE space = ? AND replica = ?", (cut.space, cut.replica)
        ).scalars()
    )
    path = ancestry(connection, cut)
    if not path:
        return dict.fromkeys(chains, cut.number - 1)
    return {chain: path.get(chain, 0) for chain in chains}


def _other_devices(connection: Connection, cut: Cut, named: Collection[tuple[str, str]]) -> list[int]:
    if not cut.key:
        return []
    rows = connection.exec_driver_sql(
        "SELECT id, replica FROM chain WHERE space = ? AND sign_key = ?", (cut.space, cut.key)
    )
    return [chain for chain, replica in rows if (cut.space, replica) not in named]


def ancestry(connection: Connection, cut: Cut) -> dict[int, int]:
    """Return how far the way back from the changeset of a cut runs on each branch: chain → number.

    Empty when no changeset with that number and hash of the replica is applied here.
    """
    chain: int | None = connection.exec_driver_sql(
        "SELECT s.chain FROM changeset s JOIN chain h ON h.id = s.chain WHERE s.hash = ? AND s.sequence = ?"
        " AND s.state = 1 AND h.space = ? AND h.replica = ?",
        (cut.hash, cut.number, cut.space, cut.replica),
    ).scalar()
    path: dict[int, int] = {}
    last = cut.number
    while chain is not None and chain not in path:
        path[chain] = last
        chain, last = _parting(connection, chain)
    return path


def _parting(connection: Connection, chain: int) -> tuple[int | None, int]:
    """Return the chain that a branch left and the last number they share, None for no branch."""
    first = connection.exec_driver_sql(
        "SELECT header FROM changeset WHERE chain = ? AND state = 1 ORDER BY sequence LIMIT 1", (chain,)
    ).scalar()
    row = connection.exec_driver_sql(
        "SELECT chain, sequence FROM changeset WHERE hash = ?", (read_header(str(first)).b,)
    ).first()
    return (row[0], row[1]) if row is not None else (None, 0)


def named_ancestry(connection: Connection, cut: Cut) -> dict[str, int]:
    """Return `ancestry` by the names that chains have in the roster."""
    return {chain_name(connection, chain): number for chain, number in ancestry(connection, cut).items()}


def _with_marked(connection: Connection, changesets: Collection[int]) -> set[int]:
    """Return the changesets and those that their marks name."""
    found = set(changesets)
    for part in chunks(sorted(changesets)):
        rows = connection.exec_driver_sql(
            "SELECT s.chain, c.record FROM change c JOIN changeset s ON s.id = c.changeset"
            f" WHERE c.kind = ? AND s.id IN ({','.join('?' * len(part))})",
            (MARK, *part),
        ).fetchall()
        targets = (marked_changeset(connection, chain, int(record)) for chain, record in rows)
        found |= {row for row in targets if row is not None}
    return found


def is_cut_off(connection: Connection, space: str, replica: str, sign_key: str) -> bool:
    """Whether what this device writes now in the space would count for nothing."""
    row = connection.exec_driver_sql(
        "SELECT 1 FROM cut WHERE space = ? AND (replica = ? OR sign_key = ?) LIMIT 1",
        (space, replica, sign_key),
    ).first()
    return row is not None


def is_shut_out(connection: Connection, spaces: Collection[str], replica: str, sign_key: str) -> bool:
    """Whether a device is unknown: another of its person was cut off, and nobody has accepted them since.

    Who is known in an area is for its stewards to say; what headquarters closed in the country space only
    does not count.
    """
    rows = connection.exec_driver_sql(
        f"SELECT space, replica FROM cut WHERE sign_key = ? AND {_IN_AN_AREA}", (sign_key,)
    )
    cut = [(space, other) for space, other in rows if space in spaces]
    return bool(cut) and all(other != replica for _, other in cut)


def accepted_anew(connection: Connection, replica: str, sign_key: str) -> bool:
    """Whether a device is cut off whose person a steward has accepted since: they go on as a new replica."""
    cut, closed = (
        connection.exec_driver_sql(
            f"SELECT 1 FROM cut WHERE {which} = ? AND {_IN_AN_AREA} LIMIT 1", (one,)
        ).first()
        for which, one in (("replica", replica), ("sign_key", sign_key))
    )
    return cut is not None and closed is None


def beyond_count(connection: Connection) -> int:
    """Return how many changesets lie beyond a cut."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM changeset WHERE beyond = 1").scalar() or 0)
