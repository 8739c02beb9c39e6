"""Running text that wraps and leads somewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from app.ui.kit.text import WrappedLabel, set_look


class TextLink(WrappedLabel):
    """`clicked` on a click, Enter or Space; underlined while it has the focus."""

    clicked = Signal()

    def __init__(self, text: str, look: str = "link") -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self._look = look
        self.setProperty("look", look)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        set_look(self, "look", "focused")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        set_look(self, "look", self._look)
