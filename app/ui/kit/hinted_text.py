"""A box for text of several lines whose hint stands on several lines too."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTextEdit


class HintedText(QTextEdit):
    """Its hint breaks like its text; Qt's own ends with the first line, in the middle of a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.hint = ""
        self.textChanged.connect(self._turn)
        self._turn()

    def show_hint(self, hint: str) -> None:
        """Show a hint for as long as nothing is written."""
        self.hint = hint
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._turn()

    def _turn(self) -> None:
        # A text begins where its own letters do, an empty box where those of the window do: Qt would put the
        # caret where letters of the keyboard begin, at the far end of the hint.
        empty, option = self.document().isEmpty(), self.document().defaultTextOption()
        wanted = self.layoutDirection() if empty else Qt.LayoutDirection.LayoutDirectionAuto
        if option.textDirection() != wanted:
            option.setTextDirection(wanted)
            self.document().setDefaultTextOption(option)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hint and self.document().isEmpty():
            painter, edge = QPainter(self.viewport()), round(self.document().documentMargin())
            painter.setPen(self.palette().placeholderText().color())
            room = self.viewport().rect().adjusted(edge, edge, -edge, -edge)
            painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self.hint)
            painter.end()
