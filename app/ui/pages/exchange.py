"""Exchange: the words of this copy, what is to decide, who has what, and packages made and taken."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.foundation.errors import UserError
from app.services.asking import make_request
from app.services.people import mark_compared
from app.services.taking import undo_last_take
from app.services.views.exchange import ExchangeView, exchange_view
from app.ui.kit.card import Card
from app.ui.kit.panel import scrolling
from app.ui.kit.text import GAP, column, label, row
from app.ui.language import label_text, say, words
from app.ui.page import Page
from app.ui.pages.exchange_board import BoardCard, HistoryCard, WaitingCard
from app.ui.pages.exchange_conflicts import ConflictDesk, ConflictList
from app.ui.pages.exchange_make import MakeDialog
from app.ui.pages.exchange_take import TakeDialog
from app.ui.pages.exchange_words import in_other_language, spoken
from app.ui.session import Session
from app.ui.weak import weakly

PACKAGES = "Masar (*.masar);;* (*)"


class WordsBox(QFrame):
    """A set of state words with its name, and the same words in the other language beneath."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "soft")
        self.name, self.words, self.others = label("", "tiny"), label("", "strong"), label("", "tiny")
        inside = row(self.name, self.words, self.others, 1, gap=10)
        inside.setContentsMargins(12, 6, 12, 6)
        self.setLayout(inside)

    def show_words(self, name: str, why: str, numbers: tuple[int, ...]) -> None:
        """Show four words by their indexes; nothing for a part that this file does not hold."""
        self.setVisible(bool(numbers))
        self.name.setText(name)
        self.words.setText(spoken(numbers))
        self.others.setText(in_other_language(numbers))
        self.setToolTip(why)
        self.setAccessibleName(f"{name}: {spoken(numbers)}. {why}")


class ExchangePage(Page):
    """Packages can also be dropped onto the page."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.take = self.header.add_action("", "outlined", "package-open")
        self.make = self.header.add_action("", "primary", "package-plus")
        self.group_words, self.network_words = WordsBox(), WordsBox()
        self.list, self.desk_card = ConflictList(), ConflictDesk(session)
        self.calm = Card()
        self.board, self.waiting, self.history = BoardCard(), WaitingCard(), HistoryCard()
        self._chosen = ""
        self.setAcceptDrops(True)
        self._lay_out()
        self._wire()

    def read(self, desk: Any) -> ExchangeView:
        return exchange_view(desk)

    def show_view(self, view: ExchangeView) -> None:
        why = say("exchange.same_words_why")
        self.group_words.show_words(say("exchange.space.group"), why, view.group_words)
        self.network_words.show_words(say("exchange.space.network"), why, view.network_words)
        self._show_conflicts(view)
        self.board.show_view(view)
        self.waiting.show_view(view)
        self.history.show_view(view)

    def retranslate(self) -> None:
        self.header.set_title(say("frame.page.exchange"), say("exchange.same_words"))
        self.take.setText(say("exchange.take"))
        self.make.setText(say("exchange.make"))
        self.calm.set_title(say("exchange.nothing_to_decide"))
        self.calm_text.setText(say("exchange.nothing_to_decide_why"))

    def choose(self, conflict: str) -> None:
        """Show another conflict."""
        self._chosen = conflict
        if isinstance(self._view, ExchangeView):
            self._show_conflicts(self._view)

    def make_for(self, key: str = "") -> MakeDialog:
        """Open the dialog that makes a package, for one person if named."""
        view = self._view if isinstance(self._view, ExchangeView) else ExchangeView()
        dialog = MakeDialog(self.session, view, (key,) if key else (), self)
        dialog.show()
        return dialog

    def ask_take(self) -> None:
        """Ask for a package file and open it."""
        path = self.session.door.file_to_open(say("exchange.take_title"), PACKAGES)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> TakeDialog:
        """Show what is in a package file."""
        dialog = TakeDialog(self.session, path, self)
        dialog.show()
        dialog.look()
        return dialog

    def undo_take(self) -> None:
        """Set the last package aside, after asking."""
        agreed = self.session.door.confirm(
            say("exchange.undo_take"),
            say("exchange.undo_take_why"),
            say("exchange.undo_take"),
            say("frame.cancel"),
        )
        if agreed:
            self.session.write(undo_last_take, weakly(self._undone), weakly(self._refused))

    def compare(self, key: str) -> None:
        """Show a person's eight words; a steward says whether they are the same on both laptops."""
        view = self._view if isinstance(self._view, ExchangeView) else ExchangeView()
        entry = next((one for one in view.board if one.key == key), None)
        if entry is None:
            return
        name = label_text(entry.name)
        text = say("exchange.compare_text", name=name, words=spoken(entry.fingerprint))
        title = say("exchange.compare_with", name=name)
        if self.session.door.confirm(title, text, say("exchange.they_match"), say("exchange.not_now")):
            self.session.write(partial(mark_compared, named=key), None, weakly(self._refused))

    def ask_for_it(self) -> None:
        """Write a request file to send to whoever has what is waited for."""
        name = f"{say('exchange.request_file')}.masar-request"
        path = self.session.door.file_to_save(say("exchange.ask_for_it"), name, "Masar (*.masar-request)")
        if path is not None:
            done = weakly(self._asked, path.name)
            self.session.write(partial(make_request, out=path), done, weakly(self._refused))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.take_file(path)

    def _show_conflicts(self, view: ExchangeView) -> None:
        chosen = next((one for one in view.conflicts if one.id == self._chosen), None)
        chosen = chosen or next(iter(view.conflicts), None)
        self._chosen = chosen.id if chosen else ""
        for card in (self.list, self.desk_card):
            card.setVisible(chosen is not None)
        self.calm.setVisible(chosen is None)
        if chosen is not None:
            self.list.show_conflicts(view.conflicts, chosen.id)
            self.desk_card.show_conflict(chosen, view.now)

    def _undone(self, _touched: object) -> None:
        self.session.notice(say("exchange.take_undone"))
        self.session.operations.tell_changed(frozenset())

    def _asked(self, file: str, _result: object) -> None:
        self.session.notice(say("exchange.asked", file=file))

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.session.door.warn(say("frame.page.exchange"), words().refusal(error))
        else:
            self.session.operations.crashed.emit(error)

    def _make_one(self) -> None:
        self.make_for()

    def _wire(self) -> None:
        self.take.clicked.connect(self.ask_take)
        self.make.clicked.connect(self._make_one)
        self.list.picked.connect(self.choose)
        self.desk_card.opened.connect(self.session.go_to_record)
        self.board.make.connect(self.make_for)
        self.board.compare.connect(self.compare)
        self.board.started.connect(self._make_one)
        self.waiting.asked.connect(self.ask_for_it)
        self.history.undo.connect(self.undo_take)

    def _lay_out(self) -> None:
        self.calm_text = label("", "quiet", wrap=True)
        self.calm.body.addWidget(self.calm_text)
        desk = row(self.list, self.desk_card, gap=GAP)
        desk.setStretch(1, 1)
        below = row(self.waiting, self.history, gap=GAP)
        below.setStretch(0, 1)
        below.setStretch(1, 1)
        ground = QWidget()
        ground.setObjectName("scrolled")
        ground.setLayout(column(self.calm, desk, self.board, below, 1, gap=GAP))
        self.content.addLayout(row(self.group_words, self.network_words, 1, gap=10))
        self.content.addWidget(scrolling(ground), 1)


def _dropped(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return files[0] if len(files) == 1 else None
