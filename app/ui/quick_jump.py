"""The quick jump (Ctrl+K): type a few letters, go to a page, a step, a record, or do a command."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.ui.icons import icon
from app.ui.kit.text import label
from app.ui.language import say

SEARCH_AFTER = 150
MOST = 40
WIDTH = 520


class Jump(msgspec.Struct, frozen=True):
    """One thing to go to: text, a quiet word beside it, an icon, and what to go to."""

    text: str
    under: str
    icon: str
    target: object


Search = Callable[[str, Callable[[Sequence[Jump]], None]], None]


class QuickJump(QDialog):
    """`picked` carries the target of the chosen jump. `search(text, show)` finds records meanwhile."""

    picked = Signal(object)

    def __init__(
        self, jumps: Sequence[Jump], search: Search | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(say("frame.search"))
        self._jumps, self._search = tuple(jumps), search
        self.line, self.list, self.nothing = (
            QLineEdit(),
            QListWidget(),
            label(say("frame.nothing_found"), "quiet"),
        )
        self.line.setPlaceholderText(say("frame.search_hint"))
        self.line.setAccessibleName(say("frame.search"))
        self.list.setAccessibleName(say("frame.found"))
        self.line.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER)
        self._timer.timeout.connect(self._search_records)
        self.line.textChanged.connect(self._typed)
        self.list.itemActivated.connect(self._activated)
        self.list.itemClicked.connect(self._activated)
        self._lay_out()
        self._typed("")

    def stand_under(self, widget: QWidget) -> None:
        """Open beneath a widget, no wider than the window allows."""
        corner = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            corner.setX(corner.x() + widget.width() - self.width())
        self.move(corner)
        self.open()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._activated(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        wanted = text.strip().casefold()
        self._show([jump for jump in self._jumps if wanted in f"{jump.text} {jump.under}".casefold()])
        if self._search is not None and len(wanted) > 1:
            self._timer.start()

    def _search_records(self) -> None:
        if self._search is not None:
            self._search(self.line.text(), self._show_records)

    def _show_records(self, found: Sequence[Jump]) -> None:
        wanted = self.line.text().strip().casefold()
        own = [jump for jump in self._jumps if wanted in f"{jump.text} {jump.under}".casefold()]
        self._show([*own, *found])

    def _show(self, jumps: Sequence[Jump]) -> None:
        self.list.clear()
        for jump in jumps[:MOST]:
            item = QListWidgetItem(icon(jump.icon, "quiet", 16), self._text(jump))
            item.setToolTip(jump.text)
            item.setData(Qt.ItemDataRole.UserRole, jump.target)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.nothing.setVisible(not jumps)
        self.list.setVisible(bool(jumps))

    def _text(self, jump: Jump) -> str:
        metrics = self.list.fontMetrics()
        under = f"   {jump.under}" if jump.under else ""
        room = WIDTH - 90 - metrics.horizontalAdvance(under)
        return metrics.elidedText(jump.text, Qt.TextElideMode.ElideRight, room) + under

    def _activated(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            target = item.data(Qt.ItemDataRole.UserRole)
            self.accept()
            self.picked.emit(target)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 10, 10, 10)
        for part in (self.line, self.list, self.nothing):
            whole.addWidget(part)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.resize(WIDTH, 420)
