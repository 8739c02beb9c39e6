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
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionViewItem, QTableView

from app.services.views.exchange_board import BoardEntry
from app.ui.kit.cells import CellDelegate
from app.ui.kit.faces import faces
from app.ui.kit.rows import CELL_ROLE, Cell
from app.ui.kit.tip import plain_tip
from app.ui.kit.wrapping import lines_of
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_packages_words import details_line, heard_line, state_text
from app.ui.pages.exchange_words import STATE_TONES, parts, size_text
from app.ui.theme import color

Index = QModelIndex | QPersistentModelIndex
LINK_ROLE = Qt.ItemDataRole.UserRole + 3
WHO, STATE, TOLD, SIZE, WORDS, MAKE = range(6)
WHO_SHARE, LEAST, GAP = 42, 300, 14
"""Of what the short columns leave: per cent for the name, the least pixels; pixels between columns."""
MOST_SEEN = 8
ENDS = 8
SIDES = 10


class BoardModel(QAbstractTableModel):
    """One row per person. A cell that can be acted on has a `LINK_ROLE`: "make" or "compare"."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.entries: tuple[BoardEntry, ...] = ()
        self._now, self._steward = "", False
        self._made: dict[tuple[int, int], Cell] = {}

    def set_entries(self, entries: Sequence[BoardEntry], now: str, steward: bool) -> None:
        """Show other people, as of a moment; a steward may compare words."""
        self.beginResetModel()
        self.entries, self._now, self._steward = tuple(entries), now, steward
        self._made = {}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        return 0 if parent.isValid() else MAKE + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _ROLES:
            return None
        entry, column = self.entries[index.row()], index.column()
        if role == LINK_ROLE:
            return self._link(entry, column)
        cell = self.cell(index.row(), column)
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole and (link := self._link(entry, column)):
            code = "exchange.make_for" if link == "make" else "exchange.compare_with"
            return say(code, name=label_text(entry.name))
        text = parts(cell.text, cell.under)
        if role == Qt.ItemDataRole.ToolTipRole:
            forked = say("people.note.forked") if column == TOLD and entry.forked else ""
            return plain_tip(parts(text, forked)) if cell.under else None
        return text

    def cell(self, row: int, column: int) -> Cell:
        """Return what a cell shows; it is made when it is first asked for."""
        if (row, column) not in self._made:
            self._made[row, column] = self._cell(self.entries[row], column)
        return self._made[row, column]

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
            forked = say("people.note.forked_short") if entry.forked else ""
            return Cell(heard_line(entry, self._now), parts(details_line(entry), forked), quiet=True)
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

    lines = 1
    """Small lines beneath the first one that rows have room for."""

    def height(self, font: QFont) -> int:
        """Return the height of a row in a font, in pixels."""
        small = QFontMetrics(_smaller(font)).lineSpacing()
        return 2 * ENDS + 2 + QFontMetrics(font).lineSpacing() + self.lines * small

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        return QSize(40, self.height(view.font() if isinstance(view, QTableView) else QFont()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown: Any = option
        cell: Cell = index.data(CELL_ROLE)
        if index.data(LINK_ROLE):
            self._paint_link(painter, shown, index)
        elif cell.under:
            self._paint_lines(painter, shown, cell)
        else:
            super().paint(painter, option, index)
        if shown.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRoundedRect(QRectF(shown.rect).adjusted(2, 3, -2, -4), 6, 6)
            painter.restore()

    def _paint_lines(self, painter: QPainter, shown: Any, cell: Cell) -> None:
        painter.save()
        rect = _ground(painter, shown)
        base, small = QFont(shown.font), _smaller(shown.font)
        below = lines_of(cell.under, small, rect.width() - 2 * SIDES, self.lines)
        texts = [(cell.text, base, "quiet" if cell.quiet else "text"), *((t, small, "quiet") for t in below)]
        high = [QFontMetrics(font).lineSpacing() for _, font, _ in texts]
        top = rect.center().y() - sum(high) // 2
        side = QStyle.visualAlignment(shown.direction, _LEADING)
        painter.setLayoutDirection(shown.direction)
        for (text, font, role), spacing in zip(texts, high, strict=True):
            painter.setFont(font)
            painter.setPen(color(role))
            room = QRect(rect.left() + SIDES, top, rect.width() - 2 * SIDES, spacing)
            line = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            # The isolate keeps full stops at the end of a text in the other script.
            painter.drawText(room, int(side), f"\u2068{line}\u2069")
            top += spacing
        painter.restore()

    def _paint_link(self, painter: QPainter, shown: Any, index: Index) -> None:
        painter.save()
        rect = _ground(painter, shown)
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
        self._fitted = 0
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
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_entries(self, entries: Sequence[BoardEntry], now: str, steward: bool) -> None:
        """Show people; the one the keyboard was at stays in front."""
        at = self.currentIndex()
        key = self.people.entries[at.row()].key if at.isValid() else ""
        self.people.set_entries(entries, now, steward)
        scrolls = len(entries) > MOST_SEEN
        shown, hidden = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(shown if scrolls else hidden)
        self._fitted = 0
        if self.isVisible():
            self._fit()
        place = next((row for row, one in enumerate(entries) if one.key == key), -1)
        if place >= 0:
            self.setCurrentIndex(self.people.index(place, at.column()))

    def act(self, index: Index) -> None:
        """Do what a cell offers."""
        if link := index.data(LINK_ROLE):
            self.acted.emit(link, self.people.entries[index.row()].key)

    def _fit(self) -> None:
        """Give short columns what their texts need and the others what is left; rows get a further line when
        somebody's details need one.
        """
        if self._fitted == self.viewport().width():
            return
        self._fitted = self.viewport().width()
        self._delegate.drawn = faces(self.font())
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        metrics, small = QFontMetrics(bold), QFontMetrics(_smaller(self.font()))
        seen = [self._cells(row) for row in range(min(len(self.people.entries), MOST_SEEN))]
        taken = {
            column: max((metrics.horizontalAdvance(cells[column].text) for cells in seen), default=0)
            + 2 * SIDES + GAP
            for column in (STATE, SIZE, WORDS, MAKE)
        }  # fmt: skip
        taken[STATE] += SIDES  # the round ends of a chip
        left = max(self.viewport().width() - sum(taken.values()), LEAST)
        taken |= {WHO: left * WHO_SHARE // 100, TOLD: left - left * WHO_SHARE // 100}
        for column, width in taken.items():
            self.setColumnWidth(column, width)
        wanted = (
            small.horizontalAdvance(cells[column].under) > taken[column] - 2 * SIDES
            for cells in seen
            for column in (WHO, TOLD)
        )
        self._delegate.lines = 2 if any(wanted) else 1
        high = self._delegate.height(self.font())
        self.verticalHeader().setDefaultSectionSize(high)
        self.setFixedHeight(len(seen) * high)

    def _cells(self, row: int) -> list[Cell]:
        return [self.people.cell(row, column) for column in range(self.people.columnCount())]

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
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()


_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


def _ground(painter: QPainter, shown: Any) -> QRect:
    """Paint the ground of a cell with the line beneath it, and return where it is."""
    rect = QRect(shown.rect)
    painter.fillRect(rect, color("surface"))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color("line"))
    return rect


def _smaller(font: QFont) -> QFont:
    made = QFont(font)
    made.setPixelSize(max(9, font.pixelSize() - 2))
    return made
