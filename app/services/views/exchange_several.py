"""Several conflicts at once: what a rule would decide, before it does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from app.services.conflicts import conflict_list
from app.services.deciding import SORTS, Several, picked, sort_of
from app.services.desk import Desk
from app.services.views.exchange_conflicts import ConflictEntry, Told
from app.services.views.people_names import WhoEntry

MOST_EXAMPLES = 8


@dataclass(frozen=True, slots=True)
class SeveralView:
    """How many conflicts a rule decides, how many stay open, and the first of them with the place kept."""

    count: int = 0
    left: int = 0
    examples: tuple[tuple[ConflictEntry, int], ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorCount:
    """Somebody with values among the conflicts, and in how many of them."""

    who: WhoEntry
    count: int


@dataclass(frozen=True, slots=True)
class SeveralChoices:
    """What rules can be made of: authors (the reader first, then by count), sorts of values, kinds."""

    authors: tuple[AuthorCount, ...] = ()
    sorts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def several_choices(desk: Desk) -> SeveralChoices:
    """Return what there is to choose from now."""
    found, told = conflict_list(desk), Told(desk)
    counts = Counter(key for one in found for key in {choice.sign_key for choice in one.choices})
    authors = [AuthorCount(told.who(key), count) for key, count in counts.items()]
    sorts = {sort_of(one) for one in found}
    return SeveralChoices(
        tuple(sorted(authors, key=lambda one: (not one.who.me, -one.count, one.who.key))),
        tuple(sort for sort in SORTS if sort in sorts),
        tuple(sorted({one.kind for one in found})),
    )


def several_view(desk: Desk, several: Several) -> SeveralView:
    """Return what a rule would decide now."""
    found = conflict_list(desk)
    picks, told = picked(desk, several, found), Told(desk)
    examples = tuple((told.entry(one.conflict), one.place) for one in picks[:MOST_EXAMPLES])
    return SeveralView(len(picks), len(found) - len(picks), examples)
