"""Periodic reports: one for each period, written with proposals from the data, seen as it prints."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.foundation.progress import Progress
from app.services.field_edits import remove_record, set_value
from app.services.monitoring_work import begin_report
from app.services.papers.progress_report import Period
from app.services.papers.report_proposals import PARTS, proposal
from app.services.views.monitoring import MonitoringView, PeriodicReport
from app.ui.kit.button import Button
from app.ui.kit.card import Card, list_card
from app.ui.kit.choices import ChoiceInput
from app.ui.kit.empty import EmptyState
from app.ui.kit.flow import flowing
from app.ui.kit.form import FieldSpec
from app.ui.kit.later import Later, made
from app.ui.kit.panel import scrolling_column
from app.ui.kit.rows import Cell, RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.kit.text import GAP, column, label, row
from app.ui.language import say, words
from app.ui.operations import Lane, Operation
from app.ui.pages.monitoring_words import coded, period_text
from app.ui.pages.plan_preview import PlanPreview
from app.ui.pages.record_form import RecordForm
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

LIST_WIDTH = 300


class ReportPreview(PlanPreview):
    """A report's pages in a language, drawn off the main thread."""

    def __init__(self, session: Session, period: Period, parent: QWidget | None = None) -> None:
        self._period = period
        super().__init__(session, parent)

    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(say("report.progress"))

    def begin(self, language: str) -> Operation:
        """Draw the report in a language and show its first page."""
        self.language.show_value(language)
        self._show_waiting()
        work = partial(_drawn, self._session.desk, language, self._period)
        operation = self._session.operations.start(work, weakly(self.take), weakly(self._failed), Lane.PURE)
        self._operation = operation
        operation.cancelled.connect(self.reject)
        return operation


