"""A mistake in what overrides Qt is told and does not end the program."""

from __future__ import annotations

import gc

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGraphicsItem, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete


class Careless(QWidget):
    """Takes for a number what is none, and asks a label that is gone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gone = QLabel(self)
        delete(self.gone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        int("x")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.gone.text()


def test_what_c_code_raised_is_told(qtbot: QtBot) -> None:
    careless = Careless()
    qtbot.addWidget(careless)
    with qtbot.captureExceptions() as told:
        careless.show()
    assert [str(error) for _, error, _ in told] == ["invalid literal for int() with base 10: 'x'"]


def test_several_in_one_call_are_all_told(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for _ in range(5):
        Careless(window)
    with qtbot.captureExceptions() as told:
        QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
    gc.collect()
    assert [kind for kind, _, _ in told] == [RuntimeError] * 5


def test_what_is_no_widget_is_guarded_too(qtbot: QtBot) -> None:
    class Item(QGraphicsItem):
        def shape(self) -> None:  # type: ignore[override]
            int("x")

    with qtbot.captureExceptions() as told:
        Item().shape()
    assert len(told) == 1
