"""Answering a request: who asks for what, what the package would hold, then the file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.foundation.progress import Progress
from app.services.answering import Asked, read_asked
from app.services.packing import Packed, make_package
from app.ui.language import say, words
from app.ui.pages.exchange_dialog import ExchangeDialog, LinesCard, package_to_write
from app.ui.pages.exchange_made import MadeCard
from app.ui.pages.exchange_packages_words import inside_lines
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

WIDTH, HEIGHT = 600, 620


class AnswerDialog(ExchangeDialog):
    """Opens a request file, shows what is asked for, and makes exactly that package."""

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(
            session, say("packages.answer_title"), say("exchange.reading", file=path.name), parent
        )
        self._path = path
        self._asked: Asked | None = None
        self.lines, self.made = LinesCard(), MadeCard(session)
        for part in (self.lines, self.made):
            part.hide()
            self.content.addWidget(part, 1)
        self.content.addStretch(0)
        self.go.setText(say("exchange.make_file"))
        self.go.setEnabled(False)
        self.go.clicked.connect(self.make)
        self.resize(WIDTH, HEIGHT)

    def look(self) -> None:
        """Read the request."""
        work = partial(_read, self.session.desk, self._path)
        self.session.operations.start(work, weakly(self.show_asked), weakly(self._refused))

    def show_asked(self, asked: Asked) -> None:
        """Show who asks for what."""
        self._asked = asked
        made = words().moment(asked.created)
        self.why.setText(
            say("packages.asks_why", name=asked.name, organisation=asked.organisation, made=made)
        )
        wanted = say("packages.asked_files", count=asked.wanted) if asked.wanted else ""
        missing = say("packages.asked_missing", count=asked.missing) if asked.missing else ""
        lines = [*inside_lines(asked.preview), ("", f"{wanted} {missing}".strip())]
        self.lines.show_lines(say("packages.asks", name=asked.name), lines)
        self.lines.show()
        self.go.setEnabled(True)
        self.go.setFocus()

    def make(self) -> None:
        """Ask where to, and write the package; close the dialog when that is done."""
        if self._asked is None or not self.made.isHidden():
            self.accept()
            return
        name = f"{say('exchange.file_for', name=self._asked.name)}.masar"
        path = package_to_write(self.session, name)
        if path is not None:
            self.go.setEnabled(False)
            work = partial(_make, self.session.desk, self._asked, path)
            operation = self.session.operations.start(work, weakly(self.show_made), weakly(self._refused))
            operation.cancelled.connect(weakly_plain(self._stopped))

    def show_made(self, packed: Packed) -> None:
        """Show the finished package."""
        self.session.operations.tell_changed(frozenset())
        self.lines.hide()
        self.back.hide()
        self.made.show_made(packed, (), self._asked.name if self._asked else "")
        self.made.show()
        self.go.setText(say("frame.close"))
        self.go.setEnabled(True)

    def _refused(self, error: BaseException) -> None:
        self.why.setVisible(self._asked is not None)
        self.go.setEnabled(self._asked is not None)
        self.refused(error)

    def _stopped(self) -> None:
        self.say_wrong(say("exchange.stopped"))
        self.go.setEnabled(True)


def _read(desk: Any, path: Path, _progress: Progress) -> Asked:
    return read_asked(desk, path)


def _make(desk: Any, asked: Asked, path: Path, progress: Progress) -> Packed:
    return make_package(desk, asked.parcel, path, progress)
