"""The selection tab: where the area lies, the four criteria, and the decision with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.services.views.area import AreaView, CriterionEntry
from app.services.views.area_sources import SourceEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.chip import Chip
from app.ui.kit.finding import Finding, FindingRow, ReasonRow
from app.ui.kit.panel import scrolling
from app.ui.kit.text import GAP, column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.area_words import MARKS, criterion_text, criterion_why, day_text, separated, verdict_text
from app.ui.process_here import judges_the_area

AREA, CRITERION, DECISION = "area", "selection_criterion", "area_decision"
_TONES = {"selected": "good", "not_selected": "wrong", "postponed": "attention"}


class SelectionTab(QWidget):
    """`wanted` carries what shall be edited: a kind, and for a criterion its code."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area, self.criteria, self.decision = Card(), Card(), Card()
        self.edit_area, self.edit_decision = Button("", "link", "pencil"), Button("", "link", "pencil")
        self.where, self.about = label("", "strong", wrap=True), label("", "small", wrap=True)
        self.subs = label("", "small", wrap=True)
        self.verdict = label("", "strong", wrap=True)
        self.rows, self.rule = QVBoxLayout(), label("", "small", wrap=True)
        self.decided = QVBoxLayout()
        self.reasons: list[ReasonRow] = []
        self._told: list[tuple[str, Finding]] = []
        self._lay_out()
        self.edit_area.clicked.connect(self._want_area)
        self.edit_decision.clicked.connect(self._want_decision)

    def retranslate(self) -> None:
        """Say the tab's own texts in the language in force."""
        self.edit_area.setText(say("area.edit"))
        self.edit_decision.setText(say("area.decide"))

    def show_view(self, view: AreaView, narrow: bool = False) -> None:
        """Show area, judgements and decision, beneath each other when `narrow`."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self.columns.setDirection(way)
        self._show_area(view)
        self._show_criteria(view)
        self._show_decision(view)
        for card in (self.criteria, self.decision):
            card.setVisible(judges_the_area())

    def want(self, kind: str, record_id: str) -> None:
        """Ask for something to be edited."""
        self.wanted.emit(kind, record_id)

    def _want_area(self) -> None:
        self.want(AREA, "")

    def _want_decision(self) -> None:
        self.want(DECISION, "")

    def _show_area(self, view: AreaView) -> None:
        ours = {view.governorate, *view.districts, *view.sub_districts}
        names = {one.pcode: label_text(one.name) for one in view.places if one.pcode in ours}
        above = names.get(view.governorate, view.governorate)
        districts = words().join([names.get(one, one) for one in view.districts])
        subs = words().join([names.get(one, one) for one in view.sub_districts])
        self.area.set_title(label_text(view.name) or say("area.unnamed"))
        self.where.setText(separated((above, districts)) or say("area.no_places"))
        self.subs.setText(say("area.sub_districts", names=subs) if subs else "")
        self.about.setText(str(view.values.get("narrative") or ""))
        for part in (self.subs, self.about):
            part.setVisible(bool(part.text()))

    def _show_criteria(self, view: AreaView) -> None:
        self.criteria.set_title(say("area.criteria"))
        self.verdict.setText(verdict_text(view.verdict))
        self.rule.setText(say("area.rule.source"))
        wanted = [
            (MARKS.get(one.assessment, "note"), _finding(one, view.cited(one.source)))
            for one in view.criteria
        ]
        if wanted == self._told:
            # The row that has the focus stays the one that has it.
            return
        self._told = wanted
        empty_layout(self.rows)
        self.reasons = [
            ReasonRow(mark, finding, say("area.judge"), finding is wanted[-1][1]) for mark, finding in wanted
        ]
        for made in self.reasons:
            made.picked.connect(self.want)
            self.rows.addWidget(made)

    def _show_decision(self, view: AreaView) -> None:
        empty_layout(self.decided)
        one, verdict = view.decision, view.verdict
        self.decision.set_title(say("area.decision"))
        if not one.id:
            self.decided.addWidget(label(say("area.decision.none"), "quiet", wrap=True))
            return
        chip = Chip(words().code("area_decision", one.decision), _TONES.get(one.decision, "neutral"))
        known = one.decided_by or one.decided_on
        who = column(
            label(one.decided_by if known else say("area.decision.nobody"), "strong", wrap=True), gap=1
        )
        if one.decided_on:
            who.addWidget(label(day_text(one.decided_on), "small"))
        beside = row(chip, who, gap=10)
        beside.setStretch(1, 1)
        self.decided.addLayout(beside)
        why = label_text(one.rationale) or say("area.decision.no_rationale")
        self.decided.addWidget(label(why, "" if label_text(one.rationale) else "attention", wrap=True))
        for finding in departure(verdict.departs, verdict.reason, verdict.met, verdict.needed):
            made = FindingRow(finding)
            made.picked.connect(self.want)
            self.decided.addWidget(made)

    def _lay_out(self) -> None:
        # From the outside in: what is put into something else is styled anew with all it holds.
        inside = QWidget()
        inside.setObjectName("scrolled")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self.columns.setContentsMargins(0, 0, 0, 0)
        self.columns.setSpacing(GAP)
        self.columns.addWidget(_stacked(self.criteria), 3)
        self.columns.addWidget(_stacked(self.area, self.decision), 2)
        self.area.head.addWidget(self.edit_area)
        self.area.body.setSpacing(4)
        self.area.body.addWidget(self.where)
        self.area.body.addWidget(self.subs)
        self.area.body.addWidget(self.about)
        self.criteria.body.addWidget(self.verdict)
        self.criteria.body.addLayout(self.rows)
        self.criteria.body.addSpacing(6)
        self.criteria.body.addWidget(self.rule)
        self.decision.head.addWidget(self.edit_decision)
        self.decided.setSpacing(8)
        self.decision.body.addLayout(self.decided)


def _finding(one: CriterionEntry, source: SourceEntry | None) -> Finding:
    return Finding("", "", criterion_text(one), criterion_why(one, source), CRITERION, one.criterion)


def _stacked(*cards: Card) -> QWidget:
    made = QWidget()
    inside = QVBoxLayout(made)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(GAP)
    for card in cards:
        inside.addWidget(card)
    inside.addStretch(1)
    return made


def departure(departs: bool, reason: str, met: int, needed: int) -> Sequence[Finding]:
    """Return the finding of a decision that is another than the rule suggests; its reason stays visible."""
    if not departs:
        return ()
    why = say("area.departs.reason", reason=reason) if reason else say("area.departs.ask")
    text = say("area.departs", met=met, needed=needed)
    tone = "accent" if reason else "attention"
    return (Finding(say("area.departs.chip"), tone, text, why, DECISION, DECISION),)
