"""Coverage: which objectives reach which locations and groups, and what is left open."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.drawing.coverage_matrix import MatrixCell, MatrixNames, MatrixRow, coverage_matrix
from app.drawing.shapes import Picture
from app.models.codes import CODE_LISTS
from app.process.coverage import Cell
from app.services.views.plan import PlanView
from app.ui.kit.card import Card
from app.ui.kit.panel import scrolling
from app.ui.kit.picture import measure
from app.ui.kit.text import GAP, column, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.plan_cell_panel import CellPanel
from app.ui.pages.plan_money import MoneyCard
from app.ui.pages.plan_pictures import DrawnCard
from app.ui.pages.plan_words import objective_text

BOTH, BESIDE_BAR, LEAST_BESIDE = 560, 8, 320
"""Pixels from which both sides stand beside each other; beside the bar that scrolls one; its least width."""


class PlaceCoverage(DrawnCard):
    """Locations by objectives; in another process activities by the nodes of its framework.

    Tags are "location|objective" and "activity|node".
    """

    def draw(self, plan: PlanView, width: float) -> Picture:
        if plan.framework is not None:
            return _matrix(_by_node(plan), _heads(plan, plan.coverage.columns), width)
        rows = [
            MatrixRow(
                label_text(plan.places[place]) if place in plan.places else "…",
                [_cell(one, f"{place}|{so}") for one, so in zip(cells, plan.coverage.columns, strict=True)],
                place in plan.priorities,
            )
            for place, cells in zip(plan.coverage.rows, plan.coverage.cells, strict=True)
        ]
        return _matrix(rows, _heads(plan, plan.coverage.columns), width)


class SideCoverage(DrawnCard):
    """A matrix in the side, which scrolls as a whole."""

    def redraw(self) -> None:
        super().redraw()
        self.area.setMinimumHeight(ceil(self.view.picture.height))


class CriteriaCoverage(SideCoverage):
    """IASC criteria by objectives, then by indicators. Tags are "criterion|objective"."""

    def draw(self, plan: PlanView, width: float) -> Picture:
        rows = [
            MatrixRow(
                words().code("iasc", line),
                [_cell(one, f"{line}|{so}") for one, so in zip(cells, plan.criteria.columns, strict=True)],
                wanted=True,
            )
            for line, cells in zip(plan.criteria.rows, plan.criteria.cells, strict=True)
        ]
        heads = (*plan.criteria.columns[:-1], say("plan.coverage_indicators"))
        return _matrix(rows, heads, width, say("plan.coverage_criterion_open"))


class GroupCoverage(SideCoverage):
    """Population groups by objectives. Tags are "group|objective"."""

    def draw(self, plan: PlanView, width: float) -> Picture:
        rows = [
            MatrixRow(
                words().code("population_group", group),
                [
                    _cell(cells[number], f"{group}|{so}")
                    for so, cells in zip(plan.groups.rows, plan.groups.cells, strict=True)
                ],
            )
            for number, group in enumerate(plan.groups.columns)
        ]
        return _matrix(rows, _heads(plan, plan.groups.rows), width)


def _cell(cell: Cell, tag: str) -> MatrixCell:
    return MatrixCell(len(cell.records), cell.reason, tag)


def _by_node(plan: PlanView) -> list[MatrixRow]:
    return [
        MatrixRow(
            " · ".join(part for part in (one.code, label_text(one.title)) if part),
            [MatrixCell(int(node in one.nodes), False, f"{one.id}|{node}") for node in plan.coverage.columns],
            False,
        )
        for one in plan.activities
        if one.status != "cancelled"
    ]


def _heads(plan: PlanView, columns: Sequence[str]) -> Sequence[str]:
    """Return the heads of columns: objectives by their code, nodes of another framework by their number."""
    if plan.framework is None:
        return columns
    return [words().number(number) for number in range(1, len(columns) + 1)]


def key_text(plan: PlanView) -> str:
    """Return what the heads of columns stand for, a line each."""
    if plan.framework is None:
        return "\n".join(objective_text(one) for one in CODE_LISTS["so"])
    titles = dict(plan.nodes)
    named = (label_text(titles[node]) for node in plan.coverage.columns)
    return "\n".join(f"{number} · {title}" for number, title in enumerate(named, 1))


def _matrix(rows: Sequence[MatrixRow], columns: Sequence[str], width: float, left_open: str = "") -> Picture:
    names = MatrixNames(
        say("drawing.coverage.covered"),
        say("drawing.coverage.open"),
        say("drawing.coverage.reason"),
        left_open or say("drawing.coverage.left_open"),
    )
    return coverage_matrix(rows, columns, names, width, measure, mirrored=words().right_to_left)


class CoverageTab(QWidget):
    """Both matrices, and what meets in the cell that was picked."""

    def __init__(self) -> None:
        super().__init__()
        self._view: PlanView | None = None
        self.places, self.groups, self.key = PlaceCoverage(), GroupCoverage(), Card()
        self.criteria = CriteriaCoverage()
        self.money, self.cell = MoneyCard(), CellPanel()
        self.key_lines = label("", "small", wrap=True)
        self.key.body.addWidget(self.key_lines)
        parts = (self.groups, self.criteria, self.money, self.key, self.cell)
        side, inside = column(*parts, gap=GAP), QWidget()
        for number in (0, 1, 4):
            side.setStretch(number, 1)
        side.setContentsMargins(BESIDE_BAR, 0, BESIDE_BAR, 0)
        inside.setObjectName("scrolled")
        inside.setLayout(side)
        self.beside = scrolling(inside)
        self.beside.setMinimumWidth(LEAST_BESIDE)
        whole = row(self.places, self.beside, gap=GAP - BESIDE_BAR)
        whole.setStretch(0, 5)
        whole.setStretch(1, 4)
        self.setLayout(whole)
        for card in (self.places, self.groups, self.criteria):
            card.setMinimumWidth(0)
            card.view.picked.connect(self._picked)
        self.cell.closed.connect(self._closed)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.groups.set_title(say("plan.coverage_groups"))
        self.criteria.set_title(say("plan.coverage_criteria"))
        self.places.note.setText(say("plan.coverage_note"))
        self.groups.note.hide()
        self.criteria.note.hide()
        self.money.retranslate()
        self.cell.retranslate()
        self._name_key()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Show both sides where there is room, else the places, or the cell that was picked of them."""
        narrow, cell = self.width() < BOTH, not self.cell.isHidden()
        self.places.setVisible(not (narrow and cell))
        self.beside.setVisible(cell or not narrow)

    def show_view(self, view: PlanView) -> None:
        """Draw the coverage of the plan."""
        self._view = view
        self._name_key()
        self.money.show_money(view.money)
        if not self.cell.isHidden():
            self.money.hide()
            self.cell.show_again(view)
        self.places.show_view(view)
        self.groups.show_view(view)
        self.criteria.show_view(view)
        self.criteria.setVisible(view.framework is None)
        self.groups.setVisible(
            view.framework is None or any(one.values.get("groups") for one in view.activities)
        )

    def open_cell(self, line: str, objective: str) -> None:
        """Show what meets in a cell, in place of the list of objectives."""
        if self._view is not None:
            self.key.hide()
            self.money.hide()
            self.criteria.setVisible(line in self._view.criteria.rows)
            self.groups.setVisible(line not in self._view.criteria.rows)
            self.cell.show_cell(self._view, line, objective)
            self._share_room()

    def _name_key(self) -> None:
        plan = self._view or PlanView()
        self.places.set_title(say("plan.coverage_nodes" if plan.framework else "plan.coverage_places"))
        self.places.note.setVisible(plan.framework is None)
        self.key.set_title(label_text(plan.framework) if plan.framework else say("plan.objectives"))
        self.key_lines.setText(key_text(plan))

    def _picked(self, tag: str) -> None:
        line, column_ = tag.split("|")
        if self._view is not None and any(one.id == line for one in self._view.activities):
            self.cell.picked.emit(line)
        else:
            self.open_cell(line, column_)

    def _closed(self) -> None:
        self.key.show()
        for card in (self.groups, self.criteria):
            card.setVisible(self._view is not None and self._view.framework is None)
        self.money.setVisible(bool(self.money.lines))
        self._share_room()
