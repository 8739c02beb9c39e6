"""Home: the path, what is next for me, readiness, what changed, who has what, word from headquarters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.services.field_edits import set_value
from app.services.views.changes import ChangeEntry
from app.services.views.holders import HolderEntry
from app.services.views.home import (
    FindingEntry,
    GuidanceEntry,
    HomeView,
    Readiness,
    home,
    show_only_mine,
)
from app.services.views.next_things import NextThing
from app.ui.kit.avatar import Avatar
from app.ui.kit.button import Button
from app.ui.kit.card import Card, row_frame
from app.ui.kit.chip import CheckChip, Chip
from app.ui.kit.finding import Finding, FindingRow, ReasonRow
from app.ui.kit.link import TextLink
from app.ui.kit.meter import Meter, ThinBar
from app.ui.kit.panel import scrolling
from app.ui.kit.path import PathOfSteps
from app.ui.kit.text import GAP, column, empty_layout, label, row
from app.ui.language import label_text, put, say, words
from app.ui.page import Page
from app.ui.pages.home_meeting import MeetingTodayCard, is_near
from app.ui.path_words import path_steps
from app.ui.places import Place
from app.ui.session import Session
from app.ui.weak import weakly_plain

SHOWN_FINDINGS = 4
SHOWN_NEXT = 5
MOST_LETTERS = 140
_SEVERITY_TONES = {"error": "wrong", "warning": "attention", "info": "neutral"}
_HOLDER_ROLES = {"up_to_date": "good", "behind": "attention", "never": "line"}


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
        self.only_mine.setToolTip(say("home.only_mine_why"))

    def tick(self, kind: str, record_id: str) -> None:
        """Mark a task or action point done, and offer to undo it."""
        work = partial(set_value, kind=kind, record_id=record_id, name="status", value="done")
        self.session.write(work)
        self.session.offer_undo(say("home.ticked"))

    def _show_next(self, view: HomeView) -> None:
        things = view.next
        self.next.set_title(say("home.next_for_you"))
        empty_layout(self.next.body)
        most = _that_fit(SHOWN_NEXT)
        shown = things if self._all_next else things[:most]
        for thing in shown:
            made = NextRow(thing, last=thing is shown[-1])
            made.box.clicked.connect(weakly_plain(self.tick, thing.kind, thing.id))
            made.link.clicked.connect(weakly_plain(self.session.go_to_record, thing.kind, thing.id))
            self.next.body.addWidget(made)
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
            self.changes.body.addWidget(_change_row(change))
        if not changes:
            self.changes.body.addWidget(label(say("home.nothing_changed"), "small", wrap=True))

    def _show_holders(self, holders: Sequence[HolderEntry]) -> None:
        self.holders.set_title(say("home.who_has_what"))
        empty_layout(self.holders.body)
        for holder in holders:
            self.holders.body.addWidget(_holder_row(holder))
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

    def _lay_out(self) -> None:
        path_card = Card()
        path_card.set_padding(6, 10)
        path_card.body.addWidget(self.path)
        self.next.head.addWidget(self.only_mine)
        side = column(self.coming, self.changes, self.holders, self.guidance, 1, gap=GAP)
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        columns.addWidget(self.next, 5)
        columns.addWidget(self.readiness, 4)
        columns.addLayout(side, 4)
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


class NextRow(QFrame):
    """A box to tick (or a dot), the thing as a link, a quiet line, and a chip."""

    def __init__(self, thing: NextThing, last: bool) -> None:
        super().__init__()
        self.setProperty("ground", row_frame(last).property("ground"))
        text = shortened(put(thing.text))
        self.box, self.link = QCheckBox(), TextLink(text)
        self.box.setAccessibleName(say("home.tick", what=text))
        self.box.setEnabled(thing.can_tick)
        self.box.setToolTip("" if thing.can_tick else say("home.not_ticked_here"))
        under, chip = label(shortened(put(thing.under)), "tiny", wrap=True), Chip(put(thing.chip), thing.tone)
        under.setVisible(bool(under.text()))
        chip.setVisible(bool(thing.chip.code))
        whole = row(self.box, column(self.link, under, gap=1), chip, gap=10)
        whole.setStretch(1, 1)
        whole.setContentsMargins(0, 6, 0, 6)
        self.setLayout(whole)


class ReadinessCard(Card):
    """How many checks pass, as a bar, and the findings with the gravest first; `picked` is a place."""

    picked = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.bar, self.rows, self.passed = ThinBar(), QVBoxLayout(), label("", "small", wrap=True)
        self.more = Button("", "link")
        self.rows.setSpacing(0)
        self.body.setSpacing(6)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.passed)
        self.body.addLayout(self.rows)
        self.body.addLayout(row(self.more, 1))
        self.body.addStretch(1)
        self._all, self._readiness = False, Readiness(0, 0)
        self.more.clicked.connect(self._toggle)

    def show_readiness(self, readiness: Readiness) -> None:
        """Show checks and findings."""
        self._readiness = readiness
        passed = say("home.checks_pass", count=readiness.passed, total=readiness.total)
        self.set_title(say("home.readiness"), passed)
        self.bar.show_share(readiness.passed / readiness.total if readiness.total else 0.0)
        self.bar.setAccessibleName(passed)
        self.passed.setText(passed)
        self._place_passed()
        empty_layout(self.rows)
        shown = readiness.findings if self._all else readiness.findings[: _that_fit(SHOWN_FINDINGS)]
        for finding in shown:
            self.rows.addWidget(self._row(finding))
        if not shown:
            self.rows.addWidget(label(say("home.readiness.nothing_found"), "quiet", wrap=True))
        self._say_more(len(readiness.findings))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_passed()

    def _place_passed(self) -> None:
        """Say how many checks pass beside the title, or beneath the bar where both have no room there."""
        needed = self.title.sizeHint().width() + self.quiet.sizeHint().width() + 60
        self.passed.setVisible(needed > self.width())
        self.quiet.setVisible(needed <= self.width())

    def _say_more(self, total: int) -> None:
        self.more.setVisible(total > _that_fit(SHOWN_FINDINGS))
        self.more.setText(say("home.fewer_findings") if self._all else say("home.all_findings", count=total))

    def _toggle(self) -> None:
        self._all = not self._all
        self.show_readiness(self._readiness)

    def _row(self, finding: FindingEntry) -> FindingRow:
        why = say(finding.source)
        if finding.more:
            why = f"{say('home.more_like_this', count=finding.more)} · {why}"
        chip, tone = say(f"home.severity.{finding.severity}"), _SEVERITY_TONES[finding.severity]
        made = FindingRow(
            Finding(chip, tone, shortened(put(finding.text)), why, finding.kind or "page", finding.id)
        )
        made.picked.connect(weakly_plain(self._go, finding))
        return made

    def _go(self, finding: FindingEntry) -> None:
        self.picked.emit(finding.page, finding.kind, finding.id)


def shortened(text: str) -> str:
    """Return what a row of Home has room for; the whole stands where the row leads."""
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS].rstrip()}…"


def _that_fit(most: int) -> int:
    """Return how many rows fit beneath the path at 1366 × 768; Arabic and Kurdish lines are higher."""
    return most - words().right_to_left


def _days(view: HomeView) -> str:
    if view.days_left is None:
        return ""
    if view.days_left < 0:
        return say("home.days_over", count=-view.days_left)
    return say("home.days_to_go", count=view.days_left) if view.days_left else say("home.day_is_today")


def _change_row(change: ChangeEntry) -> QWidget:
    made = QWidget()
    who, when = label_text(change.person), words().moment(change.moment) if change.moment else ""
    text, under = label(put(change.text), "small_text", wrap=True), label(when, "tiny")
    whole = row(Avatar(who, change.person_id, 24), column(text, under, gap=1), gap=10)
    whole.setStretch(1, 1)
    whole.setContentsMargins(0, 4, 0, 6)
    made.setLayout(whole)
    return made


def _holder_row(holder: HolderEntry) -> Meter:
    said = say(
        f"home.holder.{holder.state}", count=holder.behind, day=words().date(holder.since, "day_month")
    )
    return Meter(label_text(holder.name), holder.share, said, _HOLDER_ROLES[holder.state])


def guidance_row(entry: GuidanceEntry, last: bool) -> QFrame:
    """Return a deadline or guidance as a row: what, from whom, and the day."""
    made = row_frame(last)
    code = "home.deadline_by" if entry.kind == "deadline" else "home.guidance_by"
    by = say(
        code, who=entry.issued_by or say("frame.page.headquarters"), day=words().date(entry.day, "day_month")
    )
    texts = column(
        label(label_text(entry.title), "small_text", wrap=True), label(by, "tiny", wrap=True), gap=1
    )
    if entry.text:
        texts.addWidget(label(label_text(entry.text), "tiny", wrap=True))
    texts.setContentsMargins(0, 6, 0, 6)
    made.setLayout(texts)
    return made
