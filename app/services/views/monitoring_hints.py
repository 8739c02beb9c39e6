"""What looks implausible about a progress report: hints for whoever writes it, never a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.models.book import Book
from app.models.kinds.plan import Activity, Progress, Target
from app.process import facts
from app.process.checks.finding import Thresholds
from app.services.views.said import Said, said

BY_AGE = ("women", "men", "girls", "boys")
BY_GROUP = ("idps", "returnees", "host")
PERCENT_APART = 20
"""Points between the percentage told and the one reckoned from the figures, from which a hint is given."""


def hints_of(book: Book, activity: Activity, one: Progress) -> Iterator[Said]:
    """Yield what should be looked at again in a report."""
    limits, reached = Thresholds(), facts.number(one.reached)
    target = book.get(Target, one.target)
    yield from _of_parts(one, reached, target)
    yield from _beside_target(one, reached, target, limits)
    yield from _beside_earlier(book, activity, one, reached)
    if facts.before(one.reported_on, activity.starts):
        yield said("monitor.hint.before_start")
    total = sum(getattr(one, name) or 0 for name in BY_AGE)
    females = (one.women or 0) + (one.girls or 0)
    if total and Decimal(females) / total < limits.women:
        yield said("monitor.hint.few_women", share=round(100 * females / total))
    if reached and "host_community" in activity.groups and one.host == 0:
        yield said("monitor.hint.no_host")


def _of_parts(one: Progress, reached: Decimal | None, target: Target | None) -> Iterator[Said]:
    """Yield where parts are more than the whole: people by sex and age, by group."""
    if reached is None or (target is not None and target.unit not in (None, "individuals")):
        return
    for code, names in (("parts_age", BY_AGE), ("parts_group", BY_GROUP)):
        total = sum(getattr(one, name) or 0 for name in names)
        if total > reached:
            yield said(f"monitor.hint.{code}", total=total, reached=plain(reached))


def _beside_target(
    one: Progress, reached: Decimal | None, target: Target | None, limits: Thresholds
) -> Iterator[Said]:
    value = facts.number(target.value) if target is not None else None
    if not value or reached is None:
        return
    if reached > value * limits.over_target:
        yield said("monitor.hint.far_above", reached=plain(reached), value=plain(value))
    share = round(100 * reached / value)
    if one.percent is not None and abs(one.percent - share) > PERCENT_APART:
        yield said("monitor.hint.percent_apart", told=one.percent, share=share)


def _beside_earlier(book: Book, activity: Activity, one: Progress, reached: Decimal | None) -> Iterator[Said]:
    earlier = [
        other
        for other in book.where(Progress, activity=activity.id, target=one.target)
        if other.id != one.id and facts.before(other.reported_on, one.reported_on)
    ]
    last = max(earlier, key=lambda other: (other.reported_on or "", other.id), default=None)
    before = facts.number(last.reached) if last is not None else None
    if reached is None or before is None:
        return
    if reached < before and not facts.filled(one.correction_reason):
        yield said("monitor.hint.falls", before=plain(before), reached=plain(reached))
    elif reached == before and reached and activity.status == "ongoing":
        yield said("monitor.hint.unchanged", reached=plain(reached))


def plain(number: Decimal) -> str:
    """Return a number without needless noughts."""
    return f"{number.normalize():f}"
