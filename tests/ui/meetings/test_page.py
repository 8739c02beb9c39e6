"""Meetings on a real workspace: lists, a meeting as it is run, counting, minutes."""

from __future__ import annotations

import weakref
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from ui.meetings_typing import lines, type_line
from ui.reach import let_go, nameless

from app.models.kinds.meetings import (
    AgendaItem,
    AttendanceCount,
    Issue,
    Meeting,
)
from app.services.desk import Desk
from app.services.meeting_work import (
    add_agenda_item,
    add_meeting,
    catch_line,
    count_people,
    start_meeting,
)
from app.ui.kit.empty import EmptyState
from app.ui.language import use_language
from app.ui.pages.meetings import MeetingsPage
from app.ui.pages.meetings_read_back import ReadBack
from app.ui.places import Place
from app.ui.session import Session

PDF = b"%PDF-1.7 minutes"


def test_meetings_are_listed_with_their_state(page: MeetingsPage) -> None:
    texts = [str(page.model.index(0, column).data()) for column in range(page.model.columnCount())]
    assert texts == ["no day yet", "Roundtable", "Roundtable", "–", "–", "–", "–", "Planned"]
    assert not page.add.isHidden()
    assert page.room_actions.back.isHidden()


def test_a_new_meeting_opens_at_once(page: MeetingsPage, desk: Desk, qtbot: QtBot) -> None:
    page.add_of_type("fgd")
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.room)
    assert page.header.title.text() == "Focus group discussion"
    assert len(desk.records(Meeting)) == 2


def test_the_types_of_meeting_are_offered(page: MeetingsPage, qtbot: QtBot) -> None:
    page.add.click()
    (dialog,) = page.window().findChildren(QDialog)
    dialog.line.setText("bilateral")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.header.title.text() == "Bilateral meeting")


def test_enter_opens_a_meeting_and_back_leads_to_the_list(
    page: MeetingsPage, meeting: str, qtbot: QtBot
) -> None:
    page.table.choose(meeting)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.room)
    assert page.add.isHidden()
    page.room_actions.back.click()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.lists)


