"""The hint of a box of several lines is read to its end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.ui.kit.hinted_text import HintedText

HINT = "Judge the four selection criteria and record the decision"


def painted(box: HintedText) -> set[int]:
    """Return the lines of pixels in which something is written."""
    image = box.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return {y for y in range(image.height()) if len({image.pixel(x, y) for x in range(image.width())}) > 1}


def test_a_hint_goes_on_in_the_next_line_until_something_is_written(qtbot: QtBot) -> None:
    box = HintedText()
    qtbot.addWidget(box)
    line = box.fontMetrics().lineSpacing()
    box.resize(box.fontMetrics().horizontalAdvance(HINT) * 2 // 3, 4 * line)
    assert painted(box) == set()
    box.show_hint(HINT)
    assert max(painted(box)) > line + box.document().documentMargin()
    box.setPlainText("Mine")
    assert 0 < max(painted(box)) < line + box.document().documentMargin() + 2


def test_the_caret_of_an_empty_box_stands_where_the_window_begins(qtbot: QtBot) -> None:
    box = HintedText()
    qtbot.addWidget(box)
    box.resize(300, 60)
    box.show()
    assert box.cursorRect().x() < 150
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert box.cursorRect().x() > 150
    box.setPlainText("Mine")
    box.moveCursor(box.textCursor().MoveOperation.Start)
    assert box.cursorRect().x() < 150
    box.clear()
    assert box.cursorRect().x() > 150
