"""The quick jump (Ctrl+K): type a few letters, go to a page, a step, a record, or do a command."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.models.folding import fold
from app.ui.icons import icon
from app.ui.jump import Jump, Search
from app.ui.kit.jump_rows import HEADING_ROLE, JUMP_ROLE, JumpDelegate
from app.ui.kit.line import Line
from app.ui.kit.text import label
from app.ui.kit.tip import set_tip
from app.ui.language import say
from app.ui.weak import weakly

SEARCH_AFTER = 90
MOST = 60
WIDTH = 560


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
        self._recent: tuple[Jump, ...] = ()
        self.line, self.list, self.nothing = (
            Line(),
            QListWidget(),
            label(say("frame.nothing_found"), "quiet", wrap=True),
        )
        self.line.setPlaceholderText(say("frame.search_hint"))
        self.line.setAccessibleName(say("frame.search"))
        self.list.setAccessibleName(say("frame.found"))
        self.list.setItemDelegate(JumpDelegate(self.list))
        self.list.setMouseTracking(True)
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

    def show_recent(self, jumps: Sequence[Jump]) -> None:
        """Show places visited lately first, until something is typed."""
        self._recent = tuple(jumps)
        if not self.line.text().strip():
            self._typed("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {
                Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
            }  # fmt: skip
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._activated(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        places = [n for n in range(self.list.count()) if not self.list.item(n).data(HEADING_ROLE)]
        if places:
            now = places.index(self.list.currentRow()) if self.list.currentRow() in places else 0
            self.list.setCurrentRow(places[max(0, min(len(places) - 1, now + step))])
            if now + step <= 0:
                self.list.scrollToTop()

    def _typed(self, text: str) -> None:
        self._show(self._own(text))
        if self._search is not None and len(text.strip()) > 1:
            self._timer.start()

    def _own(self, text: str) -> list[Jump]:
        """Return the jumps that stand here already and contain every word of a text."""
        wanted = fold(text).split()
        if not wanted:
            return [*self._recent, *self._jumps]
        return [one for one in self._jumps if all(word in _folded(one) for word in wanted)]

    def _search_records(self) -> None:
        if self._search is not None:
            text = self.line.text()
            self._search(text, weakly(self._show_records, text))

    def _show_records(self, text: str, found: Sequence[Jump]) -> None:
        if text == self.line.text():
            self.show_found(found)

    def show_found(self, found: Sequence[Jump]) -> None:
        """Show records that were found under what stands here already."""
        self._show([*self._own(self.line.text()), *found])

    def _show(self, jumps: Sequence[Jump]) -> None:
        self.list.clear()
        heading = ""
        for jump in jumps[:MOST]:
            if jump.group != heading:
                heading = jump.group
                self._add_heading(heading)
            item = QListWidgetItem(icon(jump.icon, "quiet", 16), jump.text)
            set_tip(item, jump.said or jump.text)
            item.setData(Qt.ItemDataRole.UserRole, jump.target)
            item.setData(JUMP_ROLE, (jump.under, jump.said))
            spoken = (jump.text, jump.under, jump.group, jump.said)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in spoken if part))
            self.list.addItem(item)
        self.list.setCurrentRow(-1)
        self._move(0)
        self.nothing.setVisible(not jumps)
        self.list.setVisible(bool(jumps))

    def _add_heading(self, text: str) -> None:
        if text:
            item = QListWidgetItem(text)
            item.setData(HEADING_ROLE, True)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)

    def _activated(self, item: QListWidgetItem | None) -> None:
        if item is not None and not item.data(HEADING_ROLE):
            target = item.data(Qt.ItemDataRole.UserRole)
            self.accept()
            self.picked.emit(target)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 10, 10, 10)
        for part in (self.line, self.list, self.nothing):
            whole.addWidget(part)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.resize(WIDTH, 460)


def _folded(jump: Jump) -> str:
    return f"{fold(f'{jump.text} {jump.under}')} {jump.also}"
