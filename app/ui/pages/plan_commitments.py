"""The commitments: who promised what by when, grouped by kind of actor."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.services.views.plan import CommitmentEntry, PlanView
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.empty import EmptyState
from app.ui.kit.line import Line
from app.ui.kit.rows import Cell, RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.kit.text import column, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_words import listed
from app.ui.pages.plan_words import COMMITMENT_TONES

_ROLES = ("government", "partner", "member", "")


class CommitmentsTab(QWidget):
    """`picked` carries the commitment's id, `started` asks for the first one, `register_asked` for all."""

    picked = Signal(str)
    register_asked = Signal()
    started = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search, self.count = Line(), label("", "small")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(230)
        self.model = RowModel((), group=_heading)
        self.table, self.empty = Table(self.model), EmptyState(icon_name="handshake")
        card, blank = Card(), Card()
        card.set_padding(1, 8)
        card.body.addWidget(self.table)
        blank.body.addWidget(self.empty, 1)
        self.place = QStackedWidget()
        self.place.addWidget(card)
        self.place.addWidget(blank)
        self.register = Button("", "link", "handshake")
        self.setLayout(column(row(self.search, self.register, 1, self.count), self.place, gap=10))
        self.register.clicked.connect(self.register_asked)
        self.search.textChanged.connect(self._filter)
        self.table.picked.connect(self.picked)
        self.empty.started.connect(self.started)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.search.setPlaceholderText(say("plan.search_commitments"))
        self.search.setAccessibleName(say("plan.search_commitments"))
        self.table.setAccessibleName(say("kind.commitment.many"))
        self.register.setText(say("roundtable.register.open_all"))
        self.empty.say(say("plan.no_commitments"), say("plan.add_commitment"))

    def show_view(self, view: PlanView) -> None:
        """Show the commitments, the government's first."""
        ordered = sorted(
            view.commitments, key=lambda one: _ROLES.index(one.role if one.role in _ROLES else "")
        )
        self.model.set_columns(_columns(), ordered)
        self.place.setCurrentIndex(0 if ordered else 1)
        kept = sum(one.status == "fulfilled" for one in ordered)
        late = sum(one.overdue for one in ordered)
        said = say("plan.commitments_kept", count=kept, total=len(ordered))
        self.count.setText(f"{said} · {say('plan.commitments_overdue', count=late)}" if late else said)

    def choose(self, record_id: str) -> None:
        """Select a commitment's row."""
        self.table.choose(record_id)

    def _filter(self, text: str) -> None:
        self.model.set_filter(text)


def status_of(one: CommitmentEntry) -> Cell:
    """Return the status as a chip; what should have been kept by now is overdue whatever it says."""
    status = "overdue" if one.overdue else one.status
    text = words().code("commitment_status", status) if status else ""
    return Cell(text, tone=COMMITMENT_TONES.get(status, "neutral"))


def _heading(one: CommitmentEntry) -> str:
    return words().code("commitment_role", one.role) if one.role else say("plan.role_unknown")


def _columns() -> list[TableColumn]:
    return [
        TableColumn("", _code, 62),
        TableColumn(say("kind.commitment"), _text, share=3),
        TableColumn(words().field("commitment", "organisation"), _organisation, share=2),
        TableColumn(words().field("commitment", "due"), _due, 110),
        TableColumn(say("kind.activity.many"), _activities),
        TableColumn(say("plan.column.status"), status_of, 150),
    ]


def _code(one: CommitmentEntry) -> Cell:
    return Cell(one.code, quiet=True)


def _text(one: CommitmentEntry) -> Cell:
    return Cell(label_text(one.text) or say("records.untitled"))


def _organisation(one: CommitmentEntry) -> Cell:
    return Cell(label_text(one.organisation))


def _due(one: CommitmentEntry) -> Cell:
    return Cell(words().date(one.due) if one.due else "", quiet=not one.overdue)


def _activities(one: CommitmentEntry) -> Cell:
    return Cell(listed(one.activities), quiet=True)
