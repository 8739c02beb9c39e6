"""A meeting as it is run: agenda, the lines of one item and the box that catches more, the people."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.foundation.errors import UserError
from app.services.meeting_work import add_agenda_item, catch_line, move_item, start_item
from app.services.views.meetings import MeetingsView
from app.services.views.meetings_room import Room
from app.ui.asking import Ask
from app.ui.begun import BegunEntry
from app.ui.kit.input import Value
from app.ui.kit.later import Later, hide_made, made
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import GAP, column, row
from app.ui.language import say, words
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
from app.ui.pages.meetings_words import found_line
from app.ui.places import place_of
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly, weakly_plain

STAGES = ("before", "room", "after")
_STAGE_OF = {"planned": "before", "": "before", "cancelled": "before", "live": "room"}


class RoomView(QWidget):
    """Shows the open meeting of a `MeetingsView`; `chosen` is the agenda item whose lines are shown.

    Three stages: before, in the room, after; the one that fits the meeting's status is in front.
    `papers_asked` carries the papers wanted; `sought` a tab of the page or another page;
    `gone` tells that the meeting is being removed.
    """

    papers_asked = Signal()
    minutes_asked = Signal()
    sought = Signal(str)
    gone = Signal()
    stage_shown = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.chosen = session, ""
        self._meeting, self._view = "", MeetingsView(())
        self._wanted: tuple[str, str] | None = None
        self._status = ""
        self.agenda, self.stream, self.beside = AgendaCard(session.desk.clock), StreamCard(), Beside()
        self.stages, self.prepare, self.closing = SegmentedTabs(), BeforeStage(), AfterStage(session)
        self.names = NamesPanel(session)
        self.guests = GuestWork(session, self.prepare.guests, self)
        self.begun = BegunEntry(session, "line", self)
        self.asking = Ask(session, "agenda_item", "meetings.agenda.add", "meetings.agenda.ask", self)
        self.line, self.counting = LinePanel(session), CountPanel(session)
        self._lay_out()
        self._wire()

    @Later
    def supporting(self) -> SupportPanel:
        """The panel in which it is said who backstops the meeting."""
        panel = SupportPanel(self.session, here=True)
        panel.closed.connect(self._closed)
        self.whole.addWidget(panel)
        return panel

    def show_view(self, view: MeetingsView, room: Room) -> None:
        """Show a meeting, or the same one as it is now."""
        if room.id != self._meeting:
            self._meeting, self._wanted, self._status = room.id, None, "\0"
            self.names.hide()
            self.names.begun.belong(room.id)
            self.guests.belong(room.id)
            current = room.current()
            self.chosen = current.id if current else ""
            self.counting.hide()
            hide_made(self, "supporting")
            self.begun.keep_typing()
            self.stream.entry.give_back({})
            self.begun.belong(room.id)
            self.asking.belong(room.id)
            self.counting.counts.belong(room.id)
        if self.chosen and all(item.id != self.chosen for item in room.agenda):
            self.chosen = ""
        self._view = view
        if room.status != self._status:
            if room.status == "live" and self._status != "\0":
                self._begin(room)
            self._status = room.status
            self.show_stage(_STAGE_OF.get(room.status, "after"))
        self.agenda.show_agenda(room, self.chosen, view.before.times)
        self.prepare.show_view(view, self._wanted[1] if self._wanted else "")
        self.closing.show_view(view)
        self.guests.take(view.before)
        self.stream.entry.show_choices(view)
        self.stream.show_item(room, self.chosen)
        self.beside.show_room(room)
        if not self.counting.isHidden():
            self.counting.show_room(room)
        if not self.names.isHidden():
            self.names.show_names(view)
        self._show_support(view)
        self._show_line(view, room)
        self._share_room()

    def _begin(self, room: Room) -> None:
        """Put away what was prepared, and show the item that is under way."""
        self.line.commit()
        self._wanted = None
        current = room.current()
        self.chosen = current.id if current else self.chosen

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.stages.set_tabs([(stage, say(f"roundtable.stage.{stage}")) for stage in STAGES])
        parts = (self.agenda, self.stream, self.line, self.counting, self.names)
        for part in (*parts, *made(self, ("supporting",))):
            part.retranslate()

    def show_stage(self, stage: str) -> None:
        """Bring a stage to the front: before, room or after."""
        self.stages.choose(stage)
        self.middle.setCurrentIndex(STAGES.index(stage))
        self._share_room()
        self.stage_shown.emit(stage)

    def stage(self) -> str:
        """Return the stage in front."""
        return STAGES[self.middle.currentIndex()]

    def commit(self) -> None:
        """Keep what is being typed."""
        self.line.commit()
        self.begun.keep_typing()
        self.counting.begun.keep_typing()
        self.names.begun.keep_typing()

    def open_line(self, kind: str, record_id: str) -> None:
        """Open a record of the meeting in the panel."""
        self.line.commit()
        self.counting.hide()
        self.names.hide()
        hide_made(self, "supporting")
        self._wanted = (kind, record_id)
        room = self._view.room
        note = next((one for one in room.notes if one.id == record_id), None) if room else None
        self.chosen = note.item if note and note.item else self.chosen
        self._show_again()

    def open_details(self) -> None:
        """Open the meeting's own fields."""
        self.open_line("meeting", self._meeting)

    def open_names(self) -> None:
        """Open the list of names."""
        self._wanted = None
        self.line.leave()
        self.counting.hide()
        hide_made(self, "supporting")
        self.beside.hide()
        self.names.show_names(self._view)
        self.names.form.fields["person_name"].control.main().setFocus()
        self._share_room()

    def open_name(self, record_id: str) -> None:
        """Open one name of the list."""
        self.open_line("named_attendance", record_id)

    def open_guest(self, record_id: str) -> None:
        """Open one of those who are asked."""
        self.open_line("guest", record_id)

    def open_support(self) -> None:
        """Open the panel in which it is said who backstops the meeting."""
        if self._view.support is None:
            return
        self._wanted = None
        self.line.leave()
        for panel in (self.counting, self.names, self.beside):
            panel.hide()
        self.supporting.show_meeting(self._view.support)
        first = next(iter(self.supporting.boxes.values()), self.supporting.open)
        first.setFocus()
        self._share_room()

    def _show_support(self, view: MeetingsView) -> None:
        for panel in made(self, ("supporting",)):
            if view.support is None:
                panel.hide()
            elif not panel.isHidden():
                panel.show_meeting(view.support)

    def open_place(self, place: str) -> None:
        """Go where something that is not ready is put right: details, support, agenda or guests."""
        if place == "details":
            self.open_details()
        elif place == "support":
            self.open_support()
        elif place == "agenda":
            first = next(iter(self.agenda.buttons.values()), None)
            (first or self.agenda.add).setFocus()
        else:
            guests = self.prepare.guests
            (guests.table if self._view.before.guests else guests.empty.button).setFocus()

    def move_agenda_item(self, item: str, place: int) -> None:
        """Put an item of the agenda at another place."""
        self.session.write(partial(move_item, item=item, place=place))

    def open_counting(self) -> None:
        """Open the panel in which people are counted."""
        self._wanted = None
        self.line.leave()
        self.names.hide()
        hide_made(self, "supporting")
        self.beside.hide()
        if self._view.room is not None:
            self.counting.show_room(self._view.room)
        self._share_room()

    def choose_item(self, item: str) -> None:
        """Show the lines of another item; its own fields open when it was shown already, or another's are."""
        if item == self.chosen or self._fields_of_an_item():
            self.chosen = item
            self.open_line("agenda_item", item)
            return
        self.chosen = item
        self._show_again()
        self.stream.entry.text.setFocus()

    def begin_item(self, item: str) -> None:
        """Begin an item; the one under way is done with that."""
        self.chosen = item
        self.session.write(partial(start_item, item=item))
        self.stream.entry.text.setFocus()

    def ask_item(self) -> None:
        """Ask for the title of a new item of the agenda."""
        self.asking.ask(self._add_item, weakly(self._item_added))

    def _add_item(self, title: str) -> OnDesk:
        return partial(add_agenda_item, meeting=self._meeting, title=title, language=words().language)

    def catch(self, kind: str, text: str, values: dict[str, object]) -> None:
        """Record a line under the item that is shown."""
        work = partial(
            catch_line,
            kind=kind,
            meeting=self._meeting,
            item=self.chosen,
            text=text,
            language=words().language,
            values=values,
        )
        self.begun.end()
        self.session.write(work, None, weakly(self._not_caught, {**values, "kind": kind, "text": text}))

    def remember(self, values: dict[str, Value]) -> None:
        """Keep what is being typed, in case the program ends before it is recorded."""
        self.begun.typed(values)

    def _not_caught(self, values: dict[str, Value], error: BaseException) -> None:
        self.stream.entry.give_back(values)
        if isinstance(error, UserError):
            self.session.operations.refused.emit(error)
        else:
            self.session.operations.crashed.emit(error)

    def _fields_of_an_item(self) -> bool:
        return self._wanted is not None and self._wanted[0] == "agenda_item"

    def _item_added(self, item: object) -> None:
        if self._fields_of_an_item():
            self.line.commit()
            self._wanted = ("agenda_item", str(item))
        self.chosen = str(item)
        room = self._view.room
        if room is not None and any(one.id == self.chosen for one in room.agenda):
            self._show_again()

    def _show_again(self) -> None:
        if self._view.room is not None:
            self.show_view(self._view, self._view.room)

    def _show_line(self, view: MeetingsView, room: Room) -> None:
        kind, record_id = self._wanted or ("", "")
        found = found_line(view, kind, record_id)
        if found is None:
            self._wanted = None
            self.line.hide()
            return
        title, values = found
        self.beside.hide()
        self.names.hide()
        self.line.show_any(kind, record_id, values, view)
        self.line.open_with(title or say("records.untitled"), words().kind(kind))

    def _share_room(self) -> None:
        panels = (self.line, self.counting, self.names, *made(self, ("supporting",)))
        room = self._view.room
        wanted = self.stage() != "before" or (room is not None and room.type == "authority_meeting")
        self.beside.setVisible(all(one.isHidden() for one in panels) and wanted)

    def _removed(self, record_id: str) -> None:
        if record_id == self._meeting:
            self.gone.emit()

    def _closed(self) -> None:
        self._wanted = None
        self._share_room()

    def _wire(self) -> None:
        self.agenda.picked.connect(self.choose_item)
        self.agenda.start_asked.connect(self.begin_item)
        self.agenda.add_asked.connect(self.ask_item)
        self.stream.opened.connect(self.open_line)
        self.stream.entry.caught.connect(self.catch)
        self.stream.entry.drafted.connect(self.remember)
        self.begun.restored.connect(self.stream.entry.give_back)
        self.begun.wanted.connect(self.stream.entry.text.setFocus)
        self.asking.wanted.connect(self.ask_item)
        self.counting.begun.wanted.connect(self.open_counting)
        self.beside.people.asked.connect(self.open_counting)
        self.beside.agreement.asked.connect(self.open_details)
        for panel in (self.line, self.counting, self.names):
            panel.closed.connect(self._closed)
        self.line.removed.connect(self._removed)
        self._wire_stages()
        for kind, key in KEYS.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(weakly_plain(self.take_key, kind))

    def take_key(self, kind: str) -> None:
        """Go on typing a line of a kind, whatever stage was in front."""
        self.show_stage("room")
        self.stream.entry.take_key(kind)

    def _go_to_mechanism(self, mechanism: str) -> None:
        self.session.go(place_of("coordination_mechanism", mechanism))

    def _seek_step(self, _step: str) -> None:
        self.sought.emit("steps")

    def _wire_stages(self) -> None:
        self.stages.chosen.connect(self.show_stage)
        self.agenda.moved.connect(self.move_agenda_item)
        self.prepare.checks.opened.connect(self.open_place)
        guests = self.prepare.guests
        guests.picked.connect(self.open_guest)
        guests.letters_asked.connect(self.papers_asked)
        self.names.begun.wanted.connect(self.open_names)
        self.names.opened.connect(self.open_name)
        self.beside.people.names_asked.connect(self.open_names)
        self.closing.minutes.minutes_asked.connect(self.minutes_asked)
        self.closing.minutes.sheet_asked.connect(self.papers_asked)
        self.closing.minutes.details_asked.connect(self.open_details)
        self.closing.gate.step_asked.connect(self._seek_step)
        self.closing.went.page_asked.connect(self.sought)
        self.closing.support.asked.connect(self.open_support)
        self.closing.support.mechanism_asked.connect(self._go_to_mechanism)

    def _lay_out(self) -> None:
        whole = self.whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(self.agenda)
        self.middle = QStackedWidget()
        for stage in (self.prepare, self.stream, self.closing):
            self.middle.addWidget(stage)
        whole.addLayout(column(row(self.stages, 1), self.middle, gap=10), 1)
        for part in (self.beside, self.line, self.counting, self.names):
            whole.addWidget(part)
