"""The activities as they are carried out: what was reached, when somebody last reported, what looks odd."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.models.folding import fold
from app.services.views.monitoring import FollowedActivity, MonitoringView
from app.ui.kit.card import Card
from app.ui.kit.chip import CheckChip
from app.ui.kit.empty import EmptyState
from app.ui.kit.flow import flowing
from app.ui.kit.later import Later, hide_made, made
from app.ui.kit.rows import Cell, TableColumn
from app.ui.kit.text import GAP, column, row
from app.ui.language import label_text, put, say, words
from app.ui.pages.monitoring_panel import FollowPanel
from app.ui.pages.monitoring_words import activity_status, reached_text
from app.ui.pages.plan_words import objective_text
from app.ui.pages.search_list import FoundList
from app.ui.session import Session
from app.ui.weak import weakly_plain

FILTERS = ("running", "late", "silent", "odd")


class FollowedList(FoundList):
    """Activities, found by code, title and organisation."""

    def found_by(self, one: FollowedActivity) -> str:
        return fold(" ".join((one.code, label_text(one.title), label_text(one.lead))))


class ProgressTab(QWidget):
    """`plan_asked` leads to the plan while there is no activity."""

    plan_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.wanted, self._report = session, "", ""
        self.filters = {name: CheckChip("", name) for name in FILTERS}
        self.list = FollowedList(_heading)
        self._view = MonitoringView()
        self.list.picked.connect(self.open_activity)
        for chip in self.filters.values():
            chip.toggled.connect(weakly_plain(self._filter))
        self._lay_out()

    @Later
    def empty(self) -> EmptyState:
        """What is said while there is no activity."""
        empty, card = EmptyState(icon_name="list-checks"), Card()
        card.body.addWidget(empty, 1)
        self.place.addWidget(card)
        empty.started.connect(self.plan_asked)
        return empty

    @Later
    def panel(self) -> FollowPanel:
        """The panel of the chosen activity."""
        panel = FollowPanel(self.session)
        panel.closed.connect(self.close_panel)
        self.beside.addWidget(panel)
        return panel

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        for part in (self.list, *made(self, ("panel",))):
            part.retranslate()
        self.list.table.setAccessibleName(say("kind.activity.many"))

    def commit(self) -> None:
        """Keep what is being typed."""
        for panel in made(self, ("panel",)):
            panel.commit()

    def show_view(self, view: MonitoringView) -> None:
        """Show the activities."""
        self._view = view
        for name, chip in self.filters.items():
            found = sum(_KEEP[name](one) for one in view.activities)
            chip.setText(say(f"monitor.filter.{name}", number=found))
            chip.setVisible(bool(found) or chip.isChecked())
        chosen = next((one for one in view.activities if one.id == self.wanted), None)
        self.list.show_rows(_columns(chosen is not None), view.activities, self.wanted)
        if not view.activities:
            self.empty.say(say("monitor.no_activities"), say("monitor.to_the_plan"))
        self.place.setCurrentIndex(0 if view.activities else 1)
        if chosen is None:
            hide_made(self, "panel")
        else:
            self.panel.show_followed(chosen, self._report)
            self._report = ""

    def open_activity(self, activity: str, report: str = "") -> None:
        """Show an activity in the panel, with one of its reports."""
        self.wanted, self._report = activity, report
        self.show_view(self._view)

    def open_report(self, report: str) -> None:
        """Show a report in the panel of its activity."""
        held = (one.id for one in self._view.activities if report in (told.id for told in one.reports))
        self.open_activity(next(held, self.wanted), report)

    def close_panel(self) -> None:
        """Show the list without a panel."""
        self.wanted = ""
        self.show_view(self._view)

    def _filter(self) -> None:
        on = [name for name, chip in self.filters.items() if chip.isChecked()]
        self.list.keep_only(lambda one: all(_KEEP[name](one) for name in on))

    def _lay_out(self) -> None:
        self.place = QStackedWidget()
        self.place.addWidget(self.list)
        self.beside = row(self.place, gap=GAP)
        self.beside.setStretch(0, 1)
        whole = column(flowing(*self.filters.values(), gap=6), self.beside, gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)


_KEEP: dict[str, Callable[[FollowedActivity], bool]] = {
    "running": lambda one: one.status in ("ongoing", "delayed"),
    "late": lambda one: one.state == "late",
    "silent": lambda one: one.silent,
    "odd": lambda one: bool(one.hints),
}


def _heading(one: FollowedActivity) -> str:
    return label_text(one.place) if one.place else objective_text(one.objective)


def _columns(narrow: bool) -> list[TableColumn]:
    columns = [
        TableColumn(say("kind.activity"), _title, share=3),
        TableColumn(say("monitor.column.reached"), _reached, share=2),
        TableColumn(say("plan.column.status"), activity_status, 118),
        TableColumn(say("monitor.column.last"), _last, 118),
    ]
    return columns if narrow else [*columns, TableColumn(say("monitor.column.note"), _note, 170)]


def _title(one: FollowedActivity) -> Cell:
    parts = (one.code, label_text(one.lead), put(one.unsigned))
    return Cell(label_text(one.title) or say("records.untitled"), under=" · ".join(filter(None, parts)))


def _reached(one: FollowedActivity) -> Cell:
    if not one.targets:
        return Cell(say("plan.missing"), tone="missing")
    more = len(one.targets) - 1
    text = reached_text(one.targets[0])
    return Cell(text, under=say("monitor.more_targets", count=more) if more else "")


def _last(one: FollowedActivity) -> Cell:
    return Cell(words().date(one.last) if one.last else "–", quiet=True)


def _note(one: FollowedActivity) -> Cell:
    if one.hints:
        return Cell(say("monitor.odd", count=one.hints), tone="attention")
    if one.silent:
        return Cell(say("monitor.silent"), tone="attention")
    if one.milestones:
        return Cell(say("monitor.milestones", reached=one.reached, total=len(one.milestones)))
    return Cell("")
