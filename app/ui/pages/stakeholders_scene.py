"""A graphics scene over a laid-out picture: each tagged group of shapes is one item that can be moved."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QToolTip,
    QWidget,
)

from app.drawing.shapes import Picture, Shape
from app.ui.kit.picture import paint_picture, tag_at
from app.ui.theme import color


class ShapesItem(QGraphicsItem):
    """Shapes that belong together, painted with the colours of the theme."""

    def __init__(self, shapes: tuple[Shape, ...], whole: QRectF) -> None:
        super().__init__()
        self._picture, self._whole = Picture(whole.width(), whole.height(), shapes), whole

    def boundingRect(self) -> QRectF:
        return self._whole

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        paint_picture(painter, self._picture)


class PictureScene(QGraphicsView):
    """Shows a picture of its own size; `picked` carries the tag of what was clicked."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.picture = Picture(0, 0, ())
        self.items_by_tag: dict[str, ShapesItem] = {}
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 180)
        self.setStyleSheet("background: transparent; border: none;")
        self.viewport().setAutoFillBackground(False)

    def lay_out(self, width: float, height: float) -> Picture:
        """Return the picture for a size; subclasses call a layout function."""
        return Picture(width, height, ())

    def draw_again(self) -> None:
        """Lay the picture out for the present size and show it."""
        size = self.viewport().size()
        self.picture = self.lay_out(float(size.width()), float(size.height()))
        whole = QRectF(0, 0, size.width(), size.height())
        self._scene.clear()
        self._scene.setSceneRect(whole)
        plain = tuple(shape for shape in self.picture.shapes if not shape.tag)
        self._scene.addItem(ShapesItem(plain, whole))
        self.items_by_tag = {}
        for tag in dict.fromkeys(shape.tag for shape in self.picture.shapes if shape.tag):
            shapes = tuple(shape for shape in self.picture.shapes if shape.tag == tag)
            item = ShapesItem(shapes, whole)
            self._scene.addItem(item)
            self.items_by_tag[tag] = item

    def tag_under(self, point: QPointF) -> str:
        """Return the tag of what is drawn at a point, "" for nothing."""
        return tag_at(self.picture, point.x(), point.y())

    def label_of(self, tag: str) -> str:
        """Return the whole name of what a tag means, for who points at it; "" for none."""
        return ""

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tag = self.tag_under(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.label_of(tag) if tag else "", self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.draw_again()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        tag = self.tag_under(event.position())
        if tag:
            self.picked.emit(tag)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self.hasFocus():
            painter.setPen(QPen(color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.sceneRect().adjusted(1, 1, -1, -1), 6, 6)
