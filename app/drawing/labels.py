"""Places names beside symbols so that no two names overlap and none covers a symbol or leaves the frame."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.drawing.fitting import Box, Measure, fit, line_height
from app.drawing.shapes import Line, Shape, Text

GAP = 4.0
WIDEST = 0.3
CHOICES, COLUMN, REACH = 30, 8, 60
SHORTER = (1.0, 0.6, 0.35)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name that wants a place beside a symbol."""

    id: str
    text: str
    symbol: Box
    bold: bool = False


def place_labels(
    wanted: Sequence[Wanted], obstacles: Sequence[Box], within: Box, measure: Measure, size: float
) -> list[Shape]:
    """Return the names as texts, with a line to the symbol where a name stands apart from it.

    Bold names choose first, then those from top to bottom. Lines avoid names and symbols where they
    can. Names without room are left out. Lines come before all names, so that names stay readable.
    """
    symbols = [one.symbol for one in wanted]
    taken = [*obstacles, *symbols]
    lines: list[Shape] = []
    names: list[Shape] = []
    for one in sorted(wanted, key=lambda one: (not one.bold, one.symbol.y, one.symbol.x, one.id)):
        found = _find(one, taken, within, measure, size)
        if found:
            text, box = found
            taken.append(box)
            lines += _leader(one, box)
            names.append(Text(box.x, box.y + size, text, size, "text", "start", one.bold, one.id))
    return [*lines, *names]


def _find(
    one: Wanted, taken: list[Box], within: Box, measure: Measure, size: float
) -> tuple[str, Box] | None:
    others = [box for box in taken if box is not one.symbol]
    for part in SHORTER:
        text = fit(one.text, within.w * WIDEST * part, size, measure, one.bold)
        free = (
            _free(one.symbol, measure(text, size, one.bold), line_height(size), within, taken) if text else []
        )
        clear = (box for box in free if not _crosses(one, box, others))
        found = next(clear, next(iter(free), None))
        if found:
            return text, found
    return None


def _free(symbol: Box, width: float, height: float, within: Box, taken: list[Box]) -> list[Box]:
    """Return the free places, the best first; the search ends once enough are known to choose from."""
    found: list[Box] = []
    blocker: Box | None = None
    for x, y in _places(symbol, width, height, within):
        box = Box(x, y, width, height)
        # What stood in the way of the last place usually stands in the way of this one too.
        if not within.holds(box) or (blocker and blocker.meets(box, 1)):
            continue
        blocker = next((other for other in taken if other.meets(box, 1)), None)
        if blocker is None:
            found.append(box)
            if _near(symbol).meets(box, 2) or len(found) == CHOICES:
                break
    return found


def _near(symbol: Box) -> Box:
    return Box(symbol.x - GAP, symbol.y - GAP, symbol.w + 2 * GAP, symbol.h + 2 * GAP)


def _crosses(one: Wanted, box: Box, others: Sequence[Box]) -> bool:
    """Return whether the line to a name at `box` would run over another name or symbol."""
    for line in _leader(one, box):
        steps = max(int(math.hypot(line.x2 - line.x1, line.y2 - line.y1) / 3), 1)
        for i in range(steps + 1):
            x, y = line.x1 + (line.x2 - line.x1) * i / steps, line.y1 + (line.y2 - line.y1) * i / steps
            if any(b.x <= x <= b.x + b.w and b.y <= y <= b.y + b.h for b in others):
                return True
    return False


def _places(symbol: Box, width: float, height: float, within: Box) -> Iterator[tuple[float, float]]:
    """Yield top left corners, the best first: beside the symbol, round it, then anywhere by distance."""
    right, left = symbol.x + symbol.w + GAP, symbol.x - GAP - width
    middle = symbol.y + symbol.h / 2 - height / 2
    centre = symbol.x + symbol.w / 2 - width / 2
    yield right, middle
    yield left, middle
    yield centre, symbol.y - height - 1
    yield centre, symbol.y + symbol.h + 1
    for step in range(1, 7):
        for dy in (-step * height * 0.5, step * height * 0.5):
            yield right + step * 3, middle + dy
            yield left - step * 3, middle + dy
    around = Box(
        symbol.x - REACH - width, symbol.y - REACH, symbol.w + 2 * (REACH + width), symbol.h + 2 * REACH
    )
    yield from _anywhere(symbol, width, height, within.shared(around))
    yield from _anywhere(symbol, width, height, within)


def _anywhere(symbol: Box, width: float, height: float, within: Box) -> list[tuple[float, float]]:
    columns = range(max(int((within.w - width) // COLUMN), 0) + 1)
    rows = range(max(int((within.h - height) // (height / 2)), 0) + 1)
    x, y = symbol.x + symbol.w / 2, symbol.y + symbol.h / 2
    spots = [(within.x + COLUMN * i, within.y + height / 2 * j) for i in columns for j in rows]
    return sorted(
        spots, key=lambda spot: (_away(spot[0], width, x) ** 2 + _away(spot[1], height, y) ** 2, spot)
    )


def _away(start: float, length: float, point: float) -> float:
    """Return how far a point lies from a stretch; 0 within it."""
    return max(start - point, point - start - length, 0)


def _leader(one: Wanted, box: Box) -> list[Line]:
    if _near(one.symbol).meets(box, 2):
        return []
    x, y = one.symbol.x + one.symbol.w / 2, one.symbol.y + one.symbol.h / 2
    end_x = min(max(x, box.x), box.x + box.w)
    end_y = min(max(y, box.y), box.y + box.h)
    return [Line(x, y, end_x, end_y, "quiet", 0.75, (2, 2), one.id)]
