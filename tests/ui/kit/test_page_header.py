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


def test_where_the_buttons_go_beneath_the_sentence_stays_whole_beside_the_title(qtbot: QtBot) -> None:
    header = PageHeader("Exchange", "Same words, same data")
    button = header.add_action("A package for everybody who lacks something")
    header.resize(button.sizeHint().width() + 20, 90)
    qtbot.addWidget(header)
    header.show()
    over = header.title.geometry
    qtbot.waitUntil(lambda: button.mapTo(header, button.rect().topLeft()).y() > over().bottom())
    assert header.quiet.y() < over().bottom()
    assert header.quiet.width() >= header.quiet.fontMetrics().horizontalAdvance(header.quiet.whole())
    assert header.width() - button.mapTo(header, button.rect().topRight()).x() < 4
