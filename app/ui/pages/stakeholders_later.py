"""The tabs of the stakeholder page that are made when they are first looked at."""

from __future__ import annotations

from functools import cached_property
from typing import Any, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from app.ui.page import Page
from app.ui.pages.stakeholders_agreement import AgreementPanel
from app.ui.pages.stakeholders_authority import AuthorityTab
from app.ui.pages.stakeholders_cards import GridCard, MapCard
from app.ui.pages.stakeholders_support import SupportTab
from app.ui.session import Session

T = TypeVar("T", GridCard, MapCard, SupportTab, AuthorityTab)
LATER = ("grid", "map", "support", "authority", "agreement")


class LaterTabs(Page):
    """Holds the stack of tabs and makes all but list and outreach on demand: the list opens sooner."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.stack, self.beside = QStackedWidget(), QHBoxLayout()

    def open_stakeholder(self, record_id: str) -> None:
        """Show a stakeholder in the panel."""
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

    def show_again(self) -> None:
        """Show what was read last once more."""
        raise NotImplementedError

    def made(self, *names: str) -> list[Any]:
        """Return those of the named parts that exist already."""
        return [self.__dict__[name] for name in names if name in self.__dict__]

    @cached_property
    def grid(self) -> GridCard:
        """The power–interest grid."""
        made = GridCard()
        made.view.moved.connect(self.place)
        made.view.put_down.connect(self.put_down)
        made.view.picked.connect(self.open_stakeholder)
        return self._added_tab(made)

    @cached_property
    def map(self) -> MapCard:
        """The relation map."""
        made = MapCard(self.session)
        made.view.picked.connect(self.open_stakeholder)
        return self._added_tab(made)

    @cached_property
    def support(self) -> SupportTab:
        """The map of assistance."""
        made = SupportTab()
        made.wanted.connect(self.choose_support)
        return self._added_tab(made)

    @cached_property
    def authority(self) -> AuthorityTab:
        """The engagement of the authority."""
        made = AuthorityTab(self.session)
        made.meeting_picked.connect(self.agreement.want)
        return self._added_tab(made)

    @cached_property
    def agreement(self) -> AgreementPanel:
        """The panel of a meeting with the authority."""
        made = AgreementPanel(self.session)
        made.retranslate()
        made.wants.connect(self.show_again)
        made.closed.connect(self.show_again)
        self.beside.addWidget(made)
        return made

    def _added_tab(self, made: T) -> T:
        made.retranslate()
        self.stack.addWidget(made)
        if isinstance(made, (GridCard, SupportTab, AuthorityTab)):
            made.picked.connect(self.open_stakeholder)
        return made
