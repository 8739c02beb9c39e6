"""How wide columns and how high rows must be for their content, in the units of a spreadsheet."""

from __future__ import annotations

import math
from collections.abc import Iterable

from app.documents.workbook.cells import written
from app.documents.workbook_content import Cell, Column, Sheet

NARROWEST, WIDEST, HIGHEST = 8.0, 46.0, 409.0
_WIDEST_GIVEN = 255.0
_MEASURED_ROWS, _MEASURED_PLAIN, _MEASURED_CHARACTERS = 400, 60, 2_000
_FILTER_BUTTON = 3.0
_LONGEST_HEADER_LINE = 14
_LETTERS_PER_UNIT = 1.15  # a unit is the width of a digit; running text is narrower
_LINE, _ARABIC_LINE = 13.4, 15.6  # points, at the type sizes of `looks`


def column_widths(sheet: Sheet) -> tuple[float, ...]:
    """Return a width in characters for each column: its longest line within limits; longer text wraps."""
    return tuple(_width(sheet, column, number) for number, column in enumerate(sheet.columns))


def _width(sheet: Sheet, column: Column, number: int) -> float:
    if column.width is not None:
        return max(1.0, min(column.width, _WIDEST_GIVEN))
    measured = _MEASURED_PLAIN if sheet.plain else _MEASURED_ROWS
    shown = (shown_text(row[number], column) for row in sheet.rows[:measured] if number < len(row))
    longest = max((len(line) for text in shown for line in text.split("\n")), default=0)
    word = max((len(word) for word in column.header.split()), default=0)
    header = max(word, min(len(column.header), _LONGEST_HEADER_LINE)) * 1.1 + _FILTER_BUTTON
    return max(NARROWEST, min(max(longest * 1.08 + 2, header, len(column.tag) * 0.85), WIDEST))


def shown_text(value: Cell, column: Column) -> str:
    """Return roughly what a cell shows, for measuring."""
    cell = written(value, column.kind)
    if cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return cell.value[:_MEASURED_CHARACTERS]
    return f"{cell.value:,}" if column.kind in ("number", "percent") else str(cell.value)[:16]


def row_height(texts: Iterable[tuple[str, float]], right_to_left: bool) -> float:
    """Return the height in points of a row of wrapped (text, column width)."""
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(lines * (_ARABIC_LINE if right_to_left else _LINE) + 3, HIGHEST)


def _lines(text: str, width: float) -> int:
    room = max(1.0, (width - 1.0) * _LETTERS_PER_UNIT)
    return sum(max(1, math.ceil(len(line) / room)) for line in text.split("\n"))
