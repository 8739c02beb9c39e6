"""Remove for good: what goes and what cannot be reached is said before; afterwards, which backups hold it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.foundation.errors import MasarError
from app.services.forgetting import Forgotten, Outlook, forget, outlook, renew_backups
from app.services.forgetting_words import does, limits, stays
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.choices import ChoiceInput
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.text import empty_layout, label, row
from app.ui.language import say, words
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

WIDTH = 520
MOST_BACKUPS = 6


class ForgetDialog(ReadDialog):
    """Asks whether a record, or one value of it, goes for good. `forgotten` when it is gone.

    Cancelling is what Enter and Escape do.
    """

    forgotten = Signal()

    def __init__(
        self, session: Session, kind: str, record: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("forget.title", name=name))
        self.session, self.kind, self.record, self._name = session, kind, record, name
        self._done: Forgotten | None = None
        self._stays: list[str] = []
        self.why, self.error = label(say("forget.why"), "quiet", wrap=True), label("", "error", wrap=True)
        self.what = ChoiceInput((), say("forget.everything"))
        self.does, self.limits = Card(), Card()
        self.does.set_title(say("forget.does"))
        self.limits.set_title(say("forget.limits"))
        self.back, self.go = Button(say("frame.cancel")), Button(say("forget.go"), "danger")
        self._lay_out()
        self.error.hide()
        self.go.setEnabled(False)
        self.back.setDefault(True)
        self.back.clicked.connect(self.reject)
        self.what.combo.activated.connect(weakly_plain(self.look))
        self.go.clicked.connect(self.remove)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addWidget(label(self.windowTitle(), "title", wrap=True))
        for part in (self.why, self.what, self.does, self.limits, self.error):
            whole.addWidget(part)
        whole.addStretch(1)
        whole.addLayout(row(1, self.back, self.go))
        self.setFixedWidth(WIDTH)

    def look(self) -> None:
        """Read what would go."""
        field = str(self.what.value() or "")
        work = partial(outlook, kind=self.kind, record_id=self.record, field=field)
        self.session.read(work, weakly(self.show_outlook), weakly(self._refused))

    def show_outlook(self, seen: Outlook) -> None:
        """Say what would go and what cannot be reached."""
        self.what.set_options([(one, words().field(self.kind, one)) for one in seen.fields])
        self.what.setVisible(bool(seen.fields))
        self._stays = stays(seen, words())
        _fill(self.does, does(seen, words()))
        _fill(self.limits, limits(seen, words()))
        self._say_wrong("" if seen.allowed else say("forget.not_allowed"))
        self.go.setEnabled(seen.allowed)
        self.adjustSize()

    def remove(self) -> None:
        """Remove what was chosen; no way back from here."""
        self.go.setEnabled(False)
        self.what.setEnabled(False)
        work = partial(forget, kind=self.kind, record_id=self.record, field=str(self.what.value() or ""))
        self.session.write(work, weakly(self._gone), weakly(self._not_done))

    def renew(self) -> None:
        """Make a new backup and delete those that still hold what is gone."""
        if self._done is None:
            return
        self.go.setEnabled(False)
        work = partial(renew_backups, old=self._done.backups)
        self.session.write(work, weakly(self._renewed), weakly(self._not_done))

    def _say_wrong(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def _refused(self, error: BaseException) -> None:
        """Say a refusal in the dialog; anything else is a crash."""
        if isinstance(error, MasarError):
            self._say_wrong(words().refusal(error))
        else:
            self.session.operations.crashed.emit(error)

    def _not_done(self, error: BaseException) -> None:
        """Say why nothing was removed or renewed, and let it be tried again."""
        self.what.setEnabled(True)
        self.go.setEnabled(True)
        self._refused(error)

    def _gone(self, done: Forgotten) -> None:
        self._done = done
        self.forgotten.emit()
        self.what.hide()
        self.why.setText(say("forget.done", name=self._name, count=done.values))
        kept = done.backups
        listed = [say("forget.backups", count=len(kept))] if kept else [say("forget.no_backups")]
        listed += [
            say("forget.backup", when=words().moment(one.made), file=one.path.name)
            for one in kept[:MOST_BACKUPS]
        ]
        _fill(self.does, [] if done.wiped else [say("forget.not_wiped")])
        self.does.setVisible(not done.wiped)
        _fill(self.limits, [say("forget.cannot"), *self._stays, *listed])
        self.back.setText(say("forget.close"))
        self.go.setVisible(bool(kept))
        self.go.setEnabled(bool(kept))
        self.go.setText(say("forget.renew", count=len(kept)))
        self.go.clicked.disconnect()
        self.go.clicked.connect(self.renew)
        self.adjustSize()

    def _renewed(self, _made: Any) -> None:
        self.session.noticed.emit(say("forget.renewed_short"))
        self.accept()


def _fill(card: Card, lines: Sequence[str]) -> None:
    empty_layout(card.body)
    for line in lines:
        card.body.addWidget(label(line, "small_text", wrap=True))


class ForgetButton(Button):
    """Opens the dialog for the record it is about. `forgotten` when that went."""

    forgotten = Signal()

    def __init__(self, session: Session, kind: str = "quiet") -> None:
        super().__init__("", kind)
        self._session, self._kind, self._record, self._name = session, "", "", ""
        self.clicked.connect(self.ask)

    def retranslate(self) -> None:
        """Name the action in the language in force."""
        self.setText(say("forget.action"))

    def be_about(self, kind: str, record: str, name: str) -> None:
        """Be about a record; only what is said of a person can be removed for good."""
        self._kind, self._record, self._name = kind, record, name
        self.setAccessibleName(say("forget.action.named", name=name))

    def ask(self) -> ForgetDialog:
        """Open the dialog."""
        dialog = ForgetDialog(self._session, self._kind, self._record, self._name, self.window())
        dialog.forgotten.connect(self.forgotten)
        dialog.show()
        dialog.look()
        return dialog
