"""The head of a page puts its sentence beneath as soon as the buttons leave it no room."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.kit.header import PageHeader


def test_a_button_that_is_named_later_sends_the_sentence_beneath(qtbot: QtBot) -> None:
    header = PageHeader("Exchange", "Same words, same data: read them out by phone")
    button = header.add_action("")
    header.resize(560, 60)
    qtbot.addWidget(header)
    header.show()
    QApplication.processEvents()
    assert header.quiet.y() < header.title.geometry().bottom()
    button.setText("A package for everybody who lacks something")
    qtbot.waitUntil(lambda: header.quiet.y() > header.title.geometry().bottom())
    assert header.quiet.width() >= header.quiet.fontMetrics().horizontalAdvance(header.quiet.whole())
