"""The register: commitments and action points of all meetings, what is late, what is to be reviewed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.services.views.register import Register, RegisterEntry
from app.ui.kit.card import Card
from app.ui.kit.chip import CheckChip
from app.ui.kit.choices import ChoiceInput
from app.ui.kit.empty import EmptyState
from app.ui.kit.flow import flowing
from app.ui.kit.line import Line
from app.ui.kit.rows import Cell, RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.kit.text import column, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.meetings_words import dotted
from app.ui.pages.plan_words import COMMITMENT_TONES
from app.ui.weak import weakly_plain

ACTION_TONES = {"open": "neutral", "in_progress": "accent", "done": "good", "dropped": "neutral"}
STATES = ("open", "overdue", "to_review")


class RegisterTab(QWidget):
    """`picked` carries kind and id; `started` asks for the first meeting."""

    picked = Signal(str, str)
    started = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._register, self._narrow = Register(), False
        self.search = Line()
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(190)
        self.chips = {state: CheckChip("", state) for state in STATES}
        self.organisation, self.meeting = ChoiceInput((), ""), ChoiceInput((), "")
        for choice in (self.organisation, self.meeting):
            choice.setFixedWidth(190)
            choice.finished.connect(self._filter)
        self.count = label("", "small")
        self.model = RowModel((), group=_heading)
        self.table, self.empty = Table(self.model), EmptyState(icon_name="handshake")
        card, blank = Card(), Card()
        card.set_padding(1, 8)
        card.body.addWidget(self.table)
        blank.body.addWidget(self.empty, 1)
        self.place = QStackedWidget()
        self.place.addWidget(card)
        self.place.addWidget(blank)
        filters = flowing(self.search, *self.chips.values(), self.organisation, self.meeting, gap=8)
        head = row(filters, self.count)
        head.setStretch(0, 1)
        # Beside the first line of the filters, where they break into two.
        self.count.setMinimumHeight(self.search.sizeHint().height())
        head.setAlignment(self.count, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(head, self.place, gap=10))
        self.search.textChanged.connect(self._filter)
        self.table.picked.connect(self._picked)
        self.empty.started.connect(self.started)
        for chip in self.chips.values():
            chip.clicked.connect(weakly_plain(self._filter))

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.search.setPlaceholderText(say("roundtable.register.search"))
        self.search.setAccessibleName(say("roundtable.register.search"))
        self.table.setAccessibleName(say("roundtable.register"))
        self.organisation.main().setAccessibleName(say("roundtable.register.organisation"))
        self.meeting.main().setAccessibleName(say("roundtable.register.meeting"))
        self.empty.say(say("roundtable.register.empty"), say("meetings.add"))

    def show_register(self, register: Register, chosen: str, narrow: bool) -> None:
        """Show the register as it stands; fewer columns beside an open panel."""
        self._register, self._narrow = register, narrow
        numbers = {"open": register.open, "overdue": register.overdue, "to_review": register.to_review}
        for state, chip in self.chips.items():
            chip.setText(say(f"roundtable.register.{state}", number=numbers[state]))
        self._offer(self.organisation, register.organisations, "roundtable.register.all_organisations")
        self._offer(self.meeting, register.meetings, "roundtable.register.all_meetings")
        self.model.set_columns(_columns(narrow), register.entries)
        self._filter()
        self.table.choose(chosen)
        self.place.setCurrentIndex(0 if register.entries else 1)

    def choose_state(self, state: str) -> None:
        """Show only what is open, overdue or to be reviewed; "" shows all."""
        for name, chip in self.chips.items():
            chip.setChecked(name == state)
        self._filter()

    def _offer(self, choice: ChoiceInput, options: tuple[tuple[str, object], ...], everything: str) -> None:
        now = choice.value()
        named = sorted((label_text(name), one) for one, name in options)  # type: ignore[arg-type]
        choice.set_options([("", say(everything)), *((one, name) for name, one in named)])
        choice.show_value(now or "")

    def _filter(self) -> None:
        self.model.set_filter(self.search.text(), self._keeps)
        self.count.setText(say("roundtable.register.shown", count=self.model.shown_count()))

    def _keeps(self, one: RegisterEntry) -> bool:
        wanted = {state for state, chip in self.chips.items() if chip.isChecked()}
        states = {
            name
            for name, holds in (
                ("open", not one.ended),
                ("overdue", one.overdue),
                ("to_review", one.to_review),
            )
            if holds
        }
        organisation, meeting = self.organisation.value(), self.meeting.value()
        return (
            wanted <= states
            and (not organisation or one.organisation == organisation)
            and (not meeting or one.meeting == meeting)
        )

    def _picked(self, record_id: str) -> None:
        found = next((one for one in self._register.entries if one.id == record_id), None)
        if found is not None:
            self.picked.emit(found.kind, found.id)


def _heading(one: RegisterEntry) -> str:
    return say(f"kind.{one.kind}.many")


def status_cell(one: RegisterEntry) -> Cell:
    """Return the status as a chip; what should have been done by now is overdue whatever it says."""
    if one.overdue:
        return Cell(say("home.days_late", count=one.days_late), tone="wrong")
    if one.to_review:
        return Cell(say("roundtable.register.review_now"), tone="attention")
    code_list = "commitment_status" if one.kind == "commitment" else "action_status"
    tones = COMMITMENT_TONES if one.kind == "commitment" else ACTION_TONES
    text = words().code(code_list, one.status) if one.status else ""
    return Cell(text, tone=tones.get(one.status, "neutral"))


def _columns(narrow: bool) -> list[TableColumn]:
    columns = [
        TableColumn("", lambda one: Cell(one.code, quiet=True), 62),
        TableColumn(say("roundtable.column.what"), _text, share=3),
        TableColumn(say("roundtable.column.who"), _who, share=2, sort_key=lambda one: label_text(one.who)),
        TableColumn(words().field("commitment", "due"), _due, 118, sort_key=lambda one: one.due or "9"),
        TableColumn(words().field("commitment", "status"), status_cell, 150),
    ]
    if narrow:
        return [columns[0], columns[1], columns[3], columns[4]]
    review = TableColumn(
        say("roundtable.column.review"), _review, 118, sort_key=lambda one: one.review_on or "9"
    )
    return [*columns[:4], review, columns[4]]


def _text(one: RegisterEntry) -> Cell:
    under = dotted(words().code("commitment_type", one.type), label_text(one.meeting_name))
    return Cell(label_text(one.text) or say("records.untitled"), under=under)


def _who(one: RegisterEntry) -> Cell:
    role = words().code("commitment_role", one.role)
    return Cell(label_text(one.who) or say("roundtable.register.nobody"), under=role)


def _due(one: RegisterEntry) -> Cell:
    return Cell(words().date(one.due) if one.due else say("meetings.no_day"), quiet=not one.overdue)


def _review(one: RegisterEntry) -> Cell:
    return Cell(words().date(one.review_on) if one.review_on else "", quiet=not one.to_review)
