"""What is to be ready before a meeting: a list that computes, and who is asked."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.invitations import SIDES
from app.services.views.meetings import MeetingsView
from app.services.views.meetings_before import CheckEntry, GuestEntry, SideCount
from app.ui.icons import icon
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.chip import Chip
from app.ui.kit.empty import EmptyState
from app.ui.kit.flow import flowing
from app.ui.kit.link import TextLink
from app.ui.kit.panel import scrolling
from app.ui.kit.rows import Cell, RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.kit.text import GAP, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.meetings_words import dotted
from app.ui.weak import weakly_plain

ANSWER_TONES = {
    "to_ask": "neutral",
    "asked": "accent",
    "coming": "good",
    "not_coming": "attention",
    "came": "good",
}
LEAST_TABLE, TWO_COLUMNS = 190, 540


class ChecksCard(Card):
    """What is ready and what is not, each with a sentence; `opened` says where it is put right."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._checks: tuple[CheckEntry, ...] = ()
        self._two = True
        self.rows = QVBoxLayout()
        self.rows.setSpacing(7)
        self.body.addLayout(self.rows)

    def show_view(self, view: MeetingsView) -> None:
        """Show the list for the open meeting."""
        before = view.before
        ready = say("roundtable.checks.ready", number=before.ready, total=len(before.checks))
        self.set_title(say("roundtable.checks"), ready)
        self._checks = tuple(sorted(before.checks, key=lambda one: one.met))
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        two = self.width() >= TWO_COLUMNS
        if two != self._two:
            self._two = two
            self._fill()

    def _fill(self) -> None:
        empty_layout(self.rows)
        checks = self._checks
        if not self._two:
            for one in checks:
                self.rows.addWidget(self._check(one))
            return
        half = (len(checks) + 1) // 2
        for first, second in zip(checks[:half], [*checks[half:], None], strict=False):
            beside = row(self._check(first), gap=16)
            beside.addWidget(self._check(second) if second else QWidget(), 1)
            beside.setStretch(0, 1)
            self.rows.addLayout(beside)

    def open_place(self, place: str) -> None:
        """Say where something that is not ready is put right."""
        self.opened.emit(place)

    def _check(self, one: CheckEntry) -> QWidget:
        made = QWidget()
        state = "met" if one.met else "open"
        text = say(f"roundtable.check.{one.code}.{state}", **one.params)
        sign = label("")
        sign.setPixmap(
            icon("circle-check" if one.met else "circle-dashed", "good" if one.met else "attention").pixmap(
                QSize(16, 16)
            )
        )
        sign.setFixedWidth(22)
        said = TextLink(text, "small_text")
        said.setAccessibleDescription(say(f"roundtable.checks.{state}"))
        said.clicked.connect(weakly_plain(self.open_place, one.opens))
        beside = row(sign, said, gap=4)
        beside.setStretch(1, 1)
        made.setLayout(beside)
        return made


