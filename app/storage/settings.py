"""Small things this copy of the file remembers; they never travel."""

from __future__ import annotations

from sqlalchemy import Connection

WIPE = "wipe_due"
"""Set to "1" while freed pages still hold what was removed for good."""


def read_setting(connection: Connection, name: str) -> str | None:
    """Return what is remembered under a name, or None."""
    value = connection.exec_driver_sql("SELECT value FROM setting WHERE name = ?", (name,)).scalar()
    return None if value is None else str(value)


def write_setting(connection: Connection, name: str, value: str) -> None:
    """Remember a value under a name."""
    connection.exec_driver_sql("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, value))
