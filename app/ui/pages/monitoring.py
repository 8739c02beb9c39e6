"""Monitoring: progress, displaced beside non-displaced people, follow-up, lessons, periodic reports."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.monitoring_work import begin_revision, share_lesson, take_lesson
from app.services.views.monitoring import MonitoringView, monitoring_view
from app.ui.kit.button import Button
from app.ui.kit.flow import flowing
from app.ui.kit.front import FrontStack
from app.ui.kit.later import Later, made
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import GAP
from app.ui.language import say, words
from app.ui.page import Page
from app.ui.pages.monitoring_asking import RevisionDialog
from app.ui.pages.monitoring_indicators import IndicatorsTab
from app.ui.pages.monitoring_progress import ProgressTab
from app.ui.pages.monitoring_reports import ReportsTab
from app.ui.pages.records import RecordsPage
from app.ui.pages.returning_book import MEASUREMENTS, ReturningWork
from app.ui.places import Place
from app.ui.session import Session
from app.ui.weak import weakly

TABS = ("progress", "indicators", "follow_up", "lessons", "reports")
LISTED: dict[str, tuple[str, ...]] = {
    "follow_up": ("commitment", "action_point", "risk", "milestone", "uptake", "revision"),
    "lessons": ("lesson", "shared_lesson"),
}
"""The tabs that are lists of records, and of which kinds."""
_TAB_OF_KIND = {
    "progress": "progress",
    "activity": "progress",
    "indicator": "indicators",
    "measurement": "indicators",
    "indicator_entry": "indicators",
    "report": "reports",
    **{kind: tab for tab, kinds in LISTED.items() for kind in kinds},
}
T = TypeVar("T", bound=QWidget)


class ListsTab(QWidget):
    """Lists of records that read for themselves."""

    def __init__(self, session: Session, topic: str, kinds: tuple[str, ...]) -> None:
        super().__init__()
        self.records = RecordsPage(session, topic, kinds)
        self.records.content.setContentsMargins(0, 0, 0, 0)
        session.operations.changed.connect(self.records.take_change)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.addWidget(self.records)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.records.retranslate()

    def commit(self) -> None:
        """Keep what is being typed."""
        self.records.commit_typing()

    def show_view(self, _view: MonitoringView) -> None:
        """Stay as it is: the lists read again by themselves."""


class LessonsTab(ListsTab):
    """The area's lessons beside the library; each can go to the other side."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "lessons", LISTED["lessons"])
        self.session = session
        self.share, self.take = Button("", "outlined", "upload"), Button("", "outlined", "download")
        self.share.clicked.connect(self.share_open)
        self.take.clicked.connect(self.take_open)
        self.records.panel.foot.insertWidget(0, self.share)
        self.records.panel.foot.insertWidget(1, self.take)
        self.records.tabs.chosen.connect(self._turn)
        self._guides = False

    def retranslate(self) -> None:
        super().retranslate()
        self.share.setText(say("monitor.share_lesson"))
        self.take.setText(say("monitor.take_lesson"))

    def show_view(self, view: MonitoringView) -> None:
        self._guides = view.guides
        self._turn(self.records.tabs.current())

    def share_open(self) -> None:
        """Put the open lesson into the library."""
        work = partial(share_lesson, lesson=self.records.open_id())
        self.session.write(work, weakly(self._done, say("monitor.lesson_shared")))

    def take_open(self) -> None:
        """Take the open lesson of the library over."""
        work = partial(take_lesson, shared=self.records.open_id())
        self.session.write(work, weakly(self._done, say("monitor.lesson_taken")))

    def _done(self, said: str, _result: object) -> None:
        self.session.offer_undo(said)

    def _turn(self, kind: str) -> None:
        self.share.setVisible(kind == "lesson" and self._guides)
        self.take.setVisible(kind == "shared_lesson")


