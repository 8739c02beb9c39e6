"""The editor of an activity: its fields, what is missing and why it matters, targets, voices, history."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.services.views.plan import ActivityEntry, PlanView
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip
from app.ui.kit.form import FieldSpec
from app.ui.kit.text import row
from app.ui.language import label_text, say
from app.ui.pages.plan_activity_fields import activity_specs, more_activity_specs, named
from app.ui.pages.plan_targets import TargetList, VoiceList
from app.ui.pages.plan_words import status_cell
from app.ui.pages.record_history import HistoryList
from app.ui.pages.record_panel import RecordForm, RecordPanel
from app.ui.session import Session

WIDTH = 340


class ActivityPanel(RecordPanel):
    """Shows one activity of a `PlanView`."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "activity", WIDTH)
        self.targets, self.voices = TargetList(session), VoiceList(session)
        self.more_button, self.more = Button("", "link"), RecordForm(session, "activity")
        self.history, self.chip, self.comments = HistoryList(session), Chip(), Chip()
        self._more_built: tuple[FieldSpec, ...] = ()
        self.more_button.setCheckable(True)
        self.more_button.toggled.connect(self._fold)
        self.more.hide()
        parts: tuple[QWidget, ...] = (self.targets, self.voices, self.more, self.history)
        for part in parts:
            self.body.addWidget(part)
        self.body.insertLayout(self.body.indexOf(self.more), row(self.more_button, 1))
        self.body.insertLayout(0, row(self.chip, self.comments, 1))

    def retranslate(self) -> None:
        super().retranslate()
        for part in (self.targets, self.voices, self.history):
            part.retranslate()
        self._name_more()

    def commit(self) -> None:
        super().commit()
        self.more.commit()
        self.targets.commit()

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
        more = more_activity_specs(view, entry)
        self.more = self.rebuilt(self.more, self._more_built, more)
        self._more_built = more
        self.more.show_record(entry.id, entry.values)
        self.targets.show_targets(entry.id, entry.targets)
        self.voices.show_voices(entry.id, entry.voices, named(view.choices.voices))
        self.history.show_record(entry.id)
        self._show_counterpart(entry)

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
