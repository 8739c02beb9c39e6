"""The pane of a decision: who took it, what and why, and ways to take it back or choose otherwise."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.foundation.errors import MasarError
from app.models.values import Value
from app.services.deciding import decide_anew, take_back
from app.services.views.exchange_conflicts import ChoiceEntry
from app.services.views.exchange_decided import DecidedEntry, DecisionEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.line import Line
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import say, words
from app.ui.pages.exchange_conflicts_card import tick
from app.ui.pages.exchange_conflicts_words import decided_field, decided_head
from app.ui.pages.exchange_words import choice_words, name_of_who, outcome_words, parts, when
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain


class DecidedPane(Card):
    """`opened` carries kind and id of a record to show."""

    opened = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._decision: DecisionEntry | None = None
        self._now = ""
        self.reason_given, self.back = label("", "live", wrap=True), Button("", "outlined", "undo-2")
        self.why_not, self.error = label("", "tiny", wrap=True), label("", "error", wrap=True)
        self.reason = Line()
        self.fields = QVBoxLayout()
        self.fields.setSpacing(14)
        self.buttons: list[Button] = []
        self.back.clicked.connect(self.take_back)
        foot = row(self.back, self.why_not, gap=12)
        foot.setStretch(1, 1)
        self.body.setSpacing(12)
        for part in (self.reason_given, self.fields, self.reason, self.error):
            if isinstance(part, QWidget):
                self.body.addWidget(part)
            else:
                self.body.addLayout(part)
        self.body.addStretch(1)
        self.body.addLayout(foot)

    def show_decision(self, decision: DecisionEntry, now: str) -> None:
        """Show a decision; `now` is the present moment as ISO text."""
        self._decision, self._now = decision, now
        self.set_title(decided_head(decision, now))
        self.reason_given.setText(say("exchange.because", reason=decision.reason) if decision.reason else "")
        self.reason_given.setVisible(bool(decision.reason))
        self.reason.setPlaceholderText(say("exchange.why"))
        self.reason.setAccessibleName(say("exchange.why"))
        self.reason.clear()
        self.back.setText(say("exchange.take_decision_back"))
        self.back.setVisible(decision.mine)
        self.why_not.setText(say("exchange.open_again" if decision.mine else "exchange.not_yours"))
        self._say_wrong("")
        empty_layout(self.fields)
        self.buttons = []
        for entry in decision.fields:
            self.fields.addLayout(self._field(entry))
        rest = decision.count - len(decision.fields)
        if rest > 0:
            self.fields.addWidget(label(say("plan.history.more", count=rest), "tiny"))
        self.reason.setVisible(bool(self.buttons))

    def take_back(self) -> None:
        """Open again what the decision settled."""
        if self._decision is not None and self._decision.mine:
            self._do(partial(take_back, action_id=self._decision.id), "exchange.taken_back")

    def choose(self, entry: DecidedEntry, value: Value) -> None:
        """Decide anew for another value."""
        work = partial(decide_anew, field=entry.field, value=value, reason=self.reason.text())
        self._do(work, "exchange.decided")

    def _do(self, work: partial[None], said: str) -> None:
        self._session.write(work, weakly(self._done, said), weakly(self._refused))

    def _done(self, said: str, _result: object) -> None:
        if said == "exchange.decided":
            self._session.offer_undo(say(said))
        else:
            self._session.notice(say(said))

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, MasarError):
            self._say_wrong(words().refusal(error))
        else:
            self._session.operations.crashed.emit(error)

    def _say_wrong(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def _field(self, entry: DecidedEntry) -> QVBoxLayout:
        kept, *others = entry.conflict.choices
        go = Button(say("exchange.open_record"), "link", "external-link")
        go.clicked.connect(weakly_plain(self._open, entry.conflict.kind, entry.conflict.record))
        head = row(label(decided_field(entry), "strong", wrap=True), go, gap=10)
        head.setStretch(0, 1)
        made = column(head, tick(outcome_words(entry.conflict, kept.value)), gap=6)
        if not entry.stands:
            made.addWidget(label(say("exchange.changed_since"), "attention", wrap=True))
        for other in others:
            made.addLayout(self._other(entry, other))
        return made

    def _other(self, entry: DecidedEntry, other: ChoiceEntry) -> QVBoxLayout:
        text = choice_words(entry.conflict, other)
        choose = Button(say("exchange.choose_instead"), "link")
        choose.setAccessibleName(f"{choose.text()}: {text}")
        choose.setEnabled(entry.conflict.allowed)
        choose.clicked.connect(weakly_plain(self.choose, entry, other.value))
        self.buttons.append(choose)
        said = row(label(text, "", wrap=True), choose, gap=10)
        said.setStretch(0, 1)
        return column(
            said, label(parts(name_of_who(other.who), when(other.moment, self._now)), "tiny"), gap=0
        )

    def _open(self, kind: str, record: str) -> None:
        self.opened.emit(kind, record)
