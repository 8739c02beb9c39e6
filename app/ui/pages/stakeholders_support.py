"""The map of assistance: places by objective or sector, and what meets in the cell that was picked."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.drawing.coverage_matrix import MatrixCell, MatrixNames, MatrixRow, coverage_matrix
from app.drawing.shapes import Picture
from app.models.codes import CODE_LISTS
from app.services.views.stakeholders import StakeholdersView
from app.services.views.stakeholders_support import AXES, AssistanceEntry, Support
from app.ui.kit.button import Button
from app.ui.kit.card import Card, row_frame
from app.ui.kit.chip import Chip
from app.ui.kit.link import TextLink
from app.ui.kit.panel import scrolling
from app.ui.kit.picture import measure
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import GAP, column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.plan_pictures import MARGIN, DrawnCard
from app.ui.pages.stakeholders_support_section import STATUS_TONES, places_text
from app.ui.weak import weakly_plain

MOST_NAMED = 4
LIST = 330


class SupportMatrix(DrawnCard):
    """Places by objective or sector. Tags are "place|code"."""

    def __init__(self) -> None:
        super().__init__()
        self.axis = "objective"
        self._support = Support()

    def show_support(self, support: Support, axis: str) -> None:
        """Draw who reaches what."""
        self._support, self.axis = support, axis
        self.redraw()

    def redraw(self) -> None:
        """Draw again for the width and the language there are now."""
        width = self.area.viewport().width() - MARGIN
        if width > 100:
            self.view.show_picture(self._matrix(width), say("stakeholders.support.said"))

    def _matrix(self, width: float) -> Picture:
        codes = CODE_LISTS[AXES[self.axis]]
        rows = [
            MatrixRow(
                label_text(place.name) or "…",
                [
                    MatrixCell(len(self._support.cell(place.id, self.axis, code)), tag=f"{place.id}|{code}")
                    for code in codes
                ],
                place.priority,
            )
            for place in self._support.places
        ]
        keys = ("covered", "open", "reason", "left_open")
        names = MatrixNames(*(say(f"stakeholders.support.key.{one}") for one in keys))
        heads = [short_text(self.axis, code) for code in codes]
        return coverage_matrix(rows, heads, names, width, measure, mirrored=words().right_to_left)


class SupportTab(QWidget):
    """`picked` carries a stakeholder's id; `wanted` (place, code) of a cell that somebody shall support."""

    picked = Signal(str)
    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.matrix, self.list, self.axes = SupportMatrix(), Card(), SegmentedTabs()
        self.gaps, self.add = label("", "small", wrap=True), Button("", "outlined", "plus")
        self.rows = column(gap=0)
        self._view: StakeholdersView | None = None
        self._cell: tuple[str, str] | None = None
        self.matrix.head.insertWidget(0, self.axes)
        self.matrix.body.insertWidget(0, self.gaps)
        self._lay_out()
        self.axes.chosen.connect(self._turned)
        self.matrix.view.picked.connect(self._pick_cell)
        self.add.clicked.connect(self._add)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.axes.set_tabs([(axis, say(f"stakeholders.support.by_{axis}")) for axis in AXES])
        self.matrix.note.setText(say("stakeholders.support.note"))
        self.add.setText(say("stakeholders.support.add_here"))
        self.setAccessibleName(say("stakeholders.tab.support"))

    def show_view(self, view: StakeholdersView, shown: Collection[str], *, narrow: bool) -> None:
        """Show the assistance of the families shown (all when empty); `narrow` leaves the list out."""
        self._view = view
        entries = tuple(one for one in view.support.entries if not shown or one.family in shown)
        self._support = Support(entries, view.support.places)
        self.list.setVisible(not narrow)
        self.matrix.show_support(self._support, self.axes.current() or "objective")
        self.gaps.setText(self._gaps_text())
        self._show_list()

    def open_cell(self, place: str, code: str) -> None:
        """Show what meets in a cell."""
        self._cell = (place, code)
        self._show_list()

    def _gaps_text(self) -> str:
        axis = self.matrix.axis
        said = []
        gaps = [label_text(place.name) for place in self._support.gaps()]
        if gaps:
            more = len(gaps) - MOST_NAMED
            rest = [say("stakeholders.support.further", count=more)] if more > 0 else []
            names = words().join([*gaps[:MOST_NAMED], *rest])
            said.append(say("stakeholders.support.gaps", count=len(gaps), names=names))
        without = [short_text(axis, code) for code in self._support.without(axis)]
        if without:
            said.append(say(f"stakeholders.support.without_{axis}", names=words().join(without)))
        return " ".join(said) or say("stakeholders.support.no_gap")

    def _show_list(self) -> None:
        empty_layout(self.rows)
        shown = self._support.entries if self._cell is None else self._in_cell(*self._cell)
        self.list.set_title(self._title(), words().number(len(shown)) if shown else "")
        for entry in shown:
            self.rows.addWidget(self._row(entry, entry is shown[-1]))
        if not shown:
            code = "stakeholders.support.empty" if self._cell is None else "stakeholders.support.cell_empty"
            self.rows.addWidget(label(say(code), "quiet", wrap=True))
        self.add.setVisible(self._cell is not None)

    def _title(self) -> str:
        if self._cell is None:
            return say("stakeholders.support.all")
        place, code = self._cell
        name = next((label_text(one.name) for one in self._support.places if one.id == place), "")
        return say("stakeholders.support.cell", place=name, what=short_text(self.matrix.axis, code))

    def _in_cell(self, place: str, code: str) -> tuple[AssistanceEntry, ...]:
        return self._support.cell(place, self.matrix.axis, code)

    def _row(self, entry: AssistanceEntry, last: bool) -> QFrame:
        made = row_frame(last)
        link = TextLink(label_text(entry.name) or say("records.untitled"))
        link.clicked.connect(weakly_plain(self.pick, entry.stakeholder))
        under = label(places_text(entry), "tiny", wrap=True)
        texts = column(link, label(entry.what, "small_text", wrap=True), under, gap=2)
        if entry.status:
            tone = STATUS_TONES.get(entry.status, "neutral")
            texts.addLayout(row(Chip(words().code("assistance_status", entry.status), tone), 1))
        texts.setContentsMargins(0, 6, 0, 8)
        made.setLayout(texts)
        return made

    def pick(self, stakeholder: str) -> None:
        """Ask for a stakeholder to be opened."""
        self.picked.emit(stakeholder)

    def _pick_cell(self, tag: str) -> None:
        place, _, code = tag.partition("|")
        self.open_cell(place, code)

    def _turned(self, _axis: str) -> None:
        self._cell = None
        if self._view is not None:
            self.matrix.show_support(self._support, self.axes.current())
            self.gaps.setText(self._gaps_text())
            self._show_list()

    def _add(self) -> None:
        if self._cell is not None:
            self.wanted.emit(*self._cell)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("scrolled")
        inside.setLayout(column(self.rows, 1))
        self.list.body.addWidget(scrolling(inside), 1)
        self.list.body.addLayout(row(self.add, 1))
        self.list.setFixedWidth(LIST)
        whole = row(self.matrix, self.list, gap=GAP)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._support = Support()


def short_text(axis: str, code: str) -> str:
    """Return an objective or a sector in one short word."""
    return code if axis == "objective" else say(f"stakeholders.sector.{code}")
