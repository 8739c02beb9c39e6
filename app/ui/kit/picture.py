"""Paints a laid-out picture with the colours of the theme, and finds what was hit in it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from app.drawing.shapes import Circle, Diamond, Line, Picture, Rect, Shape, Text
from app.ui.language import words
from app.ui.theme import color, ui_font

_NEAR = 4.0


def measure(text: str, size: float, bold: bool) -> float:
    """Return the width of a text in pixels in the window's font, for the layout functions."""
    return QFontMetricsF(_font(size, bold)).horizontalAdvance(text)


def paint_picture(painter: QPainter, picture: Picture) -> None:
    """Paint every shape in order, in the roles' colours of the theme in force."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in picture.shapes:
        _paint(painter, shape)


def tag_at(picture: Picture, x: float, y: float) -> str:
    """Return the tag of the topmost tagged shape at a point, "" when there is none."""
    hits = (shape.tag for shape in reversed(picture.shapes) if shape.tag and _covers(shape, x, y))
    return next(hits, "")


class PictureView(QWidget):
    """Shows one picture at its own size, smaller where there is less than that and it is `shrinking`;
    `picked` carries the tag of what was clicked.
    """

    picked = Signal(str)

    def __init__(
        self, picture: Picture | None = None, parent: QWidget | None = None, *, shrinking: bool = False
    ) -> None:
        super().__init__(parent)
        self._shrinking = shrinking
        self.picture = picture or Picture(0, 0, ())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_picture(self, picture: Picture, said: str = "") -> None:
        """Show another picture; `said` is what a screen reader says of it."""
        self.picture = picture
        self.setAccessibleName(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self.picture.width), round(self.picture.height))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height()) if self._shrinking else self.sizeHint()

    def _shrunk(self) -> float:
        room = self.width() / self.picture.width if self._shrinking and self.picture.width else 1
        return min(1, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.scale(self._shrunk(), self._shrunk())
        paint_picture(painter, self.picture)
        painter.resetTransform()
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position() / self._shrunk()
        tag = tag_at(self.picture, at.x(), at.y())
        if tag:
            self.picked.emit(tag)
        super().mouseReleaseEvent(event)


def _font(size: float, bold: bool) -> QFont:
    font = ui_font(words().language)
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _paint(painter: QPainter, shape: Shape) -> None:
    if isinstance(shape, Line):
        _paint_line(painter, shape)
    elif isinstance(shape, Text):
        _paint_text(painter, shape)
    elif isinstance(shape, Rect):
        _set_ink(painter, shape.fill, shape.stroke, 1)
        painter.drawRoundedRect(QRectF(shape.x, shape.y, shape.w, shape.h), shape.radius, shape.radius)
    elif isinstance(shape, Circle):
        _set_ink(painter, shape.fill, shape.stroke, shape.width)
        painter.drawEllipse(QPointF(shape.x, shape.y), shape.r, shape.r)
    else:
        _set_ink(painter, shape.fill, shape.stroke, 2)
        painter.drawPolygon(_corners(shape))


def _paint_line(painter: QPainter, line: Line) -> None:
    pen = QPen(color(line.role), line.width)
    if line.dash:
        pen.setDashPattern([part / max(line.width, 0.1) for part in line.dash])
    painter.setPen(pen)
    if not line.bend:
        painter.drawLine(QPointF(line.x1, line.y1), QPointF(line.x2, line.y2))
        return
    way = QPainterPath(QPointF(line.x1, line.y1))
    way.quadTo(QPointF(*line.handle()), QPointF(line.x2, line.y2))
    painter.strokePath(way, pen)


def _paint_text(painter: QPainter, text: Text) -> None:
    font = _font(text.size, text.bold)
    painter.setFont(font)
    painter.setPen(color(text.role))
    width = QFontMetricsF(font).horizontalAdvance(text.text)
    back = {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(QPointF(text.x - back, text.y), text.text)


def _set_ink(painter: QPainter, fill: str | None, stroke: str | None, width: float) -> None:
    painter.setBrush(color(fill) if fill else QColor(0, 0, 0, 0))
    painter.setPen(QPen(color(stroke), width) if stroke else QPen(Qt.PenStyle.NoPen))


def _corners(shape: Diamond) -> QPolygonF:
    x, y, r = shape.x, shape.y, shape.r
    return QPolygonF([QPointF(x, y - r), QPointF(x + r, y), QPointF(x, y + r), QPointF(x - r, y)])


def _covers(shape: Shape, x: float, y: float) -> bool:
    if isinstance(shape, Rect):
        return shape.x <= x <= shape.x + shape.w and shape.y <= y <= shape.y + shape.h
    if isinstance(shape, (Circle, Diamond)):
        return (shape.x - x) ** 2 + (shape.y - y) ** 2 <= (shape.r + _NEAR) ** 2
    if isinstance(shape, Text):
        return _text_box(shape).contains(QPointF(x, y))
    return False


def _text_box(text: Text) -> QRectF:
    width = measure(text.text, text.size, text.bold)
    back = {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
    return QRectF(text.x - back, text.y - text.size, width, text.size * 1.3)
