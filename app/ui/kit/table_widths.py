"""How wide the columns of a table are: as wide as they ask for, wider where titles and entries need it."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics

from app.ui.kit.rows import Cell, RowModel, TableColumn

PADDING = 10
LEAST_SHARE = 60
COMFORT = 68
"""Pixels per share that the columns without a width of their own keep before others grow."""
LOOKED_AT = 120
"""Rows that are looked at for what their entries need."""
GROWTH = 1.6


def widths(model: RowModel, font: QFont, room: int) -> list[int]:
    """Return a width in pixels for each column; together they fill `room` where shares allow it.

    A title is never cut short. An entry of a column with a width of its own stands in one line where the
    columns that share the rest have room to spare.
    """
    columns = model.columns
    asked = [max(one.width, _title(one, font)) if one.width else 0 for one in columns]
    shares = sum(one.share for one in columns if not one.width)
    spare = room - sum(asked) - COMFORT * shares
    for number, wanted in sorted(_wanted(model, font).items(), key=lambda pair: pair[1]):
        more = min(wanted, round(columns[number].width * GROWTH)) - asked[number]
        if 0 < more <= spare:
            asked[number] += more
            spare -= more
    left = max(room - sum(asked), LEAST_SHARE * shares)
    return [wide or left * one.share // shares for wide, one in zip(asked, columns, strict=True)]


def _title(column: TableColumn, font: QFont) -> int:
    small = QFont(font)
    small.setPixelSize(max(9, font.pixelSize() - 1))
    small.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(small).horizontalAdvance(column.title) + 2 * PADDING + 4 if column.title else 0


def _wanted(model: RowModel, font: QFont) -> dict[int, int]:
    """Return the width of the widest entry of each column that has a width of its own."""
    usual, small = QFontMetrics(font), QFont(font)
    small.setPixelSize(max(9, font.pixelSize() - 2))
    tiny = QFontMetrics(small)
    kept = [number for number, column in enumerate(model.columns) if column.width]
    headings = set(model.headings())
    lines = [line for line in range(min(model.rowCount(), LOOKED_AT)) if line not in headings]
    found: dict[int, int] = {}
    for line in lines:
        cells = model.cells(line)
        for number in kept:
            found[number] = max(found.get(number, 0), _wide(cells[number], usual, tiny))
    return found


def _wide(cell: Cell, usual: QFontMetrics, tiny: QFontMetrics) -> int:
    if cell.tone:
        return tiny.horizontalAdvance(cell.text) + 20 + 2 * PADDING + 2
    below = tiny.horizontalAdvance(cell.under) if cell.under else 0
    return max(usual.horizontalAdvance(cell.text), below) + 2 * PADDING + 2
