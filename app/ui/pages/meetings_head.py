"""The title row of the page: of the lists, or of the meeting that is open, with what can be done now."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.services.views.meetings_room import Room
from app.ui.kit.button import icon_button, name_button
from app.ui.kit.chip import Chip
from app.ui.kit.header import PageHeader
from app.ui.kit.later import Later, made
from app.ui.language import label_text, say
from app.ui.pages.meetings_words import room_quiet, status_cell

BEFORE = frozenset({"planned", ""})


class MeetingHead(QObject):
    """Shows only the buttons that fit: a new meeting over the lists, else those of the open one."""

    def __init__(self, header: PageHeader) -> None:
        super().__init__(header)
        self.header = header
        self.scan = header.add_action("", "outlined", "inbox")
        self.add = header.add_action("", "primary", "plus")

    @Later
    def actions(self) -> RoomActions:
        """What can be done with the meeting that is open."""
        return RoomActions(self.header)

    def retranslate(self) -> None:
        """Say the texts of the buttons in the language in force."""
        self.scan.setText(say("attachments.scan"))
        self.add.setText(say("meetings.add"))
        for part in made(self, ("actions",)):
            part.retranslate()

    def show_room(self, room: Room | None, tab: str) -> None:
        """Show the head of a meeting, or of the lists (`tab` in front)."""
        self.add.setVisible(room is None)
        self.scan.setVisible(room is None and tab == "meetings")
        if room is not None:
            self.header.set_title(label_text(room.title) or say("records.untitled"), room_quiet(room))
            return
        for part in made(self, ("actions",)):
            part.hide()
        self.header.set_title(say("frame.page.meetings"), say("meetings.quiet"))


class RoomActions(QObject):
    """The buttons of an open meeting: papers before, screens while it runs, minutes after."""

    def __init__(self, header: PageHeader) -> None:
        super().__init__(header)
        self.status = Chip()
        self.back, self.large = icon_button("chevron-left", ""), icon_button("maximize-2", "")
        self.details, self.papers = header.add_action(""), header.add_action("")
        self.hall, self.read_back = header.add_action(""), header.add_action("")
        self.make_minutes = header.add_action("", "outlined", "file-down")
        self.go_on = header.add_action("", "primary")
        header.add_middle(self.status)
        header.add_leading(self.back)
        header.add_trailing(self.large)
        self.hide()

    def retranslate(self) -> None:
        """Say the texts of the buttons in the language in force."""
        name_button(self.back, say("meetings.all"))
        name_button(self.large, say("roundtable.full_screen"))
        for button, code in (
            (self.details, "meetings.details"),
            (self.papers, "roundtable.papers"),
            (self.hall, "roundtable.audience"),
            (self.read_back, "meetings.read_back"),
            (self.make_minutes, "meetings.minutes"),
        ):
            button.setText(say(code))

    def hide(self) -> None:
        """Show none of them: no meeting is open."""
        self.status.show_state("", "neutral")
        for button in (self.back, self.details, self.papers, self.hall, self.large):
            button.hide()
        for button in (self.read_back, self.make_minutes, self.go_on):
            button.hide()

    def show_room(self, room: Room) -> None:
        """Show those that fit a meeting as it stands."""
        live, early = room.status == "live", room.status in BEFORE
        late = not live and not early
        self.back.show()
        for button, shown in (
            (self.details, early or late),
            (self.papers, early or late),
            (self.hall, live),
            (self.large, live),
            (self.read_back, live or late),
            (self.make_minutes, late),
            (self.go_on, live or early),
        ):
            button.setVisible(shown)
        cell = status_cell(room.status)
        self.status.show_state(cell.text, cell.tone)
        self.go_on.setText(say("meetings.close" if live else "meetings.start"))
