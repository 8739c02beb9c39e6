"""The live meeting: who said it with two letters, two screens, names, and the register."""

from __future__ import annotations

import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from ui.meetings_typing import type_line
from ui.reach import let_go, nameless

from app.models.kinds.inside import NamedAttendance
from app.models.kinds.meetings import ActionPoint, AttendanceCount, Commitment, Issue
from app.models.kinds.people import Organisation
from app.services.desk import Desk
from app.services.meeting_work import catch_line, start_meeting
from app.ui.language import use_language
from app.ui.pages.meetings import MeetingsPage
from app.ui.pages.meetings_attribution import Who, offered, typed_after_mark, without_mark
from app.ui.pages.meetings_audience import AudienceWindow
from app.ui.places import Place
from app.ui.session import Session


def type_text(page: MeetingsPage, qtbot: QtBot, written: str) -> None:
    box = page.room.stream.entry.text
    box.setFocus()
    qtbot.keyClicks(box, written)
    box.moveCursor(QTextCursor.MoveOperation.End)


def test_two_letters_after_the_mark_offer_what_begins_with_them() -> None:
    choices = [Who("raised_by", "idp", "IDPs"), Who("raised_by", "womens_group", "Women's group")]
    assert [one.value for one in offered(choices, "wo")] == ["womens_group"]
    assert offered(choices, "w") == []
    assert [one.value for one in offered([Who("x", "momd", "Ministry of Migration")], "mo")] == ["momd"]
    assert [one.value for one in offered([Who("x", "k", "مُديرية الماء")], "مديريه")] == ["k"]


@pytest.mark.parametrize(
    ("written", "typed", "kept"),
    [
        ("No water @wo", "wo", "No water"),
        ("a@b.org", None, "a@b.org"),
        ("@", "", ""),
        ("no mark", None, "no mark"),
    ],
)
def test_the_mark_stands_at_the_end_and_begins_a_word(written: str, typed: str | None, kept: str) -> None:
    assert typed_after_mark(written) == typed
    assert without_mark(written) == kept


def test_a_group_is_picked_with_the_keyboard_alone(room: MeetingsPage, desk: Desk, qtbot: QtBot) -> None:
    entry = room.room.stream.entry
    type_text(room, qtbot, "No water @wo")
    assert not entry.whos.isHidden()
    qtbot.keyClick(entry.text, Qt.Key.Key_Return)
    assert (entry.text.toPlainText(), entry.values) == ("No water", {"raised_by": "womens_group"})
    qtbot.keyClick(entry.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.raised_by for one in desk.records(Issue)] == ["womens_group"])


def test_an_organisation_commits_and_escape_leaves_the_letters(
    room: MeetingsPage, desk: Desk, qtbot: QtBot
) -> None:
    with desk.write("organisation.add") as unit:
        office = unit.add(Organisation, name_en="Directorate of Water")
    room.reload()
    entry = room.room.stream.entry
    qtbot.waitUntil(lambda: len(room.room.view.organisations) == 2)
    entry.take_key("commitment")
    type_text(room, qtbot, "Wells @di")
    entry.whos.pick(0)
    assert entry.values["organisation"] == office
    type_text(room, qtbot, " @di")
    qtbot.keyClick(entry.text, Qt.Key.Key_Escape)
    assert entry.whos.isHidden()
    assert entry.text.toPlainText().endswith("@di")
    entry.text.setPlainText("Wells")
    entry.record()
    qtbot.waitUntil(lambda: [one.organisation for one in desk.records(Commitment)] == [office])


