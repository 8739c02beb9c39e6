"""Where a person went lately in this copy of the file, for the search before anything is typed."""

from __future__ import annotations

import json

from app.services.desk import Desk
from app.services.searching import Found, found_record

SETTING = "visited"
MOST_KEPT, MOST_SHOWN = 12, 5


def note_visit(desk: Desk, kind: str, record_id: str) -> None:
    """Put a record in front of those visited lately; it never travels."""
    before = _kept(desk)
    if before[:1] != [(kind, record_id)]:
        others = [one for one in before if one != (kind, record_id)]
        desk.remember(SETTING, json.dumps([(kind, record_id), *others][:MOST_KEPT]))


def visits(desk: Desk) -> tuple[Found, ...]:
    """Return the records visited last that are still here, at most five."""
    found = (found_record(desk, kind, record_id) for kind, record_id in _kept(desk))
    return tuple(one for one in found if one is not None)[:MOST_SHOWN]


def _kept(desk: Desk) -> list[tuple[str, str]]:
    try:
        held = json.loads(desk.recall(SETTING) or "[]")
        return [(str(kind), str(record_id)) for kind, record_id in held]
    except (ValueError, TypeError):
        return []
