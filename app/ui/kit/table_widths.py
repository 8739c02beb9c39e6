"""How wide the columns of a table are: as wide as they ask for, wider where titles and entries need it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont

from app.ui.kit.faces import Faces, faces
from app.ui.kit.rows import Cell, RowModel, TableColumn

PADDING = 10
LEAST, EASY = 84, 165
"""Pixels that each column without a width of its own gets at least, and keeps before others grow or those
that can be spared are shown."""
LOOKED_AT = 60
"""Rows that are looked at for what their entries need."""
GROWTH = 1.6


def widths(model: RowModel, font: QFont, room: int) -> list[int]:
    """Return a width in pixels for each column, 0 for one that is left out; together they fill `room`.

    A title is never cut short. An entry of a column with a width of its own stands in one line where the
    columns that share the rest have room to spare. Where there is too little, columns give back what they do
    not need, then those that can be spared are left out, the last first.
    """
    columns, wanted = model.columns, _wanted(model, font)
    asked = [max(one.width, _title(one, font)) if one.width else 0 for one in columns]
    kept = [True] * len(columns)
    lacking = EASY * _sharing(columns, kept) - (room - sum(asked))
    if lacking > 0:
        _shrink(asked, columns, wanted, font, lacking)
        _leave_out(asked, columns, kept, room)
    there = {number: wide for number, wide in wanted.items() if kept[number]}
    _grow(asked, columns, there, room - sum(asked) - EASY * _sharing(columns, kept))
    left = max(room - sum(asked), LEAST * _sharing(columns, kept))
    parts = _shared(
        {number: one for number, one in enumerate(columns) if kept[number] and not one.width}, left, font
    )
    return [parts.get(number, wide) for number, wide in enumerate(asked)]


def _shared(columns: dict[int, TableColumn], left: int, font: QFont) -> dict[int, int]:
    """Return what is left by shares; a column whose title needs more has it from the widest."""
    shares = sum(one.share for one in columns.values())
    parts = {number: left * one.share // shares for number, one in columns.items()}
    for number, one in columns.items():
        widest = max(parts, key=lambda other: parts[other])
        lacking = min(_title(one, font) + 12 - parts[number], parts[widest] - EASY)
        if lacking > 0 and widest != number:
            parts[number], parts[widest] = parts[number] + lacking, parts[widest] - lacking
    return parts


def _sharing(columns: Sequence[TableColumn], kept: Sequence[bool]) -> int:
    """Return how many of the columns that are shown share what is left."""
    return sum(held and not one.width for one, held in zip(columns, kept, strict=True))


def _grow(asked: list[int], columns: Sequence[TableColumn], wanted: dict[int, int], spare: int) -> None:
    for number, wide in sorted(wanted.items(), key=lambda pair: pair[1]):
        more = min(wide, round(columns[number].width * GROWTH)) - asked[number]
        if 0 < more <= spare:
            asked[number] += more
            spare -= more


def _shrink(
    asked: list[int], columns: Sequence[TableColumn], wanted: dict[int, int], font: QFont, lacking: int
) -> None:
    for number, wide in wanted.items():
        less = min(max(asked[number] - max(wide, _title(columns[number], font)), 0), lacking)
        asked[number] -= less
        lacking -= less


def _leave_out(asked: list[int], columns: Sequence[TableColumn], kept: list[bool], room: int) -> None:
    for number in reversed([number for number, one in enumerate(columns) if one.spare]):
        if room - sum(asked) >= EASY * _sharing(columns, kept):
            return
        kept[number], asked[number] = False, 0


def _title(column: TableColumn, font: QFont) -> int:
    return faces(font).title.width(column.title) + 2 * PADDING + 8 if column.title else 0


def _wanted(model: RowModel, font: QFont) -> dict[int, int]:
    """Return the width of the widest entry of each column that has a width of its own."""
    drawn = faces(font)
    kept = [number for number, column in enumerate(model.columns) if column.width]
    headings = set(model.headings())
    lines = [line for line in range(min(model.rowCount(), LOOKED_AT)) if line not in headings]
    if not lines:
        return {}
    return {number: max(_wide(model.cell(line, number), drawn) for line in lines) for number in kept}


def _wide(cell: Cell, drawn: Faces) -> int:
    if cell.tone:
        return drawn.small.width(cell.text) + 20 + 2 * PADDING + 2
    below = drawn.small.width(cell.under) if cell.under else 0
    return max(drawn.usual.width(cell.text), below) + 2 * PADDING + 2
