"""Fonts of rows with what measuring texts in them takes, kept over filling, resizing and painting."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics

from app.ui.kit.wrapping import lines_of

MOST_KNOWN = 4_000
_KNOWN: dict[str, Faces] = {}


class Face:
    """A font whose answers are kept; `spacing` is how far lines are apart, `ascent` how high."""

    def __init__(self, font: QFont) -> None:
        self.font, self.metrics = QFont(font), QFontMetrics(font)
        self.spacing, self.ascent = self.metrics.lineSpacing(), self.metrics.ascent()
        self._lines: dict[tuple[str, int, int], list[str]] = {}
        self._widths: dict[str, int] = {}

    def lines(self, text: str, width: int, most: int) -> list[str]:
        """Return the lines of a text, at most so many and none wider than `width` pixels."""
        key = (text, width, most)
        if key not in self._lines:
            if len(self._lines) >= MOST_KNOWN:
                self._lines.clear()
            self._lines[key] = lines_of(text, self.font, width, most)
        return self._lines[key]

    def width(self, text: str) -> int:
        """Return how wide a text is on one line, in pixels."""
        if text not in self._widths:
            if len(self._widths) >= MOST_KNOWN:
                self._widths.clear()
            self._widths[text] = self.metrics.horizontalAdvance(text)
        return self._widths[text]


class Faces:
    """The faces of a table: `usual` and `bold`, `small` for second lines and chips, `title` of columns."""

    def __init__(self, font: QFont) -> None:
        bold, small = QFont(font), QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        small.setPixelSize(max(9, font.pixelSize() - 2))
        title = QFont(font)
        title.setPixelSize(max(9, font.pixelSize() - 1))
        title.setWeight(QFont.Weight.DemiBold)
        self.usual, self.bold, self.small, self.title = Face(font), Face(bold), Face(small), Face(title)

    def of(self, bold: bool) -> Face:
        """Return the face of a cell's first line."""
        return self.bold if bold else self.usual


def faces(font: QFont) -> Faces:
    """Return the faces made from a font."""
    key = font.key()
    if key not in _KNOWN:
        _KNOWN[key] = Faces(font)
    return _KNOWN[key]
