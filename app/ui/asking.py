"""Asking in the small dialog for the one text from which a service makes a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.foundation.errors import UserError
from app.ui.begun import BegunEntry
from app.ui.language import say, words
from app.ui.operations import Done
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly

Work = Callable[[str], OnDesk]


class Ask(QObject):
    """One question, named for the form it stands for; `title` and `why` are codes of sentences.

    What is typed is kept as a draft. A text that is refused is shown again under the reason, to be mended.
    `wanted` tells that the person chose to go on with a text that an earlier sitting left behind.
    """

    wanted = Signal()

    def __init__(self, session: Session, form: str, title: str, why: str, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._title, self._why = session, title, why
        self._text, self._refused_text = "", ""
        self._work: Work | None = None
        self._done: Done | None = None
        self._params: dict[str, str] = {}
        self.entry = BegunEntry(session, form, self)
        self.entry.restored.connect(self._restore)
        self.entry.wanted.connect(self._tell_wanted)

    def belong(self, owner: str) -> None:
        """Be about another owner."""
        if owner != self.entry.owner:
            self._text = self._refused_text = ""
        self.entry.belong(owner)

    def ask(self, work: Work, done: Done | None = None, **params: str) -> None:
        """Ask, and write `work(text)`; `done` gets what it returned; `params` are those of the sentences."""
        self._work, self._done, self._params = work, done, params
        self._ask(say(self._why, **params))

    def _ask(self, why: str) -> None:
        text = self._session.door.ask_text(
            say(self._title, **self._params), why, self._text, typed=self._typed
        )
        self._text = (text or "").strip()
        if not self._text or self._work is None:
            self.entry.end()
            return
        self._session.write(self._work(self._text), weakly(self._kept), weakly(self._refused, self._text))

    def _typed(self, text: str) -> None:
        self.entry.typed({"text": text.strip()})

    def _kept(self, result: Any) -> None:
        self._text = self._refused_text = ""
        self.entry.end()
        if self._done is not None:
            self._done(result)

    def _refused(self, text: str, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self._session.operations.crashed.emit(error)
            return
        again, self._refused_text = text == self._refused_text, text
        self.entry.put("text", text)
        if again:
            self._session.operations.refused.emit(error)
        else:
            QTimer.singleShot(0, self, weakly(self._ask, words().refusal(error)))

    def _restore(self, values: dict[str, Any]) -> None:
        self._text = str(values.get("text") or "")

    def _tell_wanted(self) -> None:
        self.wanted.emit()
