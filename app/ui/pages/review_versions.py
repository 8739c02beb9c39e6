"""Versions and signatures: what blocks freezing, the frozen versions, and the chosen one beside them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.services.views.home import FindingEntry
from app.services.views.review import ReviewView
from app.services.views.review_versions import FreezingEntry, VersionEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card, list_card
from app.ui.kit.empty import EmptyState
from app.ui.kit.finding import Finding, FindingRow, Mark
from app.ui.kit.later import Later, made
from app.ui.kit.rows import Cell, RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.kit.text import GAP, column, empty_layout, label, row
from app.ui.language import put, say, words
from app.ui.pages.review_version_card import VersionCard
from app.ui.pages.review_words import version_chip, version_title
from app.ui.weak import weakly_plain

SHOWN = 3
LIST_WIDTH = 320


class ReadinessCard(Card):
    """One line: whether a final version can be frozen; beneath it what blocks. `picked` is a place."""

    picked = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.set_padding(16, 10)
        self.ready, self.blocked, self.line = Mark("met"), Mark("open"), label("", "strong", wrap=True)
        self.more, self.rows = Button("", "link"), QVBoxLayout()
        self.papers = Button("", "link", "file-down")
        self.more.clicked.connect(self._turn)
        head = row(self.ready, self.blocked, self.line, self.more, self.papers, gap=10)
        head.setStretch(2, 1)
        self.body.setSpacing(4)
        self.changed = label("", "small", wrap=True)
        self.body.addLayout(head)
        self.body.addWidget(self.changed)
        self.body.addLayout(self.rows)
        self._freezing, self._all = FreezingEntry(), False

    def show_freezing(self, freezing: FreezingEntry) -> None:
        """Show what stops the next final version."""
        self._freezing = freezing
        empty_layout(self.rows)
        stopped = bool(freezing.errors) or not freezing.next_final
        self.ready.setHidden(stopped)
        self.blocked.setVisible(stopped)
        self.line.setText(self._sentence(freezing))
        changed = freezing.changed_from
        self.changed.setText(say("review.changed_since", number=changed) if changed else "")
        self.changed.setVisible(bool(changed))
        for finding in freezing.blocking if self._all else freezing.blocking[:SHOWN]:
            self.rows.addWidget(self._row(finding))
        self.more.setVisible(len(freezing.blocking) > SHOWN)
        self.more.setText(
            say("home.fewer_findings")
            if self._all
            else say("home.all_findings", count=len(freezing.blocking))
        )

    def showEvent(self, event: QShowEvent) -> None:
        # Wrapped sentences that were laid out while hidden keep the height of a narrower place.
        super().showEvent(event)
        self.show_freezing(self._freezing)

    def _sentence(self, freezing: FreezingEntry) -> str:
        if not freezing.next_final:
            return say("review.ready.no_plan")
        if not freezing.errors:
            return say("review.ready.yes", number=freezing.next_final)
        return say("review.ready.no", count=freezing.errors, number=freezing.next_final)

    def _row(self, finding: FindingEntry) -> FindingRow:
        why = say(finding.source)
        if finding.more:
            why = f"{say('home.more_like_this', count=finding.more)} · {why}"
        chip = say(f"home.severity.{finding.severity}")
        made = FindingRow(Finding(chip, "wrong", put(finding.text), why, finding.kind or "page", finding.id))
        made.picked.connect(weakly_plain(self._go, finding))
        return made

    def _go(self, finding: FindingEntry) -> None:
        self.picked.emit(finding.page, finding.kind, finding.id)

    def _turn(self) -> None:
        self._all = not self._all
        self.show_freezing(self._freezing)


class VersionsTab(QWidget):
    """`started` asks for a first draft, `guidance` for the step's page; `asked` is that of the card."""

    started = Signal()
    guidance = Signal()
    asked = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.readiness = ReadinessCard()
        self.model = RowModel(())
        self.table, self.empty = Table(self.model), EmptyState(icon_name="signature")
        self._versions: tuple[VersionEntry, ...] = ()
        self._chosen = ""
        self._lay_out()
        self.table.picked.connect(self.choose)
        self.empty.started.connect(self.started)
        self.empty.asked.connect(self.guidance)

    @Later
    def card(self) -> VersionCard:
        """The chosen version."""
        card = VersionCard()
        self.beside.addWidget(card, 1)
        card.asked.connect(self.asked)
        return card

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        for card in made(self, ("card",)):
            card.retranslate()
        self.readiness.papers.setText(say("plan_papers.ask"))
        self.list.set_title(say("review.versions"))
        self.table.setAccessibleName(say("review.versions"))
        self.empty.say(say("review.no_versions"), say("review.freeze_draft"), say("review.guidance"))

    def show_view(self, view: ReviewView) -> None:
        """Show the versions, the one chosen before or the newest beside them."""
        self._versions = view.versions
        self.readiness.show_freezing(view.freezing)
        self.empty.button.setVisible(view.freezing.can_freeze)
        self.model.set_columns(_columns(), view.versions)
        self.place.setCurrentIndex(0 if view.versions else 1)
        if view.versions:
            known = {one.id for one in view.versions}
            self.choose(self._chosen if self._chosen in known else view.versions[0].id)

    def choose(self, version_id: str) -> None:
        """Show a version in the card."""
        version = self.version(version_id)
        if version is not None:
            self._chosen = version_id
            self.card.show_version(version)
            self.table.choose(version_id)

    def version(self, version_id: str) -> VersionEntry | None:
        """Return a version by its id."""
        return next((one for one in self._versions if one.id == version_id), None)

    def _lay_out(self) -> None:
        self.list, blank = list_card(self.table, LIST_WIDTH), Card()
        blank.body.addWidget(self.empty, 1)
        full = QWidget()
        self.beside = row(self.list, gap=GAP)
        full.setLayout(self.beside)
        self.place = QStackedWidget()
        self.place.addWidget(full)
        self.place.addWidget(blank)
        whole = column(self.readiness, self.place, gap=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)


def _columns() -> list[TableColumn]:
    return [TableColumn("", _title), TableColumn("", _state, 136)]


def _title(entry: VersionEntry) -> Cell:
    day = words().date(entry.frozen_at[:10]) if entry.frozen_at else ""
    return Cell(version_title(entry), under=day)


def _state(entry: VersionEntry) -> Cell:
    text, tone = version_chip(entry)
    return Cell(text, tone=tone)
