"""F6 leads from the list to the first field of the open panel and back; without a list to the first stop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui.walking import bring_forward

from app.ui.kit.panel import SidePanel
from app.ui.kit.parts import go_to_next_part


class Page(QWidget):
    """A button and a list beside a panel with one field."""

    def __init__(self) -> None:
        super().__init__()
        self.add, self.list, self.panel, self.field = QPushButton(), QListWidget(), SidePanel(), QLineEdit()
        self.panel.body.addWidget(self.field)
        beside = QHBoxLayout(self)
        for part in (self.add, self.list, self.panel):
            beside.addWidget(part)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.show()
    bring_forward(made, qtbot)
    QApplication.processEvents()
    return made


def test_it_goes_to_the_panel_and_back(page: Page) -> None:
    page.panel.open_with("Somebody")
    QApplication.processEvents()
    page.add.setFocus()
    for wanted in (page.field, page.list, page.field):
        assert go_to_next_part(page)
        assert QApplication.focusWidget() is wanted


def test_a_panel_without_fields_gives_what_closes_it(page: Page) -> None:
    page.field.hide()
    page.panel.open_with("Somebody")
    QApplication.processEvents()
    page.list.setFocus()
    assert go_to_next_part(page)
    assert page.panel.close_button.hasFocus()


def test_without_a_panel_it_goes_to_the_list_and_without_a_list_to_the_first_stop(page: Page) -> None:
    page.add.setFocus()
    assert go_to_next_part(page)
    assert page.list.hasFocus()
    page.list.hide()
    assert go_to_next_part(page)
    assert page.add.hasFocus()
    page.add.hide()
    assert not go_to_next_part(page)


def test_a_panel_that_is_closed_gives_the_focus_back_to_where_it_came_from(page: Page, qtbot: QtBot) -> None:
    page.list.setFocus()
    page.panel.open_with("Somebody")
    QApplication.processEvents()
    page.field.setFocus()
    page.panel.open_with("Somebody, said again")
    qtbot.keyClick(page.field, Qt.Key.Key_Escape)
    assert page.panel.isHidden()
    assert page.list.hasFocus()


def test_a_panel_that_does_not_have_the_focus_leaves_it_where_it_is(page: Page) -> None:
    page.list.setFocus()
    page.panel.open_with("Somebody")
    page.add.setFocus()
    page.panel.leave()
    assert page.add.hasFocus()
