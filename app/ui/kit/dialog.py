"""A dialog in which Tab goes on as it is read, also to what was filled in later, and that fits any screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.ui.kit.panel import scrolling
from app.ui.kit.reading_order import go_on
from app.ui.screens import screen_of

AROUND = QSize(16, 40)
"""Pixels that the window manager draws around a dialog."""


class ReadDialog(QDialog):
    """A dialog with lists and rows that are made when their records arrive.

    It is never larger than the screen: what has no room there is scrolled to.
    """

    _scrolls = False

    def focusNextPrevChild(self, forward: bool) -> bool:
        return go_on(self, forward)

    def showEvent(self, event: QShowEvent) -> None:
        self.fit_into(self._screen())
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.fit_into(self._screen())
        return super().event(event)

    def fit_into(self, screen: QSize) -> None:
        """Become no larger than a screen of so many pixels."""
        room, layout = screen - AROUND, self.layout()
        if layout is not None and not self._scrolls and self._least_height() > room.height():
            self._scrolls = True
            inside = QWidget()
            inside.setObjectName("scrolled")
            inside.setLayout(layout)
            outside = QVBoxLayout(self)
            outside.setContentsMargins(0, 0, 0, 0)
            outside.addWidget(scrolling(inside))
            outside.activate()
        if self.width() > room.width() or self.height() > room.height():
            self.resize(self.size().boundedTo(room))

    def _screen(self) -> QSize:
        """Return the size of the screen; where there is none, as in tests, that of the window beneath."""
        beneath = self.parentWidget()
        return screen_of(self).availableSize().expandedTo(beneath.window().size() if beneath else QSize())

    def _least_height(self) -> int:
        layout = self.layout()
        if layout is None:
            return 0
        width = max(self.width(), layout.totalMinimumSize().width())
        return max(layout.totalMinimumSize().height(), layout.totalMinimumHeightForWidth(width))
