"""A pad on which a person signs with finger, pen or mouse; strokes are kept as lines, not as a picture."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
)
from PySide6.QtWidgets import QWidget

from app.models.strokes import FINE, MOST_POINTS, Strokes
from app.ui.language import say
from app.ui.theme import color

HEIGHT, BASE_LINE, STEP = 190, 0.74, 1.5
"""Height in pixels, where the line to sign on lies, and how far the pen goes before a point is kept."""


class SignaturePad(QWidget):
    """`changed` tells that something was drawn or cleared. Delete or Backspace takes the last stroke back."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[list[QPointF]] = []
        self._drawing = False
        self.setMinimumSize(QSize(420, HEIGHT))
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("sign_off.pad"))

    def strokes(self) -> Strokes:
        """Return what was drawn, in ten-thousandths of the pad's width."""
        unit = FINE / max(1, self.width())
        lines = tuple(
            tuple((round(point.x() * unit), round(point.y() * unit)) for point in line)
            for line in self._lines
        )
        return Strokes(round(self.height() * unit), lines)

    def clear(self) -> None:
        """Begin anew."""
        self._lines = []
        self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        steps = {
            QTabletEvent.Type.TabletPress: self._begin,
            QTabletEvent.Type.TabletMove: self._go,
        }
        if event.type() == QTabletEvent.Type.TabletRelease:
            self._end()
        elif event.type() in steps:
            steps[event.type()](event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._lines:
            self._lines.pop()
            self._tell()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(color("accent" if self.hasFocus() else "line"))
        painter.setPen(QPen(edge, 1.5 if self.hasFocus() else 1))
        painter.setBrush(color("surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 8, 8)
        self._paint_line(painter)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(color("text"), 2.2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for line in self._lines:
            painter.drawPath(_path(line))

    def _paint_line(self, painter: QPainter) -> None:
        y = self.height() * BASE_LINE
        painter.setPen(QPen(color("quiet"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(24, y), QPointF(self.width() - 24, y))
        if not self._lines:
            painter.setPen(color("quiet"))
            painter.drawText(
                self.rect().adjusted(24, round(y) + 4, -24, 0),
                Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop,
                say("sign_off.pad.hint"),
            )

    def _begin(self, point: QPointF) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._drawing = True
        self._lines.append([point])
        self.update()

    def _go(self, point: QPointF) -> None:
        if not self._drawing or sum(map(len, self._lines)) >= MOST_POINTS:
            return
        last = self._lines[-1][-1]
        if (point - last).manhattanLength() >= STEP:
            self._lines[-1].append(point)
            self.update()

    def _end(self) -> None:
        if self._drawing:
            self._drawing = False
            self._tell()

    def _tell(self) -> None:
        self.update()
        self.changed.emit()


def _path(line: list[QPointF]) -> QPainterPath:
    path = QPainterPath(line[0])
    for point in line[1:]:
        path.lineTo(point)
    if len(line) == 1:
        path.lineTo(line[0] + QPointF(0.5, 0.5))
    return path
