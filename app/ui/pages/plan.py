"""Plan: its text, activities, timeline, coverage and commitments, with an editor beside the list."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.services.field_edits import Value, add_record
from app.services.views.plan import ActivityEntry, CommitmentEntry, PlanView, plan_view
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import GAP, row
from app.ui.language import label_text, say, words
from app.ui.page import Page
from app.ui.pages.plan_activities import ActivitiesTab
from app.ui.pages.plan_activity_fields import commitment_specs
from app.ui.pages.plan_activity_panel import ActivityPanel
from app.ui.pages.plan_commitments import CommitmentsTab
from app.ui.pages.plan_coverage import CoverageTab
from app.ui.pages.plan_pictures import TimelineCard
from app.ui.pages.plan_preview import PlanPreview
from app.ui.pages.plan_text import TextTab
from app.ui.pages.record_panel import RecordPanel
from app.ui.places import Place
from app.ui.session import Session
from app.ui.weak import weakly

TABS = ("text", "activities", "timeline", "coverage", "commitments")
_TAB_OF_KIND = {"activity": "activities", "target": "activities", "commitment": "commitments"}


class PlanPage(Page):
    """Five tabs over one view; the activity panel serves activities, timeline and coverage alike."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.tabs = SegmentedTabs([(name, "") for name in TABS])
        self.header.add_middle(self.tabs)
        self.preview = self.header.add_action("", "outlined", "eye")
        self.add = self.header.add_action("", "primary", "plus")
        self.text, self.activities = TextTab(session), ActivitiesTab()
        self.timeline, self.coverage, self.commitments = TimelineCard(), CoverageTab(), CommitmentsTab()
        self.activity_panel = ActivityPanel(session)
        self.commitment_panel = RecordPanel(session, "commitment")
        self._wanted = Place("plan")
        self._lay_out()
        self._wire()
        self.tabs.choose("activities")
        self.retranslate()

    def read(self, desk: Any) -> PlanView:
        return plan_view(desk)

    def show_view(self, view: PlanView) -> None:
        self._name_tabs(view)
        for part in (self.activities, self.text, self.coverage, self.commitments):
            part.show_view(view)
        self.timeline.show_plan(view)
        self._go_where_wanted()
        self._show_panels(view)

    def retranslate(self) -> None:
        self.header.set_title(say("frame.page.plan"))
        self.preview.setText(say("plan.preview"))
        for part in (self.text, self.activities, self.timeline, self.coverage, self.commitments):
            part.retranslate()
        for panel in (self.activity_panel, self.commitment_panel):
            panel.retranslate()
        self._name_tabs(self._view if isinstance(self._view, PlanView) else PlanView())
        self._name_add()

    def go_to(self, place: Place) -> None:
        self._wanted = place
        if self._view is not None:
            self.show_view(self._view)

    def open_register(self) -> None:
        """Go to the commitments and action points of all meetings."""
        self.session.go(Place("meetings", view="register"))

    def commit_typing(self) -> None:
        for part in (self.text, self.activity_panel, self.commitment_panel):
            part.commit()

    def open_activity(self, record_id: str) -> None:
        """Show an activity in the panel."""
        entry = self._activity(record_id)
        if entry is not None:
            self.activity_panel.show_activity(self._view, entry)
            self.activities.choose(record_id)

    def open_commitment(self, record_id: str) -> None:
        """Show a commitment in the panel."""
        entry = self._commitment(record_id)
        if entry is not None:
            self.commitment_panel.open_with(label_text(entry.text), entry.code)
            self.commitment_panel.show_record(entry.id, entry.values, commitment_specs(self._view, entry))
            self.commitments.choose(record_id)

    def add_one(self) -> None:
        """Add a commitment on its tab, else an activity, and open it."""
        if self.tabs.current() == "commitments":
            self.add_commitment()
        else:
            self.add_activity({})

    def add_activity(self, values: dict[str, Value]) -> None:
        """Add an activity with first values and open it."""
        first = {"status": "proposed", "origin": "new"}
        work = partial(add_record, kind="activity", values={**first, **values})
        self.session.write(work, weakly(self._added, "activity"))

    def add_commitment(self) -> None:
        """Add a commitment and open it."""
        work = partial(add_record, kind="commitment", values={"status": "made"})
        self.session.write(work, weakly(self._added, "commitment"))

    def open_preview(self) -> None:
        """Draw the plan as it prints."""
        self.commit_typing()
        preview = PlanPreview(self.session, self)
        preview.show()
        preview.begin(words().language)

    def _added(self, kind: str, record_id: object) -> None:
        self._wanted = Place("plan", kind, str(record_id))
        self.reload()

    def _go_where_wanted(self) -> None:
        place, self._wanted = self._wanted, Place("plan")
        if place.view in TABS:
            self.tabs.choose(place.view)
        if place.kind in _TAB_OF_KIND:
            self.tabs.choose(_TAB_OF_KIND[place.kind])
            self._open(place)
        elif place.kind in ("section", "paragraph"):
            self.tabs.choose("text")
            key = self.text.section_of(place.id)
            if key:
                self.text.choose(key)

    def _open(self, place: Place) -> None:
        if place.kind == "commitment":
            self.open_commitment(place.id)
            return
        held = (a.id for a in self._view.activities if place.id in (a.id, *(t.id for t in a.targets)))
        self.open_activity(next(held, ""))

    def _show_panels(self, view: PlanView) -> None:
        if self.activity_panel.isVisible():
            entry = self._activity(self.activity_panel.record)
            if entry is None:
                self.activity_panel.leave()
            else:
                self.activity_panel.show_activity(view, entry)
        if self.commitment_panel.isVisible() and self._commitment(self.commitment_panel.record):
            self.open_commitment(self.commitment_panel.record)

    def _activity(self, record_id: str) -> ActivityEntry | None:
        activities = self._view.activities if isinstance(self._view, PlanView) else ()
        return next((one for one in activities if one.id == record_id), None)

    def _commitment(self, record_id: str) -> CommitmentEntry | None:
        commitments = self._view.commitments if isinstance(self._view, PlanView) else ()
        return next((one for one in commitments if one.id == record_id), None)

    def _show_tab(self, name: str) -> None:
        self.commit_typing()
        self.stack.setCurrentIndex(TABS.index(name))
        (self.commitment_panel if name != "commitments" else self.activity_panel).hide()
        if name == "text":
            self.activity_panel.hide()
        self._name_add()

    def _name_tabs(self, view: PlanView) -> None:
        counts = {"activities": len(view.activities), "commitments": len(view.commitments)}
        tabs = []
        for name in TABS:
            title = say(f"plan.tab.{name}")
            count = counts.get(name, 0)
            tabs.append((name, f"{title} {words().number(count)}" if count else title))
        self.tabs.set_tabs(tabs)

    def _name_add(self) -> None:
        commitments = self.tabs.current() == "commitments"
        self.add.setText(say("plan.add_commitment" if commitments else "plan.add_activity"))
        self.add.setVisible(self.tabs.current() != "text")

    def _wire(self) -> None:
        self.tabs.chosen.connect(self._show_tab)
        self.preview.clicked.connect(self.open_preview)
        self.add.clicked.connect(self.add_one)
        self.activities.picked.connect(self.open_activity)
        self.activities.started.connect(self.add_one)
        self.timeline.view.picked.connect(self.open_activity)
        self.coverage.cell.picked.connect(self.open_activity)
        self.coverage.cell.wanted.connect(self.add_activity)
        self.commitments.picked.connect(self.open_commitment)
        self.commitments.started.connect(self.add_one)
        self.commitments.register_asked.connect(self.open_register)

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        pages: tuple[QWidget, ...] = (
            self.text, self.activities, self.timeline, self.coverage, self.commitments,
        )  # fmt: skip
        for part in pages:
            self.stack.addWidget(part)
        beside = row(self.stack, self.activity_panel, self.commitment_panel, gap=GAP)
        beside.setStretch(0, 1)
        self.content.addLayout(beside, 1)
