"""Plan: its text, activities, timeline, coverage and commitments, with an editor beside the list."""

from __future__ import annotations

from functools import partial
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from app.services.field_edits import Value, add_record
from app.services.views.plan import ActivityEntry, CommitmentEntry, PlanView, plan_view
from app.ui.kit.flow import flowing
from app.ui.kit.front import FrontStack
from app.ui.kit.later import Later, made
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import GAP, row
from app.ui.language import label_text, say, words
from app.ui.page import Page
from app.ui.pages.plan_about import PlanAboutDialog
from app.ui.pages.plan_activities import ActivitiesTab
from app.ui.pages.plan_activity_fields import commitment_specs
from app.ui.pages.plan_activity_panel import ActivityPanel
from app.ui.pages.plan_agreements import KINDS, AgreementsTab
from app.ui.pages.plan_commitments import CommitmentsTab
from app.ui.pages.plan_coverage import CoverageTab
from app.ui.pages.plan_frameworks import FrameworksTab
from app.ui.pages.plan_pictures import TimelineCard
from app.ui.pages.plan_preview import PlanPreview
from app.ui.pages.plan_principles import PrinciplesTab
from app.ui.pages.plan_several_work import SeveralWork
from app.ui.pages.plan_text import TextTab
from app.ui.pages.record_panel import RecordPanel
from app.ui.pages.returning_book import PLAN, ReturningWork
from app.ui.places import Place
from app.ui.session import Session
from app.ui.weak import weakly

TABS = ("text", "activities", "timeline", "coverage", "principles", "commitments", "agreements", "frameworks")
PANELS = ("activity_panel", "commitment_panel")
SERVED = {"activity": ("activities", "timeline", "coverage"), "commitment": ("commitments",)}
"""The tabs beside which the editor of a kind may stand."""
FRAMEWORK_KINDS = ("alignment", "framework_answer", "own_framework")
AHEAD = {
    "text": ("text", "choices"),
    "coverage": ("coverage", "groups", "criteria", "places", "priorities"),
    "principles": ("principles",),
    "frameworks": ("frameworks",),
}
"""What a tab in front shows besides the activities: it is worked out as the page reads."""
WITHOUT_ADD = ("text", "principles", "agreements", "frameworks")
"""Tabs that add what they hold by themselves."""
T = TypeVar("T", bound=QWidget)
_TAB_OF_KIND = {
    **dict.fromkeys(("activity", "target", "harm_screen"), "activities"),
    "commitment": "commitments",
}


