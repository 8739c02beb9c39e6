"""A step's time on a common scale: planned as an open bar, actual as a filled one, today as a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from app.drawing.fitting import Measure
from app.drawing.shapes import Line, Picture, Rect, Shape, Text

HEIGHT, BAR, LEAST = 26.0, 8.0, 5.0
AXIS, APART = 22.0, 12.0


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day to the last, both included; None where a side is not known."""

    first: date | None = None
    last: date | None = None


def scale_of(spans: list[Span], today: date) -> Span:
    """Return the days all bars share, with a week of room on both sides."""
    days = [day for span in spans for day in (span.first, span.last) if day] + [today]
    return Span(min(days) - timedelta(days=7), max(days) + timedelta(days=7))


def step_bar(
    width: float, scale: Span, planned: Span, actual: Span, today: date, *, late: bool, mirrored: bool
) -> Picture:
    """Return the bars of one step, one alone in the middle.

    An actual span without an end reaches to today.
    """
    lines = (_x(width, scale, day, mirrored) for day in months_in(scale))
    shapes: list[Shape] = [Line(x, 0, x, HEIGHT, "line") for x in lines]
    took = Span(actual.first, actual.last or (today if actual.first else None))
    ink = "attention" if late else "good"
    drawn = [
        (box, fill, stroke)
        for span, fill, stroke in ((planned, "window", "quiet"), (took, ink, None))
        if (box := _box(width, scale, span, mirrored))
    ]
    for number, ((left, wide), fill, stroke) in enumerate(drawn):
        top = 3.0 + 11 * number if len(drawn) > 1 else (HEIGHT - BAR) / 2
        shapes.append(Rect(left, top, wide, BAR, fill, stroke, 3))
    x = _x(width, scale, today, mirrored)
    shapes.append(Line(x, 0, x, HEIGHT, "accent", 1, (2, 2)))
    return Picture(width, HEIGHT, tuple(shapes))


def month_axis(
    width: float,
    scale: Span,
    said: Callable[[date], str],
    measure: Measure,
    *,
    mirrored: bool,
    size: float = 11,
) -> Picture:
    """Return the line of months above the bars; `said` names a first day. Names without room are left out."""
    shapes: list[Shape] = []
    free = float("-inf")
    for day in months_in(scale):
        along, text = _x(width, scale, day, mirrored=False), said(day)
        wide = measure(text, size, False)
        x = width - along if mirrored else along
        shapes.append(Line(x, AXIS - 5, x, AXIS, "line"))
        at = min(max(along, wide / 2), width - wide / 2)
        if at - wide / 2 < max(free, 0.0):
            continue
        free = at + wide / 2 + APART
        shapes.append(Text(width - at if mirrored else at, AXIS - 9, text, size, "quiet", "middle"))
    return Picture(width, AXIS, tuple(shapes))


def months_in(scale: Span) -> list[date]:
    """Return the first days of the months on a scale."""
    if scale.first is None or scale.last is None:
        return []
    found, day = [], scale.first.replace(day=1)
    while day <= scale.last:
        if day >= scale.first:
            found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def _box(width: float, scale: Span, span: Span, mirrored: bool) -> tuple[float, float] | None:
    first, last = span.first or span.last, span.last or span.first
    if first is None or last is None:
        return None
    a, b = sorted((_x(width, scale, first, mirrored), _x(width, scale, max(first, last), mirrored)))
    return (a, max(LEAST, b - a))


def _x(width: float, scale: Span, day: date, mirrored: bool) -> float:
    first, last = scale.first or day, scale.last or day
    share = (day - first).days / max(1, (last - first).days)
    x = share * width
    return width - x if mirrored else x
