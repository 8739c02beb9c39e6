"""The rows of who has what: a table whose cells are made and painted only when they are seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionViewItem, QTableView

from app.services.views.exchange_board import BoardEntry
from app.ui.kit.rows import CELL_ROLE, Cell
from app.ui.kit.table import CellDelegate
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_packages_words import details_line, heard_line, state_text
from app.ui.pages.exchange_words import STATE_TONES, parts, size_text
from app.ui.theme import color

Index = QModelIndex | QPersistentModelIndex
LINK_ROLE = Qt.ItemDataRole.UserRole + 3
WHO, STATE, TOLD, SIZE, WORDS, MAKE = range(6)
SHARES = (25, 13, 32, 10, 20, 17)
MOST_SEEN = 8
ENDS = 8
SIDES = 10


class BoardModel(QAbstractTableModel):
    """One row per person. A cell that can be acted on has a `LINK_ROLE`: "make" or "compare"."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.entries: tuple[BoardEntry, ...] = ()
        self._now, self._steward = "", False

    def set_entries(self, entries: Sequence[BoardEntry], now: str, steward: bool) -> None:
        """Show other people, as of a moment; a steward may compare words."""
        self.beginResetModel()
        self.entries, self._now, self._steward = tuple(entries), now, steward
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        return 0 if parent.isValid() else len(SHARES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _ROLES:
            return None
        entry, column = self.entries[index.row()], index.column()
        if role == LINK_ROLE:
            return self._link(entry, column)
        cell = self._cell(entry, column)
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole and (link := self._link(entry, column)):
            code = "exchange.make_for" if link == "make" else "exchange.compare_with"
            return say(code, name=label_text(entry.name))
        if role == Qt.ItemDataRole.ToolTipRole and not cell.under:
            return None
        return parts(cell.text, cell.under)

    def _link(self, entry: BoardEntry, column: int) -> str:
        if column == MAKE and entry.state != "up_to_date":
            return "make"
        return "compare" if column == WORDS and self._steward and not entry.compared else ""

    def _cell(self, entry: BoardEntry, column: int) -> Cell:
        if column == WHO:
            role = words().code("role", entry.role) if entry.role else ""
            return Cell(label_text(entry.name), parts(role, label_text(entry.organisation)))
        if column == STATE:
            return Cell(state_text(entry), tone=STATE_TONES[entry.state])
        if column == TOLD:
            forked = say("people.note.forked") if entry.forked else ""
            return Cell(heard_line(entry, self._now), parts(forked, details_line(entry)), quiet=True)
        if column == SIZE:
            return Cell(size_text(entry), quiet=True)
        if column == WORDS:
            compare = "compare" if self._steward else "not_compared"
            return Cell(say("exchange.compared" if entry.compared else f"exchange.{compare}"), quiet=True)
        return Cell(say("exchange.make") if entry.state != "up_to_date" else "")


_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
    CELL_ROLE,
    LINK_ROLE,
)


class BoardDelegate(CellDelegate):
    """Paints cells as tables do, links in the accent colour, and a ring around where the keyboard is."""

    def height(self, font: QFont) -> int:
        """Return the height of a row in a font, in pixels."""
        return 2 * ENDS + 2 + QFontMetrics(font).lineSpacing() + QFontMetrics(_smaller(font)).lineSpacing()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        return QSize(40, self.height(view.font() if isinstance(view, QTableView) else QFont()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown: Any = option
        link = index.data(LINK_ROLE)
        if link:
            self._paint_link(painter, shown, index)
        else:
            super().paint(painter, option, index)
        if shown.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRoundedRect(QRectF(shown.rect).adjusted(2, 3, -2, -4), 6, 6)
            painter.restore()

    def _paint_link(self, painter: QPainter, shown: Any, index: Index) -> None:
        painter.save()
        rect = QRect(shown.rect)
        painter.fillRect(rect, color("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color("line"))
        font = QFont(shown.font)
        font.setWeight(QFont.Weight.DemiBold)
        font.setUnderline(bool(shown.state & QStyle.StateFlag.State_MouseOver))
        painter.setFont(font)
        painter.setPen(color("accent"))
        end = index.column() == MAKE
        side = Qt.AlignmentFlag.AlignTrailing if end else Qt.AlignmentFlag.AlignLeading
        way = QStyle.visualAlignment(shown.direction, side | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(rect.adjusted(SIDES, 0, -SIDES, -1), int(way), index.data(CELL_ROLE).text)
        painter.restore()


class BoardTable(QTableView):
    """The people of the board. `acted` carries what was asked for, "make" or "compare", and a person's key.

    Arrow keys go from cell to cell; Enter or Space on a link does what it says, elsewhere it makes a package.
    """

    acted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.people = BoardModel(self)
        self._delegate = BoardDelegate(self)
        self.setModel(self.people)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_entries(self, entries: Sequence[BoardEntry], now: str, steward: bool) -> None:
        """Show people; the one the keyboard was at stays in front."""
        at = self.currentIndex()
        key = self.people.entries[at.row()].key if at.isValid() else ""
        self.verticalHeader().setDefaultSectionSize(self._delegate.height(self.font()))
        self.people.set_entries(entries, now, steward)
        self.setFixedHeight(min(len(entries), MOST_SEEN) * self.verticalHeader().defaultSectionSize())
        place = next((row for row, one in enumerate(entries) if one.key == key), -1)
        if place >= 0:
            self.setCurrentIndex(self.people.index(place, at.column()))

    def act(self, index: Index) -> None:
        """Do what a cell offers."""
        if link := index.data(LINK_ROLE):
            self.acted.emit(link, self.people.entries[index.row()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            super().keyPressEvent(event)
            return
        at = self.currentIndex()
        if at.isValid():
            self.act(at if at.data(LINK_ROLE) else at.siblingAtColumn(MAKE))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        link = self.indexAt(event.position().toPoint()).data(LINK_ROLE)
        self.setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.act(self.indexAt(event.position().toPoint()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width, whole = self.viewport().width(), sum(SHARES)
        for column, share in enumerate(SHARES):
            self.setColumnWidth(column, width * share // whole)


def _smaller(font: QFont) -> QFont:
    made = QFont(font)
    made.setPixelSize(max(9, font.pixelSize() - 2))
    return made
