"""A mistake in what overrides Qt is an exception and not the end of the program."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGraphicsItem, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete


class Careless(QWidget):
    """Takes for a number what is none, and asks a label that is gone."""

    def __init__(self) -> None:
        super().__init__()
        self.gone = QLabel(self)
        delete(self.gone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        int("x")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.gone.text()


class CarelessItem(QGraphicsItem):
    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, int("x"), 1)


def test_what_c_code_raised_comes_out_of_an_override(qtbot: QtBot) -> None:
    careless = Careless()
    qtbot.addWidget(careless)
    with pytest.raises(ValueError, match=r"resizeEvent.*invalid literal"):
        careless.show()
    with pytest.raises(RuntimeError, match=r"changeEvent.*already deleted"):
        QApplication.sendEvent(careless, QEvent(QEvent.Type.LanguageChange))


def test_so_it_does_of_what_is_no_widget(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match=r"boundingRect.*invalid literal"):
        CarelessItem().sceneBoundingRect()
