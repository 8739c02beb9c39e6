"""Displaced beside non-displaced people, indicator by indicator. A gap is shown, never a verdict.

Source: IASC criteria measured by comparing displaced and non-displaced populations (DSTWG update);
indicator library: same period and method for both, small groups hidden in what leaves the program.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from app.models.book import Book
from app.models.kinds.plan import Indicator, Measurement
from app.process import facts

DISPLACED = frozenset({"displaced", "returnee"})
NON_DISPLACED = "non_displaced"
PERIOD_DIFFERS, METHOD_DIFFERS, SMALL_CELL = "period_differs", "method_differs", "small_cell"
NO_COMPARISON, NO_LATER = "no_comparison", "no_later_value"
SMALL = 10


class Point(msgspec.Struct, frozen=True):
    """One measured value with its origin."""

    value: Decimal
    period: str
    method: str
    sample_size: int | None
    source: str
    record: str

    @property
    def small(self) -> bool:
        """Whether so few people stand behind the value that it stays hidden in exports."""
        return self.sample_size is not None and self.sample_size < SMALL


class Gap(msgspec.Struct, frozen=True):
    """An indicator for one displaced group and place: baseline, latest, comparison and the gap left.

    `gap` is how far displaced people are behind, in the indicator's unit: positive means worse off,
    whichever direction is better. `change` is gap now minus gap at baseline: negative means closing.
    Without a direction both are None.
    """

    indicator: str
    place: str
    group: str
    direction: str
    unit: str
    baseline: Point | None = None
    latest: Point | None = None
    comparison: Point | None = None
    comparison_at_baseline: Point | None = None
    gap: Decimal | None = None
    change: Decimal | None = None
    flags: tuple[str, ...] = ()


def gaps(book: Book) -> tuple[Gap, ...]:
    """Return the gaps of all indicators with figures on displaced people, in the order of the indicators."""
    return tuple(gap for indicator in book.of(Indicator) for gap in gaps_of(book, indicator))


def gaps_of(book: Book, indicator: Indicator) -> tuple[Gap, ...]:
    """Return one gap for each place and displaced group that was measured."""
    measured = book.where(Measurement, indicator=indicator.id)
    series = {(one.place or "", one.group or "") for one in measured if one.group in DISPLACED}
    return tuple(_gap(indicator, measured, place, group) for place, group in sorted(series))


def _gap(indicator: Indicator, measured: tuple[Measurement, ...], place: str, group: str) -> Gap:
    baseline, latest = _ends(measured, place, group)
    first, comparison = _ends(measured, place, NON_DISPLACED)
    now, then = latest or baseline, first
    direction = indicator.direction or "none"
    compared = comparison or first
    gap = _behind(now, compared, direction)
    at_baseline = _behind(baseline, then or compared, direction)
    change = gap - at_baseline if gap is not None and at_baseline is not None and latest else None
    flags = _flags(now, compared, latest)
    unit = indicator.unit or ""
    return Gap(
        indicator.id, place, group, direction, unit, baseline, latest, compared, first, gap, change, flags
    )


def _ends(measured: tuple[Measurement, ...], place: str, group: str) -> tuple[Point | None, Point | None]:
    """Return the baseline and the latest later value of one series."""
    own = [one for one in measured if (one.place or "", one.group) == (place, group)]
    points = sorted((one for one in own if facts.number(one.value) is not None), key=_when)
    baselines = [one for one in points if one.is_baseline] or points[:1]
    later = [one for one in points if not one.is_baseline and one is not baselines[0]]
    return _point(baselines[0] if baselines else None), _point(later[-1] if later else None)


def _when(one: Measurement) -> tuple[str, str, str]:
    return (
        (one.measured_on if facts.day(one.measured_on) else "") or one.period or "",
        one.period or "",
        one.id,
    )


def _point(one: Measurement | None) -> Point | None:
    value = facts.number(one.value) if one else None
    if one is None or value is None:
        return None
    return Point(value, one.period or "", one.method or "", one.sample_size, one.source or "", one.id)


def _behind(displaced: Point | None, other: Point | None, direction: str) -> Decimal | None:
    if displaced is None or other is None or direction not in ("higher", "lower"):
        return None
    return other.value - displaced.value if direction == "higher" else displaced.value - other.value


def _flags(now: Point | None, compared: Point | None, latest: Point | None) -> tuple[str, ...]:
    flags: list[str] = []
    if now and compared and now.period != compared.period:
        flags.append(PERIOD_DIFFERS)
    if now and compared and now.method and compared.method and now.method != compared.method:
        flags.append(METHOD_DIFFERS)
    if any(point and point.small for point in (now, compared)):
        flags.append(SMALL_CELL)
    if compared is None:
        flags.append(NO_COMPARISON)
    if latest is None:
        flags.append(NO_LATER)
    return tuple(flags)
