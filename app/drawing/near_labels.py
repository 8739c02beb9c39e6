"""Names right beside their symbols, or not at all: for maps with many places that are moved and zoomed.

Unlike `labels` no name is led to by a line, so that a name always stands where its place is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from app.drawing.fitting import Box, Measure, fit, line_height
from app.drawing.labels import Wanted
from app.drawing.shapes import Text

GAP = 3.0
WIDEST = 150.0
_CELL = 64.0


def near_labels(
    wanted: Sequence[Wanted], obstacles: Sequence[Box], within: Box, measure: Measure, size: float
) -> list[Text]:
    """Return the names that find room; those asked for first choose first, bold ones before all.

    No name overlaps another, a symbol or an obstacle, and none leaves the box.
    """
    taken = _Taken()
    for box in (*obstacles, *(one.symbol for one in wanted)):
        taken.add(box)
    names: list[Text] = []
    for one in sorted(wanted, key=lambda one: not one.bold):
        text = fit(one.text, WIDEST, size, measure, one.bold)
        wide = measure(text, size, one.bold)
        for x, y in _places(one.symbol, wide, line_height(size)):
            box = Box(x, y, wide, line_height(size))
            if text and within.holds(box) and not taken.meets(box):
                taken.add(box)
                names.append(Text(x, y + size, text, size, "text", "start", one.bold, one.id))
                break
    return names


def _places(symbol: Box, wide: float, high: float) -> Iterator[tuple[float, float]]:
    right, left = symbol.x + symbol.w + GAP, symbol.x - GAP - wide
    middle, centre = symbol.y + (symbol.h - high) / 2, symbol.x + (symbol.w - wide) / 2
    above, under = symbol.y - high, symbol.y + symbol.h
    yield from ((right, middle), (left, middle), (centre, above - 1), (centre, under + 1))
    yield from ((right - 3, above + 4), (right - 3, under - 4), (left + 3, above + 4), (left + 3, under - 4))


class _Taken:
    """Boxes by the squares of a coarse grid that they touch, so that few are looked at."""

    def __init__(self) -> None:
        self._cells: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        for cell in _cells(box):
            self._cells[cell].append(box)

    def meets(self, box: Box) -> bool:
        return any(other.meets(box) for cell in _cells(box) for other in self._cells.get(cell, ()))


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.x // _CELL), int((box.x + box.w) // _CELL) + 1):
        for row in range(int(box.y // _CELL), int((box.y + box.h) // _CELL) + 1):
            yield column, row
