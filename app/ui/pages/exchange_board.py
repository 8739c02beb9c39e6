"""Who has what, what is waited for, and what was taken and made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.services.views.exchange import ExchangeView, SentEntry, TakenEntry, WaitingEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card, row_frame
from app.ui.kit.empty import EmptyState
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.kit.tip import set_tip
from app.ui.language import say, words
from app.ui.pages.exchange_board_rows import SIDES, BoardTable
from app.ui.pages.exchange_words import (
    holders_text,
    names_text,
    spoken,
    waiting_text,
    when,
)
from app.ui.weak import weakly_plain

MOMENT = 10
"""Letters that a moment such as "yesterday 15:20" takes, so that what stands beside it is aligned."""
MOST_SHOWN = 8
"""Packages taken and made that the page lists."""


class BoardCard(Card):
    """Everyone with a copy. `make` and `compare` carry a person's key, `started` asks for a first package,
    `answer` wants to open a request file, `asked` to write one.
    """

    make = Signal(str)
    compare = Signal(str)
    started = Signal()
    answer = Signal()
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ask_button, self.answer_button = Button("", "quiet", "mail"), Button("", "quiet", "inbox")
        self.ask_button.clicked.connect(self.asked)
        self.answer_button.clicked.connect(self.answer)
        for button in (self.ask_button, self.answer_button):
            self.head.addWidget(button)
        self.empty, self.own = EmptyState(icon_name="users"), label("", "tiny", wrap=True)
        self.empty.started.connect(self.started)
        # What is written in rows begins where the title does.
        self.set_padding(16 - SIDES, 14)
        self.head.setContentsMargins(SIDES, 0, SIDES, 0)
        self.own.setContentsMargins(SIDES, 0, SIDES, 0)
        self.rows = BoardTable()
        self.rows.acted.connect(self.act)
        self.body.setSpacing(8)
        self.body.addWidget(self.rows)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.own)

    def show_view(self, view: ExchangeView) -> None:
        """Show the people of the area."""
        self.set_title(say("exchange.who_has_what"), say("exchange.who_has_what_why") if view.board else "")
        self.ask_button.setText(say("packages.ask_for_news"))
        set_tip(self.ask_button, say("packages.ask_why"))
        self.answer_button.setText(say("packages.answer"))
        self.empty.say(say("exchange.nobody_else"), say("exchange.make"))
        self.empty.setVisible(not view.board)
        own = spoken(view.fingerprint)
        self.own.setText(say("exchange.own_words", words=own) if own and view.board else "")
        self.own.setVisible(bool(self.own.text()))
        self.rows.setAccessibleName(say("exchange.who_has_what"))
        self.rows.setVisible(bool(view.board))
        self.rows.show_entries(view.board, view.now, view.steward)

    def act(self, what: str, key: str) -> None:
        """Ask for what a row offers: a package for a person, or to compare their eight words."""
        (self.make if what == "make" else self.compare).emit(key)


class WaitingCard(Card):
    """What received work builds on and is not here, and attached files; `asked` wants a request file."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = column(gap=0)
        self.ask = Button("", "outlined", "mail")
        self.ask.clicked.connect(self.asked)
        self.body.setSpacing(8)
        self.body.addLayout(self.rows)
        self.body.addLayout(row(self.ask, 1))
        self.body.addStretch(1)

    def show_view(self, view: ExchangeView) -> None:
        """Show what is waited for."""
        self.set_title(say("exchange.waiting"))
        self.ask.setText(say("exchange.ask_for_it"))
        self.ask.setVisible(bool(view.waiting or view.files_missing))
        empty_layout(self.rows)
        for entry in view.waiting:
            self.rows.addWidget(_waiting_row(entry))
        if view.files_missing:
            size = words().size(view.files_missing_size)
            text = say("packages.files_missing", count=view.files_missing, size=size)
            self.rows.addWidget(label(text, "small_text", wrap=True))
        others = (("exchange.not_understood", view.not_understood), ("exchange.set_aside", view.set_aside))
        for code, count in others:
            if count:
                self.rows.addWidget(label(say(code, count=count), "small_text", wrap=True))
        if not view.waiting and not view.files_missing and not any(count for _, count in others):
            self.rows.addWidget(label(say("exchange.nothing_waits"), "quiet", wrap=True))


