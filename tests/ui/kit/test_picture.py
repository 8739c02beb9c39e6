"""Pictures are painted in the theme's colours and tell what was hit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.drawing.shapes import Circle, Diamond, Line, Picture, Rect, Text
from app.ui.kit.picture import PictureView, measure, tag_at
from app.ui.language import use_theme
from app.ui.theme import color

PICTURE = Picture(
    100,
    60,
    (
        Rect(0, 0, 100, 60, "surface"),
        Rect(10, 10, 20, 20, "accent", tag="box"),
        Circle(60, 20, 8, "good", "line", tag="dot"),
        Diamond(85, 20, 8, "attention", tag="diamond"),
        Line(0, 50, 100, 50, "text", 2, (4, 2)),
        Text(20, 48, "Sinjar", 10, "text", "start", tag="word"),
    ),
)


def pixel(view: PictureView, x: int, y: int) -> QColor:
    return view.grab().toImage().pixelColor(x, y)


@pytest.fixture
def view(qtbot: QtBot) -> PictureView:
    made = PictureView(PICTURE)
    qtbot.addWidget(made)
    made.resize(100, 60)
    return made


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_roles_become_the_themes_colours(qapp: QApplication, view: PictureView, theme: str) -> None:
    use_theme(qapp, theme)
    assert pixel(view, 20, 20) == color("accent")
    assert pixel(view, 60, 20) == color("good")
    assert pixel(view, 85, 20) == color("attention")


@pytest.mark.parametrize(
    ("x", "y", "tag"), [(20, 20, "box"), (60, 20, "dot"), (85, 20, "diamond"), (24, 45, "word"), (99, 59, "")]
)
def test_hits_are_found(view: PictureView, x: int, y: int, tag: str) -> None:
    assert tag_at(PICTURE, x, y) == tag


def test_a_click_picks(view: PictureView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.picked) as caught:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    assert caught.args == ["dot"]


def test_bold_and_larger_text_is_wider(qtbot: QtBot) -> None:
    assert measure("Sinjar", 12, bold=False) < measure("Sinjar", 12, bold=True)
    assert measure("Sinjar", 12, bold=False) < measure("Sinjar", 16, bold=False)
