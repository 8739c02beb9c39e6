"""What the Exchange page does with packages, requests and takes: opens dialogs, asks, runs the services."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.foundation.errors import MasarError
from app.services.asking import make_request
from app.services.recognising import kind_of_file
from app.services.taking import undo_last_take
from app.services.taking_again import take_again
from app.services.taking_back import TakenBack, look_back, take_back_changes
from app.services.views.exchange import ExchangeView
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_answer import AnswerDialog
from app.ui.pages.exchange_collect import CollectDialog
from app.ui.pages.exchange_take import TakeDialog
from app.ui.pages.exchange_words import names_text
from app.ui.session import Session
from app.ui.weak import weakly

PACKAGES = "Masar (*.masar);;* (*)"
REQUESTS = "Masar (*.masar-request);;* (*)"
REQUEST = ".masar-request"


class PackageWork(QObject):
    """Belongs to a page; dialogs open over it. `show_view` tells it what the page shows."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self.session, self._page = session, page
        self._view = ExchangeView()

    def show_view(self, view: ExchangeView) -> None:
        """Keep what the page shows."""
        self._view = view

    def ask_take(self) -> None:
        """Ask for a package file and look into it."""
        path = self.session.door.file_to_open(say("exchange.take_title"), PACKAGES)
        if path is not None:
            self.take_places([path])

    def ask_collect(self) -> None:
        """Ask for a folder or stick and look for packages there."""
        folder = self.session.door.folder_to_open(say("packages.from_stick_title"))
        if folder is not None:
            self.take_places([folder])

    def ask_answer(self) -> None:
        """Ask for a request file and show what it asks for."""
        path = self.session.door.file_to_open(say("packages.answer"), REQUESTS)
        if path is not None:
            self.answer(path)

    def take_places(self, places: Sequence[Path]) -> QWidget | None:
        """Show what is in a file, in several, or in folders; files are known by what is in them."""
        if len(places) == 1 and not places[0].is_dir():
            return self._take_one(places[0])
        return self.collect(places)

    def _take_one(self, path: Path) -> QWidget | None:
        kind = kind_of_file(path)
        if kind == "request":
            return self.answer(path)
        if kind == "card":
            self.session.door.tell(say("packages.is_card", file=path.name), say("packages.is_card_why"))
            return None
        return self.take_file(path)

    def take_file(self, path: Path) -> TakeDialog:
        """Show what is in a package file."""
        dialog = TakeDialog(self.session, path, self._page)
        dialog.show()
        dialog.look()
        return dialog

    def collect(self, places: Sequence[Path]) -> CollectDialog:
        """Look for all packages in files and folders."""
        dialog = CollectDialog(self.session, places, self._page)
        dialog.show()
        dialog.look()
        return dialog

    def answer(self, path: Path) -> AnswerDialog:
        """Show who asks for what in a request file."""
        dialog = AnswerDialog(self.session, path, self._page)
        dialog.show()
        dialog.look()
        return dialog

    def ask_for_it(self) -> None:
        """Write a request file to send to whoever has what is not here."""
        name = f"{say('exchange.request_file')}{REQUEST}"
        path = self.session.door.file_to_save(say("exchange.ask_for_it"), name, f"Masar (*{REQUEST})")
        if path is not None:
            done = weakly(self._asked, path.name)
            self.session.write(partial(make_request, out=path), done, weakly(self._refused))

    def undo_take(self) -> None:
        """Set the last package aside, after asking."""
        title = say("exchange.undo_take")
        if self.session.door.confirm(title, say("exchange.undo_take_why"), title, say("frame.cancel")):
            self.session.write(undo_last_take, weakly(self._undone), weakly(self._refused))

    def take_again(self, take: int) -> None:
        """Let a package that was set aside count again."""
        self.session.write(partial(take_again, take=take), weakly(self._again), weakly(self._refused))

    def take_back(self, take: int) -> None:
        """Find out what taking back the changes of a package would do, then ask."""
        work = partial(look_back, take=take)
        self.session.read(work, weakly(self._ask_back, take), weakly(self._refused))

    def _ask_back(self, take: int, told: TakenBack) -> None:
        sender = next((one.sender for one in self._view.taken if one.id == take), "")
        title = say("packages.take_back_of", name=sender)
        counts = {name: sum(getattr(told, name).values()) for name in ("removed", "restored", "changed")}
        text = say("packages.take_back_why", left=told.left, **counts)
        if told.empty:
            self.session.door.tell(title, say("refusal.nothing_to_take_back"))
        elif self.session.door.confirm(title, text, title, say("frame.cancel")):
            work = partial(take_back_changes, take=take)
            self.session.write(work, weakly(self._taken_back, sender), weakly(self._refused))

    def _taken_back(self, sender: str, _told: object) -> None:
        self.session.offer_undo(say("packages.taken_back", name=sender))

    def _undone(self, _touched: object) -> None:
        self.session.notice(say("exchange.take_undone"))
        self.session.operations.tell_changed(frozenset())

    def _again(self, count: int) -> None:
        self.session.notice(say("packages.taken_again", count=count))
        self.session.operations.tell_changed(frozenset())

    def _asked(self, file: str, _result: object) -> None:
        names = {label_text(name): name for one in self._view.waiting for name in one.holders}
        code = "packages.holders" if names else "packages.give_anyone"
        self.session.notice(say(code, file=file, names=names_text(list(names.values()))))

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, MasarError):
            self.session.door.warn(say("frame.page.exchange"), words().refusal(error))
        else:
            self.session.operations.crashed.emit(error)
