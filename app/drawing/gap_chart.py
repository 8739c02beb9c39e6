"""Displaced beside non-displaced, one line per indicator: a gap is shown, never a verdict.

Open circle: displaced at baseline; filled circle: displaced now; diamond: non-displaced; bar: the gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.drawing.fitting import Measure, baseline, fit
from app.drawing.marks import Entry, legend
from app.drawing.mirror import turned
from app.drawing.shapes import Circle, Diamond, Line, Picture, Rect, Shape, Text

ROW, PAD, RADIUS = 34.0, 8.0, 5.0


@dataclass(frozen=True, slots=True)
class GapRow:
    """An indicator on a scale from low to high; a value that is not known is None.

    `code` and `label` stand before the line, `note` behind it ("20 points").
    """

    code: str
    label: str
    baseline: float | None
    latest: float | None
    comparison: float | None
    note: str = ""
    low: float = 0
    high: float = 100
    tag: str = ""


@dataclass(frozen=True, slots=True)
class GapNames:
    """The words of the legend."""

    baseline: str
    latest: str
    comparison: str
    gap: str


def gap_chart(
    rows: Sequence[GapRow],
    names: GapNames,
    width: float,
    measure: Measure,
    *,
    mirrored: bool = False,
    size: float = 12,
) -> Picture:
    """Return the chart over `width`; the height follows the number of rows."""
    first = max((measure(row.code, size, False) for row in rows), default=0) + 12
    label = min(max((measure(row.label, size, False) for row in rows), default=0) + 16, width * 0.36)
    after = max((measure(row.note, size, True) for row in rows), default=0) + 12
    start, end = first + label + RADIUS, max(width - after - RADIUS, first + label + RADIUS + 1)
    key, tall = legend(_legend(names), 0, 0, width, measure, size - 1)
    shapes: list[Shape] = list(key)
    for index, row in enumerate(rows):
        middle = tall + PAD + (index + 0.5) * ROW
        shapes.append(Line(0, middle - ROW / 2, width, middle - ROW / 2, "line"))
        shapes.append(Text(0, baseline(middle, size), row.code, size, "quiet", tag=row.tag))
        shown = fit(row.label, label - 12, size, measure)
        shapes.append(Text(first, baseline(middle, size), shown, size, "text", tag=row.tag))
        shapes += _marks(row, start, end, middle)
        shapes.append(Text(width, baseline(middle, size), row.note, size, "attention", "end", True, row.tag))
    height = tall + PAD + len(rows) * ROW
    return turned(Picture(width, height, tuple(shapes)), mirrored)


def _marks(row: GapRow, start: float, end: float, y: float) -> list[Shape]:
    def at(value: float) -> float:
        span = row.high - row.low
        share = (value - row.low) / span if span else 0
        return start + min(max(share, 0), 1) * (end - start)

    found: list[Shape] = [Line(start, y, end, y, "line", 2, tag=row.tag)]
    now = row.latest if row.latest is not None else row.baseline
    if now is not None and row.comparison is not None:
        left, right = sorted((at(now), at(row.comparison)))
        found.append(Rect(left, y - 2, right - left, 4, "attention", tag=row.tag))
    if row.baseline is not None:
        found.append(Circle(at(row.baseline), y, RADIUS - 1, "surface", "accent", 2, row.tag))
    if row.latest is not None:
        found.append(Circle(at(row.latest), y, RADIUS, "accent", tag=row.tag))
    if row.comparison is not None:
        found.append(Diamond(at(row.comparison), y, RADIUS + 2, "surface", "text", row.tag))
    return found


def _legend(names: GapNames) -> list[Entry]:
    return [
        Entry((Circle(0, 0, RADIUS - 1, "surface", "accent", 2),), names.baseline),
        Entry((Circle(0, 0, RADIUS, "accent"),), names.latest),
        Entry((Diamond(0, 0, RADIUS + 2, "surface", "text"),), names.comparison),
        Entry((Rect(-10, -2, 20, 4, "attention"),), names.gap, 10),
    ]
