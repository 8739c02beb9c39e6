"""What meets in one cell of the coverage: the activities there, or why there are none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.models.codes import CODE_LISTS
from app.process.coverage import INDICATORS, Cell, Matrix
from app.services.views.plan import ActivityEntry, PlanView
from app.ui.kit.button import Button
from app.ui.kit.card import row_frame
from app.ui.kit.chip import Chip
from app.ui.kit.link import TextLink
from app.ui.kit.panel import SidePanel
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, put, say, words
from app.ui.pages.plan_words import objective_text, status_cell, targets_text
from app.ui.weak import weakly_plain

QWIDGETSIZE_MAX = 16_777_215
IASC = CODE_LISTS["iasc"]


class CellPanel(SidePanel):
    """`picked` carries an activity's id; `wanted` the first values of one that is to be added.

    `measured` carries kind and id of an indicator.
    """

    picked = Signal(str)
    measured = Signal(str, str)
    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(0)
        self.setMaximumWidth(QWIDGETSIZE_MAX)
        self.add = Button("", "outlined", "plus")
        self.add.clicked.connect(self._add)
        self.foot.addLayout(row(self.add, 1))
        self._line, self._objective, self._fills = "", "", "groups"

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.name_close(say("frame.close"))
        self.add.setText(say("plan.add_here"))

    def show_cell(self, view: PlanView, line: str, objective: str) -> None:
        """Show where a location, group or criterion meets an objective, or a criterion its indicators."""
        self._line, self._objective = line, objective
        self._fills = "locations" if line in view.places else "iasc" if line in IASC else "groups"
        codes = "population_group" if self._fills == "groups" else "iasc"
        name = label_text(view.places[line]) if line in view.places else words().code(codes, line)
        node, indicators = dict(view.nodes).get(objective), objective == INDICATORS
        said = say("kind.indicator.many") if indicators else objective_text(objective)
        self.open_with(name, label_text(node) if node else said)
        self.add.setVisible(view.framework is None and not indicators)
        self.show_again(view)

    def show_again(self, view: PlanView) -> None:
        """Show the same cell as it is now."""
        empty_layout(self.body)
        matrix = {"locations": view.coverage, "groups": view.groups}.get(self._fills) or view.criteria
        cell = cell_of(matrix, self._line, self._objective)
        if self._objective == INDICATORS and cell is not None and cell.records:
            self._show_indicators(view, cell)
            return
        meeting = [one for one in view.activities if cell is not None and one.id in cell.records]
        for entry in meeting:
            self.body.addWidget(self._row(entry, entry is meeting[-1]))
        if not meeting:
            code = "plan.cell_reason" if cell is not None and cell.reason else "plan.cell_empty"
            self.body.addWidget(label(say(code), "quiet", wrap=True))

    def _show_indicators(self, view: PlanView, cell: Cell) -> None:
        for record, name in view.choices.indicators:
            if record in cell.records:
                link = TextLink(label_text(name) or say("records.untitled"))
                link.clicked.connect(weakly_plain(self.open_indicator, record))
                self.body.addWidget(link)

    def open_indicator(self, record_id: str) -> None:
        """Ask for an indicator to be opened."""
        self.measured.emit("indicator", record_id)

    def pick(self, record_id: str) -> None:
        """Ask for an activity to be opened."""
        self.picked.emit(record_id)

    def _row(self, entry: ActivityEntry, last: bool) -> QFrame:
        made = row_frame(last)
        link = TextLink(label_text(entry.title) or say("records.untitled"))
        link.clicked.connect(weakly_plain(self.pick, entry.id))
        cell = status_cell(entry)
        parts = (entry.code, targets_text(entry.targets), put(entry.unsigned))
        under = " · ".join(part for part in parts if part)
        texts = column(link, label(under, "tiny", wrap=True), row(Chip(cell.text, cell.tone), 1), gap=3)
        texts.setContentsMargins(0, 4, 0, 8)
        made.setLayout(texts)
        return made

    def _add(self) -> None:
        values: dict[str, object] = {"objective": self._objective}
        values[self._fills] = (self._line,)
        self.wanted.emit(values)


def cell_of(matrix: Matrix, line: str, objective: str) -> Cell | None:
    """Return the cell of a matrix, whichever way round it is; None when it is not in there."""
    if line in matrix.rows and objective in matrix.columns:
        return matrix.cells[matrix.rows.index(line)][matrix.columns.index(objective)]
    if objective in matrix.rows and line in matrix.columns:
        return matrix.cells[matrix.rows.index(objective)][matrix.columns.index(line)]
    return None
