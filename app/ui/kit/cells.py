"""How the cells of a table are painted, and how high they need to be."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from app.ui.kit.faces import Face, Faces, faces
from app.ui.kit.rows import CELL_ROLE, HEADING_ROLE, Cell, RowModel
from app.ui.kit.table_widths import PADDING
from app.ui.kit.text import isolated
from app.ui.theme import palette

MOST_LINES, MOST_BELOW = 5, 2
_CHIP_GROUND = {"neutral": "window", "missing": "surface"}
_CHIP_INK = {"neutral": "quiet", "missing": "wrong"}
_CHIP_LINE = {"neutral": "line", "missing": "wrong"}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
_SIDES = {
    False: int(_MIDDLE | Qt.AlignmentFlag.AlignLeft),
    True: int(_MIDDLE | Qt.AlignmentFlag.AlignRight),
}
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints cells by the model's `Cell` values; `drawn` are the faces of its view, once they are known."""

    drawn: Faces | None = None

    def shown(self, index: Index) -> tuple[Cell, bool, bool]:
        """Return the cell of an index, whether it is a group heading, and whether it stands at the end."""
        side = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeading
        at_end = bool(Qt.AlignmentFlag(side) & Qt.AlignmentFlag.AlignTrailing)
        return index.data(CELL_ROLE) or Cell(""), index.data(HEADING_ROLE) is not None, at_end

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # What is set here is set again for each cell: saving and restoring the painter takes longer.
        cell, is_heading, at_end = self.shown(index)
        rect, way = _rect(option), _direction(option)
        turned = way == Qt.LayoutDirection.RightToLeft
        selected = not is_heading and bool(_state(option) & QStyle.StateFlag.State_Selected)
        if selected or is_heading:
            painter.fillRect(rect, ink("window" if is_heading else "accent_soft"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, ink("line"))
        before, after = (0, cell.inset) if turned else (cell.inset, 0)
        inside = rect.adjusted(PADDING + before, 3, -PADDING - after, -4)
        drawn = self.drawn or faces(painter.font())
        if cell.tone and cell.text:
            _paint_chip(painter, inside, cell, turned, drawn, selected=selected)
        elif cell.text or cell.under:
            painter.setLayoutDirection(way)
            _paint_text(painter, inside, cell, _SIDES[at_end != turned], drawn, turned=turned)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell, is_heading, _at_end = self.shown(index)
        if is_heading:
            return QSize(40, 30)
        view = self.parent()
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else 200
        font = view.font() if isinstance(view, QWidget) else QFont()
        return QSize(width, height_of(cell, faces(font), width))


class RowDelegate(CellDelegate):
    """Asks a `RowModel` itself: by way of Qt, each answer of a model in Python takes far longer."""

    def __init__(self, rows: RowModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows

    def shown(self, index: Index) -> tuple[Cell, bool, bool]:
        return self._rows.shown_at(index.row(), index.column())


def ink(role: str) -> QColor:
    """Return the colour of a role, one for all cells: it is asked for several times in each of them."""
    return _mixed(palette()[role])


@lru_cache(maxsize=128)
def _mixed(value: str) -> QColor:
    return QColor(value)


def height_of(cell: Cell, drawn: Faces, width: int) -> int:
    """Return the height in pixels that a cell needs in a column of a width."""
    face = drawn.of(cell.bold)
    room = width - 2 * PADDING - cell.inset
    count = 1 if cell.tone else len(face.lines(cell.text, room, MOST_LINES))
    below = max(0, len(drawn.small.lines(cell.under, room, MOST_BELOW)) - 1) if cell.under else 0
    return max(38, (count + bool(cell.under)) * face.spacing + below * drawn.small.spacing + 17)


def _rect(option: Any) -> QRect:
    return QRect(option.rect)


def _state(option: Any) -> QStyle.StateFlag:
    state: QStyle.StateFlag = option.state
    return state


def _direction(option: Any) -> Qt.LayoutDirection:
    way: Qt.LayoutDirection = option.direction
    return way


def _paint_text(painter: QPainter, room: QRect, cell: Cell, side: int, drawn: Faces, *, turned: bool) -> None:
    face, small = drawn.of(cell.bold), drawn.small
    painter.setPen(ink("quiet" if cell.quiet else "text"))
    if not cell.under:
        _write(painter, room, side, cell.text, face, turned=turned)
        return
    above = face.spacing
    taken = above * len(face.lines(cell.text, room.width(), MOST_LINES))
    most_below = max(1, min(MOST_BELOW, (room.height() - taken) // small.spacing))
    below = small.spacing * len(small.lines(cell.under, room.width(), most_below))
    most = max(1, (room.height() - below) // above)
    high = above * len(face.lines(cell.text, room.width(), most)) if cell.text else 0
    top = room.top() + (room.height() - high - below) // 2
    _write(painter, QRect(room.left(), top, room.width(), high), side, cell.text, face, turned=turned)
    painter.setPen(ink("quiet"))
    _write(
        painter, QRect(room.left(), top + high, room.width(), below), side, cell.under, small, turned=turned
    )


def _write(painter: QPainter, room: QRect, side: int, text: str, face: Face, *, turned: bool) -> None:
    spacing = face.spacing
    painter.setFont(face.font)
    lines = face.lines(text, room.width(), max(1, room.height() // spacing))
    top = room.top() + (room.height() - len(lines) * spacing) / 2
    for number, line in enumerate(lines):
        # An isolate in a window from left to right changes nothing for plain letters but the time it takes,
        # as a box does that they begin at the left of.
        if line.isascii() and not turned and side == _SIDES[False]:
            painter.drawText(QPointF(room.left(), top + number * spacing + face.ascent), line)
        else:
            box = QRectF(room.left(), top + number * spacing, room.width(), spacing)
            painter.drawText(box, side, line if line.isascii() and not turned else isolated(line))


def _paint_chip(
    painter: QPainter, room: QRect, cell: Cell, turned: bool, drawn: Faces, *, selected: bool
) -> None:
    face = drawn.small
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(face.font)
    text = face.metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width() - 20)
    width, height = face.width(text) + 20, 22
    left = room.right() - width if turned else room.left()
    box = QRectF(left + 0.5, room.center().y() - height / 2 + 0.5, width, height)
    tint = _CHIP_INK.get(cell.tone, cell.tone)
    # On the ground of a chosen row the soft grounds of chips can hardly be told apart from it.
    line = tint if selected else _CHIP_LINE.get(cell.tone)
    painter.setPen(QPen(ink(line), 1) if line else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(ink(_CHIP_GROUND.get(cell.tone, f"{cell.tone}_soft")))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(ink(tint))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
