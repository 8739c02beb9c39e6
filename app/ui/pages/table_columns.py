"""The columns of a table that is to be taken in: what each holds, an example, and a choice of field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from app.ui.kit.inputs import ChoiceInput
from app.ui.kit.panel import scrolling_column
from app.ui.kit.text import column, empty_layout, label
from app.ui.language import say

if TYPE_CHECKING:
    from app.documents.workbook.reader import Table

EXAMPLE = 60
"""Characters of a column's first entry that are shown."""


class TableColumns(QWidget):
    """A line for each column; `chosen` when a person chose another field."""

    chosen = Signal()

    def __init__(self, shares: tuple[int, int, int]) -> None:
        super().__init__()
        self.choices: list[ChoiceInput] = []
        self._headers: tuple[str, ...] = ()
        self._lines = QGridLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(12)
        for number, share in enumerate(shares):
            self._lines.setColumnStretch(number, share)

    def show_table(
        self, table: Table, mapping: Mapping[str, str], options: Sequence[tuple[str, str]]
    ) -> None:
        """Show a choice of field for each column, set as `mapping` (field → header) says."""
        fields = {header: name for name, header in mapping.items()}
        empty_layout(self._lines)
        self._headers, self.choices = table.headers, []
        for number, header in enumerate(table.headers):
            choice = ChoiceInput(options, say("stakeholders.import.leave_out"))
            choice.show_value(fields.get(header))
            choice.main().setAccessibleName(say("stakeholders.import.column", header=header))
            choice.finished.connect(self.chosen)
            example = next((line[number] for line in table.rows if line[number].strip()), "")
            self._lines.addWidget(label(header, "strong", wrap=True), number, 0)
            self._lines.addWidget(label(example[:EXAMPLE], "tiny", wrap=True), number, 1)
            self._lines.addWidget(choice, number, 2)
            self.choices.append(choice)

    def mapping(self) -> dict[str, str]:
        """Return field → header as it is chosen now; the first column of a field counts."""
        found: dict[str, str] = {}
        for header, choice in zip(self._headers, self.choices, strict=True):
            value = choice.value()
            if isinstance(value, str):
                found.setdefault(value, header)
        return found


def scrolled(inside: QWidget | QBoxLayout) -> QWidget:
    """Return what is inside a card of an import, scrolling when it is long."""
    return scrolling_column(column(inside, 1), 10)
