"""Making the minutes: language, where to, drawing them, and saying that they are there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from app.foundation.files import write_whole
from app.ui.language import LANGUAGES, say
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

OFFERED = ("en", "ar")


class Minutes(QObject):
    """Asks for language and place, then writes the PDF on the reading worker."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def offer(self, under: QWidget, meeting: str, code: str) -> QMenu:
        """Offer the languages under a button; `code` names the meeting in the file's name."""
        menu = QMenu(under)
        for language, name in LANGUAGES:
            if language in OFFERED:
                action = menu.addAction(name)
                action.triggered.connect(weakly_plain(self.make, meeting, code, language))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))
        return menu

    def make(self, meeting: str, code: str, language: str) -> None:
        """Ask where to and make the minutes in a language."""
        name = f"{say('meetings.minutes.file', code=code)}-{language}.pdf"
        path = self._session.door.file_to_save(say("meetings.minutes"), name, "PDF (*.pdf)")
        if path is not None:
            work = partial(write_minutes, meeting=meeting, language=language, path=path)
            self._session.read(work, weakly(self._made, path.name))

    def _made(self, name: str, _result: object) -> None:
        self._session.notice(say("meetings.minutes.made", file=name))


def write_minutes(desk: Any, meeting: str, language: str, path: Path) -> None:
    """Write the minutes of a meeting. Raises UserError, PlaceError."""
    from app.services.documents import minutes_pdf

    write_whole(path, minutes_pdf(desk, meeting, language))
