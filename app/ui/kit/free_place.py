"""Where something can float over a window without covering what can be pressed or typed into."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QPlainTextEdit, QTextEdit, QWidget

STEP = 12


def free_place(ground: QWidget, floating: QWidget, size: QSize, foot: int) -> QPoint:
    """Return where a box of `size` stands best on `ground`: its corner, in pixels of the ground.

    That is the middle, `foot` pixels above the lower edge, else the nearest free place in the lower half
    beside or above it. Where all is taken it is the middle. Lists count as free: their rows scroll.
    """
    middle = QPoint((ground.width() - size.width()) // 2, ground.height() - size.height() - foot)
    lower = ground.rect().adjusted(0, ground.height() // 2, 0, 0)
    taken = QRegion()
    for box in _pressed(ground, floating, QPoint(), lower):
        taken += box
    places = (place for place in _places(middle, lower.top()) if not taken.intersects(QRect(place, size)))
    return next(places, middle)


def _places(middle: QPoint, top: int) -> Iterator[QPoint]:
    """Yield corners from the foot upwards, in each row from the middle outwards."""
    for up in range(0, max(middle.y() - top, 0) + 1, STEP):
        for aside in range(0, max(middle.x(), 0) + 1, STEP):
            yield middle + QPoint(aside, -up)
            yield middle + QPoint(-aside, -up)


def _pressed(one: QWidget, floating: QWidget, corner: QPoint, clip: QRect) -> Iterator[QRect]:
    """Yield the boxes of what takes the focus, as far as it is in sight; `corner` is that of the widget."""
    for child in one.children():
        if not isinstance(child, QWidget) or child is floating or child.isHidden() or child.isWindow():
            continue
        box = child.geometry().translated(corner)
        if (seen := box & clip).isEmpty():
            continue
        if _takes_focus(child):
            yield seen
        yield from _pressed(child, floating, box.topLeft(), seen)


def _takes_focus(one: QWidget) -> bool:
    scrolls = isinstance(one, QAbstractScrollArea) and not isinstance(one, (QTextEdit, QPlainTextEdit))
    return not scrolls and bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
