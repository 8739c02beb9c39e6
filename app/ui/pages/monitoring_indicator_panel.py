"""The panel of one indicator: its gap drawn, its values, one of them open, and what it measures."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.field_edits import remove_record
from app.services.monitoring_work import Measured, add_measurement
from app.services.views.monitoring import IndicatorRow, MeasuredEntry, MonitoringView
from app.ui.kit.button import Button
from app.ui.kit.flow import flowing
from app.ui.kit.picture import PictureView
from app.ui.kit.text import empty_layout, isolated, label
from app.ui.kit.tip import set_tip
from app.ui.language import label_text, say, words
from app.ui.pages.monitoring_asking import MeasurementDialog
from app.ui.pages.monitoring_words import chart_of, indicator_specs, measurement_specs
from app.ui.pages.record_form import RecordForm
from app.ui.pages.record_panel import RecordPanel
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

WIDTH, CHART = 372, 320


class IndicatorPanel(RecordPanel):
    """Edits an indicator field by field; a value is corrected above it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "indicator", WIDTH)
        self.value_id = ""
        self.picture, self.flags = PictureView(shrinking=True), label("", "attention", wrap=True)
        self.told, self.values = label("", "strong"), QVBoxLayout()
        self.values.setSpacing(0)
        self.measure = Button("", "outlined", "plus")
        self.drop = Button("", "link", "trash-2")
        self.value_form = RecordForm(session, "measurement")
        self._built_value: tuple[object, ...] = ()
        self._view = MonitoringView()
        self._row: IndicatorRow | None = None
        self.measure.clicked.connect(self.ask_value)
        self.drop.clicked.connect(self.remove_value)
        above: list[QWidget] = [self.picture, self.flags, self.told]
        for place, part in enumerate(above):
            self.body.insertWidget(place, part)
        self.body.insertLayout(len(above), self.values)
        self.body.insertWidget(len(above) + 1, self.value_form)
        self.body.insertWidget(len(above) + 2, flowing(self.measure, self.drop, gap=8))

    def retranslate(self) -> None:
        super().retranslate()
        self.told.setText(say("monitor.values"))
        self.measure.setText(say("monitor.add_value"))
        self.drop.setText(say("monitor.remove_value"))

    def commit(self) -> None:
        super().commit()
        self.value_form.commit()

    def show_indicator(self, view: MonitoringView, one: IndicatorRow, value: str = "") -> None:
        """Show an indicator, with one of its values open; without one the value that was open stays."""
        if one.id != self.record:
            self.value_form.commit()
            self.value_id = ""
        self._view, self._row = view, one
        self.value_id = value or self.value_id
        self.open_with(label_text(one.name) or say("records.untitled"), one.code)
        self.picture.setVisible(bool(one.gaps))
        if one.gaps:
            self.picture.show_picture(chart_of((one,), CHART, with_names=False), say("monitor.chart"))
        flags = dict.fromkeys(flag for gap in one.gaps for flag in gap.flags)
        self.flags.setText("\n".join(say(f"drawing.gap.{flag}") for flag in flags))
        self.flags.setVisible(bool(flags))
        self._show_values(one)
        self.show_record(one.id, one.values, indicator_specs())

    def ask_value(self) -> MeasurementDialog:
        """Ask for one more value."""
        dialog = MeasurementDialog(self.session, self._view, self.record, self)
        dialog.agreed.connect(self._add)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def remove_value(self) -> None:
        """Remove the open value; the toast offers to undo it."""
        gone, self.value_id = self.value_id, ""
        work = partial(remove_record, kind="measurement", record_id=gone)
        said = say("monitor.value_removed")
        self.session.write(work, weakly(self._removed, said))

    def _removed(self, said: str, _result: object) -> None:
        self.session.offer_undo(said)

    def _add(self, given: Measured) -> None:
        self.session.write(partial(add_measurement, given=given), weakly(self._added))

    def _added(self, record_id: object) -> None:
        self.value_id = str(record_id)

    def _open(self, value: str) -> None:
        self.value_form.commit()
        if self._row is not None:
            self.show_indicator(self._view, self._row, value)

    def _show_values(self, one: IndicatorRow) -> None:
        chosen = next((value for value in one.measured if value.id == self.value_id), None)
        empty_layout(self.values)
        for value in one.measured:
            button = Button(_said(value, one.unit), "link", "check" if value is chosen else "")
            button.clicked.connect(weakly_plain(self._open, value.id))
            set_tip(button, button.text())
            button.setMinimumWidth(CHART // 2)
            self.values.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        self.told.setVisible(bool(one.measured))
        self.value_form.setVisible(chosen is not None)
        self.drop.setVisible(chosen is not None)
        if chosen is not None:
            self._show_value(chosen)

    def _show_value(self, chosen: MeasuredEntry) -> None:
        specs = tuple(measurement_specs(self._view))
        if specs != self._built_value:
            old, self.value_form = self.value_form, RecordForm(self.session, "measurement", specs)
            self.body.replaceWidget(old, self.value_form)
            old.hide()
            old.deleteLater()
            self._built_value = specs
        self.value_form.show_record(chosen.id, chosen.values)


def _said(value: MeasuredEntry, unit: str) -> str:
    who = words().code("compared_group", value.group) if value.group else ""
    number = words().hundredths if unit == "percent" else words().number
    told = number(value.value) if value.value else "–"
    parts = (isolated(value.period) if value.period else "", who, label_text(value.place), told)
    return " · ".join(part for part in parts if part)
