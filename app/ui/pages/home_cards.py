"""The cards and rows of Home: what is next, readiness, changes, who has what, word from headquarters."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from app.services.views.changes import ChangeEntry
from app.services.views.holders import HolderEntry
from app.services.views.home import (
    FindingEntry,
    GuidanceEntry,
    Readiness,
)
from app.services.views.next_things import NextThing
from app.ui.kit.avatar import Avatar
from app.ui.kit.button import Button
from app.ui.kit.card import Card, row_frame
from app.ui.kit.chip import Chip
from app.ui.kit.finding import Finding, FindingRow
from app.ui.kit.link import TextLink
from app.ui.kit.meter import Meter, ThinBar
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.kit.tip import set_tip
from app.ui.language import label_text, put, say, words
from app.ui.weak import weakly_plain

SHOWN_FINDINGS = 4
MOST_LETTERS = 140
_SEVERITY_TONES = {"error": "wrong", "warning": "attention", "info": "neutral"}
_HOLDER_ROLES = {"up_to_date": "good", "behind": "attention", "never": "line"}


class NextRow(QFrame):
    """A box to tick (or a dot), the thing as a link, a quiet line, and a chip."""

    def __init__(self, thing: NextThing, last: bool) -> None:
        super().__init__()
        self.setProperty("ground", row_frame(last).property("ground"))
        text = shortened(put(thing.text))
        self.box, self.link = QCheckBox(), TextLink(text)
        self.box.setAccessibleName(say("home.tick", what=text))
        self.box.setEnabled(thing.can_tick)
        set_tip(self.box, "" if thing.can_tick else say("home.not_ticked_here"))
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
        shown = readiness.findings if self._all else readiness.findings[: that_fit(SHOWN_FINDINGS)]
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
        self.more.setVisible(total > that_fit(SHOWN_FINDINGS))
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


def that_fit(most: int) -> int:
    """Return how many rows fit beneath the path at 1366 × 768; Arabic and Kurdish lines are higher."""
    return most - words().right_to_left


def change_row(change: ChangeEntry) -> QWidget:
    """Return a change as a row: who did what, and when."""
    made = QWidget()
    who, when = label_text(change.person), words().moment(change.moment) if change.moment else ""
    text, under = label(put(change.text), "small_text", wrap=True), label(when, "tiny")
    whole = row(Avatar(who, change.person_id, 24), column(text, under, gap=1), gap=10)
    whole.setStretch(1, 1)
    whole.setContentsMargins(0, 4, 0, 6)
    made.setLayout(whole)
    return made


def holder_row(holder: HolderEntry) -> Meter:
    """Return how far somebody's laptop has what the group knows."""
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