class ReportEditor(Card):
    """The texts of one report, each with a button that proposes it from the data."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.report = session, ""
        self.period = Period("", "")
        self.form = RecordForm(session, "report", self._specs())
        self.proposals = {part: Button("", "link", "sparkles") for part in PARTS}
        self.preview = Button("", "primary", "eye")
        self.remove = Button("", "danger", "trash-2")
        self.dialog: ReportPreview | None = None
        self.why, self.twice = label("", "quiet", wrap=True), label("", "attention", wrap=True)
        for part, button in self.proposals.items():
            button.clicked.connect(weakly_plain(self.propose, part))
        self.preview.clicked.connect(self.open_preview)
        self.remove.clicked.connect(self.remove_report)
        self._lay_out()

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self._rebuild()
        for part, button in self.proposals.items():
            button.setText(say("monitor.propose", part=words().field("report", part)))
        self.preview.setText(say("monitor.preview"))
        self.remove.setText(say("records.remove"))
        self.why.setText(say("monitor.report_why"))
        self.twice.setText(say("monitor.report_twice"))

    def show_report(self, one: PeriodicReport) -> None:
        """Show a report."""
        if one.id != self.report:
            self.form.commit()
        self.report, self.period = one.id, Period(one.starts, one.ends)
        self.set_title(period_text(self.period))
        self.twice.setVisible(one.twice)
        self.form.show_record(one.id, one.values)

    def propose(self, part: str) -> None:
        """Put a text from the data behind what stands in a part."""
        self.form.commit()
        language = str(self.form.fields["language"].value() or words().language)
        work = partial(proposal, part=part, period=self.period, language=language)
        self.session.read(work, weakly(self._proposed, self.report, part))

    def open_preview(self) -> None:
        """Draw the report as it prints."""
        self.form.commit()
        self.dialog = ReportPreview(self.session, self.period, self)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.show()
        self.dialog.begin(str(self.form.fields["language"].value() or words().language))

    def remove_report(self) -> None:
        """Remove the report; the toast offers to undo it."""
        work = partial(remove_record, kind="report", record_id=self.report)
        self.session.write(work, weakly(self._removed, say("monitor.periodic_removed")))

    def _removed(self, said: str, _result: object) -> None:
        self.session.offer_undo(said)

    def _proposed(self, report: str, part: str, text: str) -> None:
        if report != self.report:
            return
        if not text:
            self.session.notice(say("monitor.nothing_to_propose"))
            return
        before = str(self.form.fields[part].value() or "").rstrip()
        whole = f"{before}\n{text}" if before and text not in before else before or text
        self.session.write(partial(set_value, kind="report", record_id=report, name=part, value=whole))

    def _specs(self) -> list[FieldSpec]:
        field = words().field
        return [
            FieldSpec("period_from", field("report", "period_from"), "date", half=True),
            FieldSpec("period_to", field("report", "period_to"), "date", half=True),
            coded("report", "language"),
            *(FieldSpec(part, field("report", part), "text") for part in PARTS),
            FieldSpec("sent_on", field("report", "sent_on"), "date", half=True),
        ]

    def _rebuild(self) -> None:
        self.form.commit()
        fresh = RecordForm(self.session, "report", self._specs())
        self._rows.replaceWidget(self.form, fresh)
        self.form.hide()
        self.form.deleteLater()
        self.form = fresh

    def _lay_out(self) -> None:
        self._rows = column(flowing(*self.proposals.values(), gap=10), self.form, 1)
        self.body.addWidget(self.why)
        self.body.addWidget(self.twice)
        self.body.addWidget(scrolling_column(self._rows), 1)
        self.body.addLayout(row(self.remove, 1, self.preview))


class ReportsTab(QWidget):
    """The reports at the leading side, the chosen one beside them."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.wanted, self._picked = session, "", ""
        self._view = MonitoringView()
        self.quarter = ChoiceInput((), nothing="")
        self.add = Button("", "outlined", "plus")
        self.model = RowModel(())
        self.table, self.empty = Table(self.model), EmptyState(icon_name="file-text")
        self.quarter.finished.connect(self._pick)
        self.add.clicked.connect(self.begin)
        self.empty.started.connect(self.begin)
        self.table.picked.connect(self.open_report)
        self._lay_out()

    @Later
    def editor(self) -> ReportEditor:
        """The chosen report."""
        editor = ReportEditor(self.session)
        self.beside.addWidget(editor, 1)
        return editor

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        for part in made(self, ("editor",)):
            part.retranslate()
        self.quarter.main().setAccessibleName(say("monitor.period"))
        self.add.setText(say("monitor.begin_report"))
        self.list.set_title(say("kind.report.many"))
        self.table.setAccessibleName(say("kind.report.many"))
        self.empty.say(say("monitor.no_reports"), say("monitor.begin_report"))

    def commit(self) -> None:
        """Keep what is being typed."""
        for editor in made(self, ("editor",)):
            editor.form.commit()

    def show_view(self, view: MonitoringView) -> None:
        """Show the reports."""
        self._view = view
        self._offer_quarters(view)
        chosen = next((one for one in view.reports if one.id == self.wanted), None)
        chosen = chosen or next(iter(view.reports), None)
        self.model.set_columns(_columns(), view.reports)
        self.place.setCurrentIndex(0 if view.reports else 1)
        if chosen is not None:
            self.wanted = chosen.id
            self.editor.show_report(chosen)
            self.editor.show()
            self.table.choose(chosen.id)

    def open_report(self, report: str) -> None:
        """Show a report."""
        self.commit()
        self.wanted = report
        self.show_view(self._view)

    def begin(self) -> None:
        """Begin a report on the period that is chosen."""
        held = {one.starts: one for one in self._view.quarters}
        period = held.get(str(self.quarter.value() or ""))
        work = partial(begin_report, period=period, language=words().language)
        self.session.write(work, weakly(self._begun))

    def _begun(self, record_id: object) -> None:
        self.wanted, self._picked = str(record_id), ""

    def _offer_quarters(self, view: MonitoringView) -> None:
        options = [(one.starts, period_text(one)) for one in view.quarters]
        self.quarter.set_options(options)
        told = {one.starts for one in view.reports}
        waiting = [one.starts for one in view.quarters[1:2] if one.starts not in told]
        usual = waiting[0] if waiting else options[0][0] if options else ""
        self.quarter.show_value(self._picked or usual)

    def _pick(self) -> None:
        self._picked = str(self.quarter.value() or "")

    def _lay_out(self) -> None:
        self.list, blank = list_card(self.table, LIST_WIDTH), Card()
        blank.body.addWidget(self.empty, 1)
        full = QWidget()
        self.beside = row(self.list, gap=GAP)
        full.setLayout(self.beside)
        self.place = QStackedWidget()
        self.place.addWidget(full)
        self.place.addWidget(blank)
        self.quarter.setFixedWidth(320)
        whole = column(flowing(self.quarter, self.add, gap=8), self.place, gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)


def _columns() -> list[TableColumn]:
    return [TableColumn("", _period), TableColumn("", _sent, 96)]


def _period(one: PeriodicReport) -> Cell:
    language = words().code("language", one.language) if one.language else ""
    return Cell(period_text(Period(one.starts, one.ends)) if one.starts and one.ends else "–", under=language)


def _sent(one: PeriodicReport) -> Cell:
    return (
        Cell(say("monitor.sent"), tone="good") if one.sent_on else Cell(say("monitor.begun"), tone="neutral")
    )


def _drawn(desk: Any, language: str, period: Period, progress: Progress) -> bytes:
    from app.services.papers.progress_report import progress_pdf

    return progress_pdf(desk, language, period, progress)
