"""Evidence for and against each of the three principles. The reader judges; nothing is scored.

Source: DSTWG update, three key principles that inform the planning approach.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from app.models.book import Book
from app.models.kinds.area import Intentions
from app.models.kinds.meetings import AttendanceCount, Commitment, Consultation, Issue
from app.process import facts, gaps
from app.process.checks.coverage import HOST
from app.process.reasons import View
from app.process.terms import Params

Side = Literal["for", "against"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One observation about a principle, with the records it rests on."""

    principle: str
    side: Side
    code: str
    records: tuple[str, ...] = ()
    params: Params = field(default_factory=dict, hash=False)


def evidence(book: Book, today: str) -> tuple[Evidence, ...]:
    """Return what speaks for and against each principle, in the order of the principles."""
    view = View(book, today)
    found = (*_government_lead(view), *_community_engagement(view), *_area_based(view))
    return tuple(one for one in found if one.records or one.side == "against")


def _split(
    principle: str, code: str, good: tuple[str, ...], bad: tuple[str, ...], more: Params | None = None
) -> Iterator[Evidence]:
    total = len(good) + len(bad)
    for side, records in (("for", good), ("against", bad)):
        if records:
            params: Params = {"count": len(records), "total": total, **(more or {})}
            which: Side = "for" if side == "for" else "against"
            yield Evidence(principle, which, f"principle.{code}.{which}", records, params)


def _government_lead(view: View) -> Iterator[Evidence]:
    name, book = "government_lead", view.book
    agreed = tuple(meeting.id for meeting in facts.agreement_meetings(book))
    if agreed:
        yield Evidence(name, "for", "principle.agreement.for", agreed, {"count": len(agreed)})
    else:
        yield Evidence(name, "against", "principle.agreement.against")
    activities = facts.live_activities(book)
    backed = tuple(one.id for one in activities if one.government_counterpart)
    yield from _split(
        name, "counterpart", backed, tuple(one.id for one in activities if one.id not in backed)
    )
    promised = book.where(Commitment, role="government")
    late = tuple(one.id for one in promised if facts.is_overdue(one, view.today))
    yield from _split(name, "commitments", tuple(one.id for one in promised if one.id not in late), late)


def _community_engagement(view: View) -> Iterator[Evidence]:
    name, book = "community_engagement", view.book
    issues = book.of(Issue)
    answered = tuple(one.id for one in issues if facts.is_answered(one))
    yield from _split(name, "issues", answered, tuple(one.id for one in issues if one.id not in answered))
    activities = facts.live_activities(book)
    voiced = tuple(one.id for one in activities if one.voices)
    yield from _split(name, "voices", voiced, tuple(one.id for one in activities if one.id not in voiced))
    asked = book.of(Consultation)
    returned = tuple(one.id for one in asked if facts.day(one.fed_back_on))
    yield from _split(name, "fed_back", returned, tuple(one.id for one in asked if one.id not in returned))
    meant = book.of(Intentions)
    informed = tuple(one.id for one in meant if facts.filled(one.information_given))
    yield from _split(name, "informed", informed, tuple(one.id for one in meant if one.id not in informed))


def _area_based(view: View) -> Iterator[Evidence]:
    name, book = "area_based", view.book
    activities = facts.live_activities(book)
    shared = tuple(one.id for one in activities if HOST & set(one.groups))
    if shared:
        params: Params = {"count": len(shared), "total": len(activities)}
        yield Evidence(name, "for", "principle.host.for", shared, params)
    else:
        yield Evidence(name, "against", "principle.host.against")
    heard = tuple(one.id for one in book.where(AttendanceCount, affiliation="host") if (one.count or 0) > 0)
    yield Evidence(name, "for", "principle.host_heard.for", heard, {"count": len(heard)})
    measured = gaps.gaps(book)
    compared = tuple(dict.fromkeys(gap.indicator for gap in measured if gap.comparison))
    alone = tuple(dict.fromkeys(gap.indicator for gap in measured if not gap.comparison))
    yield from _split(name, "compared", compared, alone)
