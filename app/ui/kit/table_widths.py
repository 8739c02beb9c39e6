"""How wide the columns of a table are: as wide as they ask for, wider where titles and entries need it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont

from app.ui.kit.faces import Faces, faces
from app.ui.kit.rows import Cell, RowModel, TableColumn
from app.ui.kit.wrapping import words_in

PADDING = 10
LEAST, EASY = 84, 165
"""Pixels that each column without a width of its own gets at least, and keeps before others grow or those
that can be spared are shown."""
LOOKED_AT = 60
"""Rows that are looked at for what their entries need."""
GROWTH = 1.6


def widths(model: RowModel, font: QFont, room: int) -> list[int]:
    """Return a width in pixels for each column, 0 for one that is left out; together they fill `room`.

    A title is never cut short, a word only broken where all columns together are wider than the room. An
    entry of a column with a width of its own stands in one line where the columns that share the rest have
    room to spare. Where there is too little, columns give back what they do not need, then those that can be
    spared are left out, the last first.
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
        {number: one.share for number, one in enumerate(columns) if kept[number] and not one.width},
        left,
        _needed(model, font),
    )
    return [parts.get(number, wide) for number, wide in enumerate(asked)]


def _shared(shares: dict[int, int], left: int, needed: dict[int, int]) -> dict[int, int]:
    """Return what is left by shares; a column that needs more has it from those that have most to spare."""
    parts = {number: left * share // sum(shares.values()) for number, share in shares.items()}
    for number in shares:
        for other in sorted(parts, key=lambda other: needed[other] - parts[other]):
            given = min(needed[number] - parts[number], parts[other] - needed[other])
            if given > 0:
                parts[number], parts[other] = parts[number] + given, parts[other] - given
    return parts


def _needed(model: RowModel, font: QFont) -> dict[int, int]:
    """Return what each column that shares the rest needs for its title and for its longest word."""
    drawn, lines = faces(font), _looked_at(model)
    found = {}
    for number, column in enumerate(model.columns):
        if not column.width:
            cells = [model.cell(line, number) for line in lines]
            usual = (drawn.of(one.bold).width(word) for one in cells for word in words_in(one.text))
            small = (drawn.small.width(word) for one in cells for word in words_in(one.under))
            word = max(max(usual, default=0), max(small, default=0)) + 2 * PADDING + 1
            title = _title(column, font) + 12 if column.title else 0
            found[number] = min(max(LEAST, title, word), EASY)
    return found


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
    lines = _looked_at(model)
    if not lines:
        return {}
    return {number: max(_wide(model.cell(line, number), drawn) for line in lines) for number in kept}


def _looked_at(model: RowModel) -> list[int]:
    headings = set(model.headings())
    return [line for line in range(min(model.rowCount(), LOOKED_AT)) if line not in headings]


def _wide(cell: Cell, drawn: Faces) -> int:
    if cell.tone:
        return drawn.small.width(cell.text) + 20 + 2 * PADDING + 2
    below = drawn.small.width(cell.under) if cell.under else 0
    return max(drawn.usual.width(cell.text), below) + 2 * PADDING + 2
