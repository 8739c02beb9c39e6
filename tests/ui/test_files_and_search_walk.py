"""In the real window: a search leads to what a scan hangs on, a file is added to a task, Home shows less."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.walking import bring_forward
from ui.windows import Answers

from app.models.kinds.meetings import Attachment
from app.ui.desk_window import DeskWindow
from app.ui.operations import Operations
from app.ui.pages.step_tasks import TaskRow
from app.ui.pictures import Quiet
from app.ui.quick_jump import QuickJump

LEFT, CONTROL, RETURN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Return


class Seat:
    """The main window over the example, with what a person does at it."""

    def __init__(self, folder: Path, bot: QtBot) -> None:
        self.bot, self.operations, self.door = bot, Operations(), Answers()
        self.desk = example_desk(folder)
        self.window = DeskWindow(self.desk, self.operations, self.door)
        self.crashed: list[object] = []
        self.operations.crashed.connect(self.crashed.append)
        self.window.show()
        self.frame = self.window.frame
        self.settle()

    def settle(self) -> None:
        Quiet(self.operations).wait()
        assert self.crashed == []

    def page(self, name: str) -> object:
        self.bot.mouseClick(self.frame.rail.items[name], LEFT)
        self.settle()
        return self.frame.stack.made()[name]


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    made = Seat(tmp_path, qtbot)
    yield made
    made.window.session.close()
    made.frame.close()
    made.operations.close()
    made.desk.close()


def test_by_keyboard_a_scan_is_found_and_seen(seat: Seat) -> None:
    bring_forward(seat.frame, seat.bot)
    seat.bot.keyClick(seat.frame, Qt.Key.Key_K, CONTROL)
    jump = seat.frame.findChildren(QuickJump)[-1]
    seat.bot.keyClicks(jump.line, "joint agreement training")
    seat.bot.waitUntil(lambda: not jump._timer.isActive())
    seat.settle()
    seat.bot.keyClick(jump.line, RETURN)
    seat.settle()
    assert seat.frame.stack.current_id == "meetings"
    (scan,) = seat.desk.records(Attachment)
    page = seat.frame.stack.made()["meetings"]
    assert page.open_id == scan.subject  # type: ignore[attr-defined]


def test_by_mouse_a_file_hangs_on_a_task(seat: Seat, tmp_path: Path) -> None:
    page = seat.page("steps")
    seat.bot.mouseClick(page.all_steps, LEFT)  # type: ignore[attr-defined]
    seat.settle()
    seat.bot.mouseClick(page.overview.links[5], LEFT)  # type: ignore[attr-defined]
    seat.settle()
    rows = [row for row in page.findChildren(TaskRow) if row.isVisible()]  # type: ignore[attr-defined]
    seat.bot.mouseClick(rows[0].link, LEFT)
    seat.settle()
    seat.door.open = tmp_path / "result.png"
    Image.new("RGB", (30, 30)).save(seat.door.open)
    files = page.panel.files  # type: ignore[attr-defined]
    seat.bot.mouseClick(files.add, LEFT)
    seat.settle()
    assert len(files.view.files) == 1
    row = files.rows.itemAt(0).widget()
    seat.bot.mouseClick(row.open, LEFT)
    seat.settle()
    assert files.viewer.isVisible()
    seat.bot.keyClick(files.viewer, Qt.Key.Key_Escape)
    seat.bot.mouseClick(row.remove, LEFT)
    seat.settle()
    assert files.view.files == ()
    seat.bot.mouseClick(seat.frame.toast.action, LEFT)
    seat.settle()
    assert len(files.view.files) == 1


def test_by_keyboard_home_shows_only_mine(seat: Seat) -> None:
    home = seat.page("home")
    home.only_mine.setFocus()  # type: ignore[attr-defined]
    seat.bot.keyClick(home.only_mine, Qt.Key.Key_Space)  # type: ignore[attr-defined]
    seat.settle()
    assert not home.readiness.isVisible()  # type: ignore[attr-defined]
