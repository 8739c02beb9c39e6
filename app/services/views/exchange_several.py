"""Several conflicts at once: what a rule would decide, before it does."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.conflicts import conflict_list
from app.services.deciding import Several, picked
from app.services.desk import Desk
from app.services.views.exchange_conflicts import ConflictEntry, Told

MOST_EXAMPLES = 8


@dataclass(frozen=True, slots=True)
class SeveralView:
    """How many conflicts a rule decides, how many stay open, and the first of them with the place kept."""

    count: int = 0
    left: int = 0
    examples: tuple[tuple[ConflictEntry, int], ...] = ()


def several_view(desk: Desk, several: Several) -> SeveralView:
    """Return what a rule would decide now."""
    found = conflict_list(desk)
    picks, told = picked(desk, several, found), Told(desk)
    examples = tuple((told.entry(one.conflict), one.place) for one in picks[:MOST_EXAMPLES])
    return SeveralView(len(picks), len(found) - len(picks), examples)
