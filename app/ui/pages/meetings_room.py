"""A meeting as it is run: agenda, the lines of one item and the box that catches more, the people."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.foundation.errors import UserError
from app.services.meeting_work import add_agenda_item, catch_line, start_item
from app.services.views.meetings import MeetingsView
from app.services.views.meetings_room import NoteEntry, Room
from app.ui.asking import Ask
from app.ui.begun import BegunEntry
from app.ui.kit.input import Value
from app.ui.kit.text import GAP
from app.ui.language import label_text, say, words
from app.ui.pages.meetings_agenda import AgendaCard
from app.ui.pages.meetings_entry import KEYS
from app.ui.pages.meetings_panels import CountPanel, LinePanel
from app.ui.pages.meetings_people import Beside
from app.ui.pages.meetings_stream import StreamCard
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly, weakly_plain


class RoomView(QWidget):
    """Shows the open meeting of a `MeetingsView`; `chosen` is the agenda item whose lines are shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.chosen = session, ""
        self._meeting, self._view = "", MeetingsView((), ())
        self._wanted: tuple[str, str] | None = None
        self.agenda, self.stream, self.beside = AgendaCard(session.desk.clock), StreamCard(), Beside()
        self.begun = BegunEntry(session, "line", self)
        self.asking = Ask(session, "agenda_item", "meetings.agenda.add", "meetings.agenda.ask", self)
        self.line, self.counting = LinePanel(session), CountPanel(session)
        self._lay_out()
        self._wire()

    def show_view(self, view: MeetingsView, room: Room) -> None:
        """Show a meeting, or the same one as it is now."""
        if room.id != self._meeting:
            self._meeting, self._wanted = room.id, None
            current = room.current()
            self.chosen = current.id if current else ""
            self.counting.hide()
            self.begun.keep_typing()
            self.stream.entry.give_back({})
            self.begun.belong(room.id)
            self.asking.belong(room.id)
            self.counting.begun.belong(room.id)
        if self.chosen and all(item.id != self.chosen for item in room.agenda):
            self.chosen = ""
        self._view = view
        self.agenda.show_agenda(room, self.chosen)
        self.stream.entry.show_choices(view)
        self.stream.show_item(room, self.chosen)
        self.beside.show_room(room)
        if not self.counting.isHidden():
            self.counting.show_room(room)
        self._show_line(view, room)
        self._share_room()

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        for part in (self.agenda, self.stream, self.line, self.counting):
            part.retranslate()

    def commit(self) -> None:
        """Keep what is being typed."""
        self.line.commit()
        self.begun.keep_typing()
        self.counting.begun.keep_typing()

    def open_line(self, kind: str, record_id: str) -> None:
        """Open a record of the meeting in the panel."""
        self.line.commit()
        self.counting.hide()
        self._wanted = (kind, record_id)
        room = self._view.room
        note = next((one for one in room.notes if one.id == record_id), None) if room else None
        self.chosen = note.item if note and note.item else self.chosen
        self._show_again()

    def open_details(self) -> None:
        """Open the meeting's own fields."""
        self.open_line("meeting", self._meeting)

    def open_counting(self) -> None:
        """Open the panel in which people are counted."""
        self._wanted = None
        self.line.leave()
        self.beside.hide()
        if self._view.room is not None:
            self.counting.show_room(self._view.room)
        self._share_room()

    def choose_item(self, item: str) -> None:
        """Show the lines of another item; its own fields open when it was shown already."""
        if item == self.chosen:
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

    def _item_added(self, item: object) -> None:
        self.chosen = str(item)

    def _show_again(self) -> None:
        if self._view.room is not None:
            self.show_view(self._view, self._view.room)

    def _show_line(self, view: MeetingsView, room: Room) -> None:
        kind, record_id = self._wanted or ("", "")
        found = self._found(room, kind, record_id)
        if found is None:
            self._wanted = None
            self.line.hide()
            return
        title, values = found
        self.beside.hide()
        self.line.show_any(kind, record_id, values, view)
        self.line.open_with(title or say("records.untitled"), words().kind(kind))
        self.line.remove.setVisible(kind != "meeting")

    def _found(self, room: Room, kind: str, record_id: str) -> tuple[str, dict[str, object]] | None:
        if kind == "meeting" and record_id == room.id:
            return label_text(room.title), dict(room.values)
        item = next((one for one in room.agenda if one.id == record_id), None)
        if item is not None:
            return label_text(item.title), dict(item.values)
        note: NoteEntry | None = next((one for one in room.notes if one.id == record_id), None)
        return (note.code or label_text(note.text), dict(note.values)) if note else None

    def _share_room(self) -> None:
        self.beside.setVisible(self.line.isHidden() and self.counting.isHidden())

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
        self.line.closed.connect(self._closed)
        self.counting.closed.connect(self._closed)
        for kind, key in KEYS.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(weakly_plain(self.stream.entry.take_key, kind))

    def _lay_out(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(self.agenda)
        whole.addWidget(self.stream, 1)
        for part in (self.beside, self.line, self.counting):
            whole.addWidget(part)
