"""A coverage matrix: how many activities meet in each cell, what is left open, and where a reason stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.drawing.fitting import Measure, baseline, fit, line_height, wrap
from app.drawing.marks import Entry, legend, moved
from app.drawing.mirror import turned
from app.drawing.shapes import Diamond, Line, Picture, Rect, Shape, Text

ROW, HEAD, PAD = 24.0, 26.0, 8.0
MARK = 16.0
TURNS = LABEL_LINES = 3


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """`count` activities; with none of them `reason` says that a reason stands instead."""

    count: int = 0
    reason: bool = False
    tag: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row; `wanted` rows are marked while nothing reaches them and no reason is given."""

    label: str
    cells: Sequence[MatrixCell]
    wanted: bool = False
    tag: str = ""

    @property
    def left_open(self) -> bool:
        """Whether the row is wanted and has neither an activity nor a reason."""
        return self.wanted and not any(cell.count or cell.reason for cell in self.cells)


@dataclass(frozen=True, slots=True)
class MatrixNames:
    """The words of the legend."""

    covered: str
    open: str
    reason: str
    left_open: str


def coverage_matrix(
    rows: Sequence[MatrixRow],
    columns: Sequence[str],
    names: MatrixNames,
    width: float,
    measure: Measure,
    *,
    mirrored: bool = False,
    size: float = 12,
) -> Picture:
    """Return the matrix over `width`, one line per row; the height follows the number of rows.

    Where columns are too narrow for their names, these stand in two lines by turns, or in three; a long name
    of a row is broken.
    """
    lead = _lead(rows, width, measure, size)
    cell = max((width - lead - MARK) / max(len(columns), 1), 1)
    shapes, bottom = _heads(columns, lead, cell, measure, size - 1)
    for row in rows:
        high = _row_height(row, lead, size, measure)
        shapes += _row(row, bottom, high, lead, cell, width, size, measure)
        bottom += high
    shapes.append(Line(0, bottom, width, bottom, "line"))
    key, tall = legend(_legend(names), 0, 0, width, measure, size - 1)
    shapes += (moved(shape, 0, bottom + PAD) for shape in key)
    return turned(Picture(width, bottom + PAD + tall, tuple(shapes)), mirrored)


def _heads(
    columns: Sequence[str], lead: float, cell: float, measure: Measure, size: float
) -> tuple[list[Shape], float]:
    """Return the names of the columns and where the rows begin."""
    widest = max((measure(name, size, True) for name in columns), default=0)
    turns = next((turns for turns in range(1, TURNS) if widest <= _room(cell, turns)), TURNS)
    heads: list[Shape] = [
        Text(
            lead + cell * (number + 0.5),
            HEAD - 9 + (turns - 1 - number % turns) * line_height(size),
            fit(name, _room(cell, turns), size, measure, True),
            *(size, "quiet", "middle", True),
        )
        for number, name in enumerate(columns)
    ]
    return heads, HEAD + (turns - 1) * line_height(size)


def _room(cell: float, turns: int) -> float:
    """Return how wide a name may be where names stand in so many lines by turns."""
    return turns * cell - (4 if turns == 1 else 6)


def _lead(rows: Sequence[MatrixRow], width: float, measure: Measure, size: float) -> float:
    widest = max((measure(row.label, size, False) for row in rows), default=0)
    return min(widest + 12, width * 0.42)


def _row_height(row: MatrixRow, lead: float, size: float, measure: Measure) -> float:
    lines = len(wrap(row.label, lead - 10, size, measure, LABEL_LINES))
    return ROW + max(lines - 1, 0) * line_height(size)


def _row(
    row: MatrixRow,
    top: float,
    high: float,
    lead: float,
    cell: float,
    width: float,
    size: float,
    measure: Measure,
) -> list[Shape]:
    middle = top + high / 2
    shown = wrap(row.label, lead - 10, size, measure, LABEL_LINES)
    first = middle - (len(shown) - 1) * line_height(size) / 2
    found: list[Shape] = [Line(0, top, width, top, "line")]
    for number, text in enumerate(shown):
        here = baseline(first + number * line_height(size), size)
        found.append(Text(0, here, text, size, "text", tag=row.tag))
    for i, one in enumerate(row.cells):
        found += _cell(one, lead + cell * (i + 0.5), middle, cell, size)
    if row.left_open:
        found.append(Diamond(width - MARK / 2, middle, 5, "attention", tag=row.tag))
    return found


def _cell(cell: MatrixCell, x: float, y: float, wide: float, size: float) -> list[Shape]:
    w, h = min(wide - 4, 40.0), ROW - 6
    if w <= 0:
        return []
    left, top = x - w / 2, y - h / 2
    if cell.count:
        number = Text(
            x, baseline(y, size - 1), str(cell.count), size - 1, "surface", "middle", True, cell.tag
        )
        return [Rect(left, top, w, h, "accent", radius=3, tag=cell.tag), number]
    if cell.reason:
        stroke = Line(x - w / 4, y, x + w / 4, y, "quiet", 1.5, tag=cell.tag)
        return [Rect(left, top, w, h, "window", "line", 3, cell.tag), stroke]
    return [Rect(left, top, w, h, "surface", "line", 3, cell.tag)]


def _legend(names: MatrixNames) -> list[Entry]:
    box = (-10.0, -7.0, 20.0, 14.0)
    return [
        Entry(
            (Rect(*box, "accent", radius=3), Text(0, baseline(0, 10), "2", 10, "surface", "middle", True)),
            names.covered,
            10,
        ),
        Entry((Rect(*box, "surface", "line", 3),), names.open, 10),
        Entry((Rect(*box, "window", "line", 3), Line(-5, 0, 5, 0, "quiet", 1.5)), names.reason, 10),
        Entry((Diamond(0, 0, 5, "attention"),), names.left_open, 6),
    ]
