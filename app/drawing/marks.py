"""Small marks that several pictures share, drawn from lines so that every font has them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.drawing.fitting import Measure, baseline, line_height
from app.drawing.shapes import Line, Shape, Text


def tick(
    x: float, y: float, size: float, role: str, tag: str = "", width: float = 2, mirrored: bool = False
) -> tuple[Shape, ...]:
    """Return a tick centred on (x, y); for a picture that will be turned over, drawn the other way round."""
    side = -size if mirrored else size
    low = (x - side * 0.12, y + size * 0.32)
    return (
        Line(x - side * 0.45, y, *low, role, width, tag=tag),
        Line(*low, x + side * 0.48, y - size * 0.38, role, width, tag=tag),
    )


def arrow(x1: float, y1: float, x2: float, y2: float, role: str) -> tuple[Shape, ...]:
    """Return an arrow from the first point to the second."""
    angle = math.atan2(y2 - y1, x2 - x1)
    ends = [(x2 - 4 * math.cos(angle + turn), y2 - 4 * math.sin(angle + turn)) for turn in (0.6, -0.6)]
    return (Line(x1, y1, x2, y2, role), *(Line(x2, y2, x, y, role) for x, y in ends))


def dashed_ring(
    x: float, y: float, r: float, role: str, tag: str = "", dashes: int = 14
) -> tuple[Shape, ...]:
    """Return a ring of short strokes."""
    step = math.tau / dashes

    def point(angle: float) -> tuple[float, float]:
        return round(x + r * math.cos(angle), 3), round(y + r * math.sin(angle), 3)

    return tuple(Line(*point(i * step), *point((i + 0.55) * step), role, 1.5, tag=tag) for i in range(dashes))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a legend: the mark drawn round (0, 0) within `reach` to each side, and its words."""

    marks: tuple[Shape, ...]
    text: str
    reach: float = 8


def legend(
    entries: Sequence[Entry], x: float, y: float, width: float, measure: Measure, size: float = 11
) -> tuple[tuple[Shape, ...], float]:
    """Return the shapes of a legend that begins at (x, y), and its height. Entries flow over lines."""
    shapes: list[Shape] = []
    here, top, height = x, y, max(line_height(size), 18)
    for entry in entries:
        wide = 2 * entry.reach + 6 + measure(entry.text, size, False)
        if here > x and here + wide > x + width:
            here, top = x, top + height
        middle = top + height / 2
        shapes += (moved(shape, here + entry.reach, middle) for shape in entry.marks)
        shapes.append(Text(here + 2 * entry.reach + 6, baseline(middle, size), entry.text, size, "quiet"))
        here += wide + 18
    return tuple(shapes), (top - y + height) if entries else 0


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """Return a shape moved by (dx, dy)."""
    if isinstance(shape, Line):
        return replace(shape, x1=shape.x1 + dx, y1=shape.y1 + dy, x2=shape.x2 + dx, y2=shape.y2 + dy)
    return replace(shape, x=shape.x + dx, y=shape.y + dy)
