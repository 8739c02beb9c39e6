"""Meetings: all meetings as a list, what was promised at them, and one meeting as it is run."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from app.services.meeting_work import close_meeting, start_meeting
from app.services.views.meetings import MeetingsView, meeting_of, meetings, newest_roundtable
from app.services.views.meetings_room import Room
from app.ui.kit.later import made
from app.ui.language import label_text, say
from app.ui.pages.choosing import chooser
from app.ui.pages.meetings_adding import adding, sorts_of_meeting
from app.ui.pages.meetings_later import LaterParts
from app.ui.pages.meetings_lists import meeting_columns
from app.ui.pages.meetings_papers import PapersDialog
from app.ui.pages.meetings_read_back import ReadBack
from app.ui.pages.meetings_room import STAGES
from app.ui.places import Place
from app.ui.session import Session
from app.ui.weak import weakly

TABS = ("meetings", "register")
_LINES = frozenset({"agenda_item", "decision"})
_REGISTER = frozenset({"commitment", "action_point"})


class MeetingsPage(LaterParts):
    """A list in front, or the meeting that is open."""

    concerns: ClassVar[frozenset[str]] = frozenset(
        {
            *("meeting", "agenda_item", "attendance_count", "consultation", "issue", "decision"),
            *("commitment", "action_point", "organisation", "member", "location", "guest", "stakeholder"),
            *("named_attendance", "stakeholder_view", "coordination_mechanism", "backstopping"),
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.open_id, self._line, self._newest = "", "", False
        self._minutes_due = ""
        self._entry, self._stage = ("", ""), ""
        self._wire()
        self.retranslate()

    def read(self, desk: Any) -> MeetingsView:
        return meetings(desk, self.open_id or self._meeting_sought(desk))

    def show_view(self, view: MeetingsView) -> None:
        room = view.room
        if view.asked and (self._line or self._newest):
            self.open_id, self._newest = view.asked, False
        elif view.asked != self.open_id:
            return
        if room is not None:
            self.room_actions.show_room(room)
        self.head.show_room(room, self.tabs.current())
        self.tab_row.setVisible(room is None)
        if room is not None:
            self.stack.setCurrentWidget(self.room)
            self.room.show_view(view, room)
            self.live.show_room(room)
            self._open_line()
            self._open_stage()
            self._offer_when_closed()
        else:
            self.stack.setCurrentWidget(self.lists)
            self._show_list(view)

    def retranslate(self) -> None:
        self.tabs.set_tabs([(tab, say(f"meetings.tab.{tab}")) for tab in TABS])
        self.head.retranslate()
        self.table.setAccessibleName(say("meetings.all"))
        self.consultations.setText(say("meetings.consultations"))
        for part in made(self, ("register", "room", "panel")):
            part.retranslate()
        if self._view is None:
            self.head.show_room(None, self.tabs.current())

    def go_to(self, place: Place) -> None:
        if place.kind == "meeting":
            self.open_id = place.id
        elif place.kind in _REGISTER or place.view == "register":
            self.open_id, self._entry = "", (place.kind, place.id)
            self.tabs.choose("register")
            self.register.choose_state("overdue" if place.view == "register" and place.id == "" else "")
        elif place.view in STAGES or place.view == "names":
            self.open_id, self._newest, self._stage = "", True, place.view
        elif place.kind in _LINES and place.id:
            self.open_id, self._line = "", place.id
        elif place.view in TABS:
            self.open_id = ""
            self.tabs.choose(place.view)
        self.reload()

    def go_to_start(self) -> None:
        if self.open_id:
            self.show_lists()

    def commit_typing(self) -> None:
        for part in made(self, ("room", "panel")):
            part.commit()

    def open_meeting(self, meeting: str) -> None:
        """Show a meeting."""
        self.open_id = meeting
        self.reload()

    def show_lists(self) -> None:
        """Go back to the lists."""
        self.commit_typing()
        self.open_id = ""
        self.reload()

    def ask_new(self) -> None:
        """Offer the types of meeting, and meetings of the mechanisms and sub-groups."""
        choices = sorts_of_meeting(self._view if isinstance(self._view, MeetingsView) else None)
        under = self.add if self.add.isVisible() else self.empty.button
        dialog = chooser(under, say("meetings.which_type"), choices, "message-square")
        dialog.picked.connect(weakly(self.add_of_type))

    def add_of_type(self, sort: object) -> None:
        """Add a planned meeting of a type or of a mechanism."""
        self.session.write(adding(str(sort)), weakly(self._meeting_added))

    def ask_scan(self) -> None:
        """Choose the photo or scan of a filled paper and offer it to the meeting its square code names."""
        self.paper_drop.ask()

    def continue_meeting(self) -> None:
        """Start a planned meeting, or close a live one and offer its minutes."""
        room = self._room_now()
        if room is None:
            return
        if room.status == "live":
            self.session.write(partial(close_meeting, meeting=room.id), weakly(self._closed, room.id))
        else:
            self.session.write(partial(start_meeting, meeting=room.id))

    def _closed(self, meeting: str, _result: object) -> None:
        self._minutes_due = meeting
        self._offer_when_closed()

    def _offer_when_closed(self) -> None:
        # Only when the page shows the meeting as held: before, the button it hangs from is not there yet,
        # and the box of progress that comes up over a slow reading would close it.
        room = self._room_now()
        if room is not None and room.id == self._minutes_due and room.status != "live":
            self._minutes_due = ""
            self.offer_minutes()

    def offer_minutes(self, _result: object = None) -> None:
        """Offer the languages of the minutes."""
        room = self._room_now()
        if room is not None:
            self.minutes.offer(self.room_actions.make_minutes, room.id, str(room.values.get("code") or ""))

    def offer_papers(self) -> None:
        """Offer letters, lists, blank forms and sheets of the open meeting."""
        room = self._room_now()
        if room is not None:
            languages = room.values.get("languages")
            spoken = languages if isinstance(languages, tuple) else ()
            code = str(room.values.get("code") or "")
            PapersDialog(self.session, room.id, code, spoken, self.window()).open()

    def open_read_back(self) -> None:
        """Show in large letters what was agreed."""
        room = self._room_now()
        if room is not None:
            ReadBack(room, self.window()).open()

    def _room_now(self) -> Room | None:
        return self._view.room if isinstance(self._view, MeetingsView) else None

    def _meeting_sought(self, desk: Any) -> str:
        if self._newest:
            return newest_roundtable(desk)
        return meeting_of(desk, self._line) if self._line else ""

    def _open_line(self) -> None:
        room, line, self._line = self._room_now(), self._line, ""
        if room is None or not line:
            return
        note = next((one for one in room.notes if one.id == line), None)
        if note is not None:
            self.room.chosen = note.item
            self.room.open_line(note.kind, note.id)
        elif any(item.id == line for item in room.agenda):
            self.room.choose_item(line)

    def _open_stage(self) -> None:
        stage, self._stage = self._stage, ""
        if stage in STAGES:
            self.room.show_stage(stage)
        elif stage:
            self.room.open_names()

    def _meeting_added(self, meeting: object) -> None:
        self.open_id = str(meeting)
        self.reload()

    def _show_list(self, view: MeetingsView) -> None:
        on_register = self.tabs.current() == "register"
        if on_register:
            self.book.setCurrentWidget(self.register)
            self._show_register(view)
            return
        self.book.setCurrentIndex(0)
        self._hide_panel()
        self.model.set_columns(meeting_columns(), view.rows)
        if not view.rows:
            self.empty.say(say("meetings.empty"), self.add.text(), say("records.guidance"))
        self.shelf.setCurrentIndex(0 if view.rows else 1)

    def _show_register(self, view: MeetingsView) -> None:
        found = next((one for one in view.register.entries if one.id == self._entry[1]), None)
        if found is not None:
            self.panel.show_any(found.kind, found.id, found.values, view)
            self.panel.open_with(label_text(found.text) or say("records.untitled"), found.code)
            self.panel.follow(found.kind, found.ended)
        else:
            self._hide_panel()
        self.register.show_register(view.register, self._entry[1], found is not None)

    def _hide_panel(self) -> None:
        for panel in made(self, ("panel",)):
            panel.hide()

    def _commit_panel(self) -> None:
        for panel in made(self, ("panel",)):
            panel.commit()

    def pick_entry(self, kind: str, record_id: str) -> None:
        self._commit_panel()
        self._entry = (kind, record_id)
        self._show_again()

    def seek(self, place: str) -> None:
        """Go from a meeting to the register, to the step it serves, or to the voices it brought."""
        if place == "register":
            self._entry = ("", "")
            self.tabs.choose("register")
            self.show_lists()
        else:
            self.session.go(Place(place, "step" if place == "steps" else "", self._step(place)))

    def _step(self, place: str) -> str:
        return self._view.after.step if place == "steps" and self._view is not None else ""

    def _opened(self, record_id: str) -> None:
        if self.tabs.current() == "meetings":
            self.open_meeting(record_id)

    def _clicked(self, index: Any) -> None:
        one = self.model.row_at(index)
        if one is not None:
            self._opened(str(one.id))

    def _choose_tab(self, _tab: str) -> None:
        self._commit_panel()
        self._entry = ("", "")
        self._show_again()

    def close_panel(self) -> None:
        self._entry = ("", "")
        self._show_again()

    def _show_again(self) -> None:
        if self._view is not None:
            self.show_view(self._view)

    def _go_to_consultations(self) -> None:
        self.session.go(Place("voices", view="consultations"))

    def ask_guidance(self) -> None:
        self.session.go(Place("steps", "step", "roundtable"))

    def _wire(self) -> None:
        self.add.clicked.connect(self.ask_new)
        self.head.scan.clicked.connect(self.ask_scan)
        self.consultations.clicked.connect(self._go_to_consultations)
        self.tabs.chosen.connect(self._choose_tab)
        self.table.clicked.connect(self._clicked)
        self.table.opened.connect(self._opened)
