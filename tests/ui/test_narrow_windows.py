"""Small screens: texts drawn at 150 % on a laptop, a projector's 1,024 pixels. Nothing is cut there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.windows import Window

from app.ui.desk_window import DeskWindow
from app.ui.door import QtDoor
from app.ui.kit.chip import Chip
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.flow import flowing
from app.ui.kit.header import PageHeader
from app.ui.kit.text import WrappedLabel
from app.ui.language import use_language
from app.ui.operations import Operations
from app.ui.pages import PAGES
from app.ui.pictures import PROJECTOR, Quiet
from tools.dialog_pictures import DIALOGS, add_a_person
from tools.page_pictures import VIEWS, place_in

SMALL = (911, 512)
"""A laptop of 1366 × 768 whose texts are drawn at 150 %."""
A_FEW = ("group", "plan", "area:area", "plan:activity", "review:comment")
"""The places that ask for most; those of `VIEWS` and all pages are seen in the slow test."""


class SmallScreen:
    """The window of the example on a screen of a size; goes from place to place."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        self.desk, self.operations, self.size = example_desk(folder), Operations(), size
        self.window, self.quiet = DeskWindow(self.desk, self.operations, QtDoor()), Quiet(self.operations)
        self.frame = self.window.frame
        self.frame.resize(*size)
        self.frame.show()

    def too_wide(self, name: str) -> list[str]:
        """Return what of a place does not fit into the width there is: it would be cut or moved sideways."""
        self.frame.show_place(place_in(self.desk, name))
        self.quiet.wait()
        QApplication.processEvents()
        assert (self.frame.width(), self.frame.height()) == self.size
        return [
            f"{name}: {type(one).__name__} by {over}"
            for one in self.frame.findChildren(QScrollArea)
            if one.isVisible() and (over := one.horizontalScrollBar().maximum()) > 0
        ]

    def close(self) -> None:
        """Put everything away."""
        self.window.session.close()
        self.frame.close()
        self.frame.deleteLater()
        self.operations.close()
        self.desk.close()


@pytest.fixture
def small(tmp_path: Path, qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[SmallScreen]:
    language, size = request.param
    use_language(qapp, language)
    made = SmallScreen(tmp_path, size)
    yield made
    made.close()
    use_language(qapp, "en")


@pytest.mark.parametrize("small", [("en", SMALL)], indirect=True)
def test_what_asks_for_most_fits_a_small_screen(small: SmallScreen) -> None:
    assert [wide for name in A_FEW for wide in small.too_wide(name)] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "small", [("en", SMALL), ("ar", SMALL), ("en", PROJECTOR), ("ar", PROJECTOR)], indirect=True
)
def test_every_page_view_and_panel_fits_a_small_screen_and_a_projector(small: SmallScreen) -> None:
    pages = [entry.id for entry in PAGES if not entry.only_headquarters]
    assert [wide for name in (*pages, *VIEWS) for wide in small.too_wide(name)] == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_dialog_is_larger_than_a_small_screen(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, language: str
) -> None:
    use_language(qapp, language)
    window, large = Window(example_desk(tmp_path)), []
    add_a_person(window.desk, language)
    for name, make in DIALOGS.items():
        dialog = make(window.session, window.desk)
        qtbot.addWidget(dialog)
        if isinstance(dialog, ReadDialog):
            dialog.show()
            window.settle()
            dialog.fit_into(QSize(*SMALL))
            large += [name] if dialog.width() >= SMALL[0] or dialog.height() >= SMALL[1] else []
        dialog.close()
    assert large == []
    window.close()
    use_language(qapp, "en")


def test_wrapped_text_gives_its_room_back_when_the_window_grows(qtbot: QtBot) -> None:
    label = WrappedLabel()
    qtbot.addWidget(label)
    label.setText("one sentence that needs several lines in a narrow window " * 3)
    label.show()
    label.resize(120, 300)
    narrow = label.minimumHeight()
    label.resize(900, 300)
    assert 0 < label.minimumHeight() < narrow


def test_a_title_is_cut_only_where_there_is_no_room(qtbot: QtBot) -> None:
    header = PageHeader("Roundtable on durable solutions in the hall of Sinjar")
    qtbot.addWidget(header)
    header.add_action("Read back")
    header.show()
    header.resize(900, 40)
    assert not header.title.toolTip() or header.title.width() >= header.title.sizeHint().width()
    header.resize(300, 80)
    assert header.title.width() < header.title.sizeHint().width()
    assert header.title.text() == "Roundtable on durable solutions in the hall of Sinjar"


def test_a_row_breaks_and_centres_what_is_lower(qtbot: QtBot) -> None:
    parts: list[QWidget] = [QWidget(), *(Chip(f"chip {number}") for number in range(3))]
    parts[0].setFixedSize(60, 40)
    row = flowing(*parts)
    qtbot.addWidget(row)
    row.show()
    row.resize(1000, 60)
    assert len({one.geometry().center().y() for one in parts}) == 1
    row.resize(parts[0].width() * 2 + 20, 200)
    assert parts[3].y() > parts[0].y() + 39
    parts[1].hide()
    row.resize(1000, 60)
    assert parts[2].x() <= parts[0].width() + 10
