"""Drafts: what was typed and not yet committed when the program ended; kept or discarded afterwards."""

from __future__ import annotations

from app.foundation.clock import stamp
from app.foundation.errors import UserError
from app.models.record import Record, Shape
from app.models.registry import KINDS, describe
from app.services.desk import Desk
from app.storage.drafts import Draft, delete_draft, delete_drafts, read_drafts, write_draft

__all__ = ("Draft", "discard_drafts", "drafts", "drop_draft", "keep_draft", "restore_drafts")

_TYPED = (Shape.LINE, Shape.TEXT)


def keep_draft(desk: Desk, kind: str, record: str, field: str, value: object) -> None:
    """Keep what is being typed into a text field; other fields need no draft and are passed over."""
    described = describe(kind).fields.get(field)
    if described is None or described.rule.shape not in _TYPED:
        return
    draft = Draft(kind, record, field, str(value or ""), stamp(desk.clock.now()))
    with desk.workspace.write() as connection:
        write_draft(connection, draft)


def drop_draft(desk: Desk, kind: str, record: str, field: str) -> None:
    """Forget a field's draft: it was committed."""
    with desk.workspace.write() as connection:
        delete_draft(connection, kind, record, field)


def drafts(desk: Desk) -> tuple[Draft, ...]:
    """Return the drafts that still say something else than the record does."""
    with desk.workspace.read() as connection:
        found = read_drafts(connection)
    return tuple(draft for draft in found if _differs(desk, draft))


def restore_drafts(desk: Desk) -> int:
    """Write all drafts into their records as one action, forget them, and return how many were written.

    A draft that its field refuses is lost with the rest; such text was never a value.
    """
    written = 0
    with desk.write("draft.restore") as unit:
        for draft in drafts(desk):
            try:
                unit.set(KINDS[draft.kind], draft.record, **{draft.field: draft.value or None})
                written += 1
            except UserError:
                continue
    discard_drafts(desk)
    return written


def discard_drafts(desk: Desk) -> None:
    """Forget all drafts."""
    with desk.workspace.write() as connection:
        delete_drafts(connection)


def _differs(desk: Desk, draft: Draft) -> bool:
    record = desk.find(Record, draft.record)
    return record is not None and (getattr(record, draft.field, None) or "") != draft.value
