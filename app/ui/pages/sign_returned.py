"""Signatures in a version's file that came back: who each is of is confirmed, then it is a sign-off here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.foundation.files import read_whole
from app.services.signatures_beside import Signing
from app.services.signatures_returned import Returned, record_returned
from app.services.verifying import LARGEST_PDF
from app.services.views.review import ReviewChoices, review_view
from app.ui.kit.button import Button
from app.ui.kit.text import label
from app.ui.language import say, words
from app.ui.pages.review_dialog import AskDialog
from app.ui.pages.sign_who import NAMES, SignerEntries
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

WIDTH = 620


class ReturnedDialog(AskDialog):
    """Asks who a signature is of; proposed is what box and certificate say. The answer is a `Signing`."""

    def __init__(self, one: Returned, choices: ReviewChoices, parent: QWidget | None = None) -> None:
        super().__init__(say("inside.record"), say("inside.record_why"), say("inside.record_go"), parent)
        self.setMinimumWidth(WIDTH)
        self.who = SignerEntries(choices)
        for name in NAMES:
            getattr(self.who, name).control.show_value(getattr(one.given, name) or None)
        self.form.addWidget(self.who)
        signed = say(
            "inside.record_signed", day=words().date(one.day), fingerprint=one.certificate[:12].upper()
        )
        self.form.addWidget(label(signed, "tiny", wrap=True))

    def answer(self) -> Signing | None:
        return Signing(**self.who.texts()) if self.who.need_name() else None


class Recording(QObject):
    """Belongs to the dialog over a file; its button asks about one signature after the other."""

    def __init__(
        self, session: Session, path: Path, returned: tuple[Returned, ...], button: Button, over: QWidget
    ) -> None:
        super().__init__(over)
        self._session, self._path, self._button, self._over = session, path, button, over
        self._waiting = list(returned)
        self.dialog: ReturnedDialog | None = None
        button.setVisible(bool(returned) and session.desk.writer is not None)
        button.clicked.connect(weakly_plain(self.begin))

    def begin(self) -> None:
        """Ask about the first signature that waits."""
        self._session.read(_choices, weakly(self._ask))

    def _ask(self, choices: ReviewChoices) -> None:
        one = self._waiting[0]
        self.dialog = dialog = ReturnedDialog(one, choices, self._over)
        dialog.agreed.connect(weakly(self._record, one))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _record(self, one: Returned, given: Signing) -> None:
        work = partial(_record, path=self._path, certificate=one.certificate, given=given)
        self._session.write(work, weakly(self._recorded, given.name))

    def _recorded(self, name: str, _made: object) -> None:
        self._session.notice(say("inside.recorded", name=name))
        del self._waiting[0]
        self._button.setVisible(bool(self._waiting))
        if self._waiting:
            self.begin()


def _choices(desk: Any) -> ReviewChoices:
    return review_view(desk).choices


def _record(desk: Any, path: Path, certificate: str, given: Signing) -> str:
    return record_returned(desk, read_whole(path, LARGEST_PDF), certificate, given)
