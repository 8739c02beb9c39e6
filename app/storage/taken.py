"""What one package brought: its changes in force, and everything the log holds of the same registers."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection

from app.storage.logged import Logged, Register, chunks, logged


def changes_of_take(connection: Connection, take: int) -> tuple[list[Logged], dict[Register, list[Logged]]]:
    """Return the changes in force that came with a package, and by register all changes to these records."""
    rows = connection.exec_driver_sql(
        "SELECT id FROM changeset WHERE take = ? AND state = 1 AND in_force = 1", (take,)
    )
    brought = set(rows.scalars())
    records: set[str] = set()
    for part in chunks(sorted(brought)):
        marks = ",".join("?" * len(part))
        records |= set(
            connection.exec_driver_sql(
                f"SELECT DISTINCT record FROM run WHERE schema > 0 AND changeset IN ({marks})", tuple(part)
            ).scalars()
        )
    entries: dict[Register, list[Logged]] = defaultdict(list)
    came: list[Logged] = []
    for names in chunks(sorted(records)):
        for item in logged(connection, names):
            entries[item.register].append(item)
            if item.changeset in brought:
                came.append(item)
    return came, dict(entries)
