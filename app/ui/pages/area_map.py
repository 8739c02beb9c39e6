"""The map as a scene: zoomed with the wheel or + and -, moved by dragging or with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip

from app.drawing.place_ground import Ground, fit_ground
from app.drawing.place_map import MapNames, Spot, map_box, place_map
from app.drawing.shapes import Picture
from app.ui.kit.picture import measure
from app.ui.language import say, words
from app.ui.pages.stakeholders_scene import PictureScene, ShapesItem

STEP = 60.0
ZOOM = 1.35
_FAR = 4.0
_MOVES = {
    Qt.Key.Key_Up: (0.0, STEP),
    Qt.Key.Key_Down: (0.0, -STEP),
    Qt.Key.Key_Right: (-STEP, 0.0),
    Qt.Key.Key_Left: (STEP, 0.0),
}


class LocationMap(PictureScene):
    """`picked` carries the location that was clicked; Page Up and Down choose another, Home shows all."""

    def __init__(self) -> None:
        super().__init__()
        self.spots: tuple[Spot, ...] = ()
        self.names: MapNames | None = None
        self._ground: Ground | None = None
        self._pressed: QPointF | None = None
        self._dragging = False
        self._measure = cache(measure)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.draw_again)

    def show_spots(self, spots: Sequence[Spot], names: MapNames) -> None:
        """Show locations; what part of the earth is seen stays unless the places themselves are others."""
        places = [(one.id, one.latitude, one.longitude) for one in spots]
        if places != [(one.id, one.latitude, one.longitude) for one in self.spots]:
            self._ground = None
        self.spots, self.names = tuple(spots), names
        self._measure = cache(measure)
        self.setAccessibleName(say("area.map.said", count=len(spots)))
        chosen = self.chosen()
        self.setAccessibleDescription(chosen.label if chosen else say("area.map.keys"))
        self.draw_again()

    def chosen(self) -> Spot | None:
        """Return the chosen location."""
        return next((one for one in self.spots if one.selected), None)

    def ground(self) -> Ground:
        """Return the part of the earth that is seen, for the view's present size."""
        assert self.names is not None
        size = self.viewport().size()
        box = map_box(self.spots, self.names, size.width(), size.height(), self._measure)
        if self._ground is None:
            return fit_ground([(one.latitude, one.longitude) for one in self.spots], box)
        return self._ground.within(box)

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Draw larger or smaller, round a point, else round the chosen place or the middle."""
        if self.names is None:
            return
        ground, chosen = self.ground(), self.chosen()
        x, y = ground.box.x + ground.box.w / 2, ground.box.y + ground.box.h / 2
        if at is not None:
            x, y = at.x(), at.y()
        elif chosen is not None and ground.shows(chosen.latitude, chosen.longitude):
            x, y = ground.point(chosen.latitude, chosen.longitude)
        self._go(ground.zoomed(factor, x, y))

    def move_by(self, dx: float, dy: float) -> None:
        """Move what is seen by pixels."""
        if self.names is not None:
            self._go(self.ground().moved(dx, dy))

    def show_all(self) -> None:
        """Show every location again."""
        self._ground = None
        self.draw_again()

    def show_chosen(self) -> None:
        """Bring the chosen location into view if it is out of sight."""
        chosen = self.chosen()
        if chosen is None or self.names is None:
            return
        ground = self.ground()
        if not ground.shows(chosen.latitude, chosen.longitude, 20):
            x, y = ground.point(chosen.latitude, chosen.longitude)
            box = ground.box
            self._go(ground.moved(box.x + box.w / 2 - x, box.y + box.h / 2 - y))

    def draw_again(self) -> None:
        """Lay the map out for the present size and show it as one item: nothing on it is moved by itself."""
        size, scene = self.viewport().size(), self.scene()
        whole = QRectF(0, 0, size.width(), size.height())
        self.picture = self.lay_out(float(size.width()), float(size.height()))
        scene.clear()
        scene.setSceneRect(whole)
        scene.addItem(ShapesItem(self.picture.shapes, whole))

    def lay_out(self, width: float, height: float) -> Picture:
        if self.names is None or width < 160 or height < 160:
            return Picture(width, height, ())
        mirrored = words().right_to_left
        return place_map(
            self.spots, self.names, self.ground(), width, height, self._measure, mirrored=mirrored
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned:
            self.zoom(ZOOM if turned > 0 else 1 / ZOOM, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragging = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        way = event.position() - self._pressed
        if self._dragging or way.manhattanLength() >= _FAR:
            self._dragging = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._pressed = event.position()
            self.move_by(way.x(), way.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._pressed, self._dragging = self._dragging, None, False
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        if not dragged:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.move_by(*_MOVES[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(1 / ZOOM if key == Qt.Key.Key_Minus else ZOOM)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_0):
            self.show_all()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and self.spots:
            step = 1 if key == Qt.Key.Key_PageDown else -1
            here = next((i for i, one in enumerate(self.spots) if one.selected), -1 if step > 0 else 0)
            self.picked.emit(self.spots[(here + step) % len(self.spots)].id)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: object) -> bool:
        if isinstance(event, QHelpEvent):
            tag = self.tag_under(QPointF(event.pos()))
            found = next((one.label for one in self.spots if one.id == tag), "")
            QToolTip.showText(event.globalPos(), found, self)
            return True
        return super().viewportEvent(event)  # type: ignore[arg-type]

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _go(self, ground: Ground) -> None:
        self._ground = ground
        self._soon.start()
