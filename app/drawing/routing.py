"""Ways for lines between symbols: bent round names and other symbols where the straight way crosses them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise, product

from app.drawing.fitting import Box
from app.drawing.shapes import Line

PIECES = 8
SHARES = (0.06, 0.12, 0.18, 0.26, 0.36, 0.5)
"""How far a line may bend, as shares of its length; the least that is free wins."""
LEANS = (0.0, -0.25, 0.25)
"""Where its height may stand, as shares of its length off the middle."""
NEAR = 1.0
STEPS = 48
"""In how many steps a line is gone along to see what lies on it."""


@dataclass(frozen=True, slots=True)
class Way:
    """A line that wants a way, with the boxes it may cross: those of its own ends.

    Its ends lie `off` pixels from the middles of what it joins; bent, it leaves them at another side.
    """

    line: Line
    own: frozenset[int]
    off: float = 0


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


def under(line: Line, boxes: Sequence[Box]) -> list[int]:
    """Return the steps, 0 to `STEPS`, at which a line lies in boxes or right beside one."""
    points = _points(line, STEPS) if boxes else []
    grown = [Box(box.x - 4, box.y - 4, box.w + 8, box.h + 8) for box in boxes]
    return [number for number, point in enumerate(points) if any(_inside(point, box) for box in grown)]


def part(line: Line, start: float, end: float) -> Line:
    """Return the part of a line from one share of it to another."""
    if (start, end) == (0, 1):
        return line
    (x1, y1), (x2, y2), middle = _at(line, start), _at(line, end), (start + end) / 2
    # The height of a part of such a curve: twice its middle point, less the middle of its ends.
    mx, my = _at(line, middle)
    x, y = 2 * mx - (x1 + x2) / 2, 2 * my - (y1 + y2) / 2
    dx, dy = x2 - x1, y2 - y1
    far = math.hypot(dx, dy) or 1.0
    bend, along = ((x - x1) * dy - (y - y1) * dx) / far / 2, ((x - x1) * dx + (y - y1) * dy) / far / far
    return replace(line, x1=x1, y1=y1, x2=x2, y2=y2, bend=bend if line.bend else 0, lean=along - 0.5)


def inside(line: Line, box: Box) -> Line | None:
    """Return the part of a line that lies in a box, None where hardly any of it does."""
    if not _runs(_points(line), box):
        return None
    count = max(STEPS, round(math.hypot(line.x2 - line.x1, line.y2 - line.y1)))
    steps = [number for number, point in enumerate(_points(line, count)) if _inside(point, box)]
    return part(line, steps[0] / count, steps[-1] / count) if len(steps) > 1 else None


def strikes(line: Line, box: Box) -> bool:
    """Return whether a straight line runs through a box."""
    return _hits(line.x1, line.y1, line.x2, line.y2, box)


def _hits(x1: float, y1: float, x2: float, y2: float, box: Box) -> bool:
    right, bottom = box.x + box.w, box.y + box.h
    # Most lie wholly to one side: this is asked some ten thousand times for a crowded picture.
    if (x1 < box.x and x2 < box.x) or (x1 > right and x2 > right):
        return False
    if (y1 < box.y and y2 < box.y) or (y1 > bottom and y2 > bottom):
        return False
    start, end = 0.0, 1.0
    for origin, along, low, high in ((x1, x2 - x1, box.x, right), (y1, y2 - y1, box.y, bottom)):
        if along:
            first, last = (low - origin) / along, (high - origin) / along
            start, end = max(start, min(first, last)), min(end, max(first, last))
    return start < end


def _best(way: Way, boxes: Sequence[Box], within: Box) -> tuple[Line, tuple[int, ...]]:
    straight = replace(way.line, bend=0)
    near = _reached(straight, boxes, way.own)
    best = straight, _struck(_points(straight), near)
    far = math.hypot(straight.x2 - straight.x1, straight.y2 - straight.y1)
    for share, lean, side in product(SHARES, LEANS, (1, -1)):
        if not best[1]:
            break
        line = _bent(straight, side * share * far, lean, way.off)
        points = _points(line)
        if all(_inside(point, within) for point in points):
            struck = _struck(points, near, len(best[1]))
            best = (line, struck) if len(struck) < len(best[1]) else best
    return best


def _bent(line: Line, bend: float, lean: float, off: float) -> Line:
    """Return a straight line bent, with ends where it comes out of what it joins."""
    dx, dy = line.x2 - line.x1, line.y2 - line.y1
    far = math.hypot(dx, dy) or 1.0
    along, down = dx / far, dy / far
    x, y = line.x1 + dx * (0.5 + lean) + 2 * bend * down, line.y1 + dy * (0.5 + lean) - 2 * bend * along
    x1, y1 = _towards(line.x1 - off * along, line.y1 - off * down, x, y, off)
    x2, y2 = _towards(line.x2 + off * along, line.y2 + off * down, x, y, off)
    return Line(x1, y1, x2, y2, line.role, line.width, line.dash, line.tag, bend, lean)


def _towards(x: float, y: float, to_x: float, to_y: float, off: float) -> tuple[float, float]:
    far = math.hypot(to_x - x, to_y - y) or 1.0
    return x + off * (to_x - x) / far, y + off * (to_y - y) / far


def _reached(line: Line, boxes: Sequence[Box], own: frozenset[int]) -> dict[int, Box]:
    """Return the boxes that the line or any of its bends could cross, by number."""
    far = SHARES[-1] * math.hypot(line.x2 - line.x1, line.y2 - line.y1)
    left, right = min(line.x1, line.x2) - far, max(line.x1, line.x2) + far
    top, bottom = min(line.y1, line.y2) - far, max(line.y1, line.y2) + far
    hull = Box(left, top, right - left, bottom - top)
    return {number: box for number, box in enumerate(boxes) if number not in own and box.meets(hull)}


def _struck(
    points: Sequence[tuple[float, float]], boxes: dict[int, Box], most: int | None = None
) -> tuple[int, ...]:
    """Return the numbers of the boxes that a way of straight pieces runs through, `most` of them at most."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    hull = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    found = (number for number, box in boxes.items() if hull.meets(box, 0.1) and _runs(points, box))
    return tuple(islice(found, most))


def _runs(points: Sequence[tuple[float, float]], box: Box) -> bool:
    return any(_hits(x1, y1, x2, y2, box) for (x1, y1), (x2, y2) in pairwise(points))


def _points(line: Line, steps: int = 0) -> list[tuple[float, float]]:
    if not line.bend and not steps:
        return [(line.x1, line.y1), (line.x2, line.y2)]
    count = steps or PIECES
    x, y = line.handle()
    return [_between(line, x, y, number / count) for number in range(count + 1)]


def _at(line: Line, share: float) -> tuple[float, float]:
    return _between(line, *line.handle(), share)


def _between(line: Line, x: float, y: float, share: float) -> tuple[float, float]:
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share * share
    return a * line.x1 + b * x + c * line.x2, a * line.y1 + b * y + c * line.y2


def _inside(point: tuple[float, float], within: Box) -> bool:
    x, y = point
    return within.x <= x <= within.x + within.w and within.y <= y <= within.y + within.h
