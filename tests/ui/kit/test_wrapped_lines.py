"""A text from right to left that is broken into lines: each begins at the edge, none is cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.text import label
from app.ui.language import use_language

SENTENCE = " ".join(["ببب"] * 24)
"""The same word again and again: each line begins and ends with the same ink."""


@pytest.fixture(autouse=True)
def arabic(qapp: QApplication) -> Iterator[None]:
    use_language(qapp, "ar")
    yield
    use_language(qapp, "en")


def edges(image: QImage, lines: int) -> list[tuple[int, int]]:
    """Return from where to where, in pixels from the left, each line has ink in its middle."""
    high, found = image.height() // lines, []
    ground = image.pixelColor(0, 0).lightness()
    for number in range(lines):
        rows = range(number * high + 5, (number + 1) * high - 5)
        inked = [
            x for x in range(image.width())
            if any(abs(image.pixelColor(x, y).lightness() - ground) > 60 for y in rows)
        ]  # fmt: skip
        found.append((inked[0], inked[-1]))
    return found


@pytest.mark.parametrize("centred", [False, True])
def test_lines_begin_under_each_other_and_keep_their_last_letters(qtbot: QtBot, centred: bool) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    written = label(SENTENCE, wrap=True)
    written.setParent(around)
    if centred:
        written.setAlignment(Qt.AlignmentFlag.AlignCenter)
    around.resize(400, 200)
    around.show()
    # Every width at which a line may just fill its room.
    for width in range(180, 260, 8):
        written.setGeometry(20, 10, width, written.heightForWidth(width))
        lines = round(written.height() / written.fontMetrics().lineSpacing())
        shown = edges(around.grab(written.geometry()).toImage(), lines)
        assert all(left >= 0 and right < width for left, right in shown)
        if not centred:
            assert max(right for _, right in shown) - min(right for _, right in shown) <= 2
        else:
            assert all(abs(left - (width - 1 - right)) <= 4 for left, right in shown)


def test_a_line_that_fills_its_room_loses_nothing(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(400, 200)
    around.show()
    first = "أناس لم يُسمعوا"
    alone, broken = label(first, wrap=True), label(f"{first} وأماكن", wrap=True)
    for one in (alone, broken):
        one.setParent(around)
        one.show()
    width = alone.fontMetrics().horizontalAdvance(first) + 1
    alone.setGeometry(20, 10, width, alone.heightForWidth(width))
    broken.setGeometry(20, 100, width, broken.heightForWidth(width))
    wanted = edges(around.grab(alone.geometry()).toImage(), 1)[0]
    got = edges(around.grab(broken.geometry()).toImage(), 2)[0]
    assert abs(got[0] - wanted[0]) <= 1
    assert abs(got[1] - wanted[1]) <= 1


def test_marks_of_a_rich_text_are_not_shown_as_letters(qtbot: QtBot) -> None:
    pictures = []
    for text in ("<b>ببب</b> <s>ببب</s>", "<b><b><b>ببب</b></b></b> <s>ببب</s>"):
        written = label(text, wrap=True)
        qtbot.addWidget(written)
        written.setTextFormat(Qt.TextFormat.RichText)
        written.resize(300, 60)
        pictures.append(written.grab().toImage())
    assert pictures[0] == pictures[1]
