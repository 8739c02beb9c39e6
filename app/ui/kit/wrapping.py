"""Breaks a text into at most so many lines of a width; the last one ends in … when more would follow."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

_WORD = re.compile(r"[^ \t\r\n]+")


def words_in(text: str) -> list[str]:
    """Return what a text may be broken between: a day with no-break spaces is one word."""
    return _WORD.findall(text)


def lines_of(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Return the lines of a text in a font, none wider than `width` pixels."""
    flat = " ".join(words_in(text))
    if not flat or most < 1:
        return []
    ends = _breaks(flat, font, max(1, width))
    if len(ends) <= most:
        return [flat[start:end].rstrip() for start, end in ends]
    kept = [flat[start:end].rstrip() for start, end in ends[: most - 1]]
    rest = flat[ends[most - 1][0] :]
    return [*kept, QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)]


def _breaks(text: str, font: QFont, width: int) -> list[tuple[int, int]]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[tuple[int, int]] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append((line.textStart(), line.textStart() + line.textLength()))
    layout.endLayout()
    return found
