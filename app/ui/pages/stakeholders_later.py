"""The tabs and panels of the stakeholder page, each made when it is first looked at."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit.card import Card
from app.ui.kit.empty import EmptyState
from app.ui.kit.front import FrontStack
from app.ui.kit.later import Later
from app.ui.page import Page
from app.ui.pages.stakeholders_agreement import AgreementPanel
from app.ui.pages.stakeholders_authority import AuthorityTab
from app.ui.pages.stakeholders_cards import GridCard, MapCard
from app.ui.pages.stakeholders_lists import OutreachList, StakeholderList
from app.ui.pages.stakeholders_outreach import OutreachPanel
from app.ui.pages.stakeholders_panel import StakeholderPanel
from app.ui.pages.stakeholders_support import SupportTab
from app.ui.session import Session

W = TypeVar("W", bound=QWidget)
CARDS = ("list", "grid", "map", "outreach", "support", "authority")
PANELS = ("panel", "outreach_panel", "agreement")


class LaterTabs(Page):
    """Holds the stack of tabs and what stands beside it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.stack, self.empty_card, self.beside = FrontStack(), Card(), QHBoxLayout()

    def open_stakeholder(self, record_id: str) -> None:
        """Show a stakeholder in the panel."""
        raise NotImplementedError

    def close_panel(self) -> None:
        """Show the list alone."""
        raise NotImplementedError

    def place(self, record_id: str, influence: float, interest: float) -> None:
        """Put a stakeholder on the grid."""
        raise NotImplementedError

    def put_down(self, influence: float, interest: float) -> None:
        """Put the one that is open on the grid, if it has no place there yet."""
        raise NotImplementedError

    def choose_support(self, place: str, code: str) -> None:
        """Choose who supports a place under an objective or sector."""
        raise NotImplementedError

    def choose_outreach(self) -> None:
        """Choose whom to put on the outreach list."""
        raise NotImplementedError

    def open_update(self) -> object:
        """Open the one-page update for partners."""
        raise NotImplementedError

    def ask_new(self) -> None:
        """Ask for a name and add a stakeholder."""
        raise NotImplementedError

    def ask_guidance(self) -> None:
        """Go to the guidance on this work."""
        raise NotImplementedError

    def show_again(self) -> None:
        """Show what was read last once more."""
        raise NotImplementedError

    @Later
    def list(self) -> StakeholderList:
        """All stakeholders."""
        tab = self._added_tab(StakeholderList(parent=self.stack))
        tab.picked.connect(self.open_stakeholder)
        return tab

    @Later
    def outreach(self) -> OutreachList:
        """Who was contacted by whom."""
        tab = self._added_tab(OutreachList())
        tab.add.clicked.connect(self.choose_outreach)
        tab.partner_update.clicked.connect(self.open_update)
        tab.picked.connect(self.outreach_panel.want)
        return tab

    @Later
    def grid(self) -> GridCard:
        """The power–interest grid."""
        tab = self._added_tab(GridCard())
        tab.view.moved.connect(self.place)
        tab.view.put_down.connect(self.put_down)
        tab.view.picked.connect(self.open_stakeholder)
        tab.picked.connect(self.open_stakeholder)
        return tab

    @Later
    def map(self) -> MapCard:
        """The relation map."""
        tab = self._added_tab(MapCard(self.session))
        tab.view.picked.connect(self.open_stakeholder)
        return tab

    @Later
    def support(self) -> SupportTab:
        """The map of assistance."""
        tab = self._added_tab(SupportTab())
        tab.wanted.connect(self.choose_support)
        tab.picked.connect(self.open_stakeholder)
        return tab

    @Later
    def authority(self) -> AuthorityTab:
        """The engagement of the authority."""
        tab = self._added_tab(AuthorityTab(self.session))
        tab.meeting_picked.connect(self.agreement.want)
        tab.picked.connect(self.open_stakeholder)
        return tab

    @Later
    def empty(self) -> EmptyState:
        """What is said while nobody is in the register."""
        empty = EmptyState(icon_name="users")
        self.empty_card.body.addWidget(empty, 1)
        empty.started.connect(self.ask_new)
        empty.asked.connect(self.ask_guidance)
        return empty

    @Later
    def panel(self) -> StakeholderPanel:
        """The editor of a stakeholder."""
        panel = StakeholderPanel(self.session)
        panel.closed.connect(self.close_panel)
        self.beside.addWidget(panel)
        return panel

    @Later
    def outreach_panel(self) -> OutreachPanel:
        """The editor of an entry of the outreach list."""
        panel = OutreachPanel(self.session)
        panel.wants.connect(self.show_again)
        panel.closed.connect(self.show_again)
        self.beside.addWidget(panel)
        return panel

    @Later
    def agreement(self) -> AgreementPanel:
        """The panel of a meeting with the authority."""
        panel = AgreementPanel(self.session)
        panel.wants.connect(self.show_again)
        panel.closed.connect(self.show_again)
        self.beside.addWidget(panel)
        return panel

    def _added_tab(self, tab: W) -> W:
        self.stack.addWidget(tab)
        return tab
