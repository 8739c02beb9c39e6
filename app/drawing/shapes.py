"""Shapes with colour roles: what a picture consists of, whoever paints it.

Coordinates are floats in points (PDF) or pixels (window); y grows downward. Colours are role names
(window, surface, line, text, quiet, rail, rail_text, accent, accent_soft, attention, attention_soft,
good, good_soft, wrong, wrong_soft). `tag` is a record id for finding what was hit, or "".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line; `dash` holds lengths of strokes and gaps, () is solid.

    With a `bend` it is a curve: its middle stands that far off the straight way, to the left of who goes
    from the first point to the second (y grows downward). It is even unless it has a `lean`: the share of
    its length by which its height stands nearer to the second point.
    """

    x1: float
    y1: float
    x2: float
    y2: float
    role: str
    width: float = 1
    dash: tuple[float, ...] = ()
    tag: str = ""
    bend: float = 0
    lean: float = 0

    def handle(self) -> tuple[float, float]:
        """Return the point that draws the curve to its side: the control point of a quadratic curve."""
        dx, dy = self.x2 - self.x1, self.y2 - self.y1
        far = math.hypot(dx, dy) or 1.0
        across, down = dy / far * 2 * self.bend, -dx / far * 2 * self.bend
        part = 0.5 + self.lean
        return self.x1 + dx * part + across, self.y1 + dy * part + down


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle from its top left corner; `fill` "" leaves it open."""

    x: float
    y: float
    w: float
    h: float
    fill: str
    stroke: str | None = None
    radius: float = 0
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle round its centre; `fill` "" leaves it open."""

    x: float
    y: float
    r: float
    fill: str
    stroke: str | None = None
    width: float = 1
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Diamond:
    """A square on its corner round its centre, `r` from centre to corner."""

    x: float
    y: float
    r: float
    fill: str
    stroke: str | None = None
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; (x, y) is on the baseline, at the text's start, middle or end as `anchor` says.

    "start" is the left end in every direction of writing: layouts that are mirrored say "end".
    """

    x: float
    y: float
    text: str
    size: float
    role: str
    anchor: Anchor = "start"
    bold: bool = False
    tag: str = ""


Shape = Line | Rect | Circle | Diamond | Text


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes in painting order on a ground of `width` by `height`."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
