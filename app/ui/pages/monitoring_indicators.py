"""Displaced beside non-displaced people: a table and a chart of the gaps, and the panel of one indicator."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.models.folding import fold
from app.process.gaps import Gap
from app.services.field_edits import Value, add_record
from app.services.indicator_library import take_from_library
from app.services.views.monitoring import IndicatorRow, MonitoringView
from app.ui.asking import Ask
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.chip import CheckChip
from app.ui.kit.empty import EmptyState
from app.ui.kit.flow import flowing
from app.ui.kit.later import Later, hide_made, made
from app.ui.kit.panel import scrolling
from app.ui.kit.picture import PictureView
from app.ui.kit.rows import Cell, TableColumn
from app.ui.kit.text import GAP, column, isolated, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.monitoring_asking import LibraryDialog
from app.ui.pages.monitoring_indicator_panel import IndicatorPanel
from app.ui.pages.monitoring_words import change_text, chart_of, gap_text, group_text, point_text
from app.ui.pages.plan_pictures import holder
from app.ui.pages.search_list import FoundList
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly, weakly_plain

MARGIN = 24


class IndicatorList(FoundList):
    """Indicators, found by code and name."""

    def found_by(self, one: IndicatorRow) -> str:
        return fold(f"{one.code} {label_text(one.name)}")


class IndicatorsTab(QWidget):
    """`started` asks for the library."""

    started = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.wanted, self._value = session, "", ""
        self._view = MonitoringView()
        self.library, self.own = Button("", "outlined", "book-open"), Button("", "outlined", "plus")
        self.asking = Ask(session, "record", "monitor.own.add", "monitor.own.why", self)
        self.asking.belong("indicator")
        self.asking.wanted.connect(self.add_own)
        self.chart = CheckChip("", "chart")
        self.list, self.empty = IndicatorList(_heading), EmptyState(icon_name="chart-line")
        self.picture, self.note = PictureView(), label("", "tiny", wrap=True)
        self.list.picked.connect(self.open_indicator)
        self.picture.picked.connect(self.open_indicator)
        self.library.clicked.connect(self.ask_library)
        self.own.clicked.connect(self.add_own)
        self.empty.started.connect(self.ask_library)
        self.chart.toggled.connect(weakly_plain(self.show_again))
        self._lay_out()

    @Later
    def panel(self) -> IndicatorPanel:
        """The panel of the chosen indicator."""
        panel = IndicatorPanel(self.session)
        panel.closed.connect(self.close_panel)
        self.beside.addWidget(panel)
        return panel

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        for part in (self.list, *made(self, ("panel",))):
            part.retranslate()
        self.list.table.setAccessibleName(say("kind.indicator.many"))
        self.library.setText(say("monitor.library.open"))
        self.own.setText(say("monitor.own.add"))
        self.chart.setText(say("monitor.chart"))
        self.note.setText(say("drawing.gap.not_verdict"))
        self.empty.say(say("monitor.no_indicators"), say("monitor.library.open"))

    def commit(self) -> None:
        """Keep what is being typed."""
        for panel in made(self, ("panel",)):
            panel.commit()

    def show_again(self) -> None:
        """Show what was shown."""
        self.show_view(self._view)

    def show_view(self, view: MonitoringView) -> None:
        """Show the indicators."""
        self._view = view
        chosen = next((one for one in view.indicators if one.id == self.wanted), None)
        self.list.show_rows(_columns(chosen is not None), view.indicators, self.wanted)
        shown = 2 if not view.indicators else 1 if self.chart.isChecked() else 0
        self.place.setCurrentIndex(shown)
        self._draw()
        if chosen is None:
            hide_made(self, "panel")
        else:
            self.panel.show_indicator(view, chosen, self._value)
            self._value = ""

    def open_indicator(self, indicator: str, value: str = "") -> None:
        """Show an indicator in the panel, with one of its values."""
        self.wanted, self._value = indicator, value
        self.show_again()

    def open_value(self, value: str) -> None:
        """Show a value in the panel of its indicator."""
        held = (one.id for one in self._view.indicators if value in (told.id for told in one.measured))
        self.open_indicator(next(held, self.wanted), value)

    def close_panel(self) -> None:
        """Show the list without a panel."""
        self.wanted = ""
        self.show_again()

    def ask_library(self) -> None:
        """Offer the indicators of the library."""
        dialog = LibraryDialog(self._view.library, self)
        dialog.agreed.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add_own(self) -> None:
        """Ask what an indicator that the library lacks measures, add it and show it."""
        self.asking.ask(_own, weakly(self._added))

    def _added(self, indicator: object) -> None:
        self.wanted = str(indicator)

    def _take(self, codes: tuple[str, ...]) -> None:
        self.session.write(partial(take_from_library, codes=codes), weakly(self._taken))

    def _taken(self, made_now: tuple[str, ...]) -> None:
        self.session.offer_undo(say("monitor.library.taken", count=len(made_now)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._draw()
        return super().eventFilter(watched, event)

    def _draw(self) -> None:
        width = self.area.viewport().width() - MARGIN
        if self.chart.isChecked() and width > 0:
            self.picture.show_picture(chart_of(self._view.indicators, width), say("monitor.chart"))

    def _lay_out(self) -> None:
        drawn, blank = Card(), Card()
        self.area = scrolling(holder(self.picture))
        self.area.viewport().installEventFilter(self)
        drawn.body.addWidget(self.area, 1)
        drawn.body.addWidget(self.note)
        blank.body.addWidget(self.empty, 1)
        self.place = QStackedWidget()
        for part in (self.list, drawn, blank):
            self.place.addWidget(part)
        self.beside = row(self.place, gap=GAP)
        self.beside.setStretch(0, 1)
        whole = column(flowing(self.chart, self.library, self.own, gap=8), self.beside, gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)


def _own(text: str) -> OnDesk:
    first: dict[str, Value] = {"type": "outcome", "compared": ("displaced", "non_displaced")}
    return partial(add_record, kind="indicator", values={**first, f"name_{words().language}": text})


def _heading(one: IndicatorRow) -> str:
    if not one.iasc:
        return say("monitor.no_criterion")
    return say("monitor.criterion", number=one.iasc, title=words().code("iasc", one.iasc))


def _columns(narrow: bool) -> list[TableColumn]:
    columns = [
        TableColumn(say("kind.indicator"), _name, share=3),
        TableColumn(say("monitor.column.displaced"), _displaced, 126),
        TableColumn(say("monitor.column.others"), _others, 126),
        TableColumn(say("monitor.column.gap"), _gap, 196),
    ]
    return [columns[0], columns[3]] if narrow else columns


def _first(one: IndicatorRow) -> Gap | None:
    return one.gaps[0] if one.gaps else None


def _name(one: IndicatorRow) -> Cell:
    gap, more = _first(one), len(one.gaps) - 1
    parts = (one.code, group_text(one, gap) if gap else say("monitor.not_measured"))
    rest = say("monitor.more_gaps", count=more) if more > 0 else ""
    return Cell(label_text(one.name), under=" · ".join(filter(None, (*parts, rest))))


def _displaced(one: IndicatorRow) -> Cell:
    gap = _first(one)
    if gap is None:
        return Cell("–")
    before = gap.baseline if gap.latest is not None else None
    under = say("monitor.from_baseline", value=point_text(before, gap.unit)) if before else ""
    return Cell(point_text(gap.latest or gap.baseline, gap.unit), under=under)


def _others(one: IndicatorRow) -> Cell:
    gap = _first(one)
    if gap is None or gap.comparison is None:
        return Cell("–")
    return Cell(point_text(gap.comparison, gap.unit), under=isolated(gap.comparison.period))


def _gap(one: IndicatorRow) -> Cell:
    gap = _first(one)
    return Cell(gap_text(gap), under=change_text(gap)) if gap else Cell("")
