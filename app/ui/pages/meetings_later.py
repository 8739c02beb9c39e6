"""The parts of the page of meetings, most of them made when they are first looked at."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.empty import EmptyState
from app.ui.kit.front import FrontStack
from app.ui.kit.later import Later
from app.ui.kit.rows import RowModel
from app.ui.kit.table import Table
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import GAP, row
from app.ui.page import Page
from app.ui.pages.attachment_papers import PaperDrop
from app.ui.pages.meetings_head import MeetingHead, RoomActions
from app.ui.pages.meetings_live import LiveScreens
from app.ui.pages.meetings_minutes import Minutes
from app.ui.pages.meetings_panels import LinePanel
from app.ui.pages.meetings_register import RegisterTab
from app.ui.pages.meetings_room import RoomView
from app.ui.session import Session


class LaterParts(Page):
    """Holds the lists and, beside or over them, what a person opens."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.head = MeetingHead(self.header)
        self.add = self.head.add
        self.tabs, self.model = SegmentedTabs(), RowModel(())
        self.consultations = Button("", "link", "mic")
        self.minutes, self.live = Minutes(session, self), LiveScreens(session, self)
        self._lay_out()

    def ask_new(self) -> None:
        """Offer the types of meeting."""
        raise NotImplementedError

    def ask_guidance(self) -> None:
        """Go to the guidance on meetings."""
        raise NotImplementedError

    def show_lists(self) -> None:
        """Go back to the lists."""
        raise NotImplementedError

    def pick_entry(self, kind: str, record_id: str) -> None:
        """Open an entry of the register."""
        raise NotImplementedError

    def close_panel(self) -> None:
        """Show the register alone."""
        raise NotImplementedError

    def seek(self, place: str) -> None:
        """Go from a meeting to where what it brought stands."""
        raise NotImplementedError

    def continue_meeting(self) -> None:
        """Start the open meeting, or close it."""
        raise NotImplementedError

    def offer_minutes(self, _result: object = None) -> None:
        """Offer the languages of the minutes."""
        raise NotImplementedError

    def offer_papers(self) -> None:
        """Offer the papers of the open meeting."""
        raise NotImplementedError

    def open_read_back(self) -> None:
        """Show in large letters what was agreed."""
        raise NotImplementedError

    @Later
    def room_actions(self) -> RoomActions:
        """What can be done with the meeting that is open."""
        actions = self.head.actions
        actions.back.clicked.connect(self.show_lists)
        actions.details.clicked.connect(self.room.open_details)
        actions.read_back.clicked.connect(self.open_read_back)
        actions.papers.clicked.connect(self.offer_papers)
        actions.hall.clicked.connect(self.live.open_audience)
        actions.large.clicked.connect(self.live.toggle)
        actions.make_minutes.clicked.connect(self.offer_minutes)
        actions.go_on.clicked.connect(self.continue_meeting)
        return actions

    @Later
    def room(self) -> RoomView:
        """The meeting that is open."""
        room = RoomView(self.session)
        self.stack.addWidget(room)
        room.papers_asked.connect(self.offer_papers)
        room.minutes_asked.connect(self.offer_minutes)
        room.sought.connect(self.seek)
        room.gone.connect(self.show_lists)
        return room

    @Later
    def register(self) -> RegisterTab:
        """The commitments and action points of all meetings."""
        register = RegisterTab()
        self.book.addWidget(register)
        register.picked.connect(self.pick_entry)
        register.started.connect(self.ask_new)
        return register

    @Later
    def panel(self) -> LinePanel:
        """The editor beside the lists."""
        panel = LinePanel(self.session)
        self.beside.addWidget(panel)
        panel.closed.connect(self.close_panel)
        return panel

    @cached_property
    def paper_drop(self) -> PaperDrop:
        """What reads the square codes of papers; a picture without one is told so."""
        return PaperDrop(self.session, self)

    @Later
    def empty(self) -> EmptyState:
        """What is said where there is nothing to list."""
        empty, card = EmptyState(icon_name="message-square"), Card()
        card.body.addWidget(empty, 1)
        self.shelf.addWidget(card)
        empty.started.connect(self.ask_new)
        empty.asked.connect(self.ask_guidance)
        return empty

    def _lay_out(self) -> None:
        # From the outside in: what is put into something else is styled anew with all it holds.
        self.tab_row, self.stack, self.lists = QWidget(self), FrontStack(self), QWidget()
        self.content.addWidget(self.tab_row)
        self.content.addWidget(self.stack, 1)
        self.tab_row.setLayout(row(self.tabs, 1, self.consultations))
        self.stack.addWidget(self.lists)
        self.beside = QHBoxLayout(self.lists)
        self.beside.setContentsMargins(0, 0, 0, 0)
        self.beside.setSpacing(GAP)
        self.book, self.shelf = QStackedWidget(self.lists), QStackedWidget()
        self.beside.addWidget(self.book, 1)
        self.book.addWidget(self.shelf)
        self.card = Card()
        self.shelf.addWidget(self.card)
        self.card.set_padding(1, 8)
        self.table = Table(self.model, self.card)
        self.card.body.addWidget(self.table)
