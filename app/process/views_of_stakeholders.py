"""How the group sees a stakeholder: of several people's views, what was said last of each thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.models.book import Book
from app.models.kinds.inside import StakeholderView
from app.process import facts


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands: influence and interest of the latest view that rates, position of the latest that has one.

    `views` are all views, the latest first; days are ISO text or None.
    """

    views: tuple[StakeholderView, ...] = ()
    rated: StakeholderView | None = None
    placed: StakeholderView | None = None

    @property
    def influence(self) -> str | None:
        """Influence, 1 to 5, of the latest view that rates."""
        return self.rated.influence if self.rated else None

    @property
    def interest(self) -> str | None:
        """Interest, 1 to 5, of the latest view that rates."""
        return self.rated.interest if self.rated else None

    @property
    def position(self) -> str | None:
        """Position of the latest view that has one."""
        return self.placed.position if self.placed else None

    @property
    def seen_on(self) -> str | None:
        """The latest day on which somebody rated or said a position."""
        return facts.latest([day for one in self.views for day in (one.seen_on, one.position_on)])


def seen(book: Book, stakeholder: str) -> Seen:
    """Return how a stakeholder is seen now."""
    views = tuple(sorted(book.where(StakeholderView, stakeholder=stakeholder), key=_when, reverse=True))
    rating = (one for one in views if one.influence is not None or one.interest is not None)
    positions = (one for one in sorted(views, key=_when_placed, reverse=True) if one.position)
    return Seen(views, next(rating, None), next(positions, None))


def seen_stakeholders(book: Book) -> Iterable[tuple[str, Seen]]:
    """Yield each stakeholder that somebody has a view of, with how it is seen."""
    for stakeholder in dict.fromkeys(one.stakeholder or "" for one in book.of(StakeholderView)):
        yield stakeholder, seen(book, stakeholder)


def _when(view: StakeholderView) -> tuple[str, bool, str]:
    return view.seen_on or "", bool(view.author), view.id


def _when_placed(view: StakeholderView) -> tuple[str, bool, str]:
    return view.position_on or view.seen_on or "", bool(view.author), view.id
