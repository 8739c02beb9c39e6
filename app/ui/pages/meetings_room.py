"""A meeting as it is run: agenda, the lines of one item and the box that catches more, the people."""

from __future__ import annotations

from functools import partial

from app.foundation.errors import UserError
from app.services.meeting_work import add_agenda_item, catch_line, start_item
from app.services.views.meetings import MeetingsView
from app.services.views.meetings_room import Room
from app.ui.kit.input import Value
from app.ui.kit.later import hide_made, made
from app.ui.language import say, words
from app.ui.pages.meetings_room_parts import PANELS, RoomParts
from app.ui.pages.meetings_words import found_line
from app.ui.places import Place
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly

STAGES = ("before", "room", "after")
_STAGE_OF = {"planned": "before", "": "before", "cancelled": "before", "live": "room"}


class RoomView(RoomParts):
    """Shows the open meeting of a `MeetingsView`; `chosen` is the agenda item whose lines are shown.

    Three stages: before, in the room, after; the one that fits the meeting's status is in front.
    `papers_asked` carries the papers wanted; `sought` a tab of the page or another page; `gone` tells that
    the meeting is being removed.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.chosen, self._status, self._stage = "", "", "before"
        self._wanted: tuple[str, str] | None = None
        self.agenda.picked.connect(self.choose_item)
        self.agenda.start_asked.connect(self.begin_item)
        self.agenda.add_asked.connect(self.ask_item)
        self.stream.entry.caught.connect(self.catch)
        self.stream.entry.drafted.connect(self.remember)
        self.asking.wanted.connect(self.ask_item)

    def show_view(self, view: MeetingsView, room: Room) -> None:
        """Show a meeting, or the same one as it is now."""
        self.view = view
        if room.id != self.meeting:
            self._turn_to(room)
        if self.chosen and all(item.id != self.chosen for item in room.agenda):
            self.chosen = ""
        if room.status != self._status:
            if room.status == "live" and self._status != "\0":
                self._begin(room)
            self._status = room.status
            self._bring_forward(_STAGE_OF.get(room.status, "after"))
        self.agenda.show_agenda(room, self.chosen, view.before.times)
        self.stream.entry.show_choices(view)
        self.beside.show_room(room)
        self._fill_stage()
        self._fill_panels(view, room)
        self._show_line(view, room)
        self._share_room()

    def _turn_to(self, room: Room) -> None:
        """Be about another meeting: what was being entered for the one before stays kept for it."""
        self.meeting, self._wanted, self._status = room.id, None, "\0"
        hide_made(self, *PANELS)
        for panel in made(self, ("names",)):
            panel.begun.belong(room.id)
        for panel in made(self, ("counting",)):
            panel.counts.belong(room.id)
        for work in made(self, ("guests",)):
            work.belong(room.id)
        current = room.current()
        self.chosen = current.id if current else ""
        self.begun.keep_typing()
        self.stream.entry.give_back({})
        self.begun.belong(room.id)
        self.asking.belong(room.id)
        self.make_begun(*self.session.begun_asked_for)

    def _begin(self, room: Room) -> None:
        """Put away what was prepared, and show the item that is under way."""
        self._commit_line()
        self._wanted = None
        current = room.current()
        self.chosen = current.id if current else self.chosen

    def _fill_stage(self) -> None:
        """Show the meeting on the stage in front; the others are filled as they come to the front."""
        room = self.view.room
        if room is None:
            return
        if self._stage == "before":
            self.prepare.show_view(self.view, self._wanted[1] if self._wanted else "")
            self.guests.take(self.view.before)
        elif self._stage == "after":
            self.closing.show_view(self.view)
        else:
            self.stream.show_item(room, self.chosen)

    def _fill_panels(self, view: MeetingsView, room: Room) -> None:
        if self.is_open("counting"):
            self.counting.show_room(room)
        if self.is_open("names"):
            self.names.show_names(view)
        if self.is_open("supporting"):
            if view.support is None:
                self.supporting.hide()
            else:
                self.supporting.show_meeting(view.support)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.stages.set_tabs([(stage, say(f"roundtable.stage.{stage}")) for stage in STAGES])
        for part in (self.agenda, self.stream, *made(self, PANELS)):
            part.retranslate()

    def show_stage(self, stage: str) -> None:
        """Bring a stage to the front: before, room or after."""
        self._bring_forward(stage)
        self._fill_stage()
        self._share_room()

    def _bring_forward(self, stage: str) -> None:
        self.stages.choose(stage)
        self._stage = stage
        parts = {"before": "prepare", "room": "stream", "after": "closing"}
        self.middle.setCurrentWidget(getattr(self, parts[stage]))
        self.stage_shown.emit(stage)

    def stage(self) -> str:
        """Return the stage in front."""
        return self._stage

    def commit(self) -> None:
        """Keep what is being typed."""
        self._commit_line()
        self.begun.keep_typing()
        for panel in made(self, ("counting", "names")):
            panel.begun.keep_typing()

    def open_line(self, kind: str, record_id: str) -> None:
        """Open a record of the meeting in the panel."""
        self._commit_line()
        hide_made(self, "counting", "names", "supporting")
        self._wanted = (kind, record_id)
        room = self.view.room
        note = next((one for one in room.notes if one.id == record_id), None) if room else None
        self.chosen = note.item if note and note.item else self.chosen
        self._show_again()

    def open_details(self) -> None:
        """Open the meeting's own fields."""
        self.open_line("meeting", self.meeting)

    def open_names(self) -> None:
        """Open the list of names."""
        self._make_room_for("names")
        self.names.show_names(self.view)
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
        if self.view.support is None:
            return
        self._make_room_for("supporting")
        self.supporting.show_meeting(self.view.support)
        first = next(iter(self.supporting.boxes.values()), self.supporting.open)
        first.setFocus()
        self._share_room()

    def open_counting(self) -> None:
        """Open the panel in which people are counted."""
        self._make_room_for("counting")
        if self.view.room is not None:
            self.counting.show_room(self.view.room)
        self._share_room()

    def open_place(self, place: str) -> None:
        """Go where something that is not ready is put right: details, support, guide, agenda or guests."""
        if place == "details":
            self.open_details()
        elif place == "support":
            self.open_support()
        elif place == "guide":
            self.session.go(Place("group", view="support"))
        elif place == "agenda":
            first = next(iter(self.agenda.buttons.values()), None)
            (first or self.agenda.add).setFocus()
        else:
            guests = self.prepare.guests
            (guests.table if self.view.before.guests else guests.empty.button).setFocus()

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
        return partial(add_agenda_item, meeting=self.meeting, title=title, language=words().language)

    def catch(self, kind: str, text: str, values: dict[str, object]) -> None:
        """Record a line under the item that is shown."""
        work = partial(
            catch_line,
            kind=kind,
            meeting=self.meeting,
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
        room = self.view.room
        if room is not None and any(one.id == self.chosen for one in room.agenda):
            self._show_again()

    def close_panel(self) -> None:
        """Show the people beside the meeting again."""
        self._wanted = None
        self._share_room()

    def _commit_line(self) -> None:
        for panel in made(self, ("line",)):
            panel.commit()

    def _make_room_for(self, panel: str) -> None:
        """Put away whatever stands beside the meeting, but for one panel."""
        self._wanted = None
        for line in made(self, ("line",)):
            line.leave()
        hide_made(self, *(one for one in PANELS if one not in ("line", panel)))
        self.beside.hide()

    def _show_again(self) -> None:
        if self.view.room is not None:
            self.show_view(self.view, self.view.room)

    def _show_line(self, view: MeetingsView, room: Room) -> None:
        kind, record_id = self._wanted or ("", "")
        found = found_line(view, kind, record_id)
        if found is None:
            self._wanted = None
            hide_made(self, "line")
            return
        title, values = found
        self.beside.hide()
        hide_made(self, "names")
        self.line.show_any(kind, record_id, values, view)
        self.line.open_with(title or say("records.untitled"), words().kind(kind))

    def _share_room(self) -> None:
        room = self.view.room
        wanted = self._stage != "before" or (room is not None and room.type == "authority_meeting")
        self.beside.setVisible(wanted and not any(self.is_open(panel) for panel in PANELS))
