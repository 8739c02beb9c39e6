"""Who backstops a meeting, meetings of forums and sub-groups, and files on a meeting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import segno
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot
from ui.reach import nameless

from app.models.kinds.meetings import Attachment, Meeting
from app.models.kinds.people import CoordinationMechanism, Member
from app.services.desk import Desk
from app.services.group_work import note_backstopping
from app.ui.pages.attachment_papers import PaperOffer
from app.ui.pages.meetings import MeetingsPage
from app.ui.pages.meetings_support import SupportCard
from app.ui.places import Place


@pytest.fixture
def backstoppers(desk: Desk) -> tuple[str, str]:
    with desk.write("member.add") as unit:
        rana = unit.add(
            Member, name_en="Rana", role="backstop_area", backstop_function="drafting_linkage_technical"
        )
        return rana, unit.add(Member, name_en="Omar", role="dso", backstop_function="secretariat")


@pytest.fixture
def forum(desk: Desk) -> str:
    with desk.write("coordination_mechanism.add") as unit:
        return unit.add(
            CoordinationMechanism, name_en="Facilitated Voluntary Movements", type="technical_sub_group"
        )


@pytest.fixture
def card(room: MeetingsPage) -> SupportCard:
    room.room.show_stage("after")
    return room.room.closing.support


def said(card: SupportCard) -> str:
    return " ".join(one.text() for one in card.findChildren(QLabel))


def test_too_few_are_told_in_words(card: SupportCard) -> None:
    assert not card.isHidden()
    assert "Nobody yet for: " in card.state.text()
    assert card.state.property("look") == "attention"
    assert nameless(card) == []


def test_two_with_both_functions_are_named(
    card: SupportCard, desk: Desk, meeting: str, backstoppers: tuple[str, str], qtbot: QtBot
) -> None:
    for one in backstoppers:
        note_backstopping(desk, meeting, one, True)
    qtbot.waitUntil(lambda: card.state.property("look") == "good")
    assert "Rana" in said(card)
    assert "Omar" in said(card)


def test_they_are_noted_from_the_meeting(
    room: MeetingsPage, desk: Desk, meeting: str, backstoppers: tuple[str, str], qtbot: QtBot
) -> None:
    room.reload()
    qtbot.waitUntil(lambda: len(room._view.support.people) == 2)
    room.room.show_stage("before")
    room.room.prepare.checks.open_place("support")
    panel = room.room.supporting
    assert not panel.isHidden()
    assert panel.open.isHidden()
    panel.boxes[backstoppers[0]].click()
    qtbot.waitUntil(lambda: desk.find(Meeting, meeting).backstoppers == backstoppers[:1])
    room.room.show_stage("after")
    qtbot.waitUntil(lambda: "Rana" in said(room.room.closing.support))
    room.room.open_details()
    assert panel.isHidden()


def test_a_meeting_of_a_sub_group_is_made_and_leads_back(
    page: MeetingsPage, desk: Desk, forum: str, qtbot: QtBot
) -> None:
    page.reload()
    qtbot.waitUntil(lambda: bool(page._view.mechanisms))
    page.add.click()
    (dialog,) = page.window().findChildren(QDialog)
    dialog.line.setText("facilitated")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.room)
    (made,) = desk.records(Meeting, mechanism=forum)
    assert (made.type, made.title_en) == ("coordination", "Facilitated Voluntary Movements")
    page.room.show_stage("after")
    support = page.room.closing.support
    assert "Meeting of Facilitated Voluntary Movements" in support.state.text()
    assert support.change.isHidden()
    with qtbot.waitSignal(page.session.asked_for) as asked:
        support.forum.click()
    assert asked.args == [Place("group", "coordination_mechanism", forum)]
    page.show_lists()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.lists)
    assert page._view.rows[0].mechanism.en == "Facilitated Voluntary Movements"


def test_a_meeting_is_given_to_a_forum_in_its_details(
    room: MeetingsPage, desk: Desk, meeting: str, forum: str, qtbot: QtBot
) -> None:
    room.reload()
    qtbot.waitUntil(lambda: bool(room._view.mechanisms))
    room.room.open_details()
    field = room.room.line.form.fields["mechanism"]
    field.control.show_value(forum)
    field.commit()
    qtbot.waitUntil(lambda: desk.find(Meeting, meeting).mechanism == forum)
    qtbot.waitUntil(lambda: room._view.support is None)


def test_the_signed_sheet_hangs_on_the_meeting(
    room: MeetingsPage, desk: Desk, meeting: str, tmp_path: Path, door: Any, qtbot: QtBot
) -> None:
    room.room.show_stage("after")
    files = room.room.closing.files.files
    Image.new("RGB", (60, 60), "white").save(tmp_path / "sheet.png")
    door.answers["open"] = tmp_path / "sheet.png"
    files.add.click()
    qtbot.waitUntil(lambda: [one.subject for one in desk.records(Attachment)] == [meeting])
    room.session.operations.tell_changed(frozenset({"attachment"}))
    qtbot.waitUntil(lambda: "One file" in files.total.text())


def test_a_filled_form_is_read_from_the_list(
    page: MeetingsPage, desk: Desk, meeting: str, tmp_path: Path, door: Any, qtbot: QtBot
) -> None:
    segno.make_qr(f"MASAR:MEETING:{meeting.upper()}").save(str(tmp_path / "form.png"), scale=8)
    door.answers["open"] = tmp_path / "form.png"
    page.head.scan.click()
    qtbot.waitUntil(lambda: page.paper_drop.offer is not None)
    offer = page.paper_drop.offer
    assert isinstance(offer, PaperOffer)
    offer.go.click()
    qtbot.waitUntil(lambda: [one.subject for one in desk.records(Attachment)] == [meeting])
