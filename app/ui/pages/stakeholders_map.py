"""The relation map as a scene: click a stakeholder to see its own relations."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.drawing.relation_map import LINK_TYPES, Link, Node, Point, arrange, relation_map
from app.drawing.shapes import Picture
from app.ui.kit.picture import measure
from app.ui.language import say, words
from app.ui.pages.stakeholders_scene import PictureScene


class MapView(PictureScene):
    """Shows nodes and links; Page Up and Page Down select the next one."""

    def __init__(self) -> None:
        super().__init__()
        self._nodes: tuple[Node, ...] = ()
        self._links: tuple[Link, ...] = ()
        self._places: dict[str, Point] = {}
        self._arranged: object = None

    def show_map(self, nodes: Sequence[Node], links: Sequence[Link]) -> None:
        """Show stakeholders and relations; places change only when they themselves change."""
        self._nodes, self._links = tuple(nodes), tuple(links)
        pairs = tuple((link.origin, link.target) for link in links)
        ids = tuple(sorted(node.id for node in nodes))
        if self._arranged != (ids, pairs):
            self._arranged = (ids, pairs)
            self._places = arrange(ids, pairs)
        self.setAccessibleName(say("stakeholders.map.said", count=len(links)))
        self.draw_again()

    def lay_out(self, width: float, height: float) -> Picture:
        if width < 120 or height < 120:
            return Picture(width, height, ())
        types = {name: words().code("link_type", name) for name in LINK_TYPES}
        mirrored = words().right_to_left
        return relation_map(
            self._nodes, self._links, self._places, types, width, height, measure, mirrored=mirrored
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and self._nodes:
            step = 1 if event.key() == Qt.Key.Key_PageDown else -1
            here = next((i for i, node in enumerate(self._nodes) if node.selected), -1 if step > 0 else 0)
            self.picked.emit(self._nodes[(here + step) % len(self._nodes)].id)
        else:
            super().keyPressEvent(event)
