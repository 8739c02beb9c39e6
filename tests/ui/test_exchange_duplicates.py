"""Duplicates on the Exchange page of a real workspace: merged, told apart, taken apart, renumbered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from services.laptops import Laptop, copies, found
from ui.windows import Window

from app.models.kinds.inside import Contact, Stakeholder
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity
from app.services.desk import Desk
from app.ui.language import use_language
from app.ui.pages.exchange import ExchangePage
from app.ui.pages.exchange_duplicates import DuplicatesTab
from app.ui.pages.exchange_merge import MergeDialog
from app.ui.pages.stakeholders import StakeholdersPage
from app.ui.places import Place


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    laptops = found(tmp_path_factory.mktemp("laptops"))
    laptops[0].use().close()
    return laptops


@pytest.fixture
def window(template: list[Laptop], tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(copies(template, tmp_path / "copies")[0].use())
    yield made
    made.close()


@pytest.fixture
def offices(window: Window) -> tuple[str, str]:
    """Two stakeholders that are one office: one name, other words for what they bring, one phone."""
    with window.desk.write("stakeholder.add") as unit:
        ids = [unit.add(Stakeholder, name_en="Water office", can_bring=text) for text in ("Pumps", "Wells")]
        for one, phone in zip(ids, ("0770 123 4567", "+964 770 123 4567"), strict=True):
            unit.add(Contact, stakeholder=one, person_name=f"Huda {one[-4:]}", phone=phone)
    return ids[0], ids[1]


def tab_of(window: Window, qtbot: QtBot) -> DuplicatesTab:
    page = window.show(ExchangePage)
    qtbot.addWidget(page)
    page.go_to(Place("exchange", view="duplicates"))
    window.settle()
    assert page.duplicates.isVisible()
    return page.duplicates


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def button(widget: QWidget, text: str) -> QPushButton:
    return next(
        one for one in widget.findChildren(QPushButton) if one.text() == text and one.isVisibleTo(widget)
    )


def dialog_of(tab: DuplicatesTab) -> MergeDialog:
    return next(one for one in tab.findChildren(MergeDialog) if one.isVisible())


def stakeholders(desk: Desk) -> list[tuple[str, str | None]]:
    return [(one.id, one.can_bring) for one in desk.records(Stakeholder)]


def test_a_pair_shows_with_its_reasons_and_the_tab_counts_it(window, qtbot, offices):
    tab = tab_of(window, qtbot)
    assert "same phone number" in texts(tab)
    assert "same name: Water office" in texts(tab)
    assert "K-002" in texts(tab)
    page = tab.window()
    assert isinstance(page, ExchangePage)
    assert page.tabs.button("duplicates").text() == "Duplicates 1"


def test_without_anything_the_view_says_what_belongs_here(window, qtbot):
    tab = tab_of(window, qtbot)
    assert "Nothing looks entered twice" in texts(tab)
    assert not tab.pairs.isVisible()


def test_merging_keeps_the_value_that_was_chosen_and_offers_undo(window, qtbot, offices):
    tab = tab_of(window, qtbot)
    button(tab, "Merge…").click()
    dialog = dialog_of(tab)
    window.settle()
    (choice,) = dialog.choices
    assert "Contacts of the others that move to the one that stays: 1" in texts(dialog)
    assert "stays; the others lead to it." in texts(dialog)
    choice.buttons[1].click()
    dialog.go.click()
    window.settle()
    assert stakeholders(window.desk) == [(offices[0], "Wells")]
    assert window.undoable == ["Merged into one record."]
    assert "stands for 2 records" in texts(tab)
    assert "Water office" in texts(tab.merged)
    window.desk.undo()
    window.settle()
    assert stakeholders(window.desk) == [(offices[0], "Pumps"), (offices[1], "Wells")]
    assert button(tab, "Merge…")


def test_another_value_can_be_written_and_left_again(window, qtbot, offices):
    dialog = tab_of(window, qtbot).merge("stakeholder", *offices)
    window.settle()
    (choice,) = dialog.choices
    choice.another.click()
    assert choice.value() == "Pumps"
    choice.choose(1)
    assert choice.value() == "Wells"
    choice.another.click()
    choice.input.show_value("Pumps and wells")
    dialog.go.click()
    window.settle()
    assert stakeholders(window.desk) == [(offices[0], "Pumps and wells")]


def test_a_merge_is_made_with_the_keyboard_alone(window, qtbot, offices):
    tab = tab_of(window, qtbot)
    merge = button(tab, "Merge…")
    merge.setFocus()
    qtbot.keyClick(merge, Qt.Key.Key_Space)
    dialog = dialog_of(tab)
    window.settle()
    (choice,) = dialog.choices
    assert all(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in (*choice.buttons, choice.another))
    qtbot.keyClick(choice.buttons[1], Qt.Key.Key_Space)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    window.settle()
    assert stakeholders(window.desk) == [(offices[0], "Wells")]


def test_what_is_refused_is_said_in_the_dialog(window, qtbot, offices):
    tab = tab_of(window, qtbot)
    dialog = tab.merge("stakeholder", *offices)
    window.settle()
    with window.desk.write("stakeholder.remove") as unit:
        unit.remove(Stakeholder, offices[1])
    dialog.go.click()
    window.settle()
    assert "not here" in dialog.error.text()
    assert dialog.isVisible()


def test_two_told_apart_go_from_the_list(window, qtbot, offices):
    tab = tab_of(window, qtbot)
    button(tab, "Not the same").click()
    window.settle()
    assert not tab.pairs.isVisible()
    assert window.undoable == ["Noted: they are not the same."]
    assert len(window.desk.records(Stakeholder)) == 2


def test_merged_records_are_decided_again_and_taken_apart(window, qtbot, offices):
    with window.desk.write("stakeholder.edit") as unit:
        unit.set(Stakeholder, offices[1], same_as=(offices[0],))
    tab = tab_of(window, qtbot)
    assert "whose values still differ" in texts(tab)
    button(tab, "Decide…").click()
    dialog = dialog_of(tab)
    window.settle()
    dialog.choices[0].choose(1)
    dialog.go.click()
    window.settle()
    assert stakeholders(window.desk) == [(offices[0], "Wells")]
    assert "whose values still differ" not in texts(tab)
    button(tab, "Take apart").click()
    window.settle()
    assert "Take apart" in window.door.said[-1][0]
    assert len(window.desk.records(Stakeholder)) == 2


def test_a_code_given_twice_is_renumbered(window, qtbot):
    with window.desk.write("activity.add") as unit:
        for title in ("Wells", "Schools"):
            unit.add(Activity, title_en=title, code="A-001")
    tab = tab_of(window, qtbot)
    assert "A-001 is carried by 2 records" in texts(tab)
    button(tab, "Renumber").click()
    window.settle()
    assert sorted(one.code or "" for one in window.desk.records(Activity)) == ["A-001", "A-002"]
    page = tab.window()
    assert isinstance(page, ExchangePage)
    page.tabs.choose("packages")
    page.go_to(Place("exchange", "activity", "a"))
    assert tab.isVisible()
    assert window.undoable == ["The record carries the code A-002 now."]
    assert not tab.twice.isVisible()


def test_every_button_says_what_it_is_about(window, qtbot, offices):
    tab = tab_of(window, qtbot)
    spoken = (QAccessible.queryAccessibleInterface(one) for one in tab.findChildren(QPushButton))
    named = [one.text(QAccessible.Text.Name) for one in spoken]
    assert "Merge Water office and Water office…" in named
    assert "Water office and Water office are not the same" in named


def test_it_is_said_again_in_arabic(window, qtbot, qapp, offices):
    tab = tab_of(window, qtbot)
    use_language(qapp, "ar")
    window.settle()
    assert "رقم الهاتف نفسه" in texts(tab)
    assert button(tab, "دمج…")
    tab.renumber("organisation", offices[0])
    window.settle()
    assert "رموزًا" in window.door.said[-1][1]


def test_stakeholders_lead_here_only_while_something_looks_entered_twice(window, qtbot, offices):
    page = window.show(StakeholdersPage)
    qtbot.addWidget(page)
    assert page.alike.isVisible()
    assert page.alike.text() == "1 pair looks entered twice"
    page.alike.click()
    assert window.places == [Place("exchange", view="duplicates")]
    with window.desk.write("stakeholder.remove") as unit:
        unit.remove(Stakeholder, offices[1])
    window.settle()
    assert not page.alike.isVisible()


def test_nobody_who_only_reads_may_decide(window, qtbot, offices):
    window.desk.writer = None
    tab = tab_of(window, qtbot)
    assert not button(tab, "Merge…").isEnabled()


def test_a_merged_stakeholder_shows_once_on_its_page_with_all_contacts(window, qtbot, offices):
    with window.desk.write("stakeholder.edit") as unit:
        unit.set(Stakeholder, offices[1], same_as=(offices[0],))
        unit.add(Organisation, name_en="Other")
    page = window.show(StakeholdersPage)
    qtbot.addWidget(page)
    view = page.view_now()
    assert view is not None
    (row,) = view.rows
    assert len(row.contacts) == 2