def test_the_hall_follows_the_meeting_and_shows_only_what_was_agreed(
    room: MeetingsPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    start_meeting(desk, meeting)
    room.reload()
    qtbot.waitUntil(lambda: not room.room_actions.hall.isHidden())
    room.room_actions.hall.click()
    hall = room.live.window_of_hall
    assert hall is not None
    assert hall.item.text() == "Opening"
    alone = hall.item.y()
    type_line(room, qtbot, "Women carry water two hours")
    room.activateWindow()
    room.room.take_key("decision")
    type_line(room, qtbot, "One list of schools")
    qtbot.waitUntil(lambda: hall.agreed.count() == 1)
    shown = " ".join(one.text() for one in hall.findChildren(type(hall.item)))
    assert "One list of schools" in shown
    qtbot.waitUntil(lambda: alone - hall.item.y() > 100)
    assert "carry water" not in shown
    assert hall.timer.text().startswith(("09:", "10:"))
    qtbot.keyClick(hall, Qt.Key.Key_Escape)
    assert hall.isHidden()


def test_the_screen_of_the_hall_dies_with_the_page(session: Session, meeting: str, qtbot: QtBot) -> None:
    window = AudienceWindow(session.desk.clock)
    window.show()
    watched = weakref.ref(window)
    window.close()
    window.deleteLater()
    del window
    let_go()
    assert watched() is None or not isValid(watched())


def test_f11_asks_for_the_whole_screen_and_gives_it_back(room: MeetingsPage, qtbot: QtBot) -> None:
    asked: list[bool] = []
    room.session.alone_asked.connect(asked.append)
    room.live.toggle()
    room.live.toggle()
    assert asked == [True, False]


def test_a_name_needs_consent_and_becomes_a_count(room: MeetingsPage, desk: Desk, qtbot: QtBot) -> None:
    room.room.beside.people.names.click()
    panel = room.room.names
    for name, value in (("person_name", "Huda"), ("affiliation", "idp"), ("sex", "female")):
        panel.form.fields[name].control.show_value(value)
    panel.keep.click()
    assert panel.form.fields["consent"].error.text()
    panel.form.fields["consent"].control.show_value(False)
    panel.keep.click()
    assert "Count the person" in panel.form.fields["consent"].error.text()
    panel.form.fields["consent"].control.show_value(True)
    panel.keep.click()
    qtbot.waitUntil(lambda: [one.consent for one in desk.records(NamedAttendance)] == [True])
    qtbot.waitUntil(lambda: not panel.counts.isHidden())
    assert nameless(panel) == []
    panel.counts.click()
    qtbot.waitUntil(lambda: [one.count for one in desk.records(AttendanceCount)] == [1])


def test_a_name_is_opened_and_can_be_removed_for_good(room: MeetingsPage, desk: Desk, qtbot: QtBot) -> None:
    with desk.write("named_attendance.add") as unit:
        one = unit.add(NamedAttendance, meeting=room.open_id, person_name="Huda", consent=True)
    room.reload()
    qtbot.waitUntil(lambda: len(room._view.named) == 1)
    room.room.open_names()
    room.room.open_name(one)
    assert not room.room.line.forget.isHidden()
    dialog = room.room.line.forget.ask()
    qtbot.waitUntil(lambda: dialog.go.isEnabled())
    dialog.remove()
    qtbot.waitUntil(lambda: desk.records(NamedAttendance) == [], timeout=10_000)
    dialog.reject()


def test_the_register_filters_reviews_and_closes(
    page: MeetingsPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    catch_line(desk, "commitment", meeting, "", "Wells", "en", {"due": "2020-01-01"})
    point = catch_line(desk, "action_point", meeting, "", "Call", "en", {"due": "2999-01-01"})
    page.go_to(Place("meetings", view="register"))
    tab = page.register
    qtbot.waitUntil(lambda: tab.chips["overdue"].text() == "Overdue 1" and tab.model.shown_count() == 1)
    tab.choose_state("")
    assert tab.model.shown_count() == 2
    page.go_to(Place("meetings", "action_point", point))
    qtbot.waitUntil(lambda: page.panel.title.text() == "Call")
    assert page.panel.followed.text() == "Done today"
    page.panel.followed.click()
    qtbot.waitUntil(lambda: desk.find(ActionPoint, point).status == "done")
    qtbot.waitUntil(lambda: page.panel.followed.text() == "Open it again")
    promise = desk.records(Commitment)[0].id
    tab.table.choose(promise)
    tab.picked.emit("commitment", promise)
    qtbot.waitUntil(lambda: page.panel.followed.text() == "Reviewed today")
    page.panel.followed.click()
    qtbot.waitUntil(lambda: desk.find(Commitment, promise).reviewed_on == desk.today)


def test_after_says_where_the_lines_went_and_leads_there(
    room: MeetingsPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    catch_line(desk, "commitment", meeting, "", "Wells", "en", {})
    room.reload()
    room.room.show_stage("after")
    went = room.room.closing.went
    qtbot.waitUntil(lambda: room._view.after.commitments == 1)
    places: list[Place] = []
    room.session.asked_for.connect(places.append)
    room.room.closing.gate.go.click()
    assert (places[-1].page, places[-1].id) == ("steps", "roundtable")
    assert nameless(room) == []
    went.open_page("register")
    qtbot.waitUntil(lambda: room.stack.currentWidget() is room.lists)
    assert room.tabs.current() == "register"


def test_all_stages_speak_arabic(room: MeetingsPage, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    use_language(application, "ar")
    qtbot.waitUntil(lambda: room.room_actions.papers.text() == "الأوراق")
    assert room.room.stages.button("before").text() == "قبل الاجتماع"