class GuestsCard(Card):
    """The list of who is asked, by side. `picked` carries a guest's id."""

    picked = Signal(str)
    propose_asked = Signal()
    add_asked = Signal()
    letters_asked = Signal()
    asked_now = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chips = {side: Chip() for side in SIDES}
        self.balance = flowing(*self.chips.values())
        self.propose, self.add = Button("", "outlined", "sparkles"), Button("", "outlined", "plus")
        self.letters, self.mark = Button("", "outlined", "file-down"), Button("", "outlined", "check")
        self.why = label("", "tiny", wrap=True)
        self.model = RowModel((), group=_heading)
        self.table, self.empty = Table(self.model), EmptyState(icon_name="users")
        self.table.setMinimumHeight(LEAST_TABLE)
        self.body.setSpacing(8)
        self.body.addWidget(self.balance)
        self.body.addWidget(flowing(self.propose, self.add, self.mark, self.letters))
        self.body.addWidget(self.why)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self.table.picked.connect(self.picked)
        self.propose.clicked.connect(self.propose_asked)
        self.empty.started.connect(self.propose_asked)
        self.add.clicked.connect(self.add_asked)
        self.letters.clicked.connect(self.letters_asked)
        self.mark.clicked.connect(self.asked_now)

    def show_view(self, view: MeetingsView, chosen: str) -> None:
        """Show the list for the open meeting with one guest chosen."""
        before = view.before
        total = say("roundtable.guests.count", count=len(before.guests)) if before.guests else ""
        self.set_title(say("roundtable.guests"), total)
        for one in before.balance:
            self.chips[one.side].show_state(_balance(one), _balance_tone(one))
        self.propose.setText(say("roundtable.propose", count=before.further))
        self.propose.setVisible(before.further > 0 and bool(before.guests))
        self.add.setText(say("roundtable.guest.add"))
        waiting = sum(one.answer == "to_ask" for one in before.guests)
        self.mark.setText(say("roundtable.guests.mark_asked", count=waiting))
        self.mark.setVisible(waiting > 0)
        self.letters.setText(say("roundtable.letters_and_list"))
        self.letters.setVisible(bool(before.guests))
        self.why.setText(say("roundtable.guests.inside" if view.sees_group else "roundtable.guests.unseen"))
        self.model.set_columns(_columns(), before.guests)
        self.table.choose(chosen)
        self.table.setAccessibleName(say("roundtable.guests"))
        for part in (self.table, self.balance):
            part.setVisible(bool(before.guests))
        self.empty.setVisible(not before.guests)
        begin = say("roundtable.propose", count=before.further) if before.further else ""
        roundtable = view.room is None or view.room.type == "roundtable"
        self.empty.say(say("roundtable.guests.empty" if roundtable else "roundtable.guests.nobody"), begin)


class BeforeStage(QWidget):
    """The list of what is ready above the list of who is asked; the cards tell what is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.checks, self.guests = ChecksCard(), GuestsCard()
        holder = QWidget()
        holder.setObjectName("scrolled")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GAP)
        inside.addWidget(self.checks)
        inside.addWidget(self.guests, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(holder))

    def show_view(self, view: MeetingsView, chosen: str) -> None:
        """Show how far the open meeting is prepared."""
        self.checks.show_view(view)
        self.guests.show_view(view, chosen)


def side_name(side: str) -> str:
    """Return a side of the table in words."""
    return words().code("guest_side", side)


def _heading(one: GuestEntry) -> str:
    return side_name(one.side)


def _balance(one: SideCount) -> str:
    return say("roundtable.side", side=side_name(one.side), listed=one.listed, coming=one.coming)


def _balance_tone(one: SideCount) -> str:
    return "good" if one.coming else "neutral" if one.asked else "attention"


def _columns() -> list[TableColumn]:
    field = words().field
    return [
        TableColumn(field("guest", "name"), _name, share=3),
        TableColumn(field("guest", "answer"), _answer, 132),
        TableColumn(
            say("roundtable.column.asked"), _asked, 150, sort_key=lambda one: one.asked_on, spare=True
        ),
        TableColumn(
            field("guest", "seats"), _seats, 76, at_end=True, sort_key=lambda one: one.seats, spare=True
        ),
    ]


def _name(one: GuestEntry) -> Cell:
    return Cell(
        label_text(one.name) or say("records.untitled"),
        under="" if one.on_the_map else say("roundtable.guest.not_on_map"),
    )


def _answer(one: GuestEntry) -> Cell:
    return Cell(words().code("guest_answer", one.answer), tone=ANSWER_TONES.get(one.answer, "neutral"))


def _asked(one: GuestEntry) -> Cell:
    day = words().date(one.asked_on, "day_month") if one.asked_on else ""
    return Cell(dotted(day, words().code("channel", one.channel)), under=label_text(one.asked_by), quiet=True)


def _seats(one: GuestEntry) -> Cell:
    return Cell(words().number(one.seats) if one.seats else "–", quiet=not one.seats)
