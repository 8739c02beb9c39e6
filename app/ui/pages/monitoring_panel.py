"""The panel of an activity that is being carried out: its state, its targets, and the reports on it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.drawing.meter import meter
from app.services.field_edits import Value, add_record
from app.services.monitoring_work import add_progress
from app.services.views.monitoring import FollowedActivity, ProgressEntry, TargetEntry
from app.ui.asking import Ask
from app.ui.kit.button import Button
from app.ui.kit.picture import PictureView
from app.ui.kit.text import column, empty_layout, label
from app.ui.language import label_text, put, say, words
from app.ui.pages.monitoring_words import activity_specs, progress_specs, reached_text, report_text
from app.ui.pages.plan_exception import ExceptionQuestion
from app.ui.pages.plan_joint_box import FindingList
from app.ui.pages.record_form import RecordForm
from app.ui.pages.record_panel import RecordPanel
from app.ui.places import Place
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly, weakly_plain

WIDTH, METER = 372, 316.0


class FollowPanel(RecordPanel):
    """Edits the state of an activity field by field, and one of its reports beneath."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "progress", WIDTH)
        self.activity = ""
        self.state = RecordForm(session, "activity")
        self.facts, self.hints = label("", "small", wrap=True), label("", "attention", wrap=True)
        self.targets, self.reports = QVBoxLayout(), QVBoxLayout()
        self.targets.setSpacing(8)
        self.reports.setSpacing(0)
        self.told = label("", "strong")
        self.report = Button("", "outlined", "plus")
        self.report.clicked.connect(self.add_report)
        self.stone = Button("", "link", "plus")
        self.asking = Ask(session, "milestone", "monitor.add_milestone", "monitor.milestone_why", self)
        self.asking.wanted.connect(self.add_milestone)
        self.stone.clicked.connect(self.add_milestone)
        self.stones = QVBoxLayout()
        self.stones.setSpacing(0)
        self.unsigned, self.exception = FindingList(), ExceptionQuestion(session, self)
        parts: list[QWidget | QVBoxLayout] = [self.unsigned, self.facts, self.state, self.targets]
        parts += [self.stones, self.stone, self.told, self.reports]
        for place, part in enumerate([*parts, self.report, self.hints]):
            if isinstance(part, QWidget):
                self.body.insertWidget(place, part)
            else:
                self.body.insertLayout(place, part)
        for button in (self.stone, self.report):
            self.body.setAlignment(button, Qt.AlignmentFlag.AlignLeading)
        self._built_state: tuple[object, ...] = ()
        self._followed: FollowedActivity | None = None

    def retranslate(self) -> None:
        super().retranslate()
        self.remove.setText(say("monitor.remove_report"))
        self.report.setText(say("monitor.report"))
        self.told.setText(say("monitor.reports"))
        self.stone.setText(say("monitor.add_milestone"))

    def commit(self) -> None:
        super().commit()
        self.state.commit()

    def show_followed(self, one: FollowedActivity, report: str = "") -> None:
        """Show an activity, with one of its reports open; without one the report that was open stays."""
        if one.id != self.activity:
            self.commit()
            self.record = ""
        self.activity, self._followed = one.id, one
        self.open_with(label_text(one.title) or say("records.untitled"), one.code)
        self.facts.setText(label_text(one.lead))
        self._show_state(one)
        self._show_unsigned(one)
        self._show_targets(one.targets)
        self._show_stones(one)
        wanted = report or self.record
        chosen = next((held for held in one.reports if held.id == wanted), None)
        self._show_reports(one.reports, chosen)
        self._show_report(one, chosen)

    def add_report(self) -> None:
        """Add a report of today and open it."""
        work = partial(add_progress, activity=self.activity)
        self.session.write(work, weakly(self._added))

    def add_milestone(self) -> None:
        """Ask what is to be reached on the way, and add it."""
        self.asking.ask(self._stone)

    def _stone(self, text: str) -> OnDesk:
        first = {"activity": self.activity, "track": "implementation", "status": "planned"}
        values: dict[str, Value] = {**first, f"title_{words().language}": text}
        return partial(add_record, kind="milestone", values=values)

    def _show_stones(self, one: FollowedActivity) -> None:
        self.asking.belong(one.id)
        empty_layout(self.stones)
        for stone in one.milestones:
            day = words().date(stone.due) if stone.due else ""
            status = words().code("milestone_status", stone.status) if stone.status else ""
            said = " · ".join(part for part in (label_text(stone.title), day, status) if part)
            button = Button(said, "link", "check" if stone.status == "reached" else "circle")
            button.clicked.connect(weakly_plain(self._go_to_stone, stone.id))
            self.stones.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    def _go_to_stone(self, stone: str) -> None:
        self.session.go(Place("monitoring", "milestone", stone))

    def remove_record(self) -> None:
        reports = self._followed.reports if self._followed is not None else ()
        told = next((report_text(one) for one in reports if one.id == self.record), "")
        self.removing.remove("progress", self.record, told)

    def _going(self, record_id: str) -> None:
        if record_id == self.record:
            self.record = ""

    def _added(self, record_id: object) -> None:
        self.record = str(record_id)
        self._open(self.record)

    def _open(self, record_id: str) -> None:
        self.form.commit()
        self.record = record_id
        if self._followed is not None:
            self.show_followed(self._followed, record_id)

    def _show_state(self, one: FollowedActivity) -> None:
        specs = tuple(activity_specs())
        if specs != self._built_state:
            old, self.state = self.state, RecordForm(self.session, "activity", specs)
            self.body.replaceWidget(old, self.state)
            old.hide()
            old.deleteLater()
            self._built_state = specs
            self.state.committed.connect(weakly(self._state_set))
        self.state.show_record(one.id, one.values)

    def _state_set(self, name: str, value: object) -> None:
        self.exception.committed(self.activity, name, value)

    def _show_unsigned(self, one: FollowedActivity) -> None:
        found = bool(one.unsigned.code)
        self.unsigned.show_findings((("error", one.unsigned),) if found else ())
        self.exception.shown(one.id, str(one.values.get("joint_activity") or ""), unsigned=found)

    def _show_targets(self, targets: tuple[TargetEntry, ...]) -> None:
        empty_layout(self.targets)
        for target in targets:
            said = label(reached_text(target), "small", wrap=True)
            drawn = PictureView(
                meter(target.share or 0, 1, METER, mirrored=words().right_to_left), shrinking=True
            )
            drawn.setAccessibleName(said.text())
            both = column(said, drawn, gap=3)
            both.setAlignment(drawn, Qt.AlignmentFlag.AlignLeading)
            self.targets.addLayout(both)

    def _show_reports(self, reports: tuple[ProgressEntry, ...], chosen: ProgressEntry | None) -> None:
        empty_layout(self.reports)
        self.told.setVisible(bool(reports))
        for one in reports:
            button = Button(report_text(one), "link", "check" if one is chosen else "file-text")
            button.clicked.connect(weakly_plain(self._open, one.id))
            self.reports.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    def _show_report(self, one: FollowedActivity, chosen: ProgressEntry | None) -> None:
        self.form.setVisible(chosen is not None)
        self.remove.setVisible(chosen is not None)
        self.files.setVisible(chosen is not None)
        self.hints.setVisible(chosen is not None and bool(chosen.hints))
        if chosen is None:
            return
        self.hints.setText("\n".join(put(hint) for hint in chosen.hints))
        self.show_record(chosen.id, chosen.values, progress_specs(one))
        self.form.show()
