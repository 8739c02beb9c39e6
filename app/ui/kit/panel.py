"""The panel at the trailing side in which one record is edited while the list stays in view."""

from __future__ import annotations

from weakref import ref

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.ui.kit.button import icon_button, name_button
from app.ui.kit.text import label, row

WIDTH = 320
PART = 0.35
"""Of the width of the page, at most."""
AROUND = 24
"""Pixels that are shown above or below of what has got the focus."""


class Ground(QWidget):
    """What a panel stands on: `resized` carries the width there is."""

    resized = Signal(int)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit(event.size().width())


class SidePanel(QFrame):
    """A card of fixed width with a title, a close button, a scrolling body and a foot.

    On a small screen it leaves the list beside it the greater part of the room.
    """

    closed = Signal()

    def __init__(self, close_name: str = "", width: int = WIDTH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "card")
        self.be_wide(width)
        self.over, self.title = label("", "small"), label("", "card", wrap=True)
        self.close_button = icon_button("x", close_name)
        self._came_from: ref[QWidget] | None = None
        self._page: ref[QWidget] | None = None
        self.close_button.clicked.connect(self.leave)
        self.body, self.foot = QVBoxLayout(), QVBoxLayout()
        self.body.setSpacing(10)
        self.body.setContentsMargins(16, 2, 16, 8)
        self._lay_out()
        self.hide()

    def be_wide(self, width: int) -> None:
        """Take so many pixels where there is room."""
        self._width = width
        self.setFixedWidth(width)

    def open_with(self, title: str, over: str = "") -> None:
        """Show the panel under a title, with a small line (a code, a kind) over it."""
        self.title.setText(title)
        self.over.setText(over)
        self.over.setVisible(bool(over))
        self.setAccessibleName(title)
        here = QApplication.focusWidget()
        if here is not None and not self.isAncestorOf(here):
            self._came_from = ref(here)
        self.show()

    def leave(self) -> None:
        """Close the panel; what is being typed is committed as the focus goes back to where it came from."""
        here, back = QApplication.focusWidget(), self._came_from() if self._came_from else None
        inside = here is not None and self.isAncestorOf(here)
        self._came_from = None
        if inside and back is not None and isValid(back) and back.isVisible():
            back.setFocus()
        self.hide()
        self.closed.emit()

    def name_close(self, name: str) -> None:
        """Name the close button in the language in force."""
        name_button(self.close_button, name)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        page: QWidget | None = self.parentWidget()
        while page is not None and not isinstance(page, Ground):
            page = page.parentWidget()
        if page is not None and self._page is None:
            # No event filter: a page that is being destroyed would still tell of itself.
            self._page = ref(page)
            page.resized.connect(self._keep_its_part)
        if page is not None:
            self._keep_its_part(page.width())

    def _keep_its_part(self, room: int) -> None:
        self.setFixedWidth(min(self._width, round(room * PART)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        scrolled = QWidget()
        scrolled.setObjectName("scrolled")
        inside = QVBoxLayout(scrolled)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self.body)
        inside.addStretch(1)
        area = scrolling(scrolled)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.over)
        words.addWidget(self.title)
        head = row(words, self.close_button)
        head.setStretch(0, 1)
        head.insertSpacing(0, 6)
        head.setContentsMargins(10, 12, 10, 6)
        head.setAlignment(self.close_button, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(area, 1)
        self.foot.setContentsMargins(16, 6, 16, 12)
        self.foot.setSpacing(8)
        whole.addLayout(self.foot)


class FocusFollower(QObject):
    """Scrolls to what has got the focus and cannot be seen whole. Qt does so only from one widget of an area
    to the next, not when the focus comes into it from outside.

    What the mouse is pressed on stays where it is; of what is higher than its place a part is enough.

    Looks once everything under way is done: what was only now shown is laid out first. It takes no widget
    from the signal, which also tells of one that is being destroyed; whoever wraps that again crashes later.
    """

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._look)
        application.focusChanged.connect(self.changed)

    def changed(self) -> None:
        """Look soon."""
        self._soon.start()

    def _look(self) -> None:
        widget = QApplication.focusWidget()
        if widget is None or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        seen = widget.visibleRegion().boundingRect()
        outer = widget.parentWidget() if seen.height() < widget.height() else None
        while outer is not None:
            if isinstance(outer, QScrollArea) and (seen.isEmpty() or widget.height() < outer.height()):
                _scroll_to(widget, outer)
            outer = outer.parentWidget()


def _scroll_to(widget: QWidget, area: QScrollArea) -> None:
    """Scroll down or up to a whole widget; Qt would be content with its text cursor."""
    bar, room = area.verticalScrollBar(), area.viewport().height()
    top = widget.mapTo(area.viewport(), QPoint(0, 0)).y() + bar.value()
    bottom = top + min(widget.height(), room)
    if top < bar.value():
        bar.setValue(top - AROUND)
    elif bottom > bar.value() + room:
        bar.setValue(bottom + AROUND - room)


def scrolling(content: QWidget) -> QScrollArea:
    """Return the content in an area that scrolls down only and has no frame of its own."""
    # A viewport of our own: for Qt's, PySide would go through all sorts of widgets to find out what it is.
    area, viewport = QScrollArea(), QWidget()
    area.setViewport(viewport)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    viewport.setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area


def scrolling_column(rows: QLayout, gap: int = 8) -> QScrollArea:
    """Return what stands under each other, scrolling, with so many pixels between it and the bar.

    The bar is at the trailing side. Qt mirrors what is beside each other, but not margins.
    """
    holder = QWidget()
    holder.setObjectName("scrolled")
    beside = row(rows, gap=0)
    beside.setStretch(0, 1)
    beside.addSpacing(gap)
    holder.setLayout(beside)
    return scrolling(holder)
