"""The encrypted file without Masar: what SQLCipher costs by itself, in a file opened like a workspace.

The same size of pages, memory for them and durability: pages of another size would be encrypted, signed and
written more or less often, which says nothing of what Masar adds.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from app.storage.engine import RECIPE, unlock
from app.storage.lock_box import Cost, new_lock

PASSPHRASE = "six plain words"
TABLE = "CREATE TABLE log (id INTEGER PRIMARY KEY, line BLOB NOT NULL)"


def open_bare(path: Path) -> Any:
    """Return a connection to a new encrypted file with one table `log` of lines."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    unlock(connection, new_lock(PASSPHRASE, Cost(2**10)))
    for statement in (*RECIPE, "PRAGMA journal_mode = WAL", TABLE):
        connection.execute(statement)
    return connection


def commit_line(connection: Any, line: bytes) -> None:
    """Write one line durably."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO log (line) VALUES (?)", (line,))
    connection.execute("COMMIT")


def commit_lines(connection: Any, lines: list[bytes]) -> None:
    """Write many lines in one durable transaction."""
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO log (line) VALUES (?)", [(line,) for line in lines])
    connection.execute("COMMIT")
