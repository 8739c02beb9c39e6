"""A drawn picture whose boxes can be picked with the mouse, or with arrow keys and Enter."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen

from app.drawing.shapes import Rect
from app.ui.kit.picture import PictureView
from app.ui.theme import color

_WAYS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class PickPicture(PictureView):
    """A picture whose tagged boxes the arrow keys walk through; Enter picks the one in the frame."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.current = ""

    def boxes(self) -> list[Rect]:
        """Return the boxes that can be picked."""
        return [shape for shape in self.picture.shapes if isinstance(shape, Rect) and shape.tag]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _WAYS.get(Qt.Key(event.key()))
        if way is not None:
            self._step(way)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current:
            self.picked.emit(self.current)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        box = next((one for one in self.boxes() if one.tag == self.current), None)
        if box is not None and self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color("text"), 2))
            painter.drawRoundedRect(QRectF(box.x - 2, box.y - 2, box.w + 4, box.h + 4), 4, 4)

    def _step(self, way: QPointF) -> None:
        boxes = self.boxes()
        here = next((one for one in boxes if one.tag == self.current), None)
        if here is None:
            self.current = boxes[0].tag if boxes else ""
        else:
            ahead = [one for one in boxes if _along(here, one, way) > 1]
            self.current = min(ahead, key=lambda one: _distance(here, one, way)).tag if ahead else here.tag
        self.update()


def _middle(box: Rect) -> QPointF:
    return QPointF(box.x + box.w / 2, box.y + box.h / 2)


def _along(here: Rect, there: Rect, way: QPointF) -> float:
    return QPointF.dotProduct(_middle(there) - _middle(here), way)


def _distance(here: Rect, there: Rect, way: QPointF) -> float:
    along = _along(here, there, way)
    away = _middle(there) - _middle(here) - way * along
    return along + 4 * (abs(away.x()) + abs(away.y()))
