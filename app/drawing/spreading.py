"""Keeps symbols that fall on one point from covering each other."""

from __future__ import annotations

import math
from collections.abc import Mapping

from app.drawing.fitting import Box

Point = tuple[float, float]
GOLDEN = math.pi * (3 - math.sqrt(5))
TRIES = 2500


def spread(points: Mapping[str, Point], radius: float, within: Box) -> dict[str, Point]:
    """Return the points, moved to the nearest free place round them where they would touch.

    Earlier ids keep their place; the result depends on the points only, not on their order.
    """
    placed: dict[str, Point] = {}
    for name in sorted(points):
        placed[name] = _free_place(points[name], list(placed.values()), radius, within)
    return placed


def _free_place(wanted: Point, taken: list[Point], radius: float, within: Box) -> Point:
    apart = 2 * radius + 3
    for i in range(TRIES):
        reach = apart * 0.42 * math.sqrt(i)
        x, y = wanted[0] + reach * math.cos(i * GOLDEN), wanted[1] + reach * math.sin(i * GOLDEN)
        inside = within.holds(Box(x - radius, y - radius, 2 * radius, 2 * radius))
        if inside and all(max(abs(x - a), abs(y - b)) >= apart for a, b in taken):
            return round(x, 2), round(y, 2)
    return wanted
