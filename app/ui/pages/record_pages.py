"""The pages that are lists of records: monitoring."""

from __future__ import annotations

from app.ui.pages.records import RecordsPage
from app.ui.session import Session

KINDS_OF: dict[str, tuple[str, ...]] = {
    "monitoring": ("indicator", "measurement", "commitment", "progress", "lesson"),
}
"""Which kinds each of these pages lists, as tabs."""


def monitoring_page(session: Session) -> RecordsPage:
    """Return the page of indicators, measurements, commitments, progress and lessons."""
    return RecordsPage(session, "monitoring", KINDS_OF["monitoring"])
