"""Tab goes through a window as it is read, also to rows that came later, and on from what was hidden."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from ui.walking import bring_forward

from app.ui.kit.reading_order import go_on, reading_order


class Columns(QWidget):
    """A list at the leading side, a form at the trailing one, and a button below both."""

    def __init__(self) -> None:
        super().__init__()
        self.below, self.name, self.place = QPushButton("below"), QLineEdit("name"), QLineEdit("place")
        self.list, form, beside = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        form.addWidget(self.name)
        form.addWidget(self.place)
        beside.addLayout(self.list, 1)
        beside.addLayout(form, 1)
        whole = QVBoxLayout(self)
        whole.addLayout(beside)
        whole.addWidget(self.below)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return go_on(self, forward)

    def add_row(self, text: str) -> QPushButton:
        """Add a row to the list, as pages do when records arrive."""
        made = QPushButton(text)
        self.list.addWidget(made)
        return made


@pytest.fixture
def columns(qtbot: QtBot) -> Columns:
    made = Columns()
    qtbot.addWidget(made)
    made.show()
    for text in ("one", "two", "three"):
        made.add_row(text)
    bring_forward(made, qtbot)
    QApplication.processEvents()
    return made


def texts_by_tab(bot: QtBot, window: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[str]:
    """Press Tab all the way round and return what had the focus."""
    seen: list[str] = []
    while True:
        bot.keyClick(QApplication.focusWidget() or window, key)
        here = QApplication.focusWidget()
        assert isinstance(here, QPushButton | QLineEdit)
        if here.text() in seen:
            return seen
        seen.append(here.text())


@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_later_rows_come_where_they_stand(columns: Columns, qtbot: QtBot, way: Qt.LayoutDirection) -> None:
    columns.setLayoutDirection(way)
    QApplication.processEvents()
    columns.below.setFocus()
    assert texts_by_tab(qtbot, columns) == ["one", "two", "three", "name", "place", "below"]


def test_back_is_the_same_way_back(columns: Columns, qtbot: QtBot) -> None:
    columns.list.itemAt(0).widget().setFocus()
    assert texts_by_tab(qtbot, columns, Qt.Key.Key_Backtab) == [
        *("below", "place", "name", "three", "two", "one")
    ]


def test_what_is_hidden_or_off_is_passed_over(columns: Columns, qtbot: QtBot) -> None:
    columns.name.hide()
    columns.place.setEnabled(False)
    columns.below.setFocus()
    assert texts_by_tab(qtbot, columns) == ["one", "two", "three", "below"]


def test_the_focus_goes_on_from_what_is_hidden_while_it_has_it(columns: Columns, qtbot: QtBot) -> None:
    two = columns.list.itemAt(1).widget()
    two.setFocus()
    two.hide()
    assert QApplication.focusWidget() is columns.list.itemAt(2).widget()


def test_one_stop_alone_keeps_the_focus(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    alone = QPushButton("alone", window)
    window.show()
    bring_forward(window, qtbot)
    alone.setFocus()
    assert not go_on(window, True)
    assert QApplication.focusWidget() is alone


def test_a_grid_is_read_row_by_row_and_columns_of_uneven_rows_one_by_one(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    boxes = {
        "a": (0, 0, 90, 20), "b": (100, 0, 90, 20), "c": (0, 30, 90, 20), "d": (100, 30, 90, 20),
        "low": (0, 60, 90, 15), "high": (100, 55, 90, 60), "lowest": (0, 80, 90, 30),
    }  # fmt: skip
    made = {}
    for name in reversed(boxes):
        made[name] = QWidget(ground)
        made[name].setGeometry(*boxes[name])
    names = {one: name for name, one in made.items()}
    order = [names[one] for one in reading_order(list(made.values()))]
    assert order == ["a", "b", "c", "d", "low", "lowest", "high"]
