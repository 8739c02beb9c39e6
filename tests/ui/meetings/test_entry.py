"""Catching what is said: keys, chips, days, and nothing typed is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot
from ui.meetings_typing import type_line

from app.models.kinds.meetings import (
    ActionPoint,
    AgendaItem,
    Commitment,
    Decision,
    Issue,
)
from app.services.begun import begun, keep_begun
from app.services.desk import Desk
from app.services.meeting_work import catch_line, start_meeting
from app.ui.pages.meetings import MeetingsPage
from app.ui.pages.meetings_attribution import Who, offered
from app.ui.session import Session


def test_keys_choose_the_kind_and_enter_records(room: MeetingsPage, desk: Desk, qtbot: QtBot) -> None:
    type_line(room, qtbot, "The pump has no generator")
    type_line(room, qtbot, "One list of schools", Qt.Key.Key_F3)
    type_line(room, qtbot, "40 teachers", Qt.Key.Key_F4)
    type_line(room, qtbot, "Send the list", Qt.Key.Key_F5)
    texts = [desk.records(kind)[0].text_en for kind in (Issue, Decision, Commitment, ActionPoint)]
    assert texts == ["The pump has no generator", "One list of schools", "40 teachers", "Send the list"]
    assert room.room.stream.entry.text.toPlainText() == ""


def test_lines_stand_under_the_item_that_is_shown(
    room: MeetingsPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    second = desk.records(AgendaItem, meeting=meeting)[1]
    room.room.agenda.buttons[second.id].click()
    type_line(room, qtbot, "No water")
    assert desk.records(Issue)[0].agenda_item == second.id
    assert room.room.stream.quiet.text() == "1 note"


def test_chips_under_the_box_go_with_the_line(room: MeetingsPage, desk: Desk, qtbot: QtBot) -> None:
    entry = room.room.stream.entry
    entry.set_value("raised_by", "returnee")
    entry.set_value("objective", "SO4")
    assert entry.chips["raised_by"].text() == "Returnees"
    type_line(room, qtbot, "No water")
    issue = desk.records(Issue)[0]
    assert (issue.raised_by, issue.objective) == ("returnee", "SO4")
    assert entry.chips["raised_by"].text() == "who…"


def test_a_due_day_goes_with_a_commitment(room: MeetingsPage, desk: Desk, qtbot: QtBot) -> None:
    entry = room.room.stream.entry
    entry.take_key("commitment")
    entry.due.line.setText("1/9/2026")
    type_line(room, qtbot, "40 teachers")
    assert desk.records(Commitment)[0].due == "2026-09-01"


def test_a_day_nobody_can_read_keeps_the_line(room: MeetingsPage, desk: Desk, qtbot: QtBot) -> None:
    entry = room.room.stream.entry
    entry.take_key("commitment")
    entry.due.line.setText("some day")
    entry.text.setPlainText("40 teachers")
    qtbot.keyClick(entry.text, Qt.Key.Key_Return)
    assert entry.text.toPlainText() == "40 teachers"
    assert desk.records(Commitment) == []


def test_shift_enter_goes_on_typing_and_nothing_records_nothing(
    room: MeetingsPage, desk: Desk, qtbot: QtBot
) -> None:
    entry = room.room.stream.entry
    qtbot.keyClick(entry.text, Qt.Key.Key_Return)
    entry.text.setPlainText("One")
    qtbot.keyClick(entry.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert "One" in entry.text.toPlainText()
    assert desk.records(Issue) == []


def test_a_line_that_is_refused_comes_back(
    room: MeetingsPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    entry = room.room.stream.entry
    entry.set_value("raised_by", "nobody_known")
    entry.text.setPlainText("No water")
    with qtbot.waitSignal(room.session.operations.refused):
        entry.record()
    assert entry.text.toPlainText() == "No water"


def test_a_line_that_was_being_typed_is_there_again_after_the_program_ended(
    room: MeetingsPage, session: Session, meeting: str, qtbot: QtBot
) -> None:
    entry = room.room.stream.entry
    entry.text.setPlainText("The pump has no gen")
    room.commit_typing()
    qtbot.waitUntil(lambda: not session.operations.is_busy())
    again = MeetingsPage(session)
    qtbot.addWidget(again)
    again.show()
    again.open_meeting(meeting)
    typed = again.room.stream.entry.text
    qtbot.waitUntil(lambda: typed.toPlainText() == "The pump has no gen")


def test_a_recorded_line_is_not_offered_again(
    room: MeetingsPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    keep_begun(desk, "line", meeting, {"kind": "issue", "text": "The pump"})
    type_line(room, qtbot, "The pump has no generator")
    qtbot.waitUntil(lambda: begun(desk) == [])


def test_two_letters_find_an_arabic_group_without_its_article() -> None:
    groups = [Who("raised_by", "idp", "النازحون"), Who("raised_by", "womens_group", "مجموعة نسائية")]
    assert [one.value for one in offered(groups, "نا")] == ["idp"]
    assert [one.value for one in offered(groups, "الن")] == ["idp"]
    assert [one.value for one in offered(groups, "نس")] == ["womens_group"]


def test_an_at_that_names_nobody_is_said_and_never_read_out(
    room: MeetingsPage, desk: Desk, qtbot: QtBot
) -> None:
    room.room.show_stage("room")
    entry = room.room.stream.entry
    entry.text.setPlainText("Gravel from the town @zzqu")
    entry.text.moveCursor(QTextCursor.MoveOperation.End)
    entry._typed()
    assert not entry.whos.isHidden()
    assert "zzqu" in entry.whos.item(0).text()
    entry.record()
    qtbot.waitUntil(lambda: len(desk.records(Issue)) == 1)
    assert desk.records(Issue)[0].text_en == "Gravel from the town zzqu"


def test_the_newest_line_is_in_view_and_who_scrolls_back_stays_there(
    room: MeetingsPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    start_meeting(desk, meeting)
    item = desk.records(AgendaItem, meeting=meeting)[0].id
    for number in range(12):
        catch_line(desk, "issue", meeting, item, f"Input {number} about the well of the village", "en", {})
    room.room.chosen = item
    room.reload()
    bar = room.room.stream.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    bar.setValue(0)
    room.reload()
    qtbot.waitUntil(lambda: not room.session.operations.is_busy())
    assert bar.value() == 0
    catch_line(desk, "issue", meeting, item, "One more", "en", {})
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
