"""Undo and redo with the name of what was undone."""

from __future__ import annotations

from app.services.desk import Desk

LOOK_BACK = 2000


def undo(desk: Desk) -> str | None:
    """Take back the person's last action. Returns its action code, None when there is none."""
    return _code_of(desk, desk.undo())


def redo(desk: Desk) -> str | None:
    """Put the last action taken back in force again. Returns its action code, None when there is none."""
    return _code_of(desk, desk.redo())


def _code_of(desk: Desk, action_id: str | None) -> str | None:
    if action_id is None:
        return None
    found = (event.action for event in desk.recent(LOOK_BACK) if event.action_id == action_id)
    return next(found, "")
