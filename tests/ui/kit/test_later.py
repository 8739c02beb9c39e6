"""Parts that are made when they are first asked for."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.later import Later, hide_made, made


class Said(QLineEdit):
    def __init__(self) -> None:
        super().__init__()
        self.said = 0

    def retranslate(self) -> None:
        self.said += 1


class Holder(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.held = QVBoxLayout(self)

    @Later
    def first(self) -> Said:
        """The first part."""
        return self.took(Said())

    @Later
    def second(self) -> QLineEdit:
        return self.took(QLineEdit())

    def took(self, part: Any) -> Any:
        self.held.addWidget(part)
        return part


def test_a_part_is_made_once_and_says_its_texts_at_once(qtbot: QtBot) -> None:
    holder = Holder()
    qtbot.addWidget(holder)
    assert made(holder, ("first", "second")) == []
    assert holder.first is holder.first
    assert holder.first.said == 1
    assert made(holder, ("first", "second")) == [holder.first]
    assert holder.held.count() == 1


def test_each_holder_has_parts_of_its_own(qtbot: QtBot) -> None:
    one, other = Holder(), Holder()
    for holder in (one, other):
        qtbot.addWidget(holder)
    assert one.first is not other.first
    assert Holder.first.__doc__ == "The first part."


def test_only_what_exists_is_hidden(qtbot: QtBot) -> None:
    holder = Holder()
    qtbot.addWidget(holder)
    assert not holder.second.isHidden()
    hide_made(holder, "first", "second")
    assert holder.second.isHidden()
    assert made(holder, ("first",)) == []
