"""The lines of a label in a window from right to left, each beginning at the right edge.

Qt's own way of writing a broken text there counts the space at which a line ends: it moves the line to the
left by it, and cuts off the last letter of a line that fills its room.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QStyle


def paint_lines(painter: QPainter, label: QLabel) -> None:
    """Paint the text of a label, broken into lines, as the label itself would but for those spaces."""
    room, way = label.contentsRect(), label.layoutDirection()
    placed = QStyle.visualAlignment(way, label.alignment())
    layout = _laid_out(label.text(), label.font(), room.width(), placed)
    high = layout.boundingRect().height()
    top = room.top() + (max(0.0, room.height() - high) / 2 if placed & Qt.AlignmentFlag.AlignVCenter else 0.0)
    painter.setPen(label.palette().color(label.foregroundRole()))
    layout.draw(painter, QPointF(room.left(), top))


def _laid_out(text: str, font: QFont, width: int, placed: Qt.AlignmentFlag) -> QTextLayout:
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption(placed & Qt.AlignmentFlag.AlignHorizontal_Mask)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    leading, top = QFontMetricsF(font).leading(), 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0.0, top))
        top += line.height() + leading
    layout.endLayout()
    return layout