def test_starting_shows_the_time_left_and_closing_offers_minutes(
    room: MeetingsPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    assert room.room_actions.go_on.text() == "Start the meeting"
    room.room_actions.go_on.click()
    qtbot.waitUntil(lambda: room.room_actions.status.text() == "Live")
    timer = room.room.agenda.timer
    assert timer.text().startswith(("10:", "09:"))
    assert not timer.isHidden()
    room.room_actions.go_on.click()
    qtbot.waitUntil(lambda: desk.find(Meeting, meeting).status == "held")
    qtbot.waitUntil(lambda: timer.isHidden())
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def test_the_minutes_are_offered_when_the_page_shows_the_meeting_as_held(
    room: MeetingsPage, desk: Desk, meeting: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_meeting(desk, meeting)
    room.reload()
    qtbot.waitUntil(lambda: room._view.room.status == "live")
    offered: list[bool] = []
    there = room.room_actions.make_minutes
    monkeypatch.setattr(room.minutes, "offer", lambda *_: offered.append(there.isVisibleTo(room)))
    room.room_actions.go_on.click()
    qtbot.waitUntil(lambda: bool(offered))
    assert offered == [True]
    room.reload()
    qtbot.waitUntil(lambda: not room._stale)
    assert offered == [True]


def test_time_that_ran_out_is_said_in_words(
    room: MeetingsPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    start_meeting(desk, meeting)
    first = desk.records(AgendaItem, meeting=meeting)[0]
    with desk.write("agenda_item.edit") as unit:
        unit.set(AgendaItem, first.id, started_at="2026-01-01T08:00:00Z")
    room.reload()
    agenda = room.room.agenda
    qtbot.waitUntil(lambda: agenda.left.text().startswith("over time"))
    assert agenda.timer.text().startswith("+")
    assert (agenda.bar.share, agenda.bar.role) == (1.0, "attention")


def test_next_item_ends_the_one_before(room: MeetingsPage, desk: Desk, qtbot: QtBot) -> None:
    room.room_actions.go_on.click()
    qtbot.waitUntil(lambda: not room.room.agenda.start.isHidden())
    assert room.room.agenda.start.text() == "Next item"
    room.room.agenda.start.click()
    qtbot.waitUntil(lambda: [item.done for item in desk.records(AgendaItem)] == [True, None])
    qtbot.waitUntil(lambda: room.room.stream.title.text().startswith("2 "))


def test_a_line_is_opened_edited_and_removed(
    room: MeetingsPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    type_line(room, qtbot, "No water")
    issue = desk.records(Issue)[0]
    room.room.open_line("issue", issue.id)
    panel = room.room.line
    assert panel.title.text() == "V-001"
    assert room.room.beside.isHidden()
    panel.form.fields["severity"].control.show_value("3")
    panel.form.fields["severity"].commit()
    qtbot.waitUntil(lambda: desk.find(Issue, issue.id).severity == "3")
    panel.remove.click()
    qtbot.waitUntil(lambda: desk.records(Issue) == [])
    qtbot.waitUntil(lambda: not room.room.beside.isHidden())


def test_people_are_counted_in_the_panel(room: MeetingsPage, desk: Desk, qtbot: QtBot) -> None:
    room.room.open_counting()
    panel = room.room.counting
    for name, value in (("affiliation", "idp"), ("sex", "female"), ("age_band", "25_59"), ("count", 7)):
        panel.form.fields[name].control.show_value(value)
    panel.keep.click()
    qtbot.waitUntil(lambda: panel.sum.text().startswith("7 people: women 7, men 0"))
    panel.take_away("idp", "female", "25_59")
    qtbot.waitUntil(lambda: desk.records(AttendanceCount) == [])


def test_counting_needs_everything(room: MeetingsPage, desk: Desk) -> None:
    room.room.open_counting()
    room.room.counting.keep.click()
    assert room.room.counting.form.fields["sex"].error.text()
    assert desk.records(AttendanceCount) == []


def test_it_says_who_was_not_heard_yet(room: MeetingsPage, desk: Desk, meeting: str, qtbot: QtBot) -> None:
    count_people(desk, meeting, "idp", "female", "25_59", 8)
    count_people(desk, meeting, "youth", "male", "18_24", 2)
    catch_line(desk, "issue", meeting, "", "Documents", "en", {"raised_by": "idp"})
    room.reload()
    said = room.room.beside.heard
    qtbot.waitUntil(lambda: said.body.count() == 2)
    texts = [said.body.itemAt(place).widget().text() for place in range(2)]
    assert texts == ["So far: IDPs.", "Not yet heard: youth."]


def test_only_a_meeting_with_the_authority_asks_for_its_agreement(
    room: MeetingsPage, desk: Desk, qtbot: QtBot
) -> None:
    assert room.room.beside.agreement.isHidden()
    made = add_meeting(desk, "authority_meeting", "With the district", "en")
    room.open_meeting(made)
    card = room.room.beside.agreement
    qtbot.waitUntil(lambda: not card.isHidden())
    assert card.state.text().startswith("Not written down yet")
    card.write.click()
    form = room.room.line.form
    form.fields["agreement_reached"].control.show_value(True)
    form.fields["agreement_reached"].commit()
    qtbot.waitUntil(lambda: card.state.text() == "Agreed")


def test_details_of_other_meetings_do_not_ask_for_an_agreement(room: MeetingsPage) -> None:
    room.room_actions.details.click()
    assert "venue" in room.room.line.form.fields
    assert "agreement_reached" not in room.room.line.form.fields


def test_reading_back_shows_what_was_agreed(
    room: MeetingsPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    catch_line(desk, "decision", meeting, "", "One list", "en", {})
    catch_line(desk, "issue", meeting, "", "No water", "en", {})
    room.reload()
    qtbot.waitUntil(lambda: lines(room) == 2)
    dialog = ReadBack(room._room_now())
    qtbot.addWidget(dialog)
    shown = [one.text() for one in dialog.findChildren(QLabel)]
    assert {"Decisions", "One list", "D-001"} <= set(shown)
    assert "No water" not in shown


def test_reading_back_before_anything_was_agreed_says_so(room: MeetingsPage, qtbot: QtBot) -> None:
    dialog = ReadBack(room._room_now())
    qtbot.addWidget(dialog)
    assert dialog.findChild(EmptyState).sentence.text().startswith("Nothing has been decided")


def test_minutes_are_written_in_the_language_asked_for(
    room: MeetingsPage, meeting: str, tmp_path: Path, door: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []

    def minutes_pdf(_desk: Desk, meeting_id: str, language: str) -> bytes:
        asked.append((meeting_id, language))
        return PDF

    monkeypatch.setattr("app.services.documents.minutes_pdf", minutes_pdf)
    door.answers["save"] = tmp_path / "minutes.pdf"
    with qtbot.waitSignal(room.session.noticed) as told:
        room.minutes.make(meeting, "M-001", "ar")
    assert asked == [(meeting, "ar")]
    assert (tmp_path / "minutes.pdf").read_bytes() == PDF
    assert "minutes.pdf" in told.args[0]


def test_an_agenda_item_is_added_by_its_title(
    room: MeetingsPage, desk: Desk, door: Any, qtbot: QtBot
) -> None:
    door.answers["text"] = "Next steps"
    room.room.agenda.add.click()
    qtbot.waitUntil(lambda: len(room.room.agenda.buttons) == 3)
    qtbot.waitUntil(lambda: room.room.stream.title.text() == "3 · Next steps")


def test_consultations_are_one_link_away(page: MeetingsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.session.asked_for) as asked:
        page.consultations.click()
    assert asked.args == [Place("voices", view="consultations")]


@pytest.mark.parametrize("kind", ["decision", "agenda_item"])
def test_a_place_opens_the_meeting_a_record_belongs_to(
    page: MeetingsPage, desk: Desk, meeting: str, kind: str, qtbot: QtBot
) -> None:
    item = desk.records(AgendaItem, meeting=meeting)[1].id
    line = catch_line(desk, "decision", meeting, item, "One list", "en", {})
    page.go_to(Place("meetings", kind, {"decision": line, "agenda_item": item}[kind]))
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.room)
    assert page.room.chosen == item
    assert page.room.line.isHidden() == (kind == "agenda_item")


def test_the_open_fields_of_an_item_go_along_to_another_and_to_a_new_one(
    room: MeetingsPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    first, second = (one.id for one in desk.records(AgendaItem, meeting=meeting)[:2])
    room.room.open_line("agenda_item", first)
    room.room.choose_item(second)
    assert (room.room.line.record, room.room.chosen) == (second, second)
    new = add_agenda_item(desk, meeting, "Next steps", "en")
    room.room._item_added(new)
    room.reload()
    qtbot.waitUntil(lambda: room.room.line.record == new)
    room.room.line.leave()
    room.room.choose_item(first)
    assert room.room.line.isHidden()


def test_everything_is_said_again_in_arabic(room: MeetingsPage, qapp: QApplication) -> None:
    use_language(qapp, "ar")
    assert room.room.agenda.title.text() == "جدول الأعمال"
    assert room.room.stream.entry.kinds["decision"].text().endswith("قرار\u2069")
    assert room.room.beside.people.title.text() == "في القاعة"


def test_the_newest_roundtable_can_be_asked_for(
    page: MeetingsPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    later = add_meeting(desk, "roundtable", "Second roundtable", "en")
    with desk.write("meeting.edit") as unit:
        unit.set(Meeting, meeting, held_on="2026-03-14")
        unit.set(Meeting, later, held_on="2026-09-14")
    page.go_to(Place("meetings", view="room"))
    qtbot.waitUntil(lambda: page.header.title.text() == "Second roundtable")


def test_every_control_can_be_reached_and_has_a_name(room: MeetingsPage) -> None:
    room.room_actions.details.click()
    assert nameless(room) == []


def used(session: Session, meeting: str, qtbot: QtBot) -> MeetingsPage:
    page = MeetingsPage(session)
    page.show()
    page.open_meeting(meeting)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.room)
    page.room.open_details()
    qtbot.waitUntil(lambda: not session.operations.is_busy())
    return page


def test_the_page_dies_when_it_is_closed(session: Session, meeting: str, qtbot: QtBot) -> None:
    page = used(session, meeting, qtbot)
    watched = weakref.ref(page)
    page.close()
    page.deleteLater()
    del page
    let_go()
    assert watched() is None or not isValid(watched())


def test_a_meeting_is_removed_once_it_was_said_what_goes_with_it(
    room: MeetingsPage, desk: Desk, meeting: str, door: Any, qtbot: QtBot
) -> None:
    type_line(room, qtbot, "No water")
    room.room_actions.details.click()
    remove = room.room.line.remove
    qtbot.waitUntil(remove.isVisible)
    door.answers["confirm"] = False
    remove.click()
    qtbot.waitUntil(lambda: bool(door.said))
    told = door.said[-1][1]
    assert "Agenda (2)" in told
    assert "Issues and inputs (1)" in told
    assert desk.find(Meeting, meeting) is not None
    door.answers["confirm"] = True
    with qtbot.waitSignal(room.session.undoable):
        remove.click()
    qtbot.waitUntil(lambda: room.stack.currentWidget() is room.lists)
    assert desk.find(Meeting, meeting) is None
    desk.undo()
    assert len(desk.records(AgendaItem, meeting=meeting)) == 2
