"""Finds records by what they are called, for the quick jump."""

from __future__ import annotations

from app.models.folding import fold
from app.models.registry import KINDS
from app.services.desk import Desk
from app.services.views.records import row_of
from app.ui.language import words
from app.ui.pages import PAGES
from app.ui.places import PAGE_OF_KIND, place_of
from app.ui.quick_jump import Jump
from app.ui.record_words import title_of

MOST = 25
KINDS_SEARCHED = (
    *("activity", "stakeholder", "organisation", "member", "location", "meeting", "issue", "decision"),
    *("commitment", "action_point", "task", "indicator", "risk", "lesson", "comment", "source", "section"),
)


def found_records(desk: Desk, text: str) -> list[Jump]:
    """Return records whose name or code contains the text, spelling of letters aside, at most 25."""
    wanted, icons = fold(text.strip()), {entry.id: entry.icon for entry in PAGES}
    found: list[Jump] = []
    for kind in KINDS_SEARCHED:
        for record in desk.book().of(KINDS[kind]):
            row = row_of(record)
            title, code = title_of(row), str(row.values.get("code") or "")
            if wanted in fold(f"{title} {code} {_other_names(row.values)}"):
                under = " · ".join(part for part in (words().kind(kind), code) if part)
                found.append(Jump(title, under, icons[PAGE_OF_KIND[kind]], place_of(kind, row.id)))
            if len(found) >= MOST:
                return found
    return found


def _other_names(values: object) -> str:
    held = values if isinstance(values, dict) else {}
    return " ".join(
        str(value) for name, value in held.items() if value and name.startswith(("name_", "title_"))
    )
