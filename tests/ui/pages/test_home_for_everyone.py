"""Home for a member with little time, and for whoever runs the meeting of today."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.reach import nameless
from ui.windows import Window

from app.models.kinds.meetings import AgendaItem, Meeting
from app.ui.language import use_language
from app.ui.pages.home import HomePage
from app.ui.places import Place


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    yield made
    made.close()


def a_meeting(window: Window, day: str, **more: object) -> str:
    with window.desk.write("meeting.add") as unit:
        meeting = unit.add(
            Meeting, title_en="Roundtable of the district", type="roundtable", held_on=day, status="planned",
            starts="09:00", **more,
        )  # fmt: skip
        unit.add(AgendaItem, meeting=meeting, title_en="Welcome", minutes=10)
    return meeting


def test_only_mine_remembers_and_hides_what_the_group_owes(window: Window, qtbot: QtBot) -> None:
    page = window.show(HomePage)
    assert not page.only_mine.isChecked()
    assert page.readiness.isVisible()
    qtbot.keyClick(page.only_mine, Qt.Key.Key_Space)
    window.settle()
    assert page.only_mine.isChecked()
    assert not page.readiness.isVisible()
    assert page.path.isVisible()
    again = window.show(HomePage)
    assert again.only_mine.isChecked()
    again.only_mine.click()
    window.settle()
    assert again.readiness.isVisible()


def test_todays_meeting_stands_on_top_and_leads_to_its_room(window: Window) -> None:
    meeting = a_meeting(window, "2026-04-07", venue="Municipal hall")
    page = window.show(HomePage)
    card = page.meeting
    assert card.isVisible()
    assert (card.chip.text(), card.open.text()) == ("today", "Open the live room")
    told = " ".join(one.text() for one in card.findChildren(QLabel))
    assert "Municipal hall" in told
    assert "Welcome" in told
    assert "note-taker" in told
    assert nameless(page) == []
    assert not page.go_on.isVisible()
    card.open.click()
    assert window.places[-1] == Place("meetings", "meeting", meeting)


def test_a_meeting_to_come_is_to_be_prepared(window: Window, qapp: QApplication) -> None:
    a_meeting(window, "2026-04-12")
    page = window.show(HomePage)
    assert not page.meeting.isVisible()
    assert (page.coming.chip.text(), page.coming.open.text()) == ("in 5 days", "Prepare it")
    assert page.go_on.isVisible()
    use_language(qapp, "ar")
    assert page.coming.open.text() == "حضّره"


def test_without_a_meeting_there_is_no_card(window: Window) -> None:
    for one in window.desk.records(Meeting):
        with window.desk.write("meeting.edit") as unit:
            unit.set(Meeting, one.id, status="held")
    page = window.show(HomePage)
    assert not page.meeting.isVisible()
    assert not page.coming.isVisible()