class PlanPage(Page):
    """Tabs over one view; the activity panel serves activities, timeline and coverage alike."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.tabs = SegmentedTabs([(name, "") for name in TABS])
        self.about = self.header.add_action("", "outlined", "info")
        self.paste = self.header.add_action("", "outlined", "table")
        self.several = self.header.add_action("", "outlined", "list-checks")
        self.book = self.header.add_action("", "outlined", "file-down")
        self.preview = self.header.add_action("", "outlined", "eye")
        self.add = self.header.add_action("", "primary", "plus")
        self._wanted, self._front = Place("plan"), ""
        self.dialog: PlanAboutDialog | None = None
        self.work = SeveralWork(session, self)
        self.books = ReturningWork(session, PLAN, self)
        self._lay_out()
        self._wire()
        self.tabs.choose("activities")
        self.retranslate()

    @Later
    def text(self) -> TextTab:
        """The sections and paragraphs of the plan; each tab is made as it is first shown."""
        return self._stacked(TextTab(self.session))

    @Later
    def activities(self) -> ActivitiesTab:
        """The activities under their objectives."""
        tab = self._stacked(ActivitiesTab(self.stack))
        tab.picked.connect(self.open_activity)
        tab.started.connect(self.add_one)
        return tab

    @Later
    def timeline(self) -> TimelineCard:
        """The activities in time."""
        tab = self._stacked(TimelineCard())
        tab.view.picked.connect(self.open_activity)
        tab.shifted.connect(self.work.shift)
        return tab

    @Later
    def coverage(self) -> CoverageTab:
        """What is planned where and for whom."""
        tab = self._stacked(CoverageTab())
        tab.cell.picked.connect(self.open_activity)
        tab.cell.wanted.connect(self.add_activity)
        tab.cell.measured.connect(self.session.go_to_record)
        return tab

    @Later
    def principles(self) -> PrinciplesTab:
        """What speaks for and against each principle."""
        tab = self._stacked(PrinciplesTab())
        tab.picked.connect(self.session.go_to_record)
        return tab

    @Later
    def commitments(self) -> CommitmentsTab:
        """What was promised for the plan."""
        tab = self._stacked(CommitmentsTab())
        tab.picked.connect(self.open_commitment)
        tab.started.connect(self.add_one)
        tab.register_asked.connect(self.open_register)
        return tab

    @Later
    def agreements(self) -> AgreementsTab:
        """Joint work, agreements and compacts, outside projects."""
        return self._stacked(AgreementsTab(self.session))

    @Later
    def frameworks(self) -> FrameworksTab:
        """What other frameworks ask, and what answers it."""
        return self._stacked(FrameworksTab(self.session))

    @Later
    def activity_panel(self) -> ActivityPanel:
        """The editor of an activity."""
        panel = ActivityPanel(self.session)
        self.beside.insertWidget(1, panel)
        return panel

    @Later
    def commitment_panel(self) -> RecordPanel:
        """The editor of a commitment."""
        panel = RecordPanel(self.session, "commitment")
        self.beside.addWidget(panel)
        return panel

    def read(self, desk: Any) -> PlanView:
        view = plan_view(desk)
        for part in AHEAD.get(self._front, ()):
            getattr(view, part)
        return view

    def show_view(self, view: PlanView) -> None:
        self._name_tabs(view)
        self._show_part(view)
        self._go_where_wanted()
        self._show_panels(view)

    def retranslate(self) -> None:
        self.header.set_title(say("frame.page.plan"))
        self.about.setText(say("plan.about"))
        self.paste.setText(say("plan.paste"))
        self.several.setText(say("plan.several"))
        self.book.setText(say("returning.ask"))
        self.preview.setText(say("plan.preview"))
        for part in made(self, (*TABS, *PANELS)):
            part.retranslate()
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
        for part in made(self, ("text", "agreements", "frameworks", *PANELS)):
            part.commit()

    def open_activity(self, record_id: str) -> None:
        """Show an activity in the panel."""
        entry = self._activity(record_id)
        if entry is not None:
            self.activity_panel.show_activity(self._view, entry)
            for tab in made(self, ("activities",)):
                tab.choose(record_id)

    def open_commitment(self, record_id: str) -> None:
        """Show a commitment in the panel."""
        entry = self._commitment(record_id)
        if entry is not None:
            self.commitment_panel.open_with(label_text(entry.text), entry.code)
            self.commitment_panel.show_record(entry.id, entry.values, commitment_specs(self._view, entry))
            for tab in made(self, ("commitments",)):
                tab.choose(record_id)

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

    def open_about(self) -> None:
        """Show title, period, languages and status of the plan."""
        self.commit_typing()
        self.dialog = PlanAboutDialog(self.session, self)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def ask_several(self) -> None:
        """Change several activities together."""
        self.commit_typing()
        self.work.ask_several(self._view)

    def open_preview(self) -> None:
        """Draw the plan as it prints, beside the text where that is in front, at the section shown there."""
        self.commit_typing()
        preview = PlanPreview(self.session, self)
        if self.tabs.current() == "text":
            preview.show_section(self.text.chosen)
            preview.stand_beside(self.window())
            self.text.outline.picked.connect(preview.show_section)
        preview.show()
        preview.follow()
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
        elif place.kind in KINDS:
            self.tabs.choose("agreements")
            self.agreements.show_record(place.kind, place.id)
        elif place.kind in FRAMEWORK_KINDS:
            self.tabs.choose("frameworks")
            self.frameworks.choose_framework(place.id)
        elif place.kind == "plan":
            self.open_about()
        elif place.kind in ("section", "paragraph"):
            self.tabs.choose("text")
            key = self.text.section_of(place.id)
            if key:
                self.text.choose(key)

    def _open(self, place: Place) -> None:
        if place.kind == "commitment":
            self.open_commitment(place.id)
            return
        screened = (key for key, screen in self._view.screens.items() if screen.id == place.id)
        held = (a.id for a in self._view.activities if place.id in (a.id, *(t.id for t in a.targets)))
        self.open_activity(next(screened if place.kind == "harm_screen" else held, ""))

    def _show_panels(self, view: PlanView) -> None:
        open_ = [panel for panel in made(self, PANELS) if panel.isVisible()]
        for panel in open_:
            entry = self._activity(panel.record)
            if panel.kind == "commitment":
                self.open_commitment(panel.record)
            elif entry is None:
                panel.leave()
            else:
                panel.show_activity(view, entry)

    def _activity(self, record_id: str) -> ActivityEntry | None:
        activities = self._view.activities if isinstance(self._view, PlanView) else ()
        return next((one for one in activities if one.id == record_id), None)

    def _commitment(self, record_id: str) -> CommitmentEntry | None:
        commitments = self._view.commitments if isinstance(self._view, PlanView) else ()
        return next((one for one in commitments if one.id == record_id), None)

    def _show_tab(self, name: str) -> None:
        self._front = name
        self.commit_typing()
        if isinstance(self._view, PlanView):
            self._show_part(self._view)
        for panel in made(self, PANELS):
            panel.setVisible(not panel.isHidden() and name in SERVED[panel.kind])
        self._name_add()

    def _show_part(self, view: PlanView) -> None:
        """Show the view on the tab in front; the others show it as they come to the front."""
        tab = getattr(self, self.tabs.current())
        self.stack.setCurrentWidget(tab)
        tab.show_view(view)

    def _name_tabs(self, view: PlanView) -> None:
        counts = {"activities": len(view.activities), "commitments": len(view.commitments)}
        tabs = []
        for name in TABS:
            if name == "principles" and view.framework is not None:
                continue
            title = say(f"plan.tab.{name}")
            count = counts.get(name, 0)
            tabs.append((name, f"{title} {words().number(count)}" if count else title))
        self.tabs.set_tabs(tabs)

    def _name_add(self) -> None:
        commitments = self.tabs.current() == "commitments"
        self.add.setText(say("plan.add_commitment" if commitments else "plan.add_activity"))
        self.add.setVisible(self.tabs.current() not in WITHOUT_ADD)
        for button in (self.paste, self.several, self.book):
            button.setVisible(self.tabs.current() == "activities")

    def _wire(self) -> None:
        self.tabs.chosen.connect(self._show_tab)
        self.about.clicked.connect(self.open_about)
        self.paste.clicked.connect(self.work.ask_paste)
        self.several.clicked.connect(self.ask_several)
        self.book.clicked.connect(self.books.ask)
        self.books.begun.connect(self.work.ask_why)
        self.preview.clicked.connect(self.open_preview)
        self.add.clicked.connect(self.add_one)

    def _stacked(self, tab: T) -> T:
        self.stack.addWidget(tab)
        return tab

    def _lay_out(self) -> None:
        self.content.addWidget(flowing(self.tabs, gap=GAP))
        self.stack = FrontStack()
        self.beside = row(self.stack, gap=GAP)
        self.beside.setStretch(0, 1)
        self.content.addLayout(self.beside, 1)
