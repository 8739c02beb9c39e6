"""Every page with every view: whatever takes the focus has a name and shows that it has the focus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QWidget
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.reach import nameless
from ui.walking import bring_forward

from app.ui.desk_window import DeskWindow
from app.ui.door import QtDoor
from app.ui.frame import Frame
from app.ui.kit.reading_order import stops
from app.ui.operations import Operations
from app.ui.pages import PAGES
from app.ui.pictures import Quiet
from tools.page_pictures import VIEWS, place_in

AROUND = 3
"""Pixels around a widget in which the ring of the focus may be."""
EVERY_PAGE = [entry.id for entry in PAGES if not entry.only_headquarters]


class Visitor:
    """Goes from place to place in the real window of the example and looks at what is there."""

    def __init__(self, folder: Path, bot: QtBot) -> None:
        self.desk, self.operations = example_desk(folder), Operations()
        self.window = DeskWindow(self.desk, self.operations, QtDoor())
        self.frame.resize(1366, 768)
        self.frame.show()
        self._bot = bot

    @property
    def frame(self) -> Frame:
        return self.window.frame

    def go(self, name: str) -> QWidget:
        self.frame.show_place(place_in(self.desk, name))
        Quiet(self.operations).wait()
        bring_forward(self.frame, self._bot)
        page = self.frame.stack.currentWidget()
        assert page is not None
        return page

    def leave(self) -> None:
        self.window.session.close()
        self.operations.close()
        self.frame.close()
        self.desk.close()


@pytest.fixture
def visitor(tmp_path: Path, qtbot: QtBot) -> Iterator[Visitor]:
    made = Visitor(tmp_path, qtbot)
    yield made
    made.leave()


def nameless_lists(page: QWidget) -> list[str]:
    lists = [one for one in page.findChildren(QAbstractItemView) if one.isVisible()]
    # The head of a table is read with the table.
    lists = [one for one in lists if not isinstance(one, QHeaderView)]
    return [
        f"{type(one).__name__} in {type(one.parent()).__name__}" for one in lists if not one.accessibleName()
    ]


def without_ring(page: QWidget, seen: set[Any]) -> list[str]:
    """Return what looks the same with and without the focus; one of each sort is looked at, once."""
    found = []
    for one in list(stops(page, page)):
        sort = (type(one).__name__, one.property("kind"), one.property("look"))
        if sort in seen or one.visibleRegion().isEmpty():
            continue
        seen.add(sort)
        if looks(one, focused=False) == looks(one, focused=True):
            found.append(f"{sort} in {type(one.parent()).__name__}")
    return found


def looks(one: QWidget, *, focused: bool) -> QImage:
    window = one.window()
    if focused:
        one.setFocus(Qt.FocusReason.TabFocusReason)
    elif (other := QApplication.focusWidget()) is not None:
        other.clearFocus()
    place = QRect(one.mapTo(window, QPoint(0, 0)), one.size())
    return window.grab(place.adjusted(-AROUND, -AROUND, AROUND, AROUND)).toImage()


def test_every_list_and_control_of_every_page_has_a_name(visitor: Visitor) -> None:
    found = {
        name: [*nameless_lists(page), *nameless(page)] for name in EVERY_PAGE if (page := visitor.go(name))
    }
    assert {name: some for name, some in found.items() if some} == {}


@pytest.mark.slow
def test_every_view_has_names_and_shows_the_focus(visitor: Visitor) -> None:
    found: dict[str, list[str]] = {}
    seen: set[Any] = set()
    for name in (*EVERY_PAGE, *(one for one in VIEWS if one != "headquarters")):
        page = visitor.go(name)
        found[name] = [*nameless_lists(page), *nameless(page), *without_ring(page, seen)]
    assert {name: some for name, some in found.items() if some} == {}
    assert len(seen) > 20
