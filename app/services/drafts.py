"""Drafts while typing: after a kill, "restored from 14:32, keep or discard".

While somebody types, the window keeps a draft about once a second; what writes the field drops it.
Keeping one is a single short transaction: it waits for nobody who reads, and for no book of records; one
that is kept `at_once` does not even wait for a long transaction, and its turn in the file comes afterwards.
"""

from __future__ import annotations

from functools import partial

from app.foundation.clock import stamp
from app.models.record import Record
from app.models.registry import KINDS
from app.services.desk import Desk
from app.storage.drafts import Draft, DraftValue, delete_draft, read_drafts, write_draft
from app.storage.records import read_records

__all__ = ["Draft", "commit_draft", "discard_draft", "drafts", "keep_draft"]


def keep_draft(
    desk: Desk, kind: str, record: str, field: str, value: DraftValue, *, at_once: bool = False
) -> None:
    """Keep what is being typed into a field; what the field holds anyway is no draft.

    It may break the field's rules; nothing enters the log.
    """
    draft = Draft(kind, record, field, value, stamp(desk.clock.now()))
    if at_once:
        desk.workspace.keep_at_once(partial(write_draft, draft=draft))
        return
    with desk.workspace.write() as connection:
        held = read_records(connection, KINDS[kind], only=(record,)) if kind in KINDS else []
        if held and not _holds(held[0], draft):
            write_draft(connection, draft)
        else:
            delete_draft(connection, kind, record, field)
    desk.workspace.aside.drop(partial(delete_draft, kind=kind, record=record, field=field))


def drafts(desk: Desk) -> list[Draft]:
    """Return what was typed and never committed, the oldest first, where it still makes a difference.

    A draft whose record is gone, or whose field holds that very value by now, is left out.
    """
    with desk.workspace.read() as connection:
        return [draft for draft in read_drafts(connection) if _differs(desk, draft)]


def _differs(desk: Desk, draft: Draft) -> bool:
    record = desk.find(KINDS[draft.kind], draft.record) if draft.kind in KINDS else None
    return record is not None and not _holds(record, draft)


def _holds(record: Record, draft: Draft) -> bool:
    return (getattr(record, draft.field, None) or None) == (draft.value or None)


def discard_draft(desk: Desk, kind: str, record: str, field: str) -> None:
    """Drop the draft of a field, if there is one."""
    with desk.workspace.write() as connection:
        delete_draft(connection, kind, record, field)


def commit_draft(desk: Desk, draft: Draft) -> None:
    """Write a draft as an ordinary edit, which drops it. Raises UserError `value_<rule>`; the draft
    stays then."""
    with desk.write(f"{draft.kind}.edit") as unit:
        unit.set(KINDS[draft.kind], draft.record, **{draft.field: draft.value})
