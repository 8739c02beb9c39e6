"""The box of progress waits for the menu that is open, since a window that appears closes it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.ui.operations import Operation
from app.ui.progress_box import ProgressBox


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def operation(window: QObject) -> Operation:
    return Operation(window)


@pytest.fixture
def menu(window: QWidget, qtbot: QtBot) -> QMenu:
    made = QMenu(window)
    made.addAction("Minutes")
    made.popup(QPoint(10, 10))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is made)
    return made


def test_it_appears_at_once_when_nothing_is_open(window: QWidget, operation: Operation) -> None:
    box = ProgressBox(operation, window)
    box.show()
    assert box.isVisible()


def test_it_waits_until_the_menu_is_closed(
    window: QWidget, operation: Operation, menu: QMenu, qtbot: QtBot
) -> None:
    box = ProgressBox(operation, window)
    box.show()
    operation.progressed.emit(1, 4)
    asked = box._until_chosen
    with qtbot.waitSignals([asked.timeout, asked.timeout]):
        pass
    assert menu.isVisible()
    assert not box.isVisible()
    menu.close()
    qtbot.waitUntil(box.isVisible)
    assert (box.value(), box.maximum()) == (1, 4)
    assert not asked.isActive()


def test_an_operation_that_ends_meanwhile_shows_no_box(
    window: QWidget, operation: Operation, menu: QMenu, qtbot: QtBot
) -> None:
    box = ProgressBox(operation, window)
    box.show()
    with qtbot.waitSignal(box.destroyed):
        operation.finished.emit()
    menu.close()
    assert window.findChildren(ProgressBox) == []
