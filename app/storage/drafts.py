"""What is being typed and not committed yet: kept in this file only, never in the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from app.storage.appending import Write

DraftValue = str | int | bool | None | tuple[str, ...]

_decoder: msgspec.json.Decoder[DraftValue] = msgspec.json.Decoder(DraftValue)


@dataclass(frozen=True, slots=True)
class Draft:
    """One field as it was typed last; `typed_at` is a moment (UTC)."""

    kind: str
    record: str
    field: str
    value: DraftValue
    typed_at: str


def write_draft(connection: Connection, draft: Draft) -> None:
    """Keep a draft in the place of an earlier one of the same field."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO draft (kind, record, field, value, typed_at) VALUES (?, ?, ?, ?, ?)",
        (draft.kind, draft.record, draft.field, msgspec.json.encode(draft.value).decode(), draft.typed_at),
    )


def read_drafts(connection: Connection) -> list[Draft]:
    """Return every draft, the oldest first."""
    rows = connection.exec_driver_sql(
        "SELECT kind, record, field, value, typed_at FROM draft ORDER BY typed_at, kind, record, field"
    )
    return [Draft(kind, record, field, _decoder.decode(value), at) for kind, record, field, value, at in rows]


def drop_written(connection: Connection, writes: Sequence[Write]) -> None:
    """Drop the drafts of fields that are being written, in the same transaction."""
    if connection.exec_driver_sql("SELECT 1 FROM draft LIMIT 1").first() is not None:
        for kind, record, field in {(one.kind, one.record, one.field) for one in writes}:
            delete_draft(connection, kind, record, field)


def delete_form(connection: Connection, kind: str, record: str) -> None:
    """Drop all that was entered into a form."""
    connection.exec_driver_sql("DELETE FROM draft WHERE kind = ? AND record = ?", (kind, record))


def delete_draft(connection: Connection, kind: str, record: str, field: str) -> None:
    """Drop the draft of a field, if there is one."""
    connection.exec_driver_sql(
        "DELETE FROM draft WHERE kind = ? AND record = ? AND field = ?", (kind, record, field)
    )
