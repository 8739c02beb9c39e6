"""Ways for lines between symbols: bent round names and other symbols where the straight way crosses them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.drawing.fitting import Box
from app.drawing.shapes import Line

PIECES = 8
SHARES = (0.05, 0.1, 0.15, 0.2, 0.26, 0.32, 0.4)
"""How far a line may bend, as shares of its length; the least that is free wins."""
NEAR = 1.0


@dataclass(frozen=True, slots=True)
class Way:
    """A line that wants a way, with the boxes it may cross: those of its own ends."""

    line: Line
    own: frozenset[int]


def routed(ways: Sequence[Way], boxes: Sequence[Box], within: Box) -> list[tuple[Line, tuple[int, ...]]]:
    """Return the lines, each bent as little as leads it past most of the boxes, with those it still crosses.

    None leaves the frame. Boxes, a way's own and those it crosses, are named by their numbers in `boxes`.
    """
    grown = [Box(one.x - NEAR, one.y - NEAR, one.w + 2 * NEAR, one.h + 2 * NEAR) for one in boxes]
    return [_best(way, grown, within) for way in ways]


def pieces(line: Line) -> tuple[Line, ...]:
    """Return a line as straight pieces, one of them for a straight line."""
    if not line.bend:
        return (line,)
    points = _points(line)
    return tuple(replace(line, x1=x1, y1=y1, x2=x2, y2=y2, bend=0) for (x1, y1), (x2, y2) in pairwise(points))


def strikes(line: Line, box: Box) -> bool:
    """Return whether a straight line runs through a box."""
    start, end = 0.0, 1.0
    for origin, along, low, high in (
        (line.x1, line.x2 - line.x1, box.x, box.x + box.w),
        (line.y1, line.y2 - line.y1, box.y, box.y + box.h),
    ):
        if max(origin, origin + along) < low or min(origin, origin + along) > high:
            return False
        if along:
            first, last = sorted(((low - origin) / along, (high - origin) / along))
            start, end = max(start, first), min(end, last)
    return start < end


def _best(way: Way, boxes: Sequence[Box], within: Box) -> tuple[Line, tuple[int, ...]]:
    straight = replace(way.line, bend=0)
    near = _reached(straight, boxes, way.own)
    best = straight, _struck(_points(straight), near)
    far = math.hypot(straight.x2 - straight.x1, straight.y2 - straight.y1)
    for bend in (side * share * far for share in SHARES for side in (1, -1)):
        if not best[1]:
            break
        line = replace(straight, bend=bend)
        points = _points(line)
        struck = _struck(points, near) if all(_inside(point, within) for point in points) else best[1]
        if len(struck) < len(best[1]):
            best = line, struck
    return best


def _reached(line: Line, boxes: Sequence[Box], own: frozenset[int]) -> dict[int, Box]:
    """Return the boxes that the line or any of its bends could cross, by number."""
    far = SHARES[-1] * math.hypot(line.x2 - line.x1, line.y2 - line.y1)
    left, right = min(line.x1, line.x2) - far, max(line.x1, line.x2) + far
    top, bottom = min(line.y1, line.y2) - far, max(line.y1, line.y2) + far
    hull = Box(left, top, right - left, bottom - top)
    return {number: box for number, box in enumerate(boxes) if number not in own and box.meets(hull)}


def _struck(points: Sequence[tuple[float, float]], boxes: dict[int, Box]) -> tuple[int, ...]:
    """Return the numbers of the boxes that a way of straight pieces runs through."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    hull = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return tuple(number for number, box in boxes.items() if hull.meets(box, 0.1) and _runs(points, box))


def _runs(points: Sequence[tuple[float, float]], box: Box) -> bool:
    right, bottom = box.x + box.w, box.y + box.h
    for (x1, y1), (x2, y2) in pairwise(points):
        # Most pieces lie wholly to one side: this is asked some ten thousand times for a crowded picture.
        beside = (x1 < box.x and x2 < box.x) or (x1 > right and x2 > right)
        if beside or (y1 < box.y and y2 < box.y) or (y1 > bottom and y2 > bottom):
            continue
        if strikes(Line(x1, y1, x2, y2, ""), box):
            return True
    return False


def _points(line: Line) -> list[tuple[float, float]]:
    if not line.bend:
        return [(line.x1, line.y1), (line.x2, line.y2)]
    x, y = line.handle()
    found = []
    for number in range(PIECES + 1):
        t = number / PIECES
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        found.append((a * line.x1 + b * x + c * line.x2, a * line.y1 + b * y + c * line.y2))
    return found


def _inside(point: tuple[float, float], within: Box) -> bool:
    x, y = point
    return within.x <= x <= within.x + within.w and within.y <= y <= within.y + within.h
