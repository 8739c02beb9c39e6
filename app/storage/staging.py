"""Where a package waits until its last block is verified: its lines in memory, its files in the workspace.

Lines wait as they came, not read yet. Those that would take too much memory do not wait at all: the package,
its sender and digests verified by then, is read once more. So it is for its files where nothing may be
written before it is clear that the package is taken.
"""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Protocol

from sqlalchemy import Connection

from app.foundation.errors import MasarError, UserError
from app.models.changeset import LARGEST_FILE, Arrived
from app.storage.engine import sparing
from app.storage.rows import mapping
from app.storage.settings import WIPE, write_setting
from app.storage.workspace import Workspace

_IN_MEMORY = 16_000_000
"""Bytes of changesets, as they travel and with what each line takes besides, that are held in memory."""

_BESIDES = 50

Read = Callable[[Iterator[list[bytes]] | None], Iterator[Arrived]]
"""Yields the changesets of a package from their lines or from its file. Raises where they are not right."""


class Holder(Protocol):
    """Where files are staged: a workspace, or a transaction that runs in one."""

    def read(self) -> AbstractContextManager[Connection]:
        """Give a transaction that reads."""
        ...

    def write(self) -> AbstractContextManager[Connection]:
        """Give a transaction that writes."""
        ...


class Staging:
    """Takes lines and files of one package; nothing of it shows before `lines` is read in a transaction.

    Without a holder files are passed over; `has_files` tells whether there were any.
    """

    def __init__(self, holder: Holder | None) -> None:
        self._holder = holder
        self._read: Read | None = None
        self.clear()

    def begin(self, size: int, read: Read) -> None:
        """Get ready for changesets of that many bytes altogether."""
        self._read = read
        self._room = _IN_MEMORY - size

    def unread(self, lines: list[bytes]) -> None:
        """Keep the next changesets, or none of them when they are too many altogether."""
        self._room -= len(lines) * _BESIDES
        if self._room >= 0:
            self._held.append(lines)
        else:
            self._held.clear()

    def lines(self) -> Generator[Arrived, None, None]:
        """Yield the changesets in the order they came, once; nothing of them is held any longer then."""
        if self._read is not None:
            yield from self._read(self._given_back() if self._room >= 0 else None)
        self._read = None

    def _given_back(self) -> Iterator[list[bytes]]:
        while self._held:
            yield self._held.popleft()

    def blob(self, sha256: str, pieces: Iterator[bytes]) -> None:
        """Keep one attached file in parts."""
        self.has_files = True
        if self._holder is None:
            return
        with self._holder.write() as connection:
            for number, piece in enumerate(pieces):
                connection.exec_driver_sql(
                    "INSERT OR REPLACE INTO staging_blob (sha256, part, data) VALUES (?, ?, ?)",
                    (sha256, number, piece),
                )

    def clear(self) -> None:
        """Forget everything."""
        self._held: deque[list[bytes]] = deque()
        self._read = None
        self.has_files = False
        if self._holder is None:
            return
        with self._holder.read() as connection:
            left = connection.exec_driver_sql("SELECT 1 FROM staging_blob LIMIT 1").first()
        if left is not None:
            with self._holder.write() as connection:
                connection.exec_driver_sql("DELETE FROM staging_blob")


@contextmanager
def nothing_left(workspace: Workspace) -> Iterator[None]:
    """Give room on the disk back when a large transaction fails that runs meanwhile."""
    try:
        yield
    except BaseException:
        with suppress(MasarError), workspace.outside_transaction() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        raise


def keep_staged_blobs(connection: Connection) -> int:
    """Move the staged files to where attachments lie, also in place of damaged ones. Returns how many were
    new.

    What nothing in the log names stays away: it was removed for good, and an older package brought it again.
    """
    staged = connection.exec_driver_sql("SELECT DISTINCT sha256 FROM staging_blob").scalars().all()
    new = [name for name in staged if not _is_whole(connection, name)]
    if new:
        named = _named(connection, new)
        with sparing(connection):
            for name in named:
                connection.exec_driver_sql("DELETE FROM blob WHERE sha256 = ?", (name,))
                connection.exec_driver_sql(_JOINED, (name,))
        if len(named) < len(new):
            write_setting(connection, WIPE, "1")
        return len(named)
    return 0


def _is_whole(connection: Connection, name: str) -> bool:
    """Whether a file is here, with the bytes it had."""
    data = read_blob(connection, name)
    return data is not None and hashlib.sha256(data).hexdigest() == name


def _named(connection: Connection, names: Sequence[str]) -> list[str]:
    """Return those of these files that an attachment names, also by a value that does not show, or what
    waits, is not in force or not understood yet."""
    held = {str(name) for name in connection.exec_driver_sql(_ATTACHED).scalars()}
    if not held.issuperset(names):
        for body in connection.exec_driver_sql(_OUTSIDE).scalars():
            held.update(_DIGEST.findall(body))
    return [name for name in names if name in held]


_DIGEST = re.compile("[0-9a-f]{64}")
_ATTACHED = "SELECT sha256 FROM record_attachment WHERE sha256 IS NOT NULL"
_OUTSIDE = (
    "SELECT c.body FROM change c JOIN changeset s ON s.id = c.changeset"
    " WHERE (s.in_force = 0 OR c.schema = 0 OR c.field = 'sha256') AND c.body IS NOT NULL"
)
_JOINED = (
    "INSERT INTO blob (sha256, size, data)"
    " SELECT sha256, sum(length(data)), CAST(group_concat(data, '') AS BLOB)"
    " FROM (SELECT sha256, data FROM staging_blob WHERE sha256 = ? ORDER BY part)"
)
"""Joins the parts within the file's library: a file takes less memory there than on its way through here."""


def keep_blob(connection: Connection, data: bytes) -> int:
    """Keep a file's bytes under their SHA-256, also in place of damaged ones. Returns 1 when they were not
    here, else 0.

    Raises UserError `attachment_too_large`: nobody could take it.
    """
    name = hashlib.sha256(data).hexdigest()
    if len(data) > LARGEST_FILE:
        raise UserError("attachment_too_large", file=name[:12], megabytes=LARGEST_FILE // 1_000_000)
    if not _is_whole(connection, name):
        connection.exec_driver_sql("DELETE FROM blob WHERE sha256 = ?", (name,))
    done = connection.exec_driver_sql(
        "INSERT OR IGNORE INTO blob (sha256, size, data) VALUES (?, ?, ?)", (name, len(data), data)
    )
    return max(done.rowcount, 0)


def read_blob(connection: Connection, sha256: str) -> bytes | None:
    """Return a file's bytes, or None when they are not here."""
    data = connection.exec_driver_sql("SELECT data FROM blob WHERE sha256 = ?", (sha256,)).scalar()
    return None if data is None else bytes(data)


def blob_sizes(connection: Connection) -> dict[str, int]:
    """Return the size in bytes of every file here."""
    return mapping(connection, "SELECT sha256, size FROM blob")
