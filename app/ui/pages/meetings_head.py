"""The title row of the page: of the lists, or of the meeting that is open, with what can be done now."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.services.views.meetings_room import Room
from app.ui.kit.button import icon_button, name_button
from app.ui.kit.chip import Chip
from app.ui.kit.header import PageHeader
from app.ui.language import label_text, say
from app.ui.pages.meetings_words import room_quiet, status_cell

BEFORE = frozenset({"planned", ""})


class MeetingHead(QObject):
    """Shows only the buttons that fit the meeting: papers before, screens while it runs, minutes after."""

    def __init__(self, header: PageHeader) -> None:
        super().__init__(header)
        self.header, self.status = header, Chip()
        self.back, self.large = icon_button("chevron-left", ""), icon_button("maximize-2", "")
        self.details, self.papers = header.add_action(""), header.add_action("")
        self.hall, self.read_back = header.add_action(""), header.add_action("")
        self.make_minutes = header.add_action("", "outlined", "file-down")
        self.scan = header.add_action("", "outlined", "inbox")
        self.go_on = header.add_action("", "primary")
        self.add = header.add_action("", "primary", "plus")
        header.add_middle(self.status)
        header.add_leading(self.back)
        header.add_trailing(self.large)

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
            (self.scan, "attachments.scan"),
        ):
            button.setText(say(code))

    def show_room(self, room: Room | None, tab: str) -> None:
        """Show the head of a meeting, or of the lists (`tab` in front)."""
        live = room is not None and room.status == "live"
        early = room is not None and room.status in BEFORE
        late = room is not None and not live and not early
        for button, shown in (
            (self.back, room is not None),
            (self.details, early or late),
            (self.papers, early or late),
            (self.hall, live),
            (self.large, live),
            (self.read_back, live or late),
            (self.make_minutes, late),
            (self.go_on, live or early),
            (self.add, room is None),
            (self.scan, room is None and tab == "meetings"),
        ):
            button.setVisible(shown)
        if room is None:
            self.status.show_state("", "neutral")
            self.add.setText(say("meetings.add"))
            self.header.set_title(say("frame.page.meetings"), say("meetings.quiet"))
            return
        cell = status_cell(room.status)
        self.status.show_state(cell.text, cell.tone)
        self.go_on.setText(say("meetings.close" if live else "meetings.start"))
        self.header.set_title(label_text(room.title) or say("records.untitled"), room_quiet(room))
