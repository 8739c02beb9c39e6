"""The list at the leading side of the conflict desk: one row per record, painted only when seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.kit.text import leading
from app.ui.kit.tip import plain_tip
from app.ui.pages.exchange_conflicts_words import ListText
from app.ui.theme import color

Index = QModelIndex | QPersistentModelIndex
TEXT_ROLE = Qt.ItemDataRole.UserRole + 1
SIDES, ENDS, BETWEEN = 12, 7, 2
FEWEST_SEEN, MOST_SEEN = 3, 8


class RecordList(QAbstractListModel):
    """Rows are frozen values with an `id`; what a row says is made when it is asked for."""

    def __init__(self, text: Callable[[Any], ListText], parent: Any = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Any, ...] = ()
        self._text = text

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def place_of(self, row_id: str) -> int:
        """Return the place of a row by its id, -1 when it is not there."""
        return next((place for place, row in enumerate(self.rows) if row.id == row_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role not in (TEXT_ROLE, *_SAID):
            return None
        text = self._text(self.rows[index.row()])
        if role == TEXT_ROLE:
            return text
        said = f"{text.title}: {text.line}"
        return plain_tip(said) if role == Qt.ItemDataRole.ToolTipRole else said


_SAID = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)


class RecordRows(QListView):
    """The view of a `RecordList`. `picked` carries the id of the row that became the current one.

    `numbered` carries a digit that was pressed, `agreed` tells of Enter, `left` of Escape.
    """

    picked = Signal(str)
    numbered = Signal(int)
    agreed = Signal()
    left = Signal()

    def __init__(self, model: RecordList) -> None:
        super().__init__()
        self.list = model
        self._delegate = RowDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    def show_rows(self, rows: Sequence[Any], chosen: str) -> str:
        """Show rows with one chosen and return its id: the row that took its place when it is gone."""
        before = max(self.currentIndex().row(), 0)
        self.list.set_rows(rows)
        place = self.list.place_of(chosen)
        if place < 0 and rows:
            place = min(before, len(rows) - 1)
        self._fit(len(rows))
        if place < 0:
            return ""
        self.setCurrentIndex(self.list.index(place, 0))
        return str(rows[place].id)

    def choose(self, row_id: str) -> None:
        """Make a row the current one and tell it."""
        place = self.list.place_of(row_id)
        if place >= 0:
            self.setCurrentIndex(self.list.index(place, 0))
            self.picked.emit(row_id)

    def step(self, by: int) -> None:
        """Go to the next row or the one before."""
        place = self.currentIndex().row() + by
        if 0 <= place < len(self.list.rows):
            self.choose(str(self.list.rows[place].id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex().row()
        if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9 and not event.modifiers() & _COMMANDS:
            self.numbered.emit(event.key() - Qt.Key.Key_0)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.agreed.emit()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
        self._tell(before)

    def mouseReleaseEvent(self, event: Any) -> None:
        super().mouseReleaseEvent(event)
        self._tell(-1)

    def _tell(self, before: int) -> None:
        place = self.currentIndex().row()
        if place >= 0 and place != before:
            self.picked.emit(str(self.list.rows[place].id))

    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def _fit(self, count: int) -> None:
        seen = max(min(count, MOST_SEEN), FEWEST_SEEN)
        self.setMinimumHeight(seen * self._delegate.height(self.font()))


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class RowDelegate(QStyledItemDelegate):
    """Paints a row: title, quiet line, and how many fields when there are several."""

    def height(self, font: QFont) -> int:
        """Return the height of a row in a font, in pixels."""
        return (
            2 * ENDS + BETWEEN + QFontMetrics(font).lineSpacing() + QFontMetrics(_small(font)).lineSpacing()
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        font = view.font() if isinstance(view, QListView) else QFont()
        return QSize(60, self.height(font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown: Any = option
        state: QStyle.StateFlag = shown.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        whole = QRectF(shown.rect).adjusted(1, 1, -1, -1)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_soft" if chosen else "window"))
            painter.drawRoundedRect(whole, 6, 6)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole, 6, 6)
        self._write(painter, QRect(shown.rect), shown.direction, index.data(TEXT_ROLE), chosen)
        painter.restore()

    def _write(
        self, painter: QPainter, rect: QRect, way: Qt.LayoutDirection, text: ListText, chosen: bool
    ) -> None:
        room, base = rect.adjusted(SIDES, ENDS, -SIDES, -ENDS), self._base(painter)
        if text.count > 1:
            room = _count(painter, room, way, text.count, _small(base))
        bold = QFont(base)
        bold.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        first = QFontMetrics(base).lineSpacing()
        top = QRect(room.left(), room.top(), room.width(), first)
        _line(painter, top, way, text.title, bold, "text")
        below = top.translated(0, first + BETWEEN)
        _line(painter, below, way, text.line, _small(base), "quiet")

    def _base(self, painter: QPainter) -> QFont:
        view = self.parent()
        return QFont(view.font()) if isinstance(view, QListView) else painter.font()


def _count(painter: QPainter, room: QRect, way: Qt.LayoutDirection, count: int, font: QFont) -> QRect:
    width, mirrored = 26, way == Qt.LayoutDirection.RightToLeft
    left = room.left() if mirrored else room.right() - width
    box = QRectF(left, room.center().y() - 10, width, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("attention_soft"))
    painter.drawRoundedRect(box, 10, 10)
    painter.setFont(font)
    painter.setPen(color("attention"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count))
    gap = width + 8
    return room.adjusted(gap, 0, 0, 0) if mirrored else room.adjusted(0, 0, -gap, 0)


def _line(painter: QPainter, room: QRect, way: Qt.LayoutDirection, text: str, font: QFont, role: str) -> None:
    painter.setFont(font)
    painter.setPen(color(role))
    painter.setLayoutDirection(way)
    side = QStyle.visualAlignment(way, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    # The isolate keeps full stops at the end of a text in the other script.
    painter.drawText(room, int(side), f"\u2068{leading(shown)}\u2069")


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(max(9, font.pixelSize() - 2))
    return small
