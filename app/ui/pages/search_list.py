"""A list with a search box over it that forgives spelling: what the lists of several pages share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.models.folding import fold
from app.ui.kit.card import Card
from app.ui.kit.line import Line
from app.ui.kit.rows import RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.language import say

Keep = Callable[[Any], bool]


class SearchCard(Card):
    """A card with a search box over a table; `picked` carries the id of a row."""

    picked = Signal(str)
    SEARCH = 250
    """Width of the search box in pixels."""

    def __init__(self, group: Callable[[Any], str] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.model, self.search = RowModel((), group), Line()
        self.table = self.new_table(self.model)
        self._keep: Keep = keep_all
        self.set_padding(1, 10)
        self.head.setContentsMargins(14, 0, 14, 0)
        self.search.setFixedWidth(self.SEARCH)
        self.head.insertWidget(0, self.search)
        # Beside the first line, where what stands in the head breaks into several.
        self.quiet.setMinimumHeight(self.search.sizeHint().height())
        self.head.setAlignment(self.quiet, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.table)
        self.search.textChanged.connect(self.search_again)
        self.table.picked.connect(self.picked)

    def new_table(self, model: RowModel) -> Table:
        """Return the table beneath the search box."""
        return Table(model, self)

    def found_by(self, one: Any) -> str:
        """Return the folded text in which a row is looked for."""
        return str(one.folded)

    def retranslate(self) -> None:
        """Say the search box's texts in the language in force."""
        self.search.setPlaceholderText(say("records.search"))
        self.search.setAccessibleName(say("records.search"))

    def keep_only(self, keep: Keep) -> None:
        """Show only rows for which `keep` holds, besides the search."""
        self._keep = keep
        self.search_again()

    def search_again(self) -> None:
        """Look for what was typed, folded, in what rows can be found by."""
        self.search.setClearButtonEnabled(True)
        self.model.set_filter("", self._found())
        self.say_count()

    def show_table(self, columns: Sequence[TableColumn], rows: Sequence[Any]) -> None:
        """Show other columns and rows, and of them those that are looked for."""
        self.model.set_columns(columns, rows, self._found())
        self.say_count()

    def narrowed(self) -> bool:
        """Return whether fewer rows are shown than there may be."""
        return bool(self.search.text().strip())

    def say_count(self) -> None:
        """Say how many rows there are, or were found."""
        code = "records.found" if self.narrowed() else "records.count"
        self.set_title("", say(code, count=self.model.shown_count()))

    def _found(self) -> Keep:
        wanted, keep = fold(self.search.text()), self._keep
        return lambda one: keep(one) and wanted in self.found_by(one)


class FoundList(SearchCard):
    """A list of any rows that say themselves what they are found by."""

    SEARCH = 230

    def show_rows(self, columns: Sequence[TableColumn], rows: Sequence[Any], chosen: str = "") -> None:
        """Show rows, with one of them chosen."""
        self.show_table(columns, rows)
        self.table.choose(chosen)


def keep_all(_one: Any) -> bool:
    """Keep every row."""
    return True
