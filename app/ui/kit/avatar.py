"""A person's initials in a circle whose colour comes from the person's id."""

from __future__ import annotations

from zlib import crc32

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

GROUNDS = ("#0f5c63", "#6d4a8d", "#2f6673", "#7f5c17", "#8a4a2b", "#43608f", "#5a6b2a", "#8d3f66")


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name, at most two."""
    parts = [part for part in name.split() if part[0].isalpha()]
    chosen = [parts[0], parts[-1]] if len(parts) > 1 else parts
    letters = [_first_letter(part) for part in chosen]
    joiner = " " if any("\u0600" <= letter <= "\u06ff" for letter in letters) else ""
    return joiner.join(letters)


def _first_letter(word: str) -> str:
    return (word[2] if word.startswith("ال") and len(word) > 3 else word[0]).upper()


class Avatar(QWidget):
    """A circle with initials; white on one of eight grounds, always the same for the same key."""

    def __init__(self, name: str = "", key: str = "", size: int = 26, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)
        self._name, self._key = name, key

    def show_person(self, name: str, key: str = "") -> None:
        """Show another person."""
        self._name, self._key = name, key
        self.update()

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        key = self._key or self._name
        painter.setBrush(QColor(GROUNDS[crc32(key.encode()) % len(GROUNDS)]))
        painter.drawEllipse(QRectF(self.rect()))
        font = QFont(self.font())
        font.setPixelSize(max(9, self.height() * 10 // 25))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, initials(self._name))
