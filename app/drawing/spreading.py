"""Keeps symbols that fall on one point, or close to each other, from covering each other."""

from __future__ import annotations

import math
from collections.abc import Mapping

from app.drawing.fitting import Box

Point = tuple[float, float]
GOLDEN = math.pi * (3 - math.sqrt(5))
TRIES = 2500
ROUNDS = 300
APART = 5.0


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


def side_by_side(points: Mapping[str, Point], reaches: Mapping[str, float], within: Box) -> dict[str, Point]:
    """Return the points, pushed apart where symbols would touch each other; the others keep their place.

    `reaches` says how far each symbol reaches from its point. Where the box is too full some still touch.
    """
    placed = dict(points)
    for _ in range(ROUNDS):
        pushed = [_pushed(placed, *pair, reaches, within) for pair in _near(placed, reaches)]
        if not any(pushed):
            break
    return placed


def _near(placed: Mapping[str, Point], reaches: Mapping[str, float]) -> list[tuple[str, str]]:
    """Return the pairs whose symbols may touch, found from left to right."""
    order = sorted(placed, key=lambda name: (placed[name], name))
    widest = max(reaches.values(), default=0.0) + APART
    found = []
    for at, first in enumerate(order):
        for second in order[at + 1 :]:
            if placed[second][0] - placed[first][0] > reaches[first] + widest:
                break
            found.append((first, second))
    return found


def _pushed(
    placed: dict[str, Point], first: str, second: str, reaches: Mapping[str, float], within: Box
) -> bool:
    """Move two symbols that touch away from each other, half the way each; return whether they did."""
    (x, y), (other_x, other_y) = placed[first], placed[second]
    across, down = other_x - x, other_y - y
    distance = math.hypot(across, down)
    lacking = reaches[first] + reaches[second] + APART - distance
    if lacking <= 0.05:
        return False
    across, down = (across / distance, down / distance) if distance else (1.0, 0.0)
    half = lacking / 2 + 0.05
    placed[first] = _kept((x - across * half, y - down * half), reaches[first], within)
    placed[second] = _kept((other_x + across * half, other_y + down * half), reaches[second], within)
    return True


def _kept(point: Point, reach: float, within: Box) -> Point:
    x = min(max(point[0], within.x + reach), max(within.x + within.w - reach, within.x + reach))
    y = min(max(point[1], within.y + reach), max(within.y + within.h - reach, within.y + reach))
    return x, y
