"""From what was said to what became of it in the real window: once by mouse only, once by keyboard only."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from services.example import example_file
from ui.walking import LEFT, Walker

from app.models.kinds.meetings import Consultation, ConsultationCount, Expectation, Issue
from app.models.kinds.plan import Activity
from app.services.drafts import drafts
from app.ui.pages.voices import VoicesPage
from app.ui.preferences import Preferences
from app.ui.program import Program


@pytest.fixture
def walker(
    qapp: QApplication, qtbot: QtBot, door: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Walker]:
    monkeypatch.setattr("app.ui.crash.CrashHook.install", lambda _hook: None)
    file = tmp_path / "example.masarw"
    shutil.copy(example_file(), file)
    program = Program(qapp, door, Preferences())
    program.begin()
    program.open_file(file)
    qtbot.waitUntil(lambda: program.desk_window is not None, timeout=20_000)
    made = Walker(program, qtbot)
    made.settle()
    made.come_to_the_front()
    yield made
    program.close()
    if program.welcome is not None:
        program.welcome.close()


@pytest.mark.slow
def test_by_mouse_only(walker: Walker, door: Any) -> None:
    page: VoicesPage = walker.page("voices")
    door.answers["text"] = "The road to the school floods in winter"
    walker.click(page.add)
    voice = next(one for one in walker.desk.records(Issue) if one.text_en and "floods" in one.text_en)
    assert page.voice_panel.record == voice.id
    walker.pick(page.voice_panel.form, "raised_by", "youth")
    walker.click(page.voice_panel.close_button)
    walker.click(page.inputs.waiting)
    walker.click(page.inputs.several)
    walker.click(page.inputs.all)
    assert page.inputs.chosen.text() == "2 chosen"
    walker.bot.mouseClick(page.inputs.link, LEFT)
    click_choice(walker, "A-003")
    (activity,) = walker.desk.records(Activity, code="A-003")
    assert voice.id in activity.voices
    walker.bot.mouseClick(page.inputs.answer, LEFT)
    click_choice(walker, "Adopted")
    assert page.inputs.list.model.shown_count() == 0
    walker.click(page.inputs.several)
    walker.click(page.tabs.button("consultations"))
    walker.click(page.consultations.coverage.way.button("place"))
    walker.click(page.consultations.gates.rows[0].link)
    assert drafts(walker.desk) == []


def click_choice(walker: Walker, part: str) -> None:
    """Click an entry of the list that has just opened."""
    dialog = walker.dialog()
    found = next(item for item in dialog.list.findItems(part, Qt.MatchFlag.MatchContains))
    where = dialog.list.visualItemRect(found).center()
    walker.bot.mouseClick(dialog.list.viewport(), LEFT, pos=where)
    walker.settle()


@pytest.mark.slow
def test_by_keyboard_only(walker: Walker, door: Any) -> None:
    open_page(walker, "voices")
    page: VoicesPage = walker.frame.stack.made()["voices"]
    reach(walker, lambda: page.tabs.button("inputs"))
    press(walker, Qt.Key.Key_Right)
    reach(walker, lambda: page.add)
    door.answers["text"] = "Women of Zaytuna"
    press(walker, Qt.Key.Key_Space)
    (talk,) = [one for one in walker.desk.records(Consultation) if one.title_en == "Women of Zaytuna"]
    block = page.consultation_panel.counts
    for name, downs in (("group", 2), ("sex", 1), ("age_band", 2)):
        reach(walker, lambda name=name: block.form.fields[name].control.main())
        for _ in range(downs):
            press(walker, Qt.Key.Key_Down)
    reach(walker, lambda: block.form.fields["count"].control.main())
    walker.type(QApplication.focusWidget(), "٧")
    reach(walker, lambda: block.keep)
    press(walker, Qt.Key.Key_Space)
    (line,) = walker.desk.records(ConsultationCount, consultation=talk.id)
    assert (line.group, line.count) == ("idp_out_of_camp", 7)
    press(walker, Qt.Key.Key_Escape)
    assert page.consultation_panel.isHidden()
    reach(walker, lambda: page.tabs.button("consultations"))
    press(walker, Qt.Key.Key_Right)
    press(walker, Qt.Key.Key_Right)
    reach(walker, lambda: page.expectations.list.table)
    press(walker, Qt.Key.Key_Down)
    press(walker, Qt.Key.Key_Down)
    assert page.expectation_panel.isVisible()
    reach(walker, lambda: page.expectation_panel.form.fields["message_given"].control.main())
    walker.bot.keyClick(QApplication.focusWidget(), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    walker.type(QApplication.focusWidget(), " Said again.")
    walker.bot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    walker.settle()
    assert any((one.message_given or "").endswith("Said again.") for one in walker.desk.records(Expectation))


def open_page(walker: Walker, page_id: str) -> None:
    """Go to a page of the rail with its number."""
    number = list(walker.frame.rail.items).index(page_id) + 1
    walker.bot.keyClick(walker.frame, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
    walker.settle()
    assert walker.frame.stack.current_id == page_id


def press(walker: Walker, key: Qt.Key) -> None:
    """Press a key where the focus is."""
    target = QApplication.focusWidget()
    assert target is not None
    walker.bot.keyClick(target, key)
    walker.settle()


def reach(walker: Walker, wanted: Callable[[], QWidget], most: int = 220) -> None:
    """Press Tab until the focus is on a widget, or on the input that stands for it."""
    for _ in range(most):
        if QApplication.focusWidget() is None:
            walker.come_to_the_front()
        here = QApplication.focusWidget()
        if here is not None and (here is wanted() or wanted().isAncestorOf(here)):
            return
        walker.bot.keyClick(here or walker.frame, Qt.Key.Key_Tab)
    raise AssertionError(wanted())
