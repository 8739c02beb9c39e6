"""After a take that removed something for good: the own backups that still hold it, and a button for them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QFrame

from app.foundation.errors import MasarError
from app.services.backups import Backup
from app.services.forgetting import renew_backups, stale_backups
from app.ui.kit.button import Button
from app.ui.kit.text import column, label, row
from app.ui.language import say, words
from app.ui.session import Session
from app.ui.weak import weakly


class BackupsNote(QFrame):
    """Hidden until `look` finds backups of one's own that hold what somebody removed for good."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("ground", "soft")
        self._session, self._held = session, tuple[Backup, ...]()
        self.text = label("", "small_text", wrap=True)
        self.renew_button = Button("", "outlined", "rotate-ccw")
        self.renew_button.clicked.connect(self.renew)
        inside = column(self.text, row(self.renew_button, 1), gap=8)
        inside.setContentsMargins(12, 10, 12, 10)
        self.setLayout(inside)
        self.hide()

    def look(self) -> None:
        """Open the backups on this laptop and look."""
        self._session.read(stale_backups, weakly(self.show_backups), weakly(self._refused))

    def show_backups(self, held: Sequence[Backup]) -> None:
        """Say how many backups still hold it."""
        self._held = tuple(held)
        self.text.setText(say("forget.backups_hold", count=len(held)))
        self.renew_button.setText(say("forget.renew", count=len(held)))
        self.renew_button.setEnabled(True)
        self.setVisible(bool(held))

    def renew(self) -> None:
        """Make a new backup and delete those that still hold it."""
        self.renew_button.setEnabled(False)
        work = partial(renew_backups, old=self._held)
        self._session.write(work, weakly(self._renewed), weakly(self._refused))

    def _renewed(self, _made: object) -> None:
        self.text.setText(say("forget.renewed_short"))
        self.renew_button.hide()
        self._session.notice(say("forget.renewed_short"))

    def _refused(self, error: BaseException) -> None:
        self.renew_button.setEnabled(True)
        if isinstance(error, MasarError):
            self.text.setText(words().refusal(error))
            self.show()
        else:
            self._session.operations.crashed.emit(error)
