"""The encrypted file without Masar: what SQLCipher costs by itself, with the same durability."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

SETTINGS = (
    "PRAGMA cipher_log_level = NONE",
    f"PRAGMA key = \"x'{'5a' * 32}{'6b' * 16}'\"",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
)
TABLE = "CREATE TABLE log (id INTEGER PRIMARY KEY, line BLOB NOT NULL)"


def open_bare(path: Path) -> Any:
    """Return a connection to a new encrypted file with one table `log` of lines."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    for statement in (*SETTINGS, TABLE):
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
