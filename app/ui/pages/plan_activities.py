"""The activities under their objectives: search, filters, and the table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.models.folding import fold
from app.services.views.plan import ActivityEntry, PlanView
from app.ui.kit.card import Card
from app.ui.kit.chip import CheckChip
from app.ui.kit.empty import EmptyState
from app.ui.kit.flow import flowing
from app.ui.kit.inputs import ChoiceInput
from app.ui.kit.later import Later
from app.ui.kit.line import Line
from app.ui.kit.rows import Cell, RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.kit.text import column, label, row
from app.ui.language import label_text, put, say, words
from app.ui.pages.plan_words import (
    government_cell,
    heading_of,
    places_text,
    status_cell,
    target_cell,
)
from app.ui.weak import weakly_plain

GROUPINGS = ("plan", "lead", "government", "status")
FILTERS = ("no_counterpart", "no_target", "no_voice", "late")


class ActivitiesTab(QWidget):
    """`picked` carries the activity's id, `started` asks for the first one."""

    picked = Signal(str)
    started = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = Line()
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(230)
        self.grouping = ChoiceInput((), nothing="")
        self.grouping.setFixedWidth(190)
        self.filters = {name: CheckChip("", name) for name in FILTERS}
        self.count = label("", "small")
        self.model = RowModel((), group=partial(_heading, self.grouping))
        self._view = PlanView()
        self._lay_out()
        self._wire()

    @Later
    def empty(self) -> EmptyState:
        """What is said while there is no activity."""
        empty, card = EmptyState(icon_name="list-checks"), Card()
        self.place.addWidget(card)
        card.body.addWidget(empty, 1)
        empty.started.connect(self.started)
        return empty

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.search.setPlaceholderText(say("plan.search"))
        self.search.setAccessibleName(say("plan.search"))
        chosen = self.grouping.value() or GROUPINGS[0]
        self.grouping.set_options([(name, say(f"plan.group.{name}")) for name in GROUPINGS])
        self.grouping.show_value(chosen)
        self.grouping.main().setAccessibleName(say("plan.group"))
        self.table.setAccessibleName(say("kind.activity.many"))

    def show_view(self, view: PlanView) -> None:
        """Show the activities of the plan."""
        self._view = view
        for name, chip in self.filters.items():
            found = sum(_KEEP[name](entry) for entry in view.activities)
            chip.setText(say(f"plan.filter.{name}", count=found))
            of_other_process = name == "no_voice" and view.framework is not None
            chip.setVisible((bool(found) and not of_other_process) or chip.isChecked())
        ordered = sorted(view.activities, key=self._order)
        self.model.set_columns(_columns(), ordered, self._kept())
        self._say_count()
        if not view.activities:
            self.empty.say(say("plan.no_activities"), say("plan.add_activity"))
        self.place.setCurrentIndex(0 if view.activities else 1)

    def choose(self, record_id: str) -> None:
        """Select an activity's row."""
        self.table.choose(record_id)

    def show_only(self, name: str) -> None:
        """Switch one filter on and the others off."""
        for key, chip in self.filters.items():
            chip.setChecked(key == name)
        self._filter()

    def _filter(self) -> None:
        self.model.set_filter(self.search.text(), self._kept())
        self._say_count()

    def _kept(self) -> Callable[[ActivityEntry], bool]:
        """Return what says of an activity whether the filters that are on keep it."""
        wanted = [_KEEP[name] for name in self._on()]
        return lambda entry: all(is_kept(entry) for is_kept in wanted)

    def _on(self) -> list[str]:
        return [name for name, chip in self.filters.items() if chip.isChecked()]

    def _order(self, entry: ActivityEntry) -> tuple[bool, str]:
        """Activities come in the order of the plan; other headings stand by name, the empty one last."""
        if self.grouping.value() == GROUPINGS[0]:
            return (False, "")
        named = _heading(self.grouping, entry)
        return (named == say("plan.missing"), fold(named))

    def _show_again(self) -> None:
        self.show_view(self._view)

    def _say_count(self) -> None:
        shown = self.model.shown_count()
        self.count.setText(say("records.found", count=shown) if self.search.text() or self._on() else "")

    def _wire(self) -> None:
        self.search.textChanged.connect(weakly_plain(self._filter))
        self.grouping.finished.connect(self._show_again)
        for chip in self.filters.values():
            chip.toggled.connect(weakly_plain(self._filter))
        self.table.picked.connect(self.picked)

    def _lay_out(self) -> None:
        # From the outside in: what is put into something else is styled anew with all it holds.
        self.place, card = QStackedWidget(self), Card()
        above = row(flowing(self.search, self.grouping, *self.filters.values(), gap=8), self.count)
        # Beside the first line, where the filters break into several.
        self.count.setMinimumHeight(self.search.sizeHint().height())
        above.setAlignment(self.count, Qt.AlignmentFlag.AlignTop)
        above.setStretch(0, 1)
        self.setLayout(column(above, self.place, gap=10))
        self.place.addWidget(card)
        card.set_padding(1, 8)
        self.table = Table(self.model, card)
        card.body.addWidget(self.table)


def _late(entry: ActivityEntry) -> bool:
    return entry.state == "late"


def _no_counterpart(entry: ActivityEntry) -> bool:
    return not entry.government and not entry.reason


_KEEP = {
    "no_counterpart": _no_counterpart,
    "no_target": lambda entry: not entry.targets,
    "no_voice": lambda entry: not entry.voices,
    "late": _late,
}


def _by_lead(entry: ActivityEntry) -> str:
    return label_text(entry.lead) or say("plan.missing")


def _by_status(entry: ActivityEntry) -> str:
    return words().code("activity_status", entry.status) or say("plan.missing")


def _by_government(entry: ActivityEntry) -> str:
    return label_text(entry.government) or say("plan.missing")


def _heading(grouping: ChoiceInput, entry: ActivityEntry) -> str:
    """Return what an activity stands under, as the choice has it."""
    return _HEADINGS[str(grouping.value())](entry)


_HEADINGS = {"plan": heading_of, "lead": _by_lead, "government": _by_government, "status": _by_status}


def _columns() -> list[TableColumn]:
    return [
        TableColumn("", _code, 62),
        TableColumn(say("kind.activity"), _title, share=2),
        TableColumn(say("plan.column.where"), _where, spare=True),
        TableColumn(say("plan.column.lead"), _lead),
        TableColumn(say("plan.column.government"), government_cell),
        TableColumn(say("plan.column.target"), target_cell, spare=True),
        TableColumn(say("plan.column.status"), status_cell, 106),
    ]


def _code(entry: ActivityEntry) -> Cell:
    return Cell(entry.code, quiet=True)


def _title(entry: ActivityEntry) -> Cell:
    return Cell(label_text(entry.title) or say("records.untitled"), under=put(entry.unsigned))


def _where(entry: ActivityEntry) -> Cell:
    return Cell(places_text(entry.where))


def _lead(entry: ActivityEntry) -> Cell:
    name = label_text(entry.lead)
    return Cell(name) if name else Cell(say("plan.missing"), tone="missing")
