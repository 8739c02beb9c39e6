"""The table of a page: quiet header, lines between rows, group headings, chips in cells."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.ui.kit.faces import Face, Faces, faces
from app.ui.kit.rows import CELL_ROLE, HEADING_ROLE, Cell, RowModel
from app.ui.kit.table_widths import PADDING, widths
from app.ui.kit.text import isolated
from app.ui.theme import color

MANY_ROWS = 400
AT_ONCE = 40
"""Rows that get their height before a table is painted: more than any screen shows."""
MOST_LINES, MOST_BELOW = 3, 2
_CHIP_GROUND = {"neutral": "window", "missing": "surface"}
_CHIP_INK = {"neutral": "quiet", "missing": "wrong"}
_CHIP_LINE = {"neutral": "line", "missing": "wrong"}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
_SIDES = {
    False: int(_MIDDLE | Qt.AlignmentFlag.AlignLeft),
    True: int(_MIDDLE | Qt.AlignmentFlag.AlignRight),
}
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints cells by the model's `Cell` values."""

    def shown(self, index: Index) -> tuple[Cell, bool, bool]:
        """Return the cell of an index, whether it is a group heading, and whether it stands at the end."""
        side = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeading
        at_end = bool(Qt.AlignmentFlag(side) & Qt.AlignmentFlag.AlignTrailing)
        return index.data(CELL_ROLE) or Cell(""), index.data(HEADING_ROLE) is not None, at_end

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, is_heading, at_end = self.shown(index)
        rect, turned = _rect(option), _direction(option) == Qt.LayoutDirection.RightToLeft
        selected = not is_heading and bool(_state(option) & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, color("window" if is_heading else "accent_soft" if selected else "surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, color("line"))
        inside = rect.adjusted(PADDING, 3, -PADDING, -4)
        drawn = faces(painter.font())
        if cell.tone and cell.text:
            _paint_chip(painter, inside, cell, turned, drawn, selected=selected)
        elif cell.text or cell.under:
            painter.setLayoutDirection(_direction(option))
            _paint_text(painter, inside, cell, _SIDES[at_end != turned], drawn)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell, is_heading, _at_end = self.shown(index)
        if is_heading:
            return QSize(40, 30)
        view = self.parent()
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else 200
        font = view.font() if isinstance(view, QWidget) else QFont()
        return QSize(width, _height(cell, faces(font), width))


class RowDelegate(CellDelegate):
    """Asks a `RowModel` itself: by way of Qt, each answer of a model in Python takes far longer."""

    def __init__(self, rows: RowModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows

    def shown(self, index: Index) -> tuple[Cell, bool, bool]:
        return self._rows.shown_at(index.row(), index.column())


class Table(QTableView):
    """A table over a `RowModel`; `picked` carries the chosen row's id, `opened` on Enter or two clicks."""

    picked = Signal(str)
    opened = Signal(str)
    _outgrown = Signal()

    def __init__(self, model: RowModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self._fitting = self._fitted = False
        self._outgrown.connect(self._fit_once, Qt.ConnectionType.QueuedConnection)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self.fit_rest)
        self._delegate = RowDelegate(model, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._behave()
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        model.modelReset.connect(self._fit_when_seen)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._opened)

    def choose(self, record_id: str) -> None:
        """Select the row of a record, without telling anyone."""
        place = self.rows.place_of(record_id)
        if place < 0:
            self.clearSelection()
        else:
            self._fit_once()
            self.fit_rest()
            # Not selectRow: mirrored, it looks for a column beyond the last one and selects nothing.
            index, flags = self.rows.index(place, 0), QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)

    def chosen_id(self) -> str:
        """Return the id of the selected row, "" for none."""
        row = self.rows.row_at(self.currentIndex()) if self.selectionModel().hasSelection() else None
        return str(getattr(row, "id", "")) if row is not None else ""

    def fit(self) -> None:
        """Give columns their widths and rows the height their texts need."""
        self._fit()
        self.scheduleDelayedItemsLayout()

    def _fit(self) -> None:
        if self._fitting:
            return
        self._fitting = self._fitted = True
        # Told of each new width and height, the view would paint everything once more afterwards.
        held = [QSignalBlocker(header) for header in (self.horizontalHeader(), self.verticalHeader())]
        self._fit_columns()
        self.clearSpans()
        for line in self.rows.headings():
            self.setSpan(line, 0, 1, len(self.rows.columns))
        self.fit_rows()
        for one in held:
            one.unblock()
        self._fitting = False

    def doItemsLayout(self) -> None:
        for _ in range(2):
            # The second time where a scroll bar came or went: there is another width to share.
            if not self._fitted and self.isVisible():
                self._fit()
            super().doItemsLayout()
            if self._fitted:
                return

    def fit_rows(self) -> None:
        """Give each row the height of its highest cell; Qt would ask for every cell several times.

        Those far down the list get theirs once what can be seen is painted.
        """
        count = self.rows.rowCount()
        if count > MANY_ROWS:
            return
        self._fit_lines(0, min(count, AT_ONCE))
        if count > AT_ONCE:
            self._rest.start()

    def fit_rest(self) -> None:
        """Give the rows far down the list their heights now, if they still wait for them."""
        if self._rest.isActive():
            self._rest.stop()
            with QSignalBlocker(self.verticalHeader()):
                self._fit_lines(AT_ONCE, self.rows.rowCount())
            self.updateGeometries()
            if self.verticalScrollBar().value():
                self.viewport().update()

    def _fit_lines(self, first: int, end: int) -> None:
        header, columns = self.verticalHeader(), range(len(self.rows.columns))
        widths = {column: wide for column in columns if (wide := self.columnWidth(column))}
        drawn, headings = faces(self.font()), set(self.rows.headings())
        for line in range(first, end):
            shown = {} if line in headings else widths
            heights = (_height(self.rows.cell(line, column), drawn, wide) for column, wide in shown.items())
            height = max(heights, default=30)
            if header.sectionSize(line) != height:
                header.resizeSection(line, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_when_seen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_once()

    def _fit_when_seen(self) -> None:
        """Fit before it is painted, or when the table is shown: rows of a hidden one need no height yet.

        Filling and resizing come together as a page opens: one fitting does for all of them.
        """
        if self._fitted and self.isVisible():
            self._outgrown.emit()
        self._fitted = False

    def _fit_once(self) -> None:
        if not self._fitted and self.isVisible():
            self.doItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The only row of a list is the current one as the focus comes: no key but this can pick it.
            self._clicked(self.currentIndex())
            self._opened(self.currentIndex())
        elif self.currentIndex().row() != before:
            self._clicked(self.currentIndex())

    def _behave(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(38)
        self.verticalHeader().setMinimumSectionSize(30)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(36)

    def _fit_columns(self) -> None:
        for number, width in enumerate(widths(self.rows, self.font(), self.viewport().width())):
            self.setColumnHidden(number, not width)
            if width:
                self.setColumnWidth(number, width)

    def _clicked(self, index: Index) -> None:
        row = self.rows.row_at(index)
        if row is not None:
            self.picked.emit(str(row.id))

    def _opened(self, index: Index) -> None:
        row = self.rows.row_at(index)
        if row is not None:
            self.opened.emit(str(row.id))


def _height(cell: Cell, drawn: Faces, width: int) -> int:
    """Return the height in pixels that a cell needs in a column of a width."""
    face = drawn.of(cell.bold)
    room = width - 2 * PADDING
    count = 1 if cell.tone else len(face.lines(cell.text, room, MOST_LINES))
    below = max(0, len(drawn.small.lines(cell.under, room, MOST_BELOW)) - 1) if cell.under else 0
    return max(38, (count + bool(cell.under)) * face.spacing + below * drawn.small.spacing + 17)


def _rect(option: Any) -> QRect:
    return QRect(option.rect)


def _state(option: Any) -> QStyle.StateFlag:
    state: QStyle.StateFlag = option.state
    return state


def _direction(option: Any) -> Qt.LayoutDirection:
    way: Qt.LayoutDirection = option.direction
    return way


def _paint_text(painter: QPainter, room: QRect, cell: Cell, side: int, drawn: Faces) -> None:
    face, small = drawn.of(cell.bold), drawn.small
    painter.setPen(color("quiet" if cell.quiet else "text"))
    if not cell.under:
        _write(painter, room, side, cell.text, face)
        return
    above = face.spacing
    taken = above * len(face.lines(cell.text, room.width(), MOST_LINES))
    most_below = max(1, min(MOST_BELOW, (room.height() - taken) // small.spacing))
    below = small.spacing * len(small.lines(cell.under, room.width(), most_below))
    most = max(1, (room.height() - below) // above)
    high = above * len(face.lines(cell.text, room.width(), most)) if cell.text else 0
    top = room.top() + (room.height() - high - below) // 2
    _write(painter, QRect(room.left(), top, room.width(), high), side, cell.text, face)
    painter.setPen(color("quiet"))
    _write(painter, QRect(room.left(), top + high, room.width(), below), side, cell.under, small)


def _write(painter: QPainter, room: QRect, side: int, text: str, face: Face) -> None:
    spacing = face.spacing
    painter.setFont(face.font)
    lines = face.lines(text, room.width(), max(1, room.height() // spacing))
    top = room.top() + (room.height() - len(lines) * spacing) / 2
    for number, line in enumerate(lines):
        box = QRectF(room.left(), top + number * spacing, room.width(), spacing)
        painter.drawText(box, side, isolated(line))


def _paint_chip(
    painter: QPainter, room: QRect, cell: Cell, turned: bool, drawn: Faces, *, selected: bool
) -> None:
    face = drawn.small
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(face.font)
    text = face.metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width() - 20)
    width, height = face.width(text) + 20, 22
    left = room.right() - width if turned else room.left()
    box = QRectF(left + 0.5, room.center().y() - height / 2 + 0.5, width, height)
    ink = _CHIP_INK.get(cell.tone, cell.tone)
    # On the ground of a chosen row the soft grounds of chips can hardly be told apart from it.
    line = ink if selected else _CHIP_LINE.get(cell.tone)
    painter.setPen(QPen(color(line), 1) if line else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(color(_CHIP_GROUND.get(cell.tone, f"{cell.tone}_soft")))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(color(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
