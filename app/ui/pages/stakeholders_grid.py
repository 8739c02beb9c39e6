"""The power–interest grid: drag a stakeholder to its place, or move the selected one with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel

from app.drawing.power_interest_grid import Actor, GridNames, Ground, ground, power_interest_grid
from app.drawing.shapes import Picture
from app.ui.kit.picture import measure
from app.ui.kit.text import label
from app.ui.language import say, words
from app.ui.pages.stakeholders_scene import PictureScene

STEP = 0.1
REST = 700
_FAR = 4.0
_KEYS = {
    Qt.Key.Key_Up: (STEP, 0.0),
    Qt.Key.Key_Down: (-STEP, 0.0),
    Qt.Key.Key_Right: (0.0, STEP),
    Qt.Key.Key_Left: (0.0, -STEP),
}


class GridView(PictureScene):
    """`moved` carries id, influence and interest once a stakeholder was let go at another place.

    `put_down` carries influence and interest of a click on free ground. Page Up and Page Down select
    the next one, the arrow keys move the selected one by a tenth; after a rest it is told as one move.
    """

    moved = Signal(str, float, float)
    put_down = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self._actors: tuple[Actor, ...] = ()
        self._names: GridNames | None = None
        self._laid_out: tuple[object, Picture] | None = None
        self._pressed: tuple[str, QPointF] | None = None
        self._dragging = False
        self._waiting: tuple[str, float, float] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.commit)
        self.hint: QLabel = label("", "keys")
        self.hint.setParent(self)
        self.hint.hide()

    def show_actors(self, actors: Sequence[Actor], names: GridNames) -> None:
        """Show stakeholders that have a place; one that is being moved stays where it is."""
        self._actors, self._names = tuple(actors), names
        self._name()
        self.draw_again()

    def ground(self) -> Ground:
        """Return where the grid lies in the view."""
        assert self._names is not None
        size = self.viewport().size()
        mirrored = words().right_to_left
        return ground(self._actors, self._names, size.width(), size.height(), measure, mirrored=mirrored)

    def point_of(self, actor: Actor) -> QPointF:
        """Return the point that an actor's ratings mean."""
        field = self.ground()
        x, y = field.point(actor.interest, actor.influence)
        return QPointF(field.width - x if field.mirrored else x, y)

    def selected(self) -> Actor | None:
        """Return the selected actor as it stands now."""
        return next((one for one in self._shown() if one.selected), None)

    def commit(self) -> None:
        """Tell the move made with keys, if any."""
        self._rest.stop()
        waiting, self._waiting = self._waiting, None
        self.hint.hide()
        if waiting is not None:
            self._actors = tuple(_moved(one, waiting) for one in self._actors)
            self.draw_again()
            self.moved.emit(*waiting)

    def lay_out(self, width: float, height: float) -> Picture:
        if self._names is None or width < 120 or height < 120:
            return Picture(width, height, ())
        mirrored, shown = words().right_to_left, self._shown()
        key = (shown, self._names, width, height, words().language)
        if self._laid_out is None or self._laid_out[0] != key:
            picture = power_interest_grid(shown, self._names, width, height, measure, mirrored=mirrored)
            self._laid_out = (key, picture)
        return self._laid_out[1]

    def label_of(self, tag: str) -> str:
        return next((one.label for one in self._actors if one.id == tag), "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.commit()
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = (self.tag_under(event.position()), event.position())
            self._dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not self._pressed[0]:
            self._show_cursor(event.position())
            return
        tag, start = self._pressed
        way = event.position() - start
        if not self._dragging and way.manhattanLength() < _FAR:
            return
        self._dragging = True
        self.items_by_tag[tag].setPos(way)
        self.items_by_tag[tag].setZValue(1)
        self._say(*self._ratings_at(tag, way))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        tag, start = pressed
        if self._dragging:
            self._dragging = False
            self.hint.hide()
            influence, interest = self._ratings_at(tag, event.position() - start)
            self._actors = tuple(_moved(one, (tag, influence, interest)) for one in self._actors)
            self.draw_again()
            self.picked.emit(tag)
            self.moved.emit(tag, influence, interest)
        elif tag:
            self.picked.emit(tag)
        elif self._names is not None and self._is_on_ground(event.position()):
            self.put_down.emit(*self.ground().ratings(event.position().x(), event.position().y()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _KEYS:
            self._nudge(*_KEYS[key])
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._select_next(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()

    def _shown(self) -> tuple[Actor, ...]:
        waiting = self._waiting
        return self._actors if waiting is None else tuple(_moved(one, waiting) for one in self._actors)

    def _nudge(self, up: float, across: float) -> None:
        actor = self.selected()
        if actor is None:
            self._select_next(1)
            return
        across = -across if words().right_to_left else across
        influence = round(min(5.0, max(1.0, actor.influence + up)), 1)
        interest = round(min(5.0, max(1.0, actor.interest + across)), 1)
        start = self.point_of(next(one for one in self._actors if one.id == actor.id))
        self._waiting = (actor.id, influence, interest)
        self._rest.start()
        # Names are laid out anew only once the keys rest; until then the symbol moves with its name.
        self.items_by_tag[actor.id].setPos(self.point_of(_moved(actor, self._waiting)) - start)
        self._say(influence, interest)

    def _select_next(self, step: int) -> None:
        self.commit()
        if not self._actors:
            return
        ids = [one.id for one in self._actors]
        here = next((i for i, one in enumerate(self._actors) if one.selected), -1 if step > 0 else 0)
        self.picked.emit(ids[(here + step) % len(ids)])

    def _ratings_at(self, tag: str, way: QPointF) -> tuple[float, float]:
        actor = next(one for one in self._actors if one.id == tag)
        point = self.point_of(actor) + way
        return self.ground().ratings(point.x(), point.y())

    def _is_on_ground(self, point: QPointF) -> bool:
        box = self.ground().box
        return box.x <= point.x() <= box.x + box.w and box.y <= point.y() <= box.y + box.h

    def _show_cursor(self, point: QPointF) -> None:
        over = bool(self.tag_under(point))
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)

    def _say(self, influence: float, interest: float) -> None:
        text = say("stakeholders.ratings", influence=influence, interest=interest)
        self.hint.setText(text)
        self.hint.adjustSize()
        self.hint.move((self.width() - self.hint.width()) // 2, 26)
        self.hint.show()
        self.setAccessibleDescription(text)

    def _name(self) -> None:
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(say("stakeholders.grid.said", count=len(self._actors)))
        chosen = self.selected()
        if chosen is None:
            self.setAccessibleDescription(say("stakeholders.grid.keys"))
        else:
            said = say("stakeholders.ratings", influence=chosen.influence, interest=chosen.interest)
            self.setAccessibleDescription(f"{chosen.label}: {said}")


def _moved(actor: Actor, to: tuple[str, float, float]) -> Actor:
    return replace(actor, influence=to[1], interest=to[2]) if actor.id == to[0] else actor
