"""Small drawings that stand in the cells of tables: spans of time, gaps, counts and rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.documents.plan_content import Indicator
from app.drawing.shapes import Anchor, Circle, Diamond, Line, Picture, Rect, Shape, Text


@dataclass(frozen=True, slots=True)
class Quarters:
    """The quarters a timeline shows: first quarter and number of quarters, counted from year 0."""

    first: int
    count: int

    def share(self, day: date) -> float:
        """Return where a day lies between 0 and 1."""
        start_of_quarter = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        within = (day - start_of_quarter).days / 92
        place = (quarter_of(day) + within - self.first) / self.count
        return min(max(place, 0.0), 1.0)


def quarter_of(day: date) -> int:
    """Return the quarter a day lies in, counted from year 0."""
    return day.year * 4 + (day.month - 1) // 3


def quarters(days: Sequence[date]) -> Quarters:
    """Return the whole years that hold all days; four years at most, from the first."""
    if not days:
        return Quarters(0, 4)
    first = min(days).year * 4
    last = max(days).year * 4 + 3
    return Quarters(first, min(last - first + 1, 16))


def _flip(x: float, width: float, mirrored: bool) -> float:
    return width - x if mirrored else x


def timeline_head(span: Quarters, width: float, mirrored: bool) -> Picture:
    """Return the head of a timeline column: years over their quarters."""
    shapes: list[Shape] = []
    step = width / span.count
    for number in range(span.count):
        middle = _flip((number + 0.5) * step, width, mirrored)
        quarter = (span.first + number) % 4
        if quarter == 0:
            start = _flip(number * step, width, mirrored)
            year = str((span.first + number) // 4)
            shapes.append(Text(start, 7.5, year, 6.8, "quiet", "end" if mirrored else "start", bold=True))
        if step > 7:
            shapes.append(Text(middle, 17, str(quarter + 1), 5.6, "quiet", "middle"))
    return Picture(width, 20, tuple(shapes))


def timeline_bar(
    span: Quarters, start: date | None, end: date | None, width: float, mirrored: bool
) -> Picture:
    """Return a bar from start to end; a diamond when only one of them is known; nothing without both."""
    shapes: list[Shape] = [Line(0, 6, width, 6, "line", 0.6)]
    for year in range(0, span.count + 1, 4):
        x = _flip(year * width / span.count, width, mirrored)
        shapes.append(Line(x, 3.5, x, 8.5, "line", 0.6))
    known = [day for day in (start, end) if day]
    if len(known) == 1:
        shapes.append(Diamond(_flip(span.share(known[0]) * width, width, mirrored), 6, 3, "accent"))
    elif start and end:
        left, right = span.share(start) * width, span.share(end) * width
        left, right = sorted((_flip(left, width, mirrored), _flip(right, width, mirrored)))
        shapes.append(Rect(left, 4, max(right - left, 4), 4, "accent", radius=2))
    return Picture(width, 11, tuple(shapes))


def gap_chart(indicator: Indicator, width: float, mirrored: bool) -> Picture:
    """Return an indicator's values on one scale, as `gap_marks` draws them."""
    readings = (indicator.baseline, indicator.latest, indicator.comparison)
    return gap_marks([one.share for one in readings], width, mirrored)


def gap_marks(shares: Sequence[float | None], width: float, mirrored: bool) -> Picture:
    """Return displaced at baseline (ring), displaced now (dot) and non-displaced (diamond) on one scale."""

    def place(share: float) -> float:
        return _flip(5 + min(max(share, 0.0), 1.0) * (width - 10), width, mirrored)

    baseline, latest, other = shares
    shapes: list[Shape] = [Line(0, 8, width, 8, "line", 0.8)]
    if latest is not None and other is not None:
        shapes.append(Line(place(latest), 8, place(other), 8, "text", 1.3))
    if baseline is not None:
        shapes.append(Circle(place(baseline), 8, 3, "surface", "accent", 1.2))
    if other is not None:
        shapes.append(Diamond(place(other), 8, 4, "surface", "text"))
    if latest is not None:
        shapes.append(Circle(place(latest), 8, 3.2, "accent"))
    return Picture(width, 16, tuple(shapes))


def gap_legend(baseline: str, latest: str, other: str, width: float, mirrored: bool, size: float) -> Picture:
    """Return what the signs of `gap_chart` mean, in one row of thirds; longer words push the next sign on."""
    from app.documents.pdf.shapes import measure

    anchor: Anchor = "end" if mirrored else "start"
    labels, starts = (baseline, latest, other), [5.0]
    for label in labels:
        starts.append(starts[-1] + max(width / 3, 9 + measure(label, size, False) + 16))
    width = max(width, starts.pop() - 16)
    at = [_flip(start, width, mirrored) for start in starts]
    shapes: list[Shape] = [
        Circle(at[0], 8, 3, "surface", "accent", 1.2),
        Circle(at[1], 8, 3.2, "accent"),
        Diamond(at[2], 8, 4, "surface", "text"),
    ]
    for x, label in zip(at, labels, strict=True):
        shapes.append(Text(x - 9 if mirrored else x + 9, 10.5, label, size, "quiet", anchor))
    return Picture(width, 16, tuple(shapes))


def count_mark(count: int, width: float) -> Picture:
    """Return a number on a soft ground, or a quiet dash for none; darker for more."""
    middle = width / 2
    if not count:
        return Picture(width, 13, (Line(middle - 3, 6.5, middle + 3, 6.5, "line", 1),))
    strong = count >= 3
    ground = Rect(middle - 9, 0, 18, 13, "accent" if strong else "accent_soft", radius=4)
    number = Text(middle, 9.2, str(count), 7.2, "surface" if strong else "text", "middle", bold=True)
    return Picture(width, 13, (ground, number))