class HistoryCard(Card):
    """Packages taken and made, newest first; `undo` sets the last one taken aside, `again` and `back` carry
    the number of a take.
    """

    undo = Signal()
    again = Signal(int)
    back = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rows = column(gap=0)
        self.undo_button = Button("", "outlined", "undo-2")
        self.undo_button.clicked.connect(self.undo)
        self.head.addWidget(self.undo_button)
        self.body.addLayout(self.rows)
        self.body.addStretch(1)

    def show_view(self, view: ExchangeView) -> None:
        """Show the packages."""
        self.set_title(say("exchange.history"))
        self.undo_button.setText(say("exchange.undo_take"))
        self.undo_button.setVisible(any(one.last for one in view.taken))
        empty_layout(self.rows)
        taken = [(one.moment, self._taken_row(one, view.now)) for one in view.taken]
        sent = [(one.moment, _sent_row(one, view.now)) for one in view.sent]
        newest_first = sorted([*taken, *sent], key=lambda pair: pair[0], reverse=True)
        for moment, widget in newest_first[:MOST_SHOWN]:
            widget.setAccessibleDescription(moment)
            self.rows.addWidget(widget)
        if not view.taken and not view.sent:
            self.rows.addWidget(label(say("exchange.no_history"), "quiet", wrap=True))

    def ask_again(self, take: int) -> None:
        """Ask to take a package again."""
        self.again.emit(take)

    def ask_back(self, take: int) -> None:
        """Ask to take back the changes of a package."""
        self.back.emit(take)

    def _taken_row(self, one: TakenEntry, now: str) -> QWidget:
        code, link = ("was_set_aside", "take_again") if one.set_aside else ("took", "take_back")
        button = Button(say(f"packages.{link}"), "link")
        button.setAccessibleName(say(f"packages.{link}_of", name=one.sender))
        asked = self.ask_again if one.set_aside else self.ask_back
        button.clicked.connect(weakly_plain(asked, one.id))
        return _log_row(say(f"exchange.{code}", name=one.sender), one.file, when(one.moment, now), button)


def _sent_row(one: SentEntry, now: str) -> QWidget:
    text = (
        say("exchange.made", names=names_text(one.receivers)) if one.receivers else say("exchange.made_words")
    )
    return _log_row(text, one.file, when(one.moment, now))


def _log_row(text: str, file: str, moment: str, button: Button | None = None) -> QWidget:
    made = row_frame()
    parts_of_it = [button] if button is not None else []
    when_it_was = label(moment, "tiny")
    when_it_was.setMinimumWidth(when_it_was.fontMetrics().averageCharWidth() * MOMENT)
    when_it_was.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
    whole = row(
        column(label(text, "small_text", wrap=True), label(file, "tiny", wrap=True), gap=0),
        *parts_of_it,
        when_it_was,
    )
    whole.setStretch(0, 1)
    whole.setContentsMargins(2, 5, 2, 5)
    made.setLayout(whole)
    return made


def _waiting_row(entry: WaitingEntry) -> QWidget:
    made = QWidget()
    texts: Sequence[str] = (
        say("exchange.waiting_count", count=entry.count),
        holders_text(entry),
    )
    made.setLayout(
        column(
            label(waiting_text(entry), "small_text", wrap=True),
            *(label(t, "tiny", wrap=True) for t in texts),
            gap=1,
        )
    )
    made.layout().setContentsMargins(0, 4, 0, 6)  # type: ignore[union-attr]
    return made
