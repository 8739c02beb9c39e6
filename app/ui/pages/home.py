"""Home: the path, what is next for me, readiness, what changed, who has what, word from headquarters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.services.field_edits import set_value
from app.services.views.changes import ChangeEntry
from app.services.views.holders import HolderEntry
from app.services.views.home import (
    GuidanceEntry,
    HomeView,
    home,
    show_only_mine,
)
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.chip import CheckChip
from app.ui.kit.finding import Finding, ReasonRow
from app.ui.kit.panel import scrolling
from app.ui.kit.path import PathOfSteps
from app.ui.kit.text import GAP, column, empty_layout, label, row
from app.ui.kit.tip import set_tip
from app.ui.language import put, say
from app.ui.page import Page
from app.ui.pages.home_cards import NextRow, ReadinessCard, change_row, guidance_row, holder_row, that_fit
from app.ui.pages.home_meeting import MeetingTodayCard, is_near
from app.ui.path_words import path_steps
from app.ui.places import Place
from app.ui.session import Session
from app.ui.weak import weakly_plain

SHOWN_NEXT = 5
ROOMY = 1000
"""From this width in pixels readiness has a column of its own, else it stands over what is coming."""


class HomePage(Page):
    """Answers: where are we, what is mine to do next, what has changed since I last looked."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.open_step = self.header.add_action("", "outlined")
        self.go_on = self.header.add_action("", "primary")
        self.path = PathOfSteps()
        self.next, self.readiness, self.changes = Card(), ReadinessCard(), Card()
        self.holders, self.guidance = Card(), Card()
        self.meeting, self.coming = MeetingTodayCard(), MeetingTodayCard(narrow=True)
        self.only_mine = CheckChip("", "mine")
        self._step_id, self._page, self._all_next = "", "steps", False
        self._lay_out()
        self._wire()

    def read(self, desk: Any) -> HomeView:
        return home(desk)

    def show_view(self, view: HomeView) -> None:
        self._step_id, self._page = view.step_id, view.page
        title = say("home.step_title", number=view.step_number, title=say(f"step.{view.step_id}.title"))
        self.header.set_title(title, _days(view))
        self.open_step.setText(say("home.open_step", number=view.step_number))
        self.go_on.setText(say(f"home.continue.{view.page}"))
        self.path.show_steps(path_steps(view.path))
        for card in (self.meeting, self.coming):
            card.show_meeting(view.meeting)
        self.go_on.setVisible(view.meeting is None or not is_near(view.meeting))
        self.only_mine.setChecked(view.mine_only)
        for part in (self.readiness, self.holders):
            part.setVisible(not view.mine_only)
        self._show_next(view)
        self.readiness.show_readiness(view.readiness)
        self._show_changes(view.changes)
        self._show_holders(view.holders)
        self._show_guidance(view.guidance)

    def retranslate(self) -> None:
        self.path.setAccessibleName(say("home.path"))
        self.only_mine.setText(say("home.only_mine"))
        set_tip(self.only_mine, say("home.only_mine_why"))

    def tick(self, kind: str, record_id: str) -> None:
        """Mark a task or action point done, and offer to undo it."""
        work = partial(set_value, kind=kind, record_id=record_id, name="status", value="done")
        self.session.write(work)
        self.session.offer_undo(say("home.ticked"))

    def _show_next(self, view: HomeView) -> None:
        things = view.next
        self.next.set_title(say("home.next_for_you"))
        here, before = QApplication.focusWidget(), self.next.findChildren(NextRow)
        held = next((n for n, one in enumerate(before) if here is not None and one.isAncestorOf(here)), -1)
        empty_layout(self.next.body)
        most = that_fit(SHOWN_NEXT)
        shown = things if self._all_next else things[:most]
        for number, thing in enumerate(shown):
            made = NextRow(thing, last=thing is shown[-1])
            made.box.clicked.connect(weakly_plain(self.tick, thing.kind, thing.id))
            made.link.clicked.connect(weakly_plain(self.session.go_to_record, thing.kind, thing.id))
            self.next.body.addWidget(made)
            if number == min(held, len(shown) - 1):
                # Whoever ticks one thing after the other stays in the list.
                (made.box if thing.can_tick else made.link).setFocus()
        if not things:
            self.next.body.addWidget(label(say("home.nothing_next"), "quiet", wrap=True))
            self._show_needs(view)
        if len(things) > most:
            self.next.body.addLayout(row(self._more_next(len(things)), 1))
        self.next.body.addStretch(1)

    def _show_needs(self, view: HomeView) -> None:
        """Say what the step still waits for: with no task yet this is what comes next."""
        if view.needs:
            self.next.body.addSpacing(6)
            self.next.body.addWidget(label(say("home.step_needs", number=view.step_number), "strong"))
        for one in view.needs:
            finding = Finding("", "attention", put(one.text), put(one.detail))
            mark = "partly" if one.partly else "open"
            made = ReasonRow(mark, finding, say("steps.go_there"), one is view.needs[-1])
            made.picked.connect(weakly_plain(self._go_to_finding, one.page, one.kind, one.id))
            self.next.body.addWidget(made)

    def _more_next(self, total: int) -> Button:
        more = Button(
            say("home.fewer_findings") if self._all_next else say("home.all_next", count=total), "link"
        )
        more.clicked.connect(self._toggle_next)
        return more

    def _toggle_next(self) -> None:
        self._all_next = not self._all_next
        self.show_view(self._view)

    def _show_changes(self, changes: Sequence[ChangeEntry]) -> None:
        self.changes.set_title(say("home.since_you_looked"))
        empty_layout(self.changes.body)
        for change in changes:
            self.changes.body.addWidget(change_row(change))
        if not changes:
            self.changes.body.addWidget(label(say("home.nothing_changed"), "small", wrap=True))

    def _show_holders(self, holders: Sequence[HolderEntry]) -> None:
        self.holders.set_title(say("home.who_has_what"))
        empty_layout(self.holders.body)
        for holder in holders:
            self.holders.body.addWidget(holder_row(holder))
        if not holders:
            self.holders.body.addWidget(label(say("home.nobody_has"), "small", wrap=True))

    def _show_guidance(self, guidance: Sequence[GuidanceEntry]) -> None:
        self.guidance.set_title(say("home.from_headquarters"))
        self.guidance.setVisible(bool(guidance))
        empty_layout(self.guidance.body)
        for number, entry in enumerate(guidance):
            self.guidance.body.addWidget(guidance_row(entry, last=number == len(guidance) - 1))

    def _switch_mine(self) -> None:
        work = partial(show_only_mine, only=self.only_mine.isChecked())
        self.session.write(work, weakly_plain(self.reload))

    def _open_meeting(self, meeting: str) -> None:
        self.session.go(Place("meetings", "meeting", meeting))

    def _open_step(self) -> None:
        self.session.go(Place("steps", "step", self._step_id))

    def _go_on(self) -> None:
        self.session.go(Place(self._page))

    def _open_number(self, number: int) -> None:
        self.session.go(Place("steps", "step", str(number)))

    def _go_to_finding(self, page: str, kind: str, record_id: str) -> None:
        self.session.go(Place(page, kind, record_id))

    def _wire(self) -> None:
        self.open_step.clicked.connect(self._open_step)
        self.go_on.clicked.connect(self._go_on)
        self.path.picked.connect(self._open_number)
        self.readiness.picked.connect(self._go_to_finding)
        self.only_mine.clicked.connect(self._switch_mine)
        for card in (self.meeting, self.coming):
            card.opened.connect(self._open_meeting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        place: QBoxLayout = self.columns if self.width() >= ROOMY else self.side
        if place.indexOf(self.readiness) < 0:
            place.insertWidget(1 if place is self.columns else 0, self.readiness)
            self.columns.setStretch(1, 4)

    def _lay_out(self) -> None:
        path_card = Card()
        path_card.set_padding(6, 10)
        path_card.body.addWidget(self.path)
        self.next.head.addWidget(self.only_mine)
        # The chip is higher than a title, which stands where the titles of the other cards do.
        self.next.set_padding(16, 12)
        self.side = column(self.coming, self.changes, self.holders, self.guidance, 1, gap=GAP)
        self.columns = columns = QHBoxLayout()
        columns.setSpacing(GAP)
        columns.addWidget(self.next, 5)
        columns.addWidget(self.readiness, 4)
        columns.addLayout(self.side, 4)
        ground = QWidget()
        ground.setObjectName("scrolled")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GAP)
        inside.addWidget(path_card)
        inside.addWidget(self.meeting)
        inside.addLayout(columns)
        inside.addStretch(1)
        for card in (self.next, self.readiness, self.changes, self.holders):
            card.setMinimumWidth(0)
        self.content.addWidget(scrolling(ground), 1)


def _days(view: HomeView) -> str:
    if view.days_left is None:
        return ""
    if view.days_left < 0:
        return say("home.days_over", count=-view.days_left)
    return say("home.days_to_go", count=view.days_left) if view.days_left else say("home.day_is_today")
