"""Search and commands (Ctrl+K) in the real window, by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.windows import Answers

from app.models.kinds.meetings import Issue
from app.services.visits import note_visit, visits
from app.ui.desk_window import DeskWindow
from app.ui.jump import Jump
from app.ui.kit.jump_rows import HEADING_ROLE, JUMP_ROLE
from app.ui.language import use_language
from app.ui.operations import Operations
from app.ui.pictures import Quiet
from app.ui.quick_jump import QuickJump

DOWN, RETURN = Qt.Key.Key_Down, Qt.Key.Key_Return


class Seated:
    """A desk window over the example, with the quick jump opened by its key."""

    def __init__(self, folder: Path, bot: QtBot) -> None:
        self.bot, self.operations = bot, Operations()
        self.desk = example_desk(folder)
        self.window = DeskWindow(self.desk, self.operations, Answers())
        self.window.show()
        self.settle()

    def settle(self) -> None:
        Quiet(self.operations).wait()

    def jump(self, text: str = "") -> QuickJump:
        self.window.frame.open_quick_jump()
        self.settle()
        made = self.window.frame.findChildren(QuickJump)[-1]
        made._timer.setInterval(0)
        if text:
            made.line.setText(text)
            self.bot.waitUntil(lambda: not made._timer.isActive())
        self.settle()
        return made

    def go(self, text: str) -> None:
        self.bot.keyClick(self.jump(text).line, RETURN)
        self.settle()

    @property
    def page(self) -> str:
        return self.window.frame.stack.current_id


@pytest.fixture
def seated(tmp_path: Path, qtbot: QtBot) -> Iterator[Seated]:
    made = Seated(tmp_path, qtbot)
    yield made
    made.window.session.close()
    made.window.frame.close()
    made.operations.close()
    made.desk.close()


def rows(jump: QuickJump, *, headings: bool = False) -> list[str]:
    items = [jump.list.item(n) for n in range(jump.list.count())]
    return [one.text() for one in items if bool(one.data(HEADING_ROLE)) == headings]


def test_it_opens_with_pages_steps_and_commands(seated: Seated) -> None:
    jump = seated.jump()
    assert rows(jump, headings=True) == ["Go to", "Steps", "Do"]
    assert "Make a package" in rows(jump)
    assert "Speak العربية" in rows(jump)


def test_records_stand_under_their_kind_and_enter_goes_there(seated: Seated) -> None:
    issue = next(one for one in seated.desk.records(Issue) if one.text_en)
    jump = seated.jump(str(issue.text_en)[:25])
    assert any("needs" in one or "Issues" in one or "Inputs" in one for one in rows(jump, headings=True))
    seated.bot.keyClick(jump.line, RETURN)
    seated.settle()
    assert seated.page == "voices"
    assert visits(seated.desk)[0].id == issue.id
    again = seated.jump()
    assert rows(again, headings=True)[0] == "Visited lately"


def test_the_key_to_the_panel_is_told_and_can_be_done_here(seated: Seated) -> None:
    seated.go("Stakeholders")
    seated.window.frame.header.search.setFocus()
    jump = seated.jump("F6")
    assert rows(jump)[0] == "Go from the list to the panel beside it, and back"
    assert jump.list.item(1).data(JUMP_ROLE)[0] == "F6"
    seated.bot.keyClick(jump.line, RETURN)
    seated.settle()
    assert isinstance(seated.window.frame.focusWidget(), QAbstractItemView)


def test_keys_pass_over_headings(seated: Seated) -> None:
    jump = seated.jump()
    for _ in range(60):
        assert not jump.list.currentItem().data(HEADING_ROLE)
        seated.bot.keyClick(jump.line, DOWN)
    last = jump.list.currentRow()
    assert last == jump.list.count() - 1
    seated.bot.keyClick(jump.line, Qt.Key.Key_PageUp)
    assert jump.list.currentRow() < last
    jump.reject()


def test_a_step_is_found_by_its_number_and_a_page_by_its_english_name(
    seated: Seated, qapp: QApplication
) -> None:
    use_language(qapp, "ar")
    seated.go("roundtable")
    assert seated.page == "steps"
    seated.go("stakeholders")
    assert seated.page == "stakeholders"


def test_a_command_begins_a_record_on_its_page(seated: Seated) -> None:
    from app.models.kinds.plan import Activity

    before = len(seated.desk.records(Activity))
    seated.go("add an activity")
    assert seated.page == "plan"
    assert len(seated.desk.records(Activity)) == before + 1
    seated.go("undo")
    assert len(seated.desk.records(Activity)) == before


def test_who_looks_for_signing_comes_to_the_versions(seated: Seated) -> None:
    seated.go("sign the plan")
    assert seated.page == "review"
    assert seated.window.frame.stack.made()["review"].tabs.current() == "versions"


def test_commands_reach_language_theme_and_person(seated: Seated) -> None:
    asked: list[Any] = []
    seated.window.language_chosen.connect(asked.append)
    seated.window.theme_chosen.connect(asked.append)
    seated.go("العربية")
    seated.go("dark")
    seated.go("live room")
    assert asked == ["ar", "dark"]
    assert seated.page == "meetings"


def test_an_answer_that_comes_late_is_not_shown(qtbot: QtBot) -> None:
    shows: list[Any] = []
    jump = QuickJump([], lambda _text, show: shows.append(show))
    qtbot.addWidget(jump)
    for text in ("zz", "zzz"):
        jump.line.setText(text)
        jump._search_records()
    shows[0]([Jump("old", "", "file-text", 1)])
    assert jump.list.count() == 0
    shows[1]([Jump("new", "", "file-text", 1, "Group", said="the new passage")])
    assert rows(jump) == ["new"]


def test_a_mouse_click_chooses_and_a_heading_does_not(qtbot: QtBot) -> None:
    jump = QuickJump([Jump("Plan", "here", "file-text", "page", "Go to")])
    qtbot.addWidget(jump)
    jump.show()
    picked: list[object] = []
    jump.picked.connect(picked.append)
    for row in (0, 1):
        place = jump.list.visualItemRect(jump.list.item(row)).center()
        qtbot.mouseClick(jump.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picked == ["page"]


def test_visits_are_few_and_end_with_their_records(seated: Seated) -> None:
    issues = seated.desk.records(Issue)[:8]
    for one in issues:
        note_visit(seated.desk, "issue", one.id)
    note_visit(seated.desk, "issue", "gone")
    assert [one.id for one in visits(seated.desk)] == [one.id for one in issues[:2:-1]]
    seated.desk.remember("visited", "not json")
    assert visits(seated.desk) == ()
