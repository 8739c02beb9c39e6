"""The cards round the grid and the relation map: who has no place yet, and what to do there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from app.drawing.relation_map import Link, Node
from app.services.views.stakeholders import StakeholderEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.text import label, row
from app.ui.language import say
from app.ui.pages.stakeholders_grid import GridView
from app.ui.pages.stakeholders_map import MapView
from app.ui.pages.stakeholders_words import name_of_entry
from app.ui.weak import weakly_plain


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
    """The relation map, and how many are related to nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.view, self.hint = MapView(), label("", "tiny", wrap=True)
        self.set_padding(12, 10)
        self.body.setSpacing(6)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.hint)

    def retranslate(self) -> None:
        """Name the card for screen readers."""
        self.setAccessibleName(say("stakeholders.tab.relations"))

    def show_map(self, nodes: Sequence[Node], links: Sequence[Link], apart: int) -> None:
        """Show relations, or how to begin with them."""
        self.view.show_map(nodes, links)
        said = [say("stakeholders.map.hint") if links else say("stakeholders.map.empty")]
        if apart:
            said.append(say("stakeholders.map.apart", count=apart))
        self.hint.setText(" ".join(said))