class MonitoringPage(Page):
    """Five tabs over one view; each is made as it is first shown."""

    concerns: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.tabs = SegmentedTabs([(name, "") for name in TABS])
        self.book = self.header.add_action("", "outlined", "file-down")
        self.revise = self.header.add_action("", "outlined", "rotate-ccw")
        self.dialog: RevisionDialog | None = None
        self.books = ReturningWork(session, MEASUREMENTS, self)
        self.book.setVisible(False)
        self._wanted, self._front = Place("monitoring"), TABS[0]
        self.content.addWidget(flowing(self.tabs, gap=GAP))
        self.stack = FrontStack()
        self.content.addWidget(self.stack, 1)
        self.tabs.chosen.connect(self._show_tab)
        self.revise.clicked.connect(self.ask_revision)
        self.book.clicked.connect(self.books.ask)
        self.retranslate()

    @Later
    def progress(self) -> ProgressTab:
        """The activities as they are carried out."""
        tab = self._stacked(ProgressTab(self.session))
        tab.plan_asked.connect(self._go_to_plan)
        return tab

    @Later
    def indicators(self) -> IndicatorsTab:
        """Displaced beside non-displaced people."""
        return self._stacked(IndicatorsTab(self.session))

    @Later
    def follow_up(self) -> ListsTab:
        """Commitments, action points, risks, milestones, where the plan was taken up, revisions."""
        return self._stacked(ListsTab(self.session, "follow_up", LISTED["follow_up"]))

    @Later
    def lessons(self) -> LessonsTab:
        """Lessons of the area, and those that all areas share."""
        return self._stacked(LessonsTab(self.session))

    @Later
    def reports(self) -> ReportsTab:
        """Periodic reports."""
        return self._stacked(ReportsTab(self.session))

    def read(self, desk: Any) -> MonitoringView:
        view = monitoring_view(desk)
        if self._front == "indicators":
            getattr(view, self._front)
        return view

    def show_view(self, view: MonitoringView) -> None:
        self.revise.setVisible(view.revision.can_begin)
        self._name_tabs(view)
        self._show_part(view)
        self._go_where_wanted()

    def retranslate(self) -> None:
        self.header.set_title(say("frame.page.monitoring"), say("records.monitoring.quiet"))
        self.revise.setText(say("monitor.revision.ask"))
        self.book.setText(say("returning.ask"))
        for part in made(self, TABS):
            part.retranslate()
        self._name_tabs(self._view if isinstance(self._view, MonitoringView) else MonitoringView())

    def go_to(self, place: Place) -> None:
        self._wanted = place
        if self._view is not None:
            self._go_where_wanted()

    def commit_typing(self) -> None:
        for part in made(self, TABS):
            part.commit()

    def ask_revision(self) -> None:
        """Ask why the plan is revised, and begin the next version."""
        self.dialog = RevisionDialog(self.session, self._view, self)
        self.dialog.agreed.connect(self._begin_revision)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _begin_revision(self, answer: tuple[str, str]) -> None:
        reason, meeting = answer
        work = partial(begin_revision, reason=reason, meeting=meeting)
        self.session.write(work, weakly(self._revised))

    def _revised(self, _record_id: object) -> None:
        self.session.offer_undo(say("monitor.revision.begun"))
        self._go_to_plan()

    def _go_to_plan(self) -> None:
        self.session.go(Place("plan"))

    def _show_tab(self, name: str) -> None:
        self.commit_typing()
        self._front = name
        self.book.setVisible(self.tabs.current() == "indicators")
        if isinstance(self._view, MonitoringView):
            self._show_part(self._view)

    def _show_part(self, view: MonitoringView) -> None:
        tab = getattr(self, self.tabs.current())
        self.stack.setCurrentWidget(tab)
        tab.show_view(view)

    def _go_where_wanted(self) -> None:
        place, self._wanted = self._wanted, Place("monitoring")
        tab = place.view if place.view in TABS else _TAB_OF_KIND.get(place.kind, "")
        if not tab:
            return
        self.tabs.choose(tab)
        if tab in LISTED:
            getattr(self, tab).records.go_to(place)
        elif place.kind == "activity":
            self.progress.open_activity(place.id)
        elif place.kind == "progress":
            self.progress.open_report(place.id)
        elif place.kind == "indicator":
            self.indicators.open_indicator(place.id)
        elif place.kind == "measurement":
            self.indicators.open_value(place.id)
        elif place.kind == "report":
            self.reports.open_report(place.id)

    def _name_tabs(self, view: MonitoringView) -> None:
        counts = {
            "progress": len(view.activities),
            "indicators": view.indicator_count,
            "reports": len(view.reports),
        }
        titles = ((name, say(f"monitor.tab.{name}"), counts.get(name, 0)) for name in TABS)
        self.tabs.set_tabs(
            [(name, f"{title} {words().number(count)}" if count else title) for name, title, count in titles]
        )

    def _stacked(self, tab: T) -> T:
        self.stack.addWidget(tab)
        return tab
