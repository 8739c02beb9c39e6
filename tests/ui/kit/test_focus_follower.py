"""What gets the focus from outside a scrolled panel comes into view."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from ui.walking import bring_forward

from app.ui.kit.panel import FocusFollower, scrolling
from app.ui.kit.text import column


def test_what_has_the_focus_can_be_seen(qapp: QApplication, qtbot: QtBot) -> None:
    owner, window, outside = QObject(), QWidget(), QLineEdit()
    lines = [QLineEdit() for _ in range(40)]
    inside = QWidget()
    inside.setLayout(column(*lines))
    whole = QVBoxLayout(window)
    whole.addWidget(outside)
    whole.addWidget(scrolling(inside))
    qtbot.addWidget(window)
    window.resize(300, 200)
    window.show()
    bring_forward(window, qtbot)
    outside.setFocus()
    follower = FocusFollower(qapp, owner)
    lines[-1].setFocus()
    qtbot.waitUntil(lambda: not lines[-1].visibleRegion().isEmpty())
    area = window.findChildren(QScrollArea)[0]
    area.verticalScrollBar().setValue(0)
    half = next(one for one in lines if 0 < one.visibleRegion().boundingRect().height() < one.height())
    half.setFocus()
    qtbot.waitUntil(lambda: half.visibleRegion().boundingRect().height() == half.height())
    lines[-1].deleteLater()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not lines[-1])
    qapp.focusChanged.disconnect(follower.changed)
