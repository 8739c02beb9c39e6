"""Before the meeting: the list that computes, who is asked, the agenda in another order, papers."""

from __future__ import annotations

import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from ui.reach import let_go, nameless

from app.models.kinds.inside import Stakeholder
from app.models.kinds.meetings import Meeting
from app.models.kinds.roundtable import Guest
from app.services.desk import Desk
from app.services.meeting_work import agenda
from app.ui.pages.meetings import MeetingsPage
from app.ui.pages.meetings_papers import GROUPS, PapersDialog
from app.ui.places import Place
from app.ui.session import Session


@pytest.fixture
def prepared(room: MeetingsPage, desk: Desk, qtbot: QtBot) -> MeetingsPage:
    with desk.write("stakeholder.add") as unit:
        for name, sort in (("Governor", "11"), ("Youth volunteers", "youth_group")):
            unit.add(Stakeholder, name_en=name, type=sort)
    room.room.show_stage("before")
    room.reload()
    guests = room.room.prepare.guests
    qtbot.waitUntil(lambda: guests.empty.button.text() == "Propose 2 from the map")
    return room


def test_a_planned_meeting_opens_with_what_is_to_be_ready(
    page: MeetingsPage, meeting: str, qtbot: QtBot
) -> None:
    page.open_meeting(meeting)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.room)
    assert page.room.stage() == "before"
    assert page.room.beside.isHidden()
    assert page.room.prepare.checks.quiet.text().endswith("ready")


def test_the_map_fills_the_list_and_undo_is_offered(prepared: MeetingsPage, desk: Desk, qtbot: QtBot) -> None:
    guests = prepared.room.prepare.guests
    with qtbot.waitSignal(prepared.session.undoable):
        guests.empty.button.click()
    qtbot.waitUntil(lambda: guests.model.shown_count() == 2)
    assert guests.chips["government"].text() == "Government: 1 listed, 0 coming"
    assert guests.propose.isHidden()


def test_a_body_is_added_with_its_side_and_all_are_marked_as_asked(
    prepared: MeetingsPage, desk: Desk, qtbot: QtBot
) -> None:
    work = prepared.room.guests
    prepared.session.door.answers["text"] = "Teachers of Tal Narjis"
    prepared.room.prepare.guests.add.click()
    (dialog,) = prepared.window().findChildren(QDialog)
    dialog.line.setText("commun")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.side for one in desk.records(Guest)] == ["community"])
    guests = prepared.room.prepare.guests
    qtbot.waitUntil(lambda: not guests.mark.isHidden())
    work.mark_asked_by("visit")
    qtbot.waitUntil(lambda: desk.records(Guest)[0].answer == "asked")
    assert desk.records(Guest)[0].channel == "visit"


def test_a_guest_is_edited_in_the_panel(prepared: MeetingsPage, desk: Desk, qtbot: QtBot) -> None:
    guests, panel = prepared.room.prepare.guests, prepared.room.line
    guests.empty.button.click()
    qtbot.waitUntil(lambda: guests.model.shown_count() == 2)
    first = desk.records(Guest)[0]
    guests.table.choose(first.id)
    prepared.room.open_guest(first.id)
    answer = panel.form.fields["answer"]
    answer.control.show_value("coming")
    answer.commit()
    qtbot.waitUntil(lambda: desk.find(Guest, first.id).answer == "coming")
    assert panel.forget.isHidden()


def test_alt_and_an_arrow_move_an_item_and_it_keeps_the_focus(
    room: MeetingsPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    first, second = agenda(desk, meeting)
    button = room.room.agenda.buttons[second.id]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: [one.id for one in agenda(desk, meeting)] == [second.id, first.id])
    qtbot.waitUntil(lambda: list(room.room.agenda.buttons) == [second.id, first.id])


def test_an_item_is_dragged_to_another_place(
    room: MeetingsPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    first, second = agenda(desk, meeting)
    button = room.room.agenda.buttons[first.id]
    start = QPoint(20, button.height() // 2)
    QTest.mousePress(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, 6):
        QTest.mouseMove(button, start + QPoint(0, step * 6))
    assert button.dragged
    button.move(button.x(), button.y() + 3 * button.height())
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    qtbot.waitUntil(lambda: [one.id for one in agenda(desk, meeting)] == [second.id, first.id])


def test_running_times_and_the_overrun_are_shown(
    room: MeetingsPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    with desk.write("meeting.edit") as unit:
        unit.set(Meeting, meeting, starts="09:00", ends="09:15")
    room.reload()
    card = room.room.agenda
    qtbot.waitUntil(lambda: "5 minutes past" in card.ends.text())
    assert [button.under.split(" ·")[0] for button in card.buttons.values()] == [
        "09:00 – 09:10",
        "09:10 – 09:20",
    ]


def test_a_check_leads_to_where_it_is_put_right(prepared: MeetingsPage, qtbot: QtBot) -> None:
    prepared.room.prepare.checks.open_place("details")
    assert not prepared.room.line.isHidden()
    prepared.room.open_place("agenda")
    prepared.room.open_place("guests")
    assert nameless(prepared.room.prepare) == []


def test_a_paper_is_written_where_the_person_says(room: MeetingsPage, tmp_path: Path, qtbot: QtBot) -> None:
    room.session.door.answers["save"] = tmp_path / "notes.pdf"
    room.room_actions.papers.click()
    (dialog,) = room.window().findChildren(PapersDialog)
    assert set(dialog.buttons) == {paper for _, papers in GROUPS for paper in papers}
    dialog.language.show_value("ckb")
    dialog.buttons["notes_form"].click()
    qtbot.waitUntil(lambda: not dialog.made.isHidden(), timeout=20_000)
    assert (tmp_path / "notes.pdf").read_bytes().startswith(b"%PDF")
    dialog.accept()


def test_letters_without_a_list_say_why_not(room: MeetingsPage, tmp_path: Path, qtbot: QtBot) -> None:
    room.session.door.answers["save"] = tmp_path / "letters.pdf"
    room.offer_papers()
    (dialog,) = room.window().findChildren(PapersDialog)
    dialog.make("letters")
    qtbot.waitUntil(lambda: bool(room.session.door.said), timeout=20_000)
    assert "Nobody is on the list" in room.session.door.said[-1][1]
    dialog.accept()


def test_the_dialog_of_papers_goes_when_it_is_closed(session: Session, meeting: str, qtbot: QtBot) -> None:
    dialog = PapersDialog(session, meeting, "M-001", ("ar",))
    dialog.show()
    watched = weakref.ref(dialog)
    dialog.accept()
    del dialog
    let_go()
    assert watched() is None or not isValid(watched())


def test_the_first_meeting_leads_to_its_guide(room: MeetingsPage) -> None:
    places: list[Place] = []
    room.session.asked_for.connect(places.append)
    room.room.open_place("guide")
    assert (places[-1].page, places[-1].view) == ("group", "support")
