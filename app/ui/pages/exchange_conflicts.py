"""The desk of conflicts: records to decide at the leading side, their values side by side beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.views.exchange import ExchangeView
from app.services.views.exchange_conflicts import AreaCount
from app.services.views.exchange_decided import DecisionEntry, decided_of
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import GAP, column, empty_layout, label, row
from app.ui.language import label_text, say
from app.ui.pages.exchange_conflicts_decided import DecidedPane
from app.ui.pages.exchange_conflicts_list import RecordList, RecordRows
from app.ui.pages.exchange_conflicts_pane import ConflictPane
from app.ui.pages.exchange_conflicts_several import SeveralDialog
from app.ui.pages.exchange_conflicts_words import ListText, decision_text, record_text
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

LIST_WIDTH = 290
OPEN, DECIDED = "open", "decided"


class ListCard(Card):
    """The list with its two tabs, what can be done to several, and a line for each other area.

    `area_picked` carries the id of another area.
    """

    area_picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.set_padding(10, 12)
        self.setFixedWidth(LIST_WIDTH)
        self.tabs = SegmentedTabs()
        self.records, self.decisions = RecordList(record_text), RecordList(self._decision_text)
        self.open_rows, self.decided_rows = RecordRows(self.records), RecordRows(self.decisions)
        self.several = Button("", "link", "list-checks")
        self.note = label("", "tiny", wrap=True)
        self.areas = QVBoxLayout()
        self.now = ""
        self.body.setSpacing(8)
        self.body.addLayout(row(self.tabs, 1))
        self.body.addWidget(self.open_rows, 1)
        self.body.addWidget(self.decided_rows, 1)
        self.body.addLayout(row(self.several, 1))
        beneath = column(self.areas, self.note, gap=6)
        beneath.setContentsMargins(8, 0, 6, 0)
        self.body.addLayout(beneath)

    def show_state(self, tab: str, count: int, areas: Sequence[AreaCount]) -> None:
        """Show one of the two lists, with how much is to decide here and in other areas."""
        self.tabs.set_tabs(
            ((OPEN, say("exchange.to_decide_count", count=count)), (DECIDED, say("exchange.decided_tab")))
        )
        self.open_rows.setVisible(tab == OPEN)
        self.decided_rows.setVisible(tab == DECIDED)
        self.several.setVisible(tab == OPEN and count > 1)
        self.several.setText(say("exchange.several_open"))
        empty = tab == DECIDED and not self.decisions.rows
        code = "exchange.nothing_lost" if tab == OPEN else "exchange.none_decided" if empty else ""
        self.note.setText(say(code) if code else "")
        self.note.setVisible(bool(code))
        self.open_rows.setAccessibleName(say("exchange.to_decide"))
        self.decided_rows.setAccessibleName(say("exchange.decided_tab"))
        self._show_areas(areas if tab == OPEN else ())

    def _show_areas(self, areas: Sequence[AreaCount]) -> None:
        empty_layout(self.areas)
        for one in areas:
            go = Button(say("exchange.elsewhere", area=label_text(one.name), count=one.count), "link")
            go.clicked.connect(weakly_plain(self._pick_area, one.area))
            self.areas.addLayout(row(go, 1))

    def _pick_area(self, area: str) -> None:
        self.area_picked.emit(area)

    def _decision_text(self, decision: DecisionEntry) -> ListText:
        return decision_text(decision, self.now)


class ConflictArea(QWidget):
    """`opened` carries kind and id of a record to show, `area_picked` the id of an area to go to."""

    opened = Signal(str, str)
    area_picked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.card, self.pane = ListCard(), ConflictPane(session)
        self._decided: DecidedPane | None = None
        self.calm, self.calm_text = Card(), label("", "quiet", wrap=True)
        self.look_back = Button("", "link", "history")
        self.calm.body.addWidget(self.calm_text)
        self.calm.body.addLayout(row(self.look_back, 1))
        self.calm.body.setSpacing(8)
        self._view = ExchangeView()
        self._chosen = {OPEN: "", DECIDED: ""}
        self.tab = OPEN
        self._place = 0
        self._lay_out()
        self._wire()

    @property
    def decided(self) -> DecidedPane:
        """The pane of a decision, made when it is first looked at."""
        if self._decided is None:
            self._decided = DecidedPane(self.session)
            self._decided.opened.connect(self.opened)
            self._beside.insertWidget(2, self._decided, 1)
        return self._decided

    def show_view(self, view: ExchangeView) -> None:
        """Show what is to decide now; a record that was chosen stays chosen while it is there."""
        again, self._view = view is self._view, view
        self._show_open(again)
        if self.tab == DECIDED:
            self._show_decided(self.card.decisions.rows if again else view.decided)
        self._show_state()

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.calm.set_title(say("exchange.nothing_to_decide"))
        self.calm_text.setText(say("exchange.nothing_to_decide_why"))
        self.look_back.setText(say("exchange.look_back"))

    def choose(self, row_id: str) -> None:
        """Show another record, or another decision."""
        self._chosen[self.tab] = row_id
        rows = self.card.open_rows if self.tab == OPEN else self.card.decided_rows
        rows.choose(row_id)

    def show_tab(self, tab: str) -> None:
        """Show what is to decide, or what was decided lately."""
        if tab == self.tab:
            return
        self.tab = tab
        self.card.tabs.choose(tab)
        self._show_state()
        if tab == DECIDED:
            self._read_decided()

    def ask_several(self) -> SeveralDialog:
        """Open the dialog that decides several at once."""
        dialog = SeveralDialog(self.session, self)
        dialog.show()
        return dialog

    @property
    def in_front(self) -> tuple[str, int, bool]:
        """The record whose values are shown, its place in the list, and whether decisions are looked at."""
        return self._chosen[OPEN], self._place, self.tab == DECIDED

    def _show_open(self, again: bool) -> None:
        before = self._chosen[OPEN]
        chosen = self.card.open_rows.show_rows(self._view.conflicts, before)
        self._chosen[OPEN], self._place = chosen, max(self.card.records.place_of(chosen), 0)
        record = next((one for one in self._view.conflicts if one.id == chosen), None)
        entries = self._view.in_front
        if record is None:
            return
        if again and chosen == before:
            self.pane.say_again()
        elif entries and entries[0].record == chosen:
            self.pane.show_entries(record, entries, self._view.now)
        else:
            self.pane.show_record(record, self._view.now)

    def _picked(self, tab: str, row_id: str) -> None:
        self._chosen[tab] = row_id
        if tab == OPEN:
            self._place = max(self.card.records.place_of(row_id), 0)
            record = next((one for one in self._view.conflicts if one.id == row_id), None)
            if record is not None:
                self.pane.show_record(record, self._view.now)
            return
        rows: Sequence[Any] = self.card.decisions.rows
        decision = next((one for one in rows if one.id == row_id), None)
        if decision is not None:
            self.decided.show_decision(decision, self._view.now)
        self.decided.setVisible(self.tab == DECIDED and decision is not None)

    def _read_decided(self) -> None:
        self.session.read(decided_of, weakly(self._show_decided))

    def _show_decided(self, found: tuple[DecisionEntry, ...]) -> None:
        self.card.now = self._view.now
        chosen = self.card.decided_rows.show_rows(found, self._chosen[DECIDED])
        self._picked(DECIDED, chosen)
        self._show_state()

    def _show_state(self) -> None:
        there = bool(self._view.conflicts)
        calm = self.tab == OPEN and not there
        self.calm.setVisible(calm and not self._view.elsewhere)
        self.card.setVisible(not self.calm.isVisibleTo(self))
        self.pane.setVisible(self.tab == OPEN and there)
        if self._decided is not None:
            self._decided.setVisible(self.tab == DECIDED and bool(self.card.decisions.rows))
        count = sum(len(one.fields) for one in self._view.conflicts)
        self.card.show_state(self.tab, count, self._view.elsewhere)

    def _numbered(self, number: int) -> None:
        self.pane.mark(number)

    def _agreed(self) -> None:
        self.pane.agree()

    def _left(self) -> None:
        self.pane.mark(0)

    def _look_back(self) -> None:
        self.show_tab(DECIDED)
        self.card.decided_rows.setFocus()

    def _lay_out(self) -> None:
        self._beside = row(self.card, self.pane, gap=GAP)
        self._beside.setStretch(1, 1)
        self._beside.setAlignment(self.card, Qt.AlignmentFlag.AlignTop)
        self._beside.addStretch(0)
        self.setLayout(column(self.calm, self._beside, gap=GAP))

    def _wire(self) -> None:
        self.card.tabs.chosen.connect(self.show_tab)
        self.card.open_rows.picked.connect(weakly(self._picked, OPEN))
        self.card.decided_rows.picked.connect(weakly(self._picked, DECIDED))
        self.card.open_rows.numbered.connect(self._numbered)
        self.card.open_rows.agreed.connect(self._agreed)
        self.card.open_rows.left.connect(self._left)
        self.card.several.clicked.connect(self.ask_several)
        self.card.area_picked.connect(self.area_picked)
        self.look_back.clicked.connect(self._look_back)
        self.pane.opened.connect(self.opened)
