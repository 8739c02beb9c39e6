"""Where a package waits inside the encrypted workspace until its last block is verified."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection

from app.models.changeset import Arrived, read_header, read_line
from app.storage.rows import mapping
from app.storage.workspace import Workspace

_IN_MEMORY = 24_000_000
"""Characters of changesets that are held in memory; what is longer lies in the encrypted file."""

_BATCH = 2_000


class Staging:
    """Takes lines and files of one package; nothing of it shows before `lines` is read in a transaction."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._held: list[Arrived] = []
        self._length = 0
        self._written = 0
        self.clear()

    @property
    def count(self) -> int:
        """How many changesets came."""
        return self._written + len(self._held)

    def line(self, came: Arrived) -> None:
        """Keep one changeset as it came."""
        self._held.append(came)
        self._length += len(came.text)
        if self._length > _IN_MEMORY:
            self._write()

    def _write(self) -> None:
        with self._workspace.write() as connection:
            connection.exec_driver_sql(
                "INSERT INTO staging_line (line, hash) VALUES (?, ?)",
                [(came.text, came.hash) for came in self._held],
            )
        self._written += len(self._held)
        self._held, self._length = [], 0

    def lines(self, connection: Connection) -> Iterator[Arrived]:
        """Yield the changesets in the order they came."""
        last = 0
        while last < self._written:
            rows = connection.exec_driver_sql(
                "SELECT id, line, hash FROM staging_line WHERE id > ? ORDER BY id LIMIT ?", (last, _BATCH)
            ).fetchall()
            for _, text, hash_ in rows:
                line = read_line(text)
                yield Arrived(text, line, read_header(line.h), hash_)
            last = rows[-1][0]
        yield from self._held

    def blob(self, sha256: str, pieces: Iterator[bytes]) -> None:
        """Keep one attached file in parts."""
        with self._workspace.write() as connection:
            for number, piece in enumerate(pieces):
                connection.exec_driver_sql(
                    "INSERT OR REPLACE INTO staging_blob (sha256, part, data) VALUES (?, ?, ?)",
                    (sha256, number, piece),
                )

    def clear(self) -> None:
        """Forget everything."""
        self._held, self._length, self._written = [], 0, 0
        with self._workspace.read() as connection:
            left = connection.exec_driver_sql(
                "SELECT 1 WHERE EXISTS (SELECT 1 FROM staging_line) OR EXISTS (SELECT 1 FROM staging_blob)"
            ).first()
        if left is not None:
            with self._workspace.write() as connection:
                connection.exec_driver_sql("DELETE FROM staging_line")
                connection.exec_driver_sql("DELETE FROM staging_blob")


def keep_staged_blobs(connection: Connection) -> int:
    """Move the staged files to where attachments lie. Returns how many were new."""
    names = (
        connection.exec_driver_sql("SELECT DISTINCT sha256 FROM staging_blob ORDER BY sha256").scalars().all()
    )
    new = 0
    for name in names:
        parts = connection.exec_driver_sql(
            "SELECT data FROM staging_blob WHERE sha256 = ? ORDER BY part", (name,)
        ).scalars()
        data = b"".join(bytes(part) for part in parts)
        new += keep_blob(connection, data)
    return new


def keep_blob(connection: Connection, data: bytes) -> int:
    """Keep a file's bytes under their SHA-256. Returns 1 when they were not here, else 0."""
    done = connection.exec_driver_sql(
        "INSERT OR IGNORE INTO blob (sha256, size, data) VALUES (?, ?, ?)",
        (hashlib.sha256(data).hexdigest(), len(data), data),
    )
    return max(done.rowcount, 0)


def read_blob(connection: Connection, sha256: str) -> bytes | None:
    """Return a file's bytes, or None when they are not here."""
    data = connection.exec_driver_sql("SELECT data FROM blob WHERE sha256 = ?", (sha256,)).scalar()
    return None if data is None else bytes(data)


def blob_sizes(connection: Connection) -> dict[str, int]:
    """Return the size in bytes of every file here."""
    return mapping(connection, "SELECT sha256, size FROM blob")
