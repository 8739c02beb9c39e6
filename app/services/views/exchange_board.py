"""Who has what, as the Exchange page lists it: everyone with a copy and how far they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.services.board import BoardRow, board
from app.services.desk import Desk
from app.services.people import PersonRow
from app.services.views.people_names import WhoEntry, who_they_are
from app.services.views.said import Name
from app.storage.chains import forked_replicas, replica_keys

WEEK = 7
QUIET_AFTER = 2
"""Weeks without a word before the board counts them."""


@dataclass(frozen=True, slots=True)
class BoardEntry:
    """One person with a copy: how many changes behind and since when, when last heard from, rough bytes of
    what they lack; how many of theirs are not here (`ahead`), attached files they said they lack; `confirmed`
    is when the last change made here that they have was written.

    `fingerprint` are the eight word indexes of their keys, `compared` whether a steward compared them.
    `forked`: a laptop of theirs went on in two copies of its file; both are kept.
    """

    id: str
    key: str
    name: Name
    organisation: Name
    role: str
    status: str
    behind: int
    heard_at: str
    size: int
    compared: bool
    fingerprint: tuple[int, ...]
    since: str = ""
    ahead: int = 0
    files: int = 0
    files_size: int = 0
    confirmed: str = ""
    at_headquarters: bool = False
    forked: bool = False

    @property
    def state(self) -> str:
        """never, behind, files or up_to_date, as the person's own laptop last said."""
        if not self.heard_at:
            return "never"
        if self.behind:
            return "behind"
        return "files" if self.files else "up_to_date"


def weeks_between(moment: str, now: str) -> int:
    """Return the whole weeks from one moment to a later one, 0 if it is not later."""
    passed = datetime.fromisoformat(now).date() - datetime.fromisoformat(moment).date()
    return max(0, passed.days // WEEK)


def board_entries(desk: Desk) -> tuple[BoardEntry, ...]:
    """Return everyone with a copy but the person at the desk, those furthest behind last."""
    with desk.workspace.read() as connection:
        torn = forked_replicas(connection)
        keys = replica_keys(connection) if torn else {}
    forked = frozenset(keys.get(replica, "") for replica in torn)
    known = who_they_are(desk.book())
    return tuple(_entry(known.get(one.person.key, WhoEntry()), one, forked) for one in board(desk))


def _entry(known: WhoEntry, row: BoardRow, forked: frozenset[str]) -> BoardEntry:
    person: PersonRow = row.person
    return BoardEntry(
        person.id,
        person.key,
        known.name or Name(plain=person.name),
        known.organisation or Name(plain=person.organisation),
        person.role,
        person.status,
        row.behind,
        row.heard_at,
        row.size,
        person.compared,
        person.fingerprint,
        row.since,
        row.ahead,
        row.files,
        row.files_size,
        row.confirmed,
        row.at_headquarters,
        person.key in forked,
    )
