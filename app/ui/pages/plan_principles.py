"""The three principles of the planning approach, each with what speaks for and against it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.codes import CODE_LISTS
from app.services.views.plan import PlanView
from app.services.views.principles import EvidenceEntry
from app.ui.kit.card import Card
from app.ui.kit.finding import Finding, ReasonRow
from app.ui.kit.panel import scrolling
from app.ui.kit.text import GAP, column, empty_layout, label, row
from app.ui.language import label_text, put, say, words

PRINCIPLES = CODE_LISTS["principle"]


class PrinciplesTab(QWidget):
    """A card for each principle; `picked` carries kind and id of a record that an observation rests on."""

    picked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.note = label("", "quiet", wrap=True)
        self.cards = {name: Card() for name in PRINCIPLES}
        self.rows = {name: QVBoxLayout() for name in PRINCIPLES}
        inside = QWidget()
        inside.setObjectName("scrolled")
        for name, card in self.cards.items():
            self.rows[name].setSpacing(0)
            card.body.addLayout(self.rows[name])
            card.body.addStretch(1)
        beside = row(*self.cards.values(), gap=GAP)
        beside.setContentsMargins(0, 0, 0, GAP)
        for number, card in enumerate(self.cards.values()):
            card.setMinimumWidth(0)
            beside.setStretch(number, 1)
        inside.setLayout(beside)
        whole = column(self.note, scrolling(inside), gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.note.setText(say("plan.principles_note"))
        for name, card in self.cards.items():
            card.set_title(words().code("principle", name))

    def show_view(self, view: PlanView) -> None:
        """Show what the records say of each principle."""
        for name, rows in self.rows.items():
            empty_layout(rows)
            held = [one for one in view.principles if one.principle == name]
            for one in held:
                made = ReasonRow(
                    "met" if one.speaks_for else "open", _finding(one), say("plan.show") if one.id else "",
                    one is held[-1],
                )  # fmt: skip
                made.picked.connect(self.picked)
                rows.addWidget(made)


def _finding(one: EvidenceEntry) -> Finding:
    # The dot stays with the name before it: no line begins with one.
    named = "\u00a0· ".join(label_text(label) for label in one.examples)
    more = say("plan.principles_more", count=one.more) if one.more else ""
    return Finding("", "", put(one.text), " ".join(filter(None, (named, more))), one.kind, one.id)
