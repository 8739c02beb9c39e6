"""The table of a page: quiet header, lines between rows, group headings, chips in cells."""

from __future__ import annotations

from math import inf

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from app.ui.kit.cells import RowDelegate, height_of
from app.ui.kit.combo import TypedLetters
from app.ui.kit.faces import faces
from app.ui.kit.naming import place_name
from app.ui.kit.rows import RowModel
from app.ui.kit.table_widths import widths
from app.ui.theme import color

MANY_ROWS = 400
AT_ONCE = 40
"""Rows that get their height before a table is painted at most: more than any screen shows."""
AFTERWARDS = 40
"""Milliseconds after which the other rows get theirs: once the page around the table is painted."""
Index = QModelIndex | QPersistentModelIndex


class Table(QTableView):
    """A table over a `RowModel`; `picked` carries the chosen row's id, `opened` on Enter or two clicks."""

    picked = Signal(str)
    opened = Signal(str)
    _outgrown = Signal()

    def __init__(self, model: RowModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self._fitting = self._fitted = self._spanned = False
        self._fitted_lines = 0
        self._named, self._letters = "", TypedLetters()
        self._outgrown.connect(self._fit_once, Qt.ConnectionType.QueuedConnection)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(AFTERWARDS)
        self._rest.timeout.connect(self.fit_rest)
        self._delegate = RowDelegate(model, self)
        self._behave()
        self.setModel(model)
        self.setItemDelegate(self._delegate)
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
        titles = self.horizontalHeader()
        titles.setVisible(any(column.title for column in self.rows.columns))
        held = [QSignalBlocker(header) for header in (titles, self.verticalHeader())]
        self._delegate.drawn = faces(self.font())
        self._fit_columns()
        if self.rows.headings() or self._spanned:
            self.clearSpans()
        for line in self.rows.headings() if len(self.rows.columns) > 1 else ():
            self.setSpan(line, 0, 1, len(self.rows.columns))
        self._spanned = bool(self.rows.headings())
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
        count = self._fitted_lines = self.rows.rowCount()
        if count <= MANY_ROWS:
            self._fitted_lines = self._fit_lines(0, min(count, AT_ONCE), self.viewport().height())
        if count > self._fitted_lines:
            self._rest.start()

    def fit_rest(self) -> None:
        """Give the rows far down the list their heights now, if they still wait for them."""
        # The timer that asks for it is not active any more.
        self._rest.stop()
        if self._fitted_lines < self.rows.rowCount():
            with QSignalBlocker(self.verticalHeader()):
                self._fitted_lines = self._fit_lines(self._fitted_lines, self.rows.rowCount())
            self.updateGeometries()
            if self.verticalScrollBar().value():
                self.viewport().update()

    def _fit_lines(self, first: int, end: int, room: float = inf) -> int:
        """Fit lines from the first one until they fill the room in pixels, and return the next one."""
        header, columns = self.verticalHeader(), range(len(self.rows.columns))
        widths = [(column, wide) for column in columns if (wide := self.columnWidth(column))]
        drawn, headings, cell = faces(self.font()), set(self.rows.headings()), self.rows.cell
        for line in range(first, end):
            height = 30
            if line not in headings:
                heights = (height_of(cell(line, column), drawn, wide) for column, wide in widths)
                height = max(heights, default=30)
            if header.sectionSize(line) != height:
                header.resizeSection(line, height)
            room -= height
            if room < 0:
                return line + 1
        return end

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_when_seen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_name()
        self._fit_once()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            QTimer.singleShot(0, self, self._take_name)

    def _take_name(self) -> None:
        """Be called for the place where it stands, unless the page gave the table a name."""
        if self.accessibleName() == self._named:
            self._named = place_name(self)
            self.setAccessibleName(self._named)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            self._paint_ring()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

    def _paint_ring(self) -> None:
        """Draw the focus around the row that the keys act on, or around a list without any."""
        place, shown = self.currentIndex(), self.viewport().rect()
        if place.isValid():
            top, height = self.rowViewportPosition(place.row()), self.rowHeight(place.row())
            shown = QRect(shown.left(), top, shown.width(), height - 1)
        painter = QPainter(self.viewport())
        painter.setPen(QPen(color("accent"), 2))
        painter.drawRect(shown.adjusted(1, 1, -1, -1))
        painter.end()

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

    def keyboardSearch(self, search: str) -> None:
        column = max(self.currentIndex().column(), 0)
        rows, headings = range(self.rows.rowCount()), set(self.rows.headings())
        texts = ("" if row in headings else str(self.rows.index(row, column).data() or "") for row in rows)
        row = self._letters.row(search, texts, self.currentIndex().row())
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, column))

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
        # Until the columns are fitted: each of some ten layings-out would ask for the sizes of all titles.
        header.hide()
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
