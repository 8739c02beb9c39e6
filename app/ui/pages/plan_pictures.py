"""Drawn pictures whose parts can be picked with mouse or keyboard, and the timeline as the first of them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.drawing.shapes import Picture
from app.drawing.timeline import STATES, STONES, TimelineNames, timeline
from app.process.facts import day
from app.services.views.plan import PlanView
from app.ui.kit.card import Card
from app.ui.kit.panel import scrolling
from app.ui.kit.picture import measure
from app.ui.kit.text import label
from app.ui.language import say, words
from app.ui.pages.plan_drag import bars_of, pixels_per_day, with_dependencies
from app.ui.pages.plan_picked import PickPicture
from app.ui.pages.plan_timeline import StonePicture, lanes_of

MARGIN = 8


class DrawnCard(Card):
    """A card with one picture in a scrolling area; it is drawn again for another width."""

    def __init__(self) -> None:
        super().__init__()
        self.view = self.make_view()
        self.area: QScrollArea = scrolling(holder(self.view))
        self.note = label("", "tiny", wrap=True)
        self.body.setSpacing(6)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self.note)
        self._plan: PlanView | None = None
        self.area.viewport().installEventFilter(self)

    def make_view(self) -> PickPicture:
        """Return what shows the picture."""
        return PickPicture()

    def show_view(self, view: PlanView) -> None:
        """Draw the plan."""
        self._plan = view
        self.redraw()

    def redraw(self) -> None:
        """Draw again for the width and the language there are now."""
        width = self.area.viewport().width() - MARGIN
        if self._plan is not None and width > 100:
            self.view.show_picture(self.draw(self._plan, width), self.title.text())

    def draw(self, plan: PlanView, width: float) -> Picture:
        """Return the picture over a width in pixels."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.redraw()
        return super().eventFilter(watched, event)


def holder(view: QWidget) -> QWidget:
    """Return a widget that keeps a picture at the leading top of a scrolling area."""
    made = QWidget()
    made.setObjectName("scrolled")
    inside = QVBoxLayout(made)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(view, 0, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    inside.addStretch(1)
    return made


class TimelineCard(DrawnCard):
    """The activities in time, under their objectives; bars can be dragged along the time.

    `shifted` carries an activity's id and the days it was moved by.
    """

    shifted = Signal(str, int)

    def make_view(self) -> PickPicture:
        view = StonePicture()
        view.shifted.connect(self.shifted)
        return view

    def draw(self, plan: PlanView, width: float) -> Picture:
        lanes, first, last, told = lanes_of(plan)
        names = TimelineNames(
            say("drawing.timeline.today"),
            {state: say(f"drawing.timeline.{state}") for state in STATES},
            {state: say(f"drawing.timeline.stone.{state}") for state in STONES},
        )
        now = day(plan.today) or first or date.min
        turned = words().right_to_left
        drawn = timeline(
            lanes, first or now, last or now, now, _period, names, width, measure, mirrored=turned, size=12
        )
        if isinstance(self.view, StonePicture):
            self.view.told = told
            self.view.per_day = pixels_per_day(bars_of(drawn), plan.activities)
            self.view.mirrored = turned
        return with_dependencies(drawn, plan.activities, turned)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.set_title(say("plan.timeline"))
        self.note.setText(say("plan.timeline_note"))


def _period(first: date, quarters: bool) -> str:
    if quarters:
        return say("drawing.timeline.quarter", quarter=(first.month + 2) // 3, year=str(first.year))
    _, _, month = words().date(first, "day_month").partition(" ")
    return f"{month} {first.year}" if first.month == 1 else month
