"""Text that is being typed: kept in this copy of the file until it is committed; it never travels."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into a field of a record, and at which moment."""

    kind: str
    record: str
    field: str
    value: str
    typed_at: str


def write_draft(connection: Connection, draft: Draft) -> None:
    """Keep a draft, in place of an earlier one of the same field."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO draft (kind, record, field, value, typed_at) VALUES (?, ?, ?, ?, ?)",
        (draft.kind, draft.record, draft.field, draft.value, draft.typed_at),
    )


def delete_draft(connection: Connection, kind: str, record: str, field: str) -> None:
    """Forget the draft of a field, if there is one."""
    connection.exec_driver_sql(
        "DELETE FROM draft WHERE kind = ? AND record = ? AND field = ?", (kind, record, field)
    )


def delete_drafts(connection: Connection) -> None:
    """Forget all drafts."""
    connection.exec_driver_sql("DELETE FROM draft")


def read_drafts(connection: Connection) -> list[Draft]:
    """Return all drafts, the oldest first."""
    rows = connection.exec_driver_sql(
        "SELECT kind, record, field, value, typed_at FROM draft ORDER BY typed_at, record, field"
    )
    return [Draft(*(str(part) for part in row)) for row in rows]
