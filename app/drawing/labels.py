"""Places names beside symbols so that no two names overlap and none covers a symbol or leaves the frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.drawing.fitting import Box, Measure, fit, line_height
from app.drawing.shapes import Line, Shape, Text

GAP = 4.0
WIDEST = 0.3
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

    Bold names choose first, then those from top to bottom. Names without room are left out.
    """
    taken = [*obstacles, *(one.symbol for one in wanted)]
    shapes: list[Shape] = []
    for one in sorted(wanted, key=lambda one: (not one.bold, one.symbol.y, one.symbol.x, one.id)):
        found = _find(one, taken, within, measure, size)
        if found:
            text, box = found
            taken.append(box)
            shapes += _drawn(one, text, box, size)
    return shapes


def _find(
    one: Wanted, taken: list[Box], within: Box, measure: Measure, size: float
) -> tuple[str, Box] | None:
    for part in SHORTER:
        text = fit(one.text, within.w * WIDEST * part, size, measure, one.bold)
        width, height = measure(text, size, one.bold), line_height(size)
        for x, y in _places(one.symbol, width, height, within) if text else ():
            box = Box(x, y, width, height)
            if within.holds(box) and not any(box.meets(other, 1) for other in taken):
                return text, box
    return None


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
    yield from _anywhere(symbol, width, height, within)


def _anywhere(symbol: Box, width: float, height: float, within: Box) -> list[tuple[float, float]]:
    columns = range(max(int((within.w - width) // 16), 0) + 1)
    rows = range(max(int((within.h - height) // (height / 2)), 0) + 1)
    x, y = symbol.x + symbol.w / 2 - width / 2, symbol.y + symbol.h / 2 - height / 2
    spots = [(within.x + 16 * i, within.y + height / 2 * j) for i in columns for j in rows]
    return sorted(spots, key=lambda spot: ((spot[0] - x) ** 2 + 4 * (spot[1] - y) ** 2, spot))


def _drawn(one: Wanted, text: str, box: Box, size: float) -> list[Shape]:
    shown = Text(box.x, box.y + size, text, size, "text", "start", one.bold, one.id)
    return [*_leader(one, box), shown]


def _leader(one: Wanted, box: Box) -> list[Shape]:
    near = Box(one.symbol.x - GAP, one.symbol.y - GAP, one.symbol.w + 2 * GAP, one.symbol.h + 2 * GAP)
    if near.meets(box, 2):
        return []
    x, y = one.symbol.x + one.symbol.w / 2, one.symbol.y + one.symbol.h / 2
    end_x = min(max(x, box.x), box.x + box.w)
    end_y = min(max(y, box.y), box.y + box.h)
    return [Line(x, y, end_x, end_y, "quiet", 0.75, (2, 2), one.id)]
