"""What waits: changesets whose causes are not here."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from app.models.changeset import read_header
from app.storage.tables import SET_ASIDE, WAITING


@dataclass(frozen=True, slots=True)
class Missing:
    """A changeset somebody's work waits for, that is not here: whose, which number, written when; how many
    wait. `set_aside`: it is in the file, and taking its package again takes it up.
    """

    space: str
    replica: str
    sequence: int
    date: str
    waiting: int
    set_aside: bool = False


def missing(connection: Connection) -> list[Missing]:
    """Return what the waiting changesets wait for, by replica: the highest number each needs.

    What was set aside here is told apart from what never came.
    """
    rows = connection.exec_driver_sql("SELECT header FROM changeset WHERE state = ?", (WAITING,))
    found: dict[tuple[str, str, bool], Missing] = {}
    for text in rows.scalars().all():
        header = read_header(text)
        needed = [(cause.replica, cause.sequence, cause.date, cause.hash) for cause in header.c]
        needed += [(header.w, header.n - 1, "", header.b)] if header.b else []
        for replica, sequence, date, hash_ in needed:
            state = _state(connection, hash_)
            if state in (None, SET_ASIDE):
                key = (header.p, replica, state == SET_ASIDE)
                known = found.get(key, Missing(header.p, replica, 0, "", 0, key[2]))
                top = (sequence, date) if sequence > known.sequence else (known.sequence, known.date)
                found[key] = Missing(header.p, replica, *top, known.waiting + 1, key[2])
    return sorted(found.values(), key=lambda item: (item.space, item.replica, item.set_aside))


def _state(connection: Connection, hash_: str) -> int | None:
    """Return what became of a changeset here, None when it never came."""
    found: int | None = connection.exec_driver_sql(
        "SELECT state FROM changeset WHERE hash = ?", (hash_,)
    ).scalar()
    return found


def waiting_count(connection: Connection) -> int:
    """Return how many changesets wait for causes that are not here."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM changeset WHERE state = 0").scalar() or 0)
