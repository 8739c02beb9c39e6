"""The tabs and panels of the stakeholder page, each made when it is first looked at."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.empty import EmptyState
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
        self.stack, self.empty_card, self.beside = QStackedWidget(), Card(), QHBoxLayout()
        self.add_outreach = Button("", "outlined", "plus")
        self.partner_update = Button("", "outlined", "file-text")

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
        made = self._added_tab(StakeholderList())
        made.picked.connect(self.open_stakeholder)
        return made

    @Later
    def outreach(self) -> OutreachList:
        """Who was contacted by whom."""
        made = self._added_tab(OutreachList())
        made.head.insertWidget(1, self.add_outreach)
        made.head.insertWidget(2, self.partner_update)
        made.picked.connect(self.outreach_panel.want)
        return made

    @Later
    def grid(self) -> GridCard:
        """The power–interest grid."""
        made = self._added_tab(GridCard())
        made.view.moved.connect(self.place)
        made.view.put_down.connect(self.put_down)
        made.view.picked.connect(self.open_stakeholder)
        made.picked.connect(self.open_stakeholder)
        return made

    @Later
    def map(self) -> MapCard:
        """The relation map."""
        made = self._added_tab(MapCard(self.session))
        made.view.picked.connect(self.open_stakeholder)
        return made

    @Later
    def support(self) -> SupportTab:
        """The map of assistance."""
        made = self._added_tab(SupportTab())
        made.wanted.connect(self.choose_support)
        made.picked.connect(self.open_stakeholder)
        return made

    @Later
    def authority(self) -> AuthorityTab:
        """The engagement of the authority."""
        made = self._added_tab(AuthorityTab(self.session))
        made.meeting_picked.connect(self.agreement.want)
        made.picked.connect(self.open_stakeholder)
        return made

    @Later
    def empty(self) -> EmptyState:
        """What is said while nobody is in the register."""
        made = EmptyState(icon_name="users")
        self.empty_card.body.addWidget(made, 1)
        made.started.connect(self.ask_new)
        made.asked.connect(self.ask_guidance)
        return made

    @Later
    def panel(self) -> StakeholderPanel:
        """The editor of a stakeholder."""
        made = StakeholderPanel(self.session)
        made.closed.connect(self.close_panel)
        self.beside.addWidget(made)
        return made

    @Later
    def outreach_panel(self) -> OutreachPanel:
        """The editor of an entry of the outreach list."""
        made = OutreachPanel(self.session)
        made.wants.connect(self.show_again)
        made.closed.connect(self.show_again)
        self.beside.addWidget(made)
        return made

    @Later
    def agreement(self) -> AgreementPanel:
        """The panel of a meeting with the authority."""
        made = AgreementPanel(self.session)
        made.wants.connect(self.show_again)
        made.closed.connect(self.show_again)
        self.beside.addWidget(made)
        return made

    def _added_tab(self, made: W) -> W:
        self.stack.addWidget(made)
        return made
