"""What this laptop sent and took: for the record, and for the board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from app.foundation.errors import UserError
from app.storage.tables import NOTHING_NEW


@dataclass(frozen=True, slots=True)
class TakenPackage:
    """One package taken here; `brought` whether anything in it was new."""

    id: int
    taken_at: str
    sender: str
    file: str
    set_aside: bool
    brought: bool = True


@dataclass(frozen=True, slots=True)
class SentPackage:
    """One package made here; `recipients` are signing keys, none for words."""

    sent_at: str
    file: str
    recipients: tuple[str, ...]
    spaces: tuple[str, ...]


def keep_sent(
    connection: Connection, sent_at: str, file: str, recipients: Sequence[str], spaces: Sequence[str]
) -> None:
    """Note a package that was made."""
    connection.exec_driver_sql(
        "INSERT INTO sent (sent_at, file, recipients, spaces) VALUES (?, ?, ?, ?)",
        (sent_at, file, _text(recipients), _text(spaces)),
    )


def next_number(connection: Connection) -> int:
    """Return the number of the next package made of this file. It may have been that of one that was not
    written to its end."""
    row = connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM sent").scalar()
    return int(row or 1)


def _text(items: Sequence[str]) -> str:
    return msgspec.json.encode(list(items)).decode()


def sent_packages(connection: Connection) -> list[SentPackage]:
    """Return the packages made here, newest first."""
    rows = connection.exec_driver_sql("SELECT sent_at, file, recipients, spaces FROM sent ORDER BY id DESC")
    return [
        SentPackage(sent_at, file, tuple(msgspec.json.decode(to)), tuple(msgspec.json.decode(spaces)))
        for sent_at, file, to, spaces in rows
    ]


def check_taken(connection: Connection, take: int) -> None:
    """Raise UserError `unknown_take` for the number of a package that was never taken here."""
    if all(one.id != take for one in taken_packages(connection)):
        raise UserError("unknown_take", number=take)


def taken_packages(connection: Connection) -> list[TakenPackage]:
    """Return the packages taken here, newest first."""
    rows = connection.exec_driver_sql(
        "SELECT id, taken_at, sender, file, set_aside, report <> ? FROM take ORDER BY id DESC", (NOTHING_NEW,)
    )
    return [
        TakenPackage(row, taken_at, sender, file, bool(aside), bool(brought))
        for row, taken_at, sender, file, aside, brought in rows
    ]
