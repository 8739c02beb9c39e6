"""What waits: changesets whose causes are not here."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from app.models.changeset import read_header


@dataclass(frozen=True, slots=True)
class Missing:
    """A changeset somebody's work waits for, that is not here: whose, which number, written when."""

    space: str
    replica: str
    sequence: int
    date: str
    waiting: int


def missing(connection: Connection) -> list[Missing]:
    """Return what the waiting changesets wait for, by replica: the highest number each needs."""
    rows = connection.exec_driver_sql("SELECT header FROM changeset WHERE state = 0").scalars().all()
    found: dict[tuple[str, str], Missing] = {}
    for text in rows:
        header = read_header(text)
        needed = [(cause.replica, cause.sequence, cause.date, cause.hash) for cause in header.c]
        needed += [(header.w, header.n - 1, "", header.b)] if header.b else []
        for replica, sequence, date, hash_ in needed:
            here = connection.exec_driver_sql("SELECT 1 FROM changeset WHERE hash = ?", (hash_,)).first()
            if here is None:
                key = (header.p, replica)
                known = found.get(key, Missing(header.p, replica, 0, "", 0))
                top = (sequence, date) if sequence > known.sequence else (known.sequence, known.date)
                found[key] = Missing(header.p, replica, *top, known.waiting + 1)
    return sorted(found.values(), key=lambda item: (item.space, item.replica))


def waiting_count(connection: Connection) -> int:
    """Return how many changesets wait for causes that are not here."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM changeset WHERE state = 0").scalar() or 0)
