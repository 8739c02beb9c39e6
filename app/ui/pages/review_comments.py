"""The comments of a round: how the round stands, filters, and the table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.services.views.review import CommentEntry, ReviewView, RoundEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.chip import CheckChip, Chip
from app.ui.kit.empty import EmptyState
from app.ui.kit.flow import flowing
from app.ui.kit.inputs import ChoiceInput
from app.ui.kit.line import Line
from app.ui.kit.rows import Cell, RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.kit.text import GAP, column, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.review_words import about_text, round_line, round_title, status_cell, type_cell
from app.ui.weak import weakly_plain

FILTERS = ("open", "must")
_CHIP_TONES = {"open": "accent", "closed": "neutral", "planned": "neutral"}


class RoundCard(Card):
    """One line on a round. `edited`, `closed_now` and `opened_again` carry the round's id."""

    edited = Signal(str)
    closed_now = Signal(str)
    opened_again = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.set_padding(16, 10)
        self.name, self.chip, self.line = label("", "strong"), Chip(), label("", "small", wrap=True)
        self.edit, self.turn = Button("", "link"), Button("", "outlined")
        self.body.addLayout(row(self.name, self.chip, 1, self.edit, self.turn, gap=10))
        self.body.addWidget(self.line)
        self.edit.clicked.connect(self._edit)
        self.turn.clicked.connect(self._turn)
        self._round: RoundEntry | None = None

    def show_round(self, entry: RoundEntry | None) -> None:
        """Show a round; without one the card goes away."""
        self._round = entry
        self.setVisible(entry is not None)
        if entry is None:
            return
        self.name.setText(round_title(entry))
        status = entry.status or "open"
        self.chip.show_state(words().code("round_status", status), _CHIP_TONES.get(status, "neutral"))
        self.line.setText(round_line(entry))
        self.edit.setText(say("review.round.edit"))
        self.turn.setText(say("review.round.reopen" if entry.status == "closed" else "review.round.close"))

    def _edit(self) -> None:
        if self._round is not None:
            self.edited.emit(self._round.id)

    def _turn(self) -> None:
        if self._round is not None:
            again = self._round.status == "closed"
            (self.opened_again if again else self.closed_now).emit(self._round.id)


class CommentsTab(QWidget):
    """`picked` carries a comment's id; `started` asks for the first round."""

    picked = Signal(str)
    started = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rounds, self.card = ChoiceInput((), nothing=""), RoundCard()
        self.search, self.count = Line(), label("", "small")
        self.filters = {name: CheckChip("", name) for name in FILTERS}
        self.model = RowModel(())
        self.table, self.empty = Table(self.model), EmptyState(icon_name="message-square")
        self._view, self._shown = ReviewView(), False
        self._lay_out()
        self._wire()

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.search.setPlaceholderText(say("review.search"))
        self.search.setAccessibleName(say("review.search"))
        self.rounds.main().setAccessibleName(say("review.round.choose"))
        self.table.setAccessibleName(say("kind.comment.many"))
        self.empty.say(say("review.no_comments"), say("review.round.open"), say("review.guidance"))

    def show_view(self, view: ReviewView) -> None:
        """Show the comments of the chosen round, the newest round at first."""
        chosen, self._view = self.round_id(), view
        options = [(one.id, round_title(one)) for one in view.rounds]
        self.rounds.set_options([("", say("review.round.all")), *options])
        known = {one.id for one in view.rounds} | {""}
        newest = view.rounds[0].id if view.rounds else ""
        self.rounds.show_value(chosen if chosen in known and self._shown else newest)
        self._shown = True
        self.rounds.setVisible(bool(view.rounds) and len(view.comments) > 0)
        self._fill()
        self.place.setCurrentIndex(0 if view.comments or view.rounds else 1)

    def round_id(self) -> str:
        """Return the id of the round that is shown, "" for all."""
        return str(self.rounds.value() or "")

    def choose(self, record_id: str) -> None:
        """Select a comment's row; show all rounds when it belongs to another one."""
        entry = next((one for one in self._view.comments if one.id == record_id), None)
        if entry is not None and self.round_id() not in ("", entry.round):
            self.rounds.show_value(entry.round)
            self._fill()
        self.table.choose(record_id)

    def show_round(self, record_id: str) -> None:
        """Show the comments of a round."""
        self.rounds.show_value(record_id)
        self._fill()

    def show_only(self, name: str) -> None:
        """Switch one filter on and the others off."""
        for key, chip in self.filters.items():
            chip.setChecked(key == name)

    def comments(self) -> tuple[CommentEntry, ...]:
        """Return the comments of the chosen round."""
        chosen = self.round_id()
        return tuple(one for one in self._view.comments if chosen in ("", one.round))

    def _fill(self) -> None:
        comments = self.comments()
        self.card.show_round(next((one for one in self._view.rounds if one.id == self.round_id()), None))
        self.model.set_columns(_columns(), comments)
        for name, chip in self.filters.items():
            chip.setText(say(f"review.filter.{name}", count=sum(_KEEP[name](one) for one in comments)))
        self._filter()

    def _filter(self) -> None:
        on = [name for name, chip in self.filters.items() if chip.isChecked()]
        self.model.set_filter(self.search.text(), lambda entry: all(_KEEP[name](entry) for name in on))
        self.count.setText(say("review.shown", count=self.model.shown_count()))

    def _wire(self) -> None:
        self.rounds.finished.connect(self._fill)
        self.search.textChanged.connect(weakly_plain(self._filter))
        for chip in self.filters.values():
            chip.toggled.connect(weakly_plain(self._filter))
        self.table.picked.connect(self.picked)
        self.empty.started.connect(self.started)

    def _lay_out(self) -> None:
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(230)
        self.rounds.setFixedWidth(220)
        card, blank = Card(), Card()
        card.set_padding(1, 8)
        card.body.addWidget(self.table)
        blank.body.addWidget(self.empty, 1)
        above = row(flowing(self.search, self.rounds, *self.filters.values(), gap=8), self.count)
        above.setStretch(0, 1)
        # Beside the first line, where the filters break into several.
        self.count.setMinimumHeight(self.search.sizeHint().height())
        above.setAlignment(self.count, Qt.AlignmentFlag.AlignTop)
        full = QWidget()
        inside = column(self.card, above, card, gap=GAP - 4)
        inside.setStretch(2, 1)
        full.setLayout(inside)
        self.place = QStackedWidget()
        self.place.addWidget(full)
        self.place.addWidget(blank)
        self.setLayout(column(self.place))


def _is_open(entry: CommentEntry) -> bool:
    return entry.is_open


def _is_must(entry: CommentEntry) -> bool:
    return entry.type == "must"


_KEEP = {"open": _is_open, "must": _is_must}


def _columns() -> list[TableColumn]:
    return [
        TableColumn("", _code, 62),
        TableColumn(words().field("comment", "type"), type_cell, 104),
        TableColumn(say("review.column.about"), _about, share=4),
        TableColumn(say("review.column.from"), _who, share=4, spare=True),
        TableColumn(words().field("comment", "text"), _text, share=5),
        TableColumn(words().field("comment", "status"), status_cell, 136),
    ]


def _code(entry: CommentEntry) -> Cell:
    return Cell(entry.code, quiet=True)


def _about(entry: CommentEntry) -> Cell:
    return Cell(about_text(entry))


def _who(entry: CommentEntry) -> Cell:
    return Cell(label_text(entry.who))


def _text(entry: CommentEntry) -> Cell:
    return Cell(entry.text)
