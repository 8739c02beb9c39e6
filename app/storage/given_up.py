"""Who goes on in the place of whom: a person's file was restored, and its earlier replica writes no more.

The new replica says so in its own chain, in a mark on its first change. What the earlier one last said of how
far it had come holds no longer then: it was said of a file that is gone.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection

from app.models.changeset import MARK, Change, read_change
from app.storage.appending import Author, Stamp, append
from app.storage.chains import forked_replicas

INSTEAD_OF = "instead_of"
"""The field of a mark that names an earlier replica of the same person and the last number it wrote."""

_BEGINNING = "1"


class GivenUp(msgspec.Struct, frozen=True):
    """In a space a person's replica `by` goes on in the place of `replica`, which wrote up to `number`."""

    sign_key: str
    space: str
    replica: str
    number: int
    by: str


def earlier_replicas(connection: Connection, author: Author) -> list[str]:
    """Return the replicas as which the author wrote in this file before.

    Not one that went on in two copies: the other may still write elsewhere.
    """
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT replica FROM chain WHERE mine = 1 AND sign_key = ? AND replica <> ? ORDER BY 1",
        (author.sign_key, author.replica),
    ).scalars()
    torn = forked_replicas(connection)
    return [replica for replica in rows if replica not in torn]


def give_up(
    connection: Connection, space: str, author: Author, moment: Stamp, earlier: str, number: int
) -> None:
    """Say in the own chain of a space, which has begun, that an earlier replica writes no more.

    It builds on nothing, so that a package taken before can still be set aside.
    """
    mark = Change(k=MARK, r=_BEGINNING, f=INSTEAD_OF, v=f"{earlier} {number}")
    append(connection, space, author, moment, [mark], causes=False)


def given_up(connection: Connection) -> list[GivenUp]:
    """Return every such mark that counts."""
    rows = connection.exec_driver_sql(
        "SELECT h.sign_key, h.space, h.replica, c.body FROM change c JOIN changeset s ON s.id = c.changeset"
        " JOIN chain h ON h.id = s.chain WHERE c.rare = 1 AND c.kind = ? AND c.record = ? AND s.state = 1"
        " AND s.beyond = 0 AND h.sign_key IS NOT NULL",
        (MARK, _BEGINNING),
    ).fetchall()
    found = (_read(*row) for row in rows)
    return [one for one in found if one is not None]


def _read(sign_key: str, space: str, by: str, body: str) -> GivenUp | None:
    mark = read_change(body)
    replica, _, number = mark.v.partition(" ") if isinstance(mark.v, str) else ("", "", "")
    if mark.f != INSTEAD_OF or not (number.isascii() and number.isdecimal() and len(number) < 17):
        return None
    return GivenUp(sign_key, space, replica, int(number), by)
