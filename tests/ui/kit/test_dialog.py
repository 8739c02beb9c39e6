"""A dialog is never larger than the screen; what has no room there can be scrolled to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.ui.kit.dialog import ReadDialog

SMALL = QSize(911, 512)


def dialog(qtbot: QtBot, buttons: int) -> ReadDialog:
    """Return a dialog that is shown, with so many buttons under each other."""
    made = ReadDialog()
    qtbot.addWidget(made)
    inside = QVBoxLayout(made)
    for number in range(buttons):
        inside.addWidget(QPushButton(str(number)))
    made.show()
    return made


def test_a_high_dialog_is_scrolled_on_a_small_screen(qtbot: QtBot) -> None:
    made = dialog(qtbot, 18)
    assert (made.height() > SMALL.height(), made.findChildren(QScrollArea)) == (True, [])
    made.fit_into(SMALL)
    assert made.height() < SMALL.height()
    (area,) = made.findChildren(QScrollArea)
    last = made.findChildren(QPushButton)[-1]
    assert area.isAncestorOf(last)


@pytest.mark.parametrize("size", [QSize(1200, 300), QSize(300, 700), QSize(300, 200)])
def test_a_large_dialog_becomes_as_large_as_the_screen(qtbot: QtBot, size: QSize) -> None:
    made = dialog(qtbot, 2)
    made.resize(size)
    made.fit_into(SMALL)
    assert made.findChildren(QScrollArea) == []
    assert (made.width() < SMALL.width(), made.height() < SMALL.height()) == (True, True)
    if size.width() == 300:
        assert made.width() == 300


def test_what_comes_later_does_not_outgrow_the_screen(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    made = dialog(qtbot, 2)
    monkeypatch.setattr(made, "_screen", lambda: SMALL)
    inside = made.layout()
    assert inside is not None
    for number in range(20):
        inside.addWidget(QPushButton(str(number)))
    qtbot.waitUntil(lambda: bool(made.findChildren(QScrollArea)))
    assert made.height() < SMALL.height()
