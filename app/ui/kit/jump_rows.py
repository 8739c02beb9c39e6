"""Rows of the quick jump: headings, names with a quiet word beside them, and the passage that was found."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.kit.rows import Index
from app.ui.kit.text import isolated
from app.ui.theme import color

HEADING_ROLE = Qt.ItemDataRole.UserRole + 5
JUMP_ROLE = Qt.ItemDataRole.UserRole + 6
"""A pair: what stands beside the name, and the passage beneath it."""
ROW, WITH_PASSAGE, HEAD, EDGE, ICON = 32, 48, 28, 10, 16


_MARKS = {False: "\u200e", True: "\u200f"}


class JumpDelegate(QStyledItemDelegate):
    """Paints a row with what the theme gives; mirrored where the window is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        beside = index.data(JUMP_ROLE) or ("", "")
        high = HEAD if index.data(HEADING_ROLE) else WITH_PASSAGE if beside[1] else ROW
        return QSize(100, high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown: Any = option
        room, font, turned = shown.rect, QFont(shown.font), _is_turned(shown)
        painter.save()
        if index.data(HEADING_ROLE):
            font.setPixelSize(max(10, font.pixelSize() - 2))
            font.setWeight(QFont.Weight.DemiBold)
            _write(painter, room.adjusted(EDGE, 6, -EDGE, 0), str(index.data()), font, "quiet", turned)
            painter.restore()
            return
        if shown.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_soft"))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 6, 6)
        self._paint_row(painter, room, font, index, turned)
        painter.restore()

    def _paint_row(self, painter: QPainter, room: QRect, font: QFont, index: Index, turned: bool) -> None:
        under, said = index.data(JUMP_ROLE) or ("", "")
        line = QRect(room.x(), room.y() + (4 if said else 0), room.width(), 22 if said else room.height())
        picture = index.data(Qt.ItemDataRole.DecorationRole).pixmap(ICON, ICON)
        x = line.right() - EDGE - ICON if turned else line.x() + EDGE
        painter.drawPixmap(x, line.center().y() - ICON // 2 + 1, picture)
        before, after = EDGE + ICON + 10, EDGE
        text = line.adjusted(after if turned else before, 0, -(before if turned else after), 0)
        small = QFont(font)
        small.setPixelSize(max(10, font.pixelSize() - 1))
        wanted = QFontMetrics(font).horizontalAdvance(str(index.data())) + 16
        left = min(wanted, text.width() if not under else max(text.width() * 3 // 5, text.width() - 190))
        _write(painter, _leading(text, 0, left - 12, turned), str(index.data()), font, "text", turned)
        if under:
            # A code before a name in another script: both in the order of the window.
            beside = _leading(text, left, text.width() - left, turned)
            _write(painter, beside, f"{_MARKS[turned]}{under}", small, "quiet", turned)
        if said:
            beneath = QRect(text.x(), line.bottom(), text.width(), 18)
            _write(painter, beneath, said, small, "quiet", turned)


def _leading(room: QRect, start: int, width: int, turned: bool) -> QRect:
    """Return a part of a room, `start` pixels from its leading side."""
    x = room.right() + 1 - start - width if turned else room.x() + start
    return QRect(x, room.y(), width, room.height())


def _write(painter: QPainter, room: QRect, text: str, font: QFont, role: str, turned: bool) -> None:
    painter.setFont(font)
    painter.setPen(color(role))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    side = Qt.AlignmentFlag.AlignRight if turned else Qt.AlignmentFlag.AlignLeft
    placed = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if turned else Qt.LayoutDirection.LeftToRight)
    painter.drawText(room, int(placed), isolated(shown))


def _is_turned(option: Any) -> bool:
    return bool(option.direction == Qt.LayoutDirection.RightToLeft)
