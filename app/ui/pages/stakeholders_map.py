"""The relation map as a scene: a click shows one's relations, dragging moves, Ctrl and dragging relates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from app.drawing.relation_map import LINK_TYPES, Link, MapGround, Node, Point, map_ground, relation_map
from app.drawing.shapes import Picture
from app.ui.kit.picture import measure
from app.ui.language import say, words
from app.ui.pages.stakeholders_scene import PictureScene

STEP, REST = 0.02, 700
_FAR = 4.0
_KEYS = {
    Qt.Key.Key_Up: (0.0, -STEP),
    Qt.Key.Key_Down: (0.0, STEP),
    Qt.Key.Key_Right: (STEP, 0.0),
    Qt.Key.Key_Left: (-STEP, 0.0),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MapView(PictureScene):
    """Shows nodes and links. Page Up and Page Down select the next node, arrow keys move it, Insert begins a
    relation: Page Down then chooses with whom, Enter draws it, Escape gives up.

    `unplaced` asks for a layout of (ids, pairs), which `take_places` gets; `moved` carries a node and its new
    place; `joined` the two ends of a relation to draw; `told` a sentence on what goes on ("" for nothing).
    """

    unplaced = Signal(object, object)
    moved = Signal(str, float, float)
    joined = Signal(str, str)
    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._nodes: tuple[Node, ...] = ()
        self._links: tuple[Link, ...] = ()
        self._laid_out: dict[str, Point] = {}
        self._drawn: tuple[object, Picture] | None = None
        self._kept: dict[str, Point] = {}
        self._asked: object = None
        self._origin = self._target = ""
        self._pressed: tuple[str, QPointF, bool] | None = None
        self._dragging = False
        self._waiting: tuple[str, Point] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.commit)

    def show_map(
        self, nodes: Sequence[Node], links: Sequence[Link], kept: Mapping[str, Point] | None = None
    ) -> None:
        """Show stakeholders and relations; `kept` are places that somebody chose, the rest is laid out."""
        self._nodes, self._links, self._kept = tuple(nodes), tuple(links), dict(kept or {})
        pairs = tuple((link.origin, link.target) for link in links)
        ids = tuple(sorted(node.id for node in nodes))
        self.setAccessibleName(say("stakeholders.map.said", count=len(links)))
        chosen = self.selected()
        self.setAccessibleDescription(chosen.label if chosen else say("stakeholders.map.keys"))
        if self._asked != (ids, pairs):
            self._asked = (ids, pairs)
            self.unplaced.emit(ids, pairs)
        self.draw_again()

    def take_places(self, places: Mapping[str, Point]) -> None:
        """Show nodes at the places that were laid out."""
        self._laid_out = dict(places)
        self.draw_again()

    def place_of(self, record_id: str) -> Point | None:
        """Return where a node stands in the unit square, None while it is not laid out yet."""
        if self._waiting is not None and self._waiting[0] == record_id:
            return self._waiting[1]
        return self._kept.get(record_id, self._laid_out.get(record_id))

    def ground(self) -> MapGround:
        """Return where the map lies in the view."""
        size = self.viewport().size()
        return map_ground(
            self._links,
            _types(),
            size.width(),
            size.height(),
            measure,
            mirrored=words().right_to_left,
        )

    def selected(self) -> Node | None:
        """Return the selected node."""
        return next((node for node in self._nodes if node.selected), None)

    def begin_relation(self) -> None:
        """Begin a relation from the selected node."""
        chosen = self.selected()
        if chosen is not None and len(self._nodes) > 1:
            self._origin, self._target = chosen.id, ""
            self._step_target(1)

    def give_up(self) -> None:
        """Draw no relation after all."""
        self._origin = self._target = ""
        self.told.emit("")
        self.draw_again()

    def commit(self) -> None:
        """Tell the move made with keys, if any."""
        self._rest.stop()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._kept[waiting[0]] = waiting[1]
            self.moved.emit(waiting[0], *waiting[1])

    def lay_out(self, width: float, height: float) -> Picture:
        if width < 120 or height < 120:
            return Picture(width, height, ())
        placed = {node.id: place for node in self._nodes if (place := self.place_of(node.id)) is not None}
        nodes = [
            replace(node, selected=node.selected or node.id == self._target)
            for node in self._nodes
            if node.id in placed
        ]
        key = (tuple(nodes), self._links, tuple(sorted(placed.items())), width, height, words().language)
        if self._drawn is None or self._drawn[0] != key:
            mirrored = words().right_to_left
            picture = relation_map(
                nodes, self._links, placed, _types(), width, height, measure, mirrored=mirrored
            )
            self._drawn = (key, picture)
        return self._drawn[1]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.commit()
        if event.button() == Qt.MouseButton.LeftButton:
            joining = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._pressed = (self.tag_under(event.position()), event.position(), joining)
            self._dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not self._pressed[0]:
            return
        tag, start, joining = self._pressed
        way = event.position() - start
        if not self._dragging and way.manhattanLength() < _FAR:
            return
        self._dragging = True
        if joining:
            self.told.emit(say("stakeholders.map.join", name=self.label_of(tag)))
        else:
            self.items_by_tag[tag].setPos(way)
            self.items_by_tag[tag].setZValue(1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        tag, start, joining = pressed
        if not self._dragging:
            if tag:
                self.picked.emit(tag)
            return
        self._dragging = False
        if joining:
            self.told.emit("")
            other = self.tag_under(event.position())
            if other and other != tag:
                self.joined.emit(tag, other)
        else:
            self._let_go(tag, event.position() - start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and self._nodes:
            self._next(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Insert:
            self.begin_relation()
        elif key == Qt.Key.Key_Escape and self._origin:
            self.give_up()
        elif key in _ENTER and self._origin and self._target:
            ends = self._origin, self._target
            self.give_up()
            self.joined.emit(*ends)
        elif key in _ENTER:
            self.commit()
        elif key in _KEYS and self.selected() is not None:
            self._nudge(*_KEYS[key])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()

    def _next(self, step: int) -> None:
        if self._origin:
            self._step_target(step)
            return
        self.commit()
        here = next((i for i, node in enumerate(self._nodes) if node.selected), -1 if step > 0 else 0)
        self.picked.emit(self._nodes[(here + step) % len(self._nodes)].id)

    def _step_target(self, step: int) -> None:
        ids = [node.id for node in self._nodes if node.id != self._origin]
        here = ids.index(self._target) if self._target in ids else (-1 if step > 0 else 0)
        self._target = ids[(here + step) % len(ids)]
        said = say(
            "stakeholders.map.choose", name=self.label_of(self._origin), other=self.label_of(self._target)
        )
        self.told.emit(said)
        self.setAccessibleDescription(said)
        self.draw_again()

    def _nudge(self, across: float, down: float) -> None:
        chosen = self.selected()
        place = self.place_of(chosen.id) if chosen else None
        if chosen is None or place is None:
            return
        across = -across if words().right_to_left else across
        moved = (_within(place[0] + across), _within(place[1] + down))
        self._waiting = (chosen.id, moved)
        self._rest.start()
        self.draw_again()

    def _let_go(self, tag: str, way: QPointF) -> None:
        ground, place = self.ground(), self.place_of(tag)
        if place is None:
            return
        x, y = ground.point(place)
        place = ground.place(x + way.x(), y + way.y())
        self._kept[tag] = place
        self.draw_again()
        self.picked.emit(tag)
        self.moved.emit(tag, *place)

    def label_of(self, tag: str) -> str:
        return next((node.label for node in self._nodes if node.id == tag), "")


def _types() -> dict[str, str]:
    return {name: words().code("link_type", name) for name in LINK_TYPES}


def _within(value: float) -> float:
    return round(min(max(value, 0.0), 1.0), 3)
