"""A table model over frozen row values, with columns, groups, sorting and a filter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
HEADING_ROLE = Qt.ItemDataRole.UserRole + 2
_HEADING_FLAGS = Qt.ItemFlag.ItemIsEnabled
_ROW_FLAGS = _HEADING_FLAGS | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class Cell(msgspec.Struct, frozen=True):
    """What a cell shows: text with a quieter second line, or a chip when `tone` is set.

    A text with an `inset` begins so many pixels further in.
    """

    text: str
    under: str = ""
    tone: str = ""
    quiet: bool = False
    bold: bool = False
    inset: int = 0


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: title, how a row's cell is made, width in pixels; 0 takes its `share` of what is left.

    One that is `spare` is left out where a table has no room for it.
    """

    title: str
    cell: Callable[[Any], Cell | str]
    width: int = 0
    at_end: bool = False
    sort_key: Callable[[Any], Any] | None = None
    share: int = 1
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A group heading between rows."""

    text: str


class RowModel(QAbstractTableModel):
    """Rows are any frozen values with an `id`; `group` gives the heading a row stands under, if any."""

    def __init__(
        self, columns: Sequence[TableColumn], group: Callable[[Any], str] | None = None, parent: Any = None
    ) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self._group = group
        self._rows: tuple[Any, ...] = ()
        self._shown: list[Any] = []
        self._filter = ""
        self._keep: Callable[[Any], bool] = _keep_all
        self._sort: tuple[int, bool] | None = None
        self._cells: dict[tuple[int, int], Cell] = {}

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows; filter and order stay."""
        self._rows = tuple(rows)
        self._cells = {}
        self._rearrange()

    def set_columns(
        self,
        columns: Sequence[TableColumn],
        rows: Sequence[Any] | None = None,
        keep: Callable[[Any], bool] | None = None,
    ) -> None:
        """Show other columns (after a change of language), and other rows and another filter if given."""
        self.columns = list(columns)
        self._rows = self._rows if rows is None else tuple(rows)
        self._cells = {}
        self._keep = keep or self._keep
        self._rearrange()

    def set_filter(self, text: str, keep: Callable[[Any], bool] | None = None) -> None:
        """Show only rows with `text` in any cell, and for which `keep` holds."""
        self._filter = text.strip().casefold()
        self._keep = keep or _keep_all
        self._rearrange()

    def row_at(self, index: Index) -> Any | None:
        """Return the row value at an index, None for a heading or an invalid index."""
        if not index.isValid():
            return None
        shown = self._shown[index.row()]
        return None if isinstance(shown, Heading) else shown

    def place_of(self, record_id: str) -> int:
        """Return the line a record is shown in, -1 when it is not."""
        places = (i for i, shown in enumerate(self._shown) if getattr(shown, "id", None) == record_id)
        return next(places, -1)

    def headings(self) -> list[int]:
        """Return the lines that are group headings."""
        return [number for number, shown in enumerate(self._shown) if isinstance(shown, Heading)]

    def cells(self, line: int) -> tuple[Cell, ...]:
        """Return the cells of a line that is no heading."""
        return tuple(self._cell(column, self._shown[line]) for column in range(len(self.columns)))

    def cell(self, line: int, column: int) -> Cell:
        """Return one cell of a line that is no heading."""
        return self._cell(column, self._shown[line])

    def shown_at(self, line: int, column: int) -> tuple[Cell, bool, bool]:
        """Return the cell of a line and column, whether that is a heading, whether it stands at the end."""
        shown = self._shown[line]
        if isinstance(shown, Heading):
            return Cell(shown.text if column == 0 else "", bold=True), True, False
        return self._cell(column, shown), False, self.columns[column].at_end

    def shown_count(self) -> int:
        """Return how many rows are shown, headings not counted."""
        return len(self._shown) - len(self.headings())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        shown = self._shown[index.row()]
        if isinstance(shown, Heading):
            return _heading_data(shown, index.column(), role)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[index.column()])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, CELL_ROLE):
            cell = self._cell(index.column(), shown)
            return cell if role == CELL_ROLE else cell.text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _HEADING_FLAGS if isinstance(self._shown[index.row()], Heading) else _ROW_FLAGS

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._rearrange()

    def _cell(self, column: int, row: Any) -> Cell:
        # Fitting, painting and sorting ask for the same cells; rows are held as long as their cells.
        key = (column, id(row))
        found = self._cells.get(key)
        if found is None:
            made = self.columns[column].cell(row)
            found = self._cells[key] = made if isinstance(made, Cell) else Cell(made)
        return found

    def _rearrange(self) -> None:
        self.beginResetModel()
        self._shown = self._with_headings(self._ordered([row for row in self._rows if self._is_kept(row)]))
        self.endResetModel()

    def _is_kept(self, row: Any) -> bool:
        if not self._keep(row):
            return False
        if not self._filter:
            return True
        cells = (self._cell(number, row) for number in range(len(self.columns)))
        return any(self._filter in f"{cell.text} {cell.under}".casefold() for cell in cells)

    def _ordered(self, rows: list[Any]) -> list[Any]:
        if self._sort is None or self._sort[0] >= len(self.columns):
            return rows
        number, backwards = self._sort
        key = self.columns[number].sort_key
        return sorted(
            rows, key=key or (lambda row: self._cell(number, row).text.casefold()), reverse=backwards
        )

    def _with_headings(self, rows: list[Any]) -> list[Any]:
        if self._group is None:
            return rows
        groups: dict[str, list[Any]] = {}
        for row in rows:
            groups.setdefault(self._group(row), []).append(row)
        return [line for name, members in groups.items() for line in (Heading(name), *members)]


def _keep_all(_row: Any) -> bool:
    return True


def _alignment(column: TableColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignTrailing if column.at_end else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter


def _heading_data(heading: Heading, column: int, role: int) -> Any:
    if role == HEADING_ROLE:
        return heading.text
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return heading.text if column == 0 else ""
    if role == CELL_ROLE:
        return Cell(heading.text if column == 0 else "", bold=True)
    return None
