"""The cards round the grid and the relation map: who has no place yet, and what to do there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from app.drawing.relation_map import Link, Node, Point, arrange
from app.foundation.progress import Progress
from app.services.stakeholder_work import add_link, arrange_anew, place_on_map
from app.services.views.stakeholders import StakeholderEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.text import label, row
from app.ui.language import say, words
from app.ui.operations import Lane, Operation
from app.ui.pages.stakeholders_grid import GridView
from app.ui.pages.stakeholders_map import MapView
from app.ui.pages.stakeholders_words import code_options, name_of_entry
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain


class GridCard(Card):
    """The grid with those who have no place on it yet beneath; `picked` carries one of them."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.view, self.hint, self.unplaced = GridView(), label("", "tiny", wrap=True), Button("", "link")
        self._without: tuple[StakeholderEntry, ...] = ()
        self.set_padding(12, 10)
        self.body.setSpacing(6)
        self.body.addWidget(self.view, 1)
        foot = row(self.hint, self.unplaced)
        foot.setStretch(0, 1)
        self.body.addLayout(foot)
        self.unplaced.clicked.connect(self.open_menu)

    def retranslate(self) -> None:
        """Name the card for screen readers."""
        self.setAccessibleName(say("stakeholders.tab.grid"))

    def show_entries(self, shown: Sequence[StakeholderEntry], selected: str) -> None:
        """Say what can be done and who has no place yet."""
        self._without = tuple(one for one in shown if not one.rating.placed)
        waiting = next((one for one in self._without if one.id == selected), None)
        if waiting is not None:
            self.hint.setText(say("stakeholders.grid.put", name=name_of_entry(waiting)))
        else:
            self.hint.setText(say("stakeholders.grid.hint"))
        self.unplaced.setVisible(bool(self._without))
        self.unplaced.setText(say("stakeholders.grid.unplaced", count=len(self._without)))

    def pick(self, record_id: str) -> None:
        """Tell which one was chosen."""
        self.picked.emit(record_id)

    def open_menu(self) -> QMenu:
        """Offer those without a place; choosing one opens it, and a click on the grid then places it."""
        menu = QMenu(self)
        for one in self._without:
            action = menu.addAction(name_of_entry(one))
            action.triggered.connect(weakly_plain(self.pick, one.id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.unplaced.mapToGlobal(self.unplaced.rect().topLeft()))
        return menu


class MapCard(Card):
    """The relation map: lays it out beside the main thread, keeps what was moved and drawn."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.view, self.hint, self.again = MapView(), label("", "tiny", wrap=True), Button("", "link")
        self._said = ""
        self._operation: Operation | None = None
        self.set_padding(12, 10)
        self.body.setSpacing(6)
        self.body.addWidget(self.view, 1)
        foot = row(self.hint, self.again)
        foot.setStretch(0, 1)
        self.body.addLayout(foot)
        self.view.unplaced.connect(self.arrange)
        self.view.moved.connect(self.keep_place)
        self.view.joined.connect(self.choose_type)
        self.view.told.connect(self._tell)
        self.again.clicked.connect(self.arrange_anew)

    def retranslate(self) -> None:
        """Name the card for screen readers."""
        self.setAccessibleName(say("stakeholders.tab.relations"))
        self.again.setText(say("stakeholders.map.arrange"))

    def show_map(
        self, nodes: Sequence[Node], links: Sequence[Link], kept: Mapping[str, Point], apart: int
    ) -> None:
        """Show relations, or how to begin with them."""
        said = [say("stakeholders.map.hint") if links else say("stakeholders.map.empty")]
        if apart:
            said.append(say("stakeholders.map.apart", count=apart))
        self._said = " ".join(said)
        self.hint.setText(self._said)
        self.again.setVisible(bool(kept))
        self.view.show_map(nodes, links, kept)

    def arrange(self, ids: Sequence[str], pairs: Sequence[tuple[str, str]]) -> None:
        """Lay the map out; an earlier layout still under way is given up."""
        if self._operation is not None:
            self._operation.cancel()
        work = partial(_arranged, ids, pairs)
        done = weakly(self.view.take_places)
        self._operation = self.session.operations.start(work, done, None, Lane.PURE)

    def keep_place(self, record_id: str, across: float, down: float) -> None:
        """Keep where a stakeholder was moved to."""
        self.session.write(partial(place_on_map, stakeholder=record_id, across=across, down=down))

    def arrange_anew(self) -> None:
        """Forget the places that were chosen; the toast offers to undo it."""
        self.session.write(arrange_anew, weakly(self._offer_undo))

    def choose_type(self, origin: str, target: str) -> QMenu:
        """Offer the types of relation; choosing one draws it."""
        menu = QMenu(self)
        menu.setAccessibleName(words().field("stakeholder_link", "type"))
        for value, text in code_options("link_type"):
            action = menu.addAction(text)
            action.triggered.connect(weakly_plain(self.draw_relation, origin, target, value))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.mapToGlobal(self.view.rect().center()))
        return menu

    def draw_relation(self, origin: str, target: str, link_type: str) -> None:
        """Draw a relation; the toast offers to undo it."""
        work = partial(add_link, origin=origin, target=target, link_type=link_type)
        self.session.write(work, weakly(self._drawn))

    def _drawn(self, _result: object) -> None:
        self.session.offer_undo(say("stakeholders.map.drawn"))

    def _offer_undo(self, _result: object) -> None:
        self.session.offer_undo(say("stakeholders.map.arranged"))

    def _tell(self, said: str) -> None:
        self.hint.setText(said or self._said)


def _arranged(ids: Sequence[str], pairs: Sequence[tuple[str, str]], _progress: Progress) -> dict[str, Point]:
    return arrange(ids, pairs)
