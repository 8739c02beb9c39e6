"""What paints its own text, and what keeps more room at one side, stands the other way round in Arabic."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.header import Header, SearchBox
from app.ui.kit.notice import Banner
from app.ui.kit.panel import SidePanel, scrolling_column
from app.ui.kit.path import PathStep
from app.ui.kit.step_list import StepItem
from app.ui.kit.text import column, label
from app.ui.language import use_language
from app.ui.rail import RailItem

WIDTH = 300


@pytest.fixture(autouse=True)
def english_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    use_language(qapp, "en")


def inked(widget: QWidget) -> tuple[int, int]:
    """Return from where to where, in pixels from the left, a widget paints a word over its ground."""
    widget.setFixedSize(WIDTH, 40)
    image = widget.grab().toImage()
    ground = image.pixelColor(WIDTH // 2, 4)
    columns = [
        x for x in range(6, WIDTH - 6) if any(_differs(image.pixelColor(x, y), ground) for y in range(9, 32))
    ]
    return columns[0], columns[-1]


def _differs(ink: QColor, ground: QColor) -> bool:
    return abs(ink.lightness() - ground.lightness()) > 20


def step() -> StepItem:
    return StepItem(PathStep(1, "تشاور", "", "waiting"))


def rail() -> RailItem:
    return RailItem("home", "house")


@pytest.mark.parametrize("make", [rail, step, SearchBox])
def test_a_short_word_stays_beside_its_sign(
    qapp: QApplication, qtbot: QtBot, make: type[QAbstractButton]
) -> None:
    for language, leading in (("en", True), ("ar", False)):
        use_language(qapp, language)
        item = make()
        qtbot.addWidget(item)
        if isinstance(item, SearchBox):
            item.hint.hide()
        item.setText("تشاور")
        first, last = inked(item)
        assert last < WIDTH / 2 if leading else first > WIDTH / 2


def test_the_room_at_the_leading_side_is_the_same_in_both_directions(
    qapp: QApplication, qtbot: QtBot
) -> None:
    panel, banner, header = SidePanel(), Banner("تشاور"), Header()
    panel.body.addWidget(kept := label("تشاور"))
    for widget, first in (
        (panel, panel.title),
        (panel, kept),
        (banner, banner.sentence),
        (header, header.area),
    ):
        qtbot.addWidget(widget)
        widget.setFixedSize(900, 120)
        starts = []
        for way in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
            widget.setLayoutDirection(way)
            widget.show()
            qapp.processEvents()
            left = first.mapTo(widget, first.rect().topLeft()).x()
            starts.append(left if way == Qt.LayoutDirection.LeftToRight else 900 - left - first.width())
        assert starts[0] == starts[1]


def test_what_scrolls_leaves_room_to_the_bar_at_its_side(qapp: QApplication, qtbot: QtBot) -> None:
    inside = label("تشاور", wrap=True)
    area = scrolling_column(column(inside, 1), 8)
    qtbot.addWidget(area)
    area.resize(WIDTH, 100)
    area.show()
    for way, left in ((Qt.LayoutDirection.LeftToRight, 0), (Qt.LayoutDirection.RightToLeft, 8)):
        area.setLayoutDirection(way)
        qapp.processEvents()
        assert (inside.x(), inside.width()) == (left, area.viewport().width() - 8)
