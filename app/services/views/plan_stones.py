"""The milestones that the timeline of the plan shows, by what they belong to."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.book import Book
from app.models.kinds.monitoring import Milestone
from app.services.views.said import Name, name_in


@dataclass(frozen=True, slots=True)
class DatedStone:
    """A milestone with its day; `activity` is "" for one of the plan itself."""

    activity: str
    title: Name
    due: str
    status: str


def dated_stones(book: Book) -> tuple[DatedStone, ...]:
    """Return the milestones that have a day and were not dropped, by day."""
    kept = [one for one in book.of(Milestone) if one.due and one.status != "dropped"]
    return tuple(
        DatedStone(one.activity or "", name_in(one, "title"), one.due or "", one.status or "")
        for one in sorted(kept, key=lambda one: (one.due or "", one.id))
    )
