"""The tabs of the area page and the editor beside them, each tab made when it is first looked at."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.ui.kit.card import Card
from app.ui.kit.empty import EmptyState
from app.ui.kit.flow import flowing
from app.ui.kit.later import Later
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import GAP
from app.ui.page import Page
from app.ui.pages.area_editing import AreaEditor
from app.ui.pages.area_lists import LocationList
from app.ui.pages.area_map_tab import MapTab
from app.ui.pages.area_ranking import RankingTab
from app.ui.pages.area_selection import SelectionTab
from app.ui.pages.area_sources import SourcesTab
from app.ui.session import Session

T = TypeVar("T", bound=QWidget)


class AreaTabs(Page):
    """Holds the stack of tabs and the editor."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.tabs = SegmentedTabs()
        self.stack, self.empty_card, self.editor = QStackedWidget(), Card(), AreaEditor(session)
        self._lay_out()

    def edit(self, kind: str, record_id: str) -> None:
        """Show something in the panel."""
        raise NotImplementedError

    def choose_location(self, record_id: str) -> None:
        """Choose a location in a list or on the map."""
        raise NotImplementedError

    def open_location(self, record_id: str) -> None:
        """Choose a location and show it in the panel."""
        raise NotImplementedError

    def open_source(self, record_id: str) -> None:
        """Show a source in the panel."""
        raise NotImplementedError

    def put_at(self, record_id: str, place: int) -> None:
        """Put a location at a place of the ranking."""
        raise NotImplementedError

    def order_by_severity(self) -> None:
        """Order the locations by severity."""
        raise NotImplementedError

    def choose_round(self, index: str, name: str) -> None:
        """Let the ranking use another round."""
        raise NotImplementedError

    def save_map(self) -> None:
        """Write the map as a picture."""
        raise NotImplementedError

    def begin(self) -> None:
        """Begin the list of the tab in front."""
        raise NotImplementedError

    def ask_guidance(self) -> None:
        """Go to the guidance on this work."""
        raise NotImplementedError

    @Later
    def selection(self) -> SelectionTab:
        """Why this area was selected; each tab is made as it is first shown."""
        tab = self._stacked(SelectionTab(self.stack))
        tab.wanted.connect(self.edit)
        return tab

    @Later
    def locations(self) -> LocationList:
        """The locations as a list."""
        tab = self._stacked(LocationList())
        tab.picked.connect(self.choose_location)
        return tab

    @Later
    def ranking(self) -> RankingTab:
        """The locations in the order of priority."""
        tab = self._stacked(RankingTab())
        tab.picked.connect(self.choose_location)
        tab.moved.connect(self.put_at)
        tab.order_wanted.connect(self.order_by_severity)
        tab.round_chosen.connect(self.choose_round)
        return tab

    @Later
    def map(self) -> MapTab:
        """The locations on a drawn map."""
        tab = self._stacked(MapTab())
        tab.picked.connect(self.choose_location)
        tab.opened.connect(self.open_location)
        tab.save_wanted.connect(self.save_map)
        tab.make_room(not self.editor.isHidden())
        return tab

    @Later
    def sources(self) -> SourcesTab:
        """The sources that figures cite."""
        tab = self._stacked(SourcesTab())
        tab.wanted.connect(self.edit)
        tab.picked.connect(self.open_source)
        return tab

    @Later
    def empty(self) -> EmptyState:
        """What is said where there is nothing to list."""
        empty = EmptyState(icon_name="map-pin")
        self.empty_card.body.addWidget(empty, 1)
        empty.started.connect(self.begin)
        empty.asked.connect(self.ask_guidance)
        return empty

    def _stacked(self, tab: T) -> T:
        self.stack.addWidget(tab)
        return tab

    def _lay_out(self) -> None:
        self.content.addWidget(flowing(self.tabs, gap=8))
        beside = QHBoxLayout()
        beside.setSpacing(GAP)
        self.content.addLayout(beside, 1)
        beside.addWidget(self.stack, 1)
        beside.addWidget(self.editor)
        self.stack.addWidget(self.empty_card)
