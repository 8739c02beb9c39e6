"""Remove for good in the window: asked before with what it cannot do, told afterwards, gone for good."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from services.laptops import found
from ui.windows import Window

from app.models.kinds.inside import Contact
from app.models.kinds.people import Member
from app.services.backups import backups, make_backup
from app.services.field_edits import add_record
from app.services.forgetting import forget
from app.services.views.history import history_of
from app.ui.pages.forgetting import ForgetButton, ForgetDialog
from app.ui.pages.group import GroupPage
from app.ui.pages.record_history import history_lines
from app.ui.pages.stakeholders import StakeholdersPage
from app.ui.places import place_of
from app.ui.session import Session

NAME, PHONE = "Umm Salih", "+964 770 123 4567"


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(found(tmp_path)[0].use())
    yield made
    made.close()


def contact(window: Window) -> Contact:
    elders = add_record(window.desk, "stakeholder", {"name_en": "Elders"})
    values = {"stakeholder": elders, "person_name": NAME, "phone": PHONE}
    made = window.desk.find(Contact, add_record(window.desk, "contact", values))
    assert made is not None
    return made


def asked(window: Window, qtbot: QtBot, one: Contact) -> ForgetDialog:
    button = ForgetButton(window.session)
    qtbot.addWidget(button)
    window.held = button  # type: ignore[attr-defined]
    button.be_about("contact", one.id, NAME)
    dialog = button.ask()
    window.settle()
    return dialog


def told(dialog: ForgetDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisibleTo(dialog))


def test_it_says_before_what_it_cannot_do(window: Window, qtbot: QtBot) -> None:
    dialog = asked(window, qtbot, contact(window))
    assert "cannot be undone" in told(dialog)
    assert "3 values" in told(dialog)
    assert "never left this laptop" in told(dialog)
    assert dialog.back.isDefault()
    dialog.reject()
    assert len(window.desk.records(Contact)) == 1


def test_it_promises_no_more_than_the_record(window: Window, qtbot: QtBot) -> None:
    one = contact(window)
    add_record(window.desk, "stakeholder", {"name_en": "Council", "access_note": f"Speak to {NAME}"})
    dialog = asked(window, qtbot, one)
    assert dialog.what.combo.itemText(0) == "Everything in this record"
    assert "also stands here in: Stakeholder: 1" in told(dialog)
    dialog.go.click()
    window.settle()
    assert "also stands here in: Stakeholder: 1" in told(dialog)


def test_everything_goes_and_backups_are_renewed(window: Window, qtbot: QtBot) -> None:
    one = contact(window)
    make_backup(window.desk)
    dialog = asked(window, qtbot, one)
    dialog.go.click()
    window.settle()
    assert window.desk.records(Contact) == []
    assert "still holds it" in told(dialog)
    dialog.go.click()
    window.settle()
    assert len(window.notices) == 1
    assert NAME.encode() not in backups(window.desk.workspace)[0].path.read_bytes()


def test_one_value_goes_and_history_says_so(window: Window, qtbot: QtBot) -> None:
    one = contact(window)
    dialog = asked(window, qtbot, one)
    dialog.what.show_value("phone")
    dialog.look()
    window.settle()
    assert "One value goes" in told(dialog)
    dialog.go.click()
    window.settle()
    assert [(left.person_name, left.phone) for left in window.desk.records(Contact)] == [(NAME, None)]
    newest, *_ = history_of(window.desk, one.id)
    assert newest.who.me
    assert history_lines(newest) == ["Removed for good: Phone"]


def test_the_page_of_the_group_offers_it_for_people_only(window: Window, qtbot: QtBot) -> None:
    member = add_record(window.desk, "member", {"name_en": "Rana Saleh", "role": "observer"})
    group = add_record(window.desk, "organisation", {"name_en": "Hand in Hand"})
    page = window.show(GroupPage)
    qtbot.addWidget(page)
    page.go_to(place_of("member", member))
    window.settle()
    assert page.members.panel.forget.isVisibleTo(page)
    page.go_to(place_of("organisation", group))
    window.settle()
    assert not any(one.isVisibleTo(page) for one in page.findChildren(ForgetButton))
    forget(window.desk, "member", member)
    assert window.desk.find(Member, member) is None


def test_a_contact_offers_it_beside_its_consent(window: Window, qtbot: QtBot) -> None:
    one = contact(window)
    page = window.show(StakeholdersPage)
    qtbot.addWidget(page)
    page.go_to(place_of("stakeholder", one.stakeholder or ""))
    window.settle()
    assert [NAME in button.accessibleName() for button in page.findChildren(ForgetButton)] == [True]


def test_nothing_keeps_a_closed_dialog(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = ForgetDialog(session, "contact", "c1", NAME)
    gone = weakref.ref(dialog)
    dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del dialog
    gc.collect()
    assert gone() is None
