"""The parts of an open meeting: agenda, three stages, and panels made when they are first opened."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.services.meeting_work import move_item
from app.services.views.meetings import MeetingsView
from app.ui.asking import Ask
from app.ui.begun import BegunEntry
from app.ui.kit.later import Later, made
from app.ui.kit.panel import SidePanel
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import GAP, column, row
from app.ui.pages.group_support import SupportPanel
from app.ui.pages.meetings_after import AfterStage
from app.ui.pages.meetings_agenda import AgendaCard
from app.ui.pages.meetings_before import BeforeStage
from app.ui.pages.meetings_entry import KEYS
from app.ui.pages.meetings_guests import GuestWork
from app.ui.pages.meetings_names import NamesPanel
from app.ui.pages.meetings_panels import CountPanel, LinePanel
from app.ui.pages.meetings_people import Beside
from app.ui.pages.meetings_stream import StreamCard
from app.ui.places import place_of
from app.ui.session import Session
from app.ui.weak import weakly_plain

P = TypeVar("P", bound=SidePanel)
PANELS = ("line", "counting", "names", "supporting")
_BEGUN_IN = {"guest": "guests", "attendance_count": "counting", "named_attendance": "names"}
"""Where that waits which was being entered, by the form it was entered into."""


class RoomParts(QWidget):
    """Holds what a meeting shows, and tells the signals of `RoomView`."""

    papers_asked = Signal()
    minutes_asked = Signal()
    sought = Signal(str)
    gone = Signal()
    stage_shown = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.meeting, self.view = session, "", MeetingsView(())
        self.stages, self.begun = SegmentedTabs(), BegunEntry(session, "line", self)
        self.asking = Ask(session, "agenda_item", "meetings.agenda.add", "meetings.agenda.ask", self)
        self.agenda, self.stream, self.beside = AgendaCard(session.desk.clock), StreamCard(), Beside()
        self._lay_out()
        self._wire()

    def show_stage(self, stage: str) -> None:
        """Bring a stage to the front."""
        raise NotImplementedError

    def open_line(self, kind: str, record_id: str) -> None:
        """Open a record of the meeting in the panel."""
        raise NotImplementedError

    def open_details(self) -> None:
        """Open the meeting's own fields."""
        raise NotImplementedError

    def open_names(self) -> None:
        """Open the list of names."""
        raise NotImplementedError

    def open_name(self, record_id: str) -> None:
        """Open one name of the list."""
        raise NotImplementedError

    def open_guest(self, record_id: str) -> None:
        """Open one of those who are asked."""
        raise NotImplementedError

    def open_support(self) -> None:
        """Open the panel in which it is said who backstops the meeting."""
        raise NotImplementedError

    def open_counting(self) -> None:
        """Open the panel in which people are counted."""
        raise NotImplementedError

    def open_place(self, place: str) -> None:
        """Go where something that is not ready is put right."""
        raise NotImplementedError

    def close_panel(self) -> None:
        """Show the people beside the meeting again."""
        raise NotImplementedError

    @Later
    def prepare(self) -> BeforeStage:
        """What is to be ready, and who is asked."""
        prepare = BeforeStage()
        self.middle.addWidget(prepare)
        prepare.checks.opened.connect(self.open_place)
        prepare.guests.picked.connect(self.open_guest)
        prepare.guests.letters_asked.connect(self.papers_asked)
        return prepare

    @Later
    def guests(self) -> GuestWork:
        """The work on the list of who is asked."""
        work = GuestWork(self.session, self.prepare.guests, self)
        work.belong(self.meeting)
        work.take(self.view.before)
        return work

    @Later
    def closing(self) -> AfterStage:
        """What became of the meeting."""
        closing = AfterStage(self.session)
        self.middle.addWidget(closing)
        closing.minutes.minutes_asked.connect(self.minutes_asked)
        closing.minutes.sheet_asked.connect(self.papers_asked)
        closing.minutes.details_asked.connect(self.open_details)
        closing.gate.step_asked.connect(self._seek_step)
        closing.went.page_asked.connect(self.sought)
        closing.support.asked.connect(self.open_support)
        closing.support.mechanism_asked.connect(self._go_to_mechanism)
        return closing

    @Later
    def line(self) -> LinePanel:
        """The editor of one record of the meeting."""
        line = LinePanel(self.session)
        line.removed.connect(self._removed)
        return self._beside(line)

    @Later
    def counting(self) -> CountPanel:
        """The panel in which people are counted."""
        counting = CountPanel(self.session)
        counting.begun.wanted.connect(self.open_counting)
        counting.counts.belong(self.meeting)
        return self._beside(counting)

    @Later
    def names(self) -> NamesPanel:
        """The list of names."""
        names = NamesPanel(self.session)
        names.begun.wanted.connect(self.open_names)
        names.opened.connect(self.open_name)
        names.begun.belong(self.meeting)
        return self._beside(names)

    @Later
    def supporting(self) -> SupportPanel:
        """The panel in which it is said who backstops the meeting."""
        return self._beside(SupportPanel(self.session, here=True))

    def is_open(self, panel: str) -> bool:
        """Return whether a panel is there and shown."""
        return any(not one.isHidden() for one in made(self, (panel,)))

    def make_begun(self, form: str, owner: str) -> None:
        """Make the part in which an entry was begun, so that it can be gone on with."""
        if owner and owner == self.meeting and form in _BEGUN_IN:
            getattr(self, _BEGUN_IN[form])

    def move_agenda_item(self, item: str, place: int) -> None:
        """Put an item of the agenda at another place."""
        self.session.write(partial(move_item, item=item, place=place))

    def take_key(self, kind: str) -> None:
        """Go on typing a line of a kind, whatever stage was in front."""
        self.show_stage("room")
        self.stream.entry.take_key(kind)

    def _beside(self, panel: P) -> P:
        panel.closed.connect(self.close_panel)
        self.whole.addWidget(panel)
        return panel

    def _removed(self, record_id: str) -> None:
        if record_id == self.meeting:
            self.gone.emit()

    def _go_to_mechanism(self, mechanism: str) -> None:
        self.session.go(place_of("coordination_mechanism", mechanism))

    def _seek_step(self, _step: str) -> None:
        self.sought.emit("steps")

    def _wire(self) -> None:
        self.stages.chosen.connect(self.show_stage)
        self.agenda.moved.connect(self.move_agenda_item)
        self.stream.opened.connect(self.open_line)
        self.begun.restored.connect(self.stream.entry.give_back)
        self.begun.wanted.connect(self.stream.entry.text.setFocus)
        self.beside.people.asked.connect(self.open_counting)
        self.beside.people.names_asked.connect(self.open_names)
        self.beside.agreement.asked.connect(self.open_details)
        self.session.begun_wanted.connect(self.make_begun)
        for kind, key in KEYS.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(weakly_plain(self.take_key, kind))

    def _lay_out(self) -> None:
        self.whole, self.middle = QHBoxLayout(self), QStackedWidget(self)
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.whole.setSpacing(GAP)
        self.whole.addWidget(self.agenda)
        self.middle.addWidget(self.stream)
        self.whole.addLayout(column(row(self.stages, 1), self.middle, gap=10), 1)
        self.whole.addWidget(self.beside)
