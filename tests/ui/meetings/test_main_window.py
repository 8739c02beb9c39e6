"""A roundtable in the real main window: once with the keyboard alone, once with the mouse alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.walking import bring_forward
from ui.windows import Answers

from app.models.kinds.meetings import Commitment, Issue, Meeting
from app.models.kinds.roundtable import Guest
from app.services.desk import Desk
from app.services.meeting_work import add_agenda_item, add_meeting, agenda
from app.ui.desk_window import DeskWindow
from app.ui.operations import Operations
from app.ui.pages.meetings import MeetingsPage
from app.ui.pictures import Quiet

LEFT, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier


class Hall:
    """The window over the training example, with one more roundtable that is planned."""

    def __init__(self, desk: Desk, bot: QtBot) -> None:
        self.desk, self.bot, self.door, self.operations = desk, bot, Answers(), Operations()
        self.meeting = add_meeting(desk, "roundtable", "Second roundtable", "en")
        for title in ("Opening", "Water", "Next steps"):
            add_agenda_item(desk, self.meeting, title, "en")
        self.window = DeskWindow(desk, self.operations, self.door)
        self.window.show()
        self.come_to_the_front()
        self.settle()

    def come_to_the_front(self) -> None:
        bring_forward(self.window.frame, self.bot)

    def settle(self) -> None:
        Quiet(self.operations).wait()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.come_to_the_front()
        focus = QApplication.focusWidget() or self.window.frame
        self.bot.keyClick(focus, key, modifier)
        self.settle()

    def click(self, widget: Any) -> None:
        assert widget.isVisible()
        self.bot.mouseClick(widget, LEFT)
        self.settle()

    @property
    def page(self) -> MeetingsPage:
        page = self.window.frame.stack.made()["meetings"]
        assert isinstance(page, MeetingsPage)
        return page


@pytest.fixture
def hall(tmp_path: Path, qtbot: QtBot) -> Iterator[Hall]:
    desk = example_desk(tmp_path)
    made = Hall(desk, qtbot)
    yield made
    made.window.session.close()
    made.window.frame.close()
    made.operations.close()
    desk.close()


def test_with_the_keyboard_alone(hall: Hall) -> None:
    hall.come_to_the_front()
    hall.bot.keyClick(hall.window.frame, Qt.Key.Key_6, ALT)
    hall.settle()
    hall.page.table.setFocus()
    hall.page.table.choose(hall.meeting)
    hall.key(Qt.Key.Key_Return)
    room = hall.page.room
    assert room.stage() == "before"
    room.prepare.guests.empty.button.setFocus()
    hall.key(Qt.Key.Key_Space)
    assert len(hall.desk.records(Guest, meeting=hall.meeting)) > 20
    last = agenda(hall.desk, hall.meeting)[2].id
    room.agenda.buttons[last].setFocus()
    hall.key(Qt.Key.Key_Up, ALT)
    assert [one.title_en for one in agenda(hall.desk, hall.meeting)] == ["Opening", "Next steps", "Water"]
    hall.page.room_actions.go_on.setFocus()
    hall.key(Qt.Key.Key_Space)
    assert (hall.page.room_actions.status.text(), room.stage()) == ("Live", "room")
    hall.key(Qt.Key.Key_F4)
    box = room.stream.entry.text
    assert box.hasFocus()
    hall.bot.keyClicks(box, "Two wells @di")
    hall.key(Qt.Key.Key_Return)
    hall.key(Qt.Key.Key_Return)
    (promise,) = hall.desk.records(Commitment, meeting=hall.meeting)
    assert (promise.text_en, bool(promise.organisation)) == ("Two wells", True)
    hall.key(Qt.Key.Key_F11)
    assert hall.window.frame.rail.isHidden()
    hall.key(Qt.Key.Key_F11)
    assert not hall.window.frame.rail.isHidden()


def test_with_the_mouse_alone(hall: Hall) -> None:
    frame = hall.window.frame
    hall.click(frame.rail.items["meetings"])
    table = hall.page.table
    index = hall.page.model.index(hall.page.model.place_of(hall.meeting), 1)
    hall.bot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(index).center())
    hall.settle()
    room = hall.page.room
    assert hall.page.open_id == hall.meeting
    hall.click(room.prepare.guests.empty.button)
    hall.click(hall.page.room_actions.go_on)
    hall.click(room.stream.entry.kinds["issue"])
    hall.bot.keyClicks(room.stream.entry.text, "No water @wo")
    whos = room.stream.entry.whos
    hall.bot.mouseClick(whos.viewport(), LEFT, pos=whos.visualItemRect(whos.item(0)).center())
    hall.bot.keyClick(room.stream.entry.text, Qt.Key.Key_Return)
    hall.settle()
    (issue,) = hall.desk.records(Issue, meeting=hall.meeting)
    assert (issue.text_en, issue.raised_by) == ("No water", "womens_group")
    hall.click(hall.page.room_actions.hall)
    assert hall.page.live.window_of_hall is not None
    hall.page.live.window_of_hall.close()
    hall.come_to_the_front()
    hall.click(room.stages.button("after"))
    assert room.closing.went.isVisible()
    hall.click(hall.page.room_actions.back)
    hall.click(hall.page.tabs.button("register"))
    assert hall.page.register.model.shown_count() > 10
    assert hall.desk.find(Meeting, hall.meeting).status == "live"


def test_its_name_on_the_rail_leads_from_an_open_meeting_to_the_list(hall: Hall) -> None:
    item = hall.window.frame.rail.items["meetings"]
    hall.click(item)
    hall.page.open_meeting(hall.meeting)
    hall.settle()
    hall.click(hall.window.frame.rail.items["home"])
    hall.click(item)
    assert hall.page.open_id == hall.meeting
    hall.click(item)
    assert hall.page.open_id == ""
