"""The editor of an activity: its fields, what is missing and why it matters, targets, voices, history."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.services.framework_work import place_activity
from app.services.views.plan import ActivityEntry, PlanView
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import Value
from app.ui.kit.text import row
from app.ui.language import label_text, say
from app.ui.pages.plan_activity_fields import activity_specs, more_activity_specs, named, place_specs
from app.ui.pages.plan_exception import ExceptionQuestion
from app.ui.pages.plan_harm import HarmBox
from app.ui.pages.plan_joint_box import FindingList
from app.ui.pages.plan_targets import MeasuredBy, TargetList, VoiceList
from app.ui.pages.plan_words import status_cell
from app.ui.pages.record_form import KeptForm
from app.ui.pages.record_history import HistoryList
from app.ui.pages.record_panel import RecordForm, RecordPanel
from app.ui.session import Session
from app.ui.weak import weakly

WIDTH = 340


class ActivityPanel(RecordPanel):
    """Shows one activity of a `PlanView`."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "activity", WIDTH)
        self.targets, self.voices = TargetList(session), VoiceList(session)
        self.measured, self.harm = MeasuredBy(session), HarmBox(session)
        self.more_button, self.more = Button("", "link"), RecordForm(session, "activity")
        self.history, self.chip, self.comments = HistoryList(session), Chip(), Chip()
        self.placing, self.unsigned = KeptForm(session), FindingList()
        self.exception = ExceptionQuestion(session, self)
        self._more_built: tuple[FieldSpec, ...] = ()
        self._placed: tuple[FieldSpec, ...] = ()
        self.more_button.setCheckable(True)
        self.more_button.toggled.connect(self._fold)
        self.more.hide()
        hanging: tuple[QWidget, ...] = (self.targets, self.voices, self.measured, self.harm)
        for part in (*hanging, self.more, self.history):
            self.body.addWidget(part)
        self.body.insertLayout(self.body.indexOf(self.more), row(self.more_button, 1))
        self.body.insertWidget(self.body.indexOf(self.form), self.placing)
        self.body.insertWidget(0, self.unsigned)
        self.body.insertLayout(0, row(self.chip, self.comments, 1))

    def retranslate(self) -> None:
        super().retranslate()
        for part in (self.targets, self.voices, self.measured, self.harm, self.history):
            part.retranslate()
        self._name_more()

    def commit(self) -> None:
        super().commit()
        self.more.commit()
        self.targets.commit()
        self.harm.commit()

    def show_activity(self, view: PlanView, entry: ActivityEntry) -> None:
        """Show an activity, or the same one as it is now."""
        if entry.id != self.record:
            self.commit()
        self.open_with(label_text(entry.title) or say("records.untitled"), entry.code)
        cell = status_cell(entry)
        self.chip.show_state(cell.text, cell.tone)
        self.comments.show_state(
            say("plan.comments", count=entry.comments) if entry.comments else "", "neutral"
        )
        self.show_record(entry.id, entry.values, activity_specs(view, entry))
        self._show_place(view, entry)
        self._show_unsigned(entry)
        more = more_activity_specs(view, entry)
        self.more = self.rebuilt(self.more, self._more_built, more)
        self._more_built = more
        self.more.show_record(entry.id, entry.values)
        self.targets.show_targets(entry.id, entry.targets, named(view.choices.indicators))
        self.voices.show_voices(entry.id, entry.voices, named(view.choices.voices))
        self.measured.show_indicators(named(view.measuring.get(entry.id, ())))
        self.harm.setVisible(view.inside)
        self.harm.show_screen(entry.id, view.screens, named(view.choices.locations))
        self.history.show_record(entry.id)
        self._show_counterpart(entry)

    def new_form(self, specs: Sequence[FieldSpec]) -> RecordForm:
        """Return a form that tells which status a person sets."""
        made = super().new_form(specs)
        made.committed.connect(weakly(self._committed))
        return made

    def _committed(self, name: str, value: Value) -> None:
        self.exception.committed(self.record, name, value)

    def _show_place(self, view: PlanView, entry: ActivityEntry) -> None:
        specs = place_specs(view)
        if specs != self._placed:
            self._placed = specs
            old, self.placing = self.placing, KeptForm(self.session, specs)
            self.placing.committed.connect(weakly(self._place))
            self.body.replaceWidget(old, self.placing)
            old.hide()
            old.deleteLater()
        self.placing.setVisible(bool(specs))
        if specs:
            self.placing.show_values({"nodes": entry.nodes})

    def _place(self, _name: str, value: Value) -> None:
        nodes = value if isinstance(value, tuple) else ()
        self.session.write(partial(place_activity, activity=self.record, nodes=nodes))

    def _show_unsigned(self, entry: ActivityEntry) -> None:
        found = bool(entry.unsigned.code)
        self.unsigned.show_findings((("error", entry.unsigned),) if found else ())
        self.exception.shown(entry.id, str(entry.values.get("joint_activity") or ""), unsigned=found)

    def _show_counterpart(self, entry: ActivityEntry) -> None:
        has_counterpart = bool(entry.values.get("government_counterpart"))
        self.form.fields["no_counterpart_reason"].setVisible(not has_counterpart or bool(entry.reason))
        missing = not has_counterpart and not entry.reason
        sentence = say("plan.counterpart_missing") if missing else ""
        self.form.fields["government_counterpart"].set_error(sentence)

    def _fold(self, on: bool) -> None:
        self.more.setVisible(on)
        self._name_more()

    def _name_more(self) -> None:
        self.more_button.setText(
            say("plan.fewer_fields" if self.more_button.isChecked() else "plan.more_fields")
        )
