"""The desk of conflicts: what is to decide at the leading side, the values side by side beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.foundation.errors import UserError
from app.models.codes import CODE_LISTS
from app.models.record import Rule, Shape
from app.models.registry import describe
from app.models.values import Value
from app.services.exchange_work import decide_conflict
from app.services.views.exchange_conflicts import ChoiceEntry, ConflictEntry
from app.ui.kit.avatar import Avatar
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.chip import Chip
from app.ui.kit.form import FieldSpec, make_input
from app.ui.kit.inputs import Input
from app.ui.kit.meter import ThinBar
from app.ui.kit.text import GAP, column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_words import (
    conflict_line,
    conflict_part,
    conflict_title,
    keep_text,
    name_of_who,
    value_words,
    who_and_when,
)
from app.ui.pages.plan_text import RowButton
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

LIST_WIDTH = 290
SIDE_BY_SIDE = 3
_SORTS = {
    Shape.LINE: "line",
    Shape.TEXT: "text",
    Shape.CODE: "choice",
    Shape.DATE: "date",
    Shape.DECIMAL: "number",
    Shape.WHOLE: "whole",
    Shape.YES_NO: "yes_no",
}


class ConflictList(Card):
    """Everything to decide; `picked` carries a conflict's id."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.set_padding(10, 14)
        self.head.setContentsMargins(8, 0, 8, 0)
        self.setFixedWidth(LIST_WIDTH)
        self.count = Chip("", "attention")
        self.head.insertWidget(1, self.count)
        self.note = label("", "tiny", wrap=True)
        self.note.setContentsMargins(12, 6, 8, 0)
        self.buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.note)
        self.body.addStretch(1)

    def show_conflicts(self, conflicts: Sequence[ConflictEntry], chosen: str) -> None:
        """Show the conflicts, one of them chosen."""
        self.set_title(say("exchange.to_decide"))
        self.count.show_state(words().number(len(conflicts)), "attention")
        self.note.setText(say("exchange.nothing_lost"))
        for button in self.buttons.values():
            self._group.removeButton(button)
        empty_layout(self._rows)
        self.buttons = {one.id: self._row(one, one.id == chosen) for one in conflicts}

    def pick(self, conflict: str) -> None:
        """Ask for a conflict to be shown."""
        self.picked.emit(conflict)

    def _row(self, conflict: ConflictEntry, chosen: bool) -> Button:
        title, line = conflict_title(conflict), conflict_line(conflict)
        made = RowButton("", "row")
        made.setCheckable(True)
        made.setChecked(chosen)
        made.setAccessibleName(f"{title}: {line}")
        texts = column(
            label(title, "strong" if chosen else "", wrap=True), label(line, "tiny", wrap=True), gap=2
        )
        texts.setContentsMargins(12, 7, 10, 7)
        made.setLayout(texts)
        for part in made.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        made.clicked.connect(weakly_plain(self.pick, conflict.id))
        self._group.addButton(made)
        self._rows.addWidget(made)
        return made


class ChoiceCard(QFrame):
    """One value: who wrote it, when, and the value with the words that only it has in bold."""

    def __init__(self, conflict: ConflictEntry, choice: ChoiceEntry, now: str) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        name = name_of_who(choice.who)
        avatar = Avatar(label_text(choice.who.name) or name, choice.who.key, 28)
        head = row(
            avatar,
            column(label(name, "strong"), label(who_and_when(choice, now), "tiny", wrap=True), gap=0),
            gap=10,
        )
        head.setStretch(1, 1)
        inside = column(head, value_label(conflict, choice), 1, gap=10)
        inside.setContentsMargins(16, 12, 16, 14)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(ThinBar(1.0, "accent" if choice.mine else "quiet"))
        whole.addLayout(inside, 1)
        self.setAccessibleName(f"{name}: {value_words(conflict, choice.value)}")


def value_label(conflict: ConflictEntry, choice: ChoiceEntry) -> QLabel:
    """Return a value as a label; of texts, the words that differ are bold."""
    made = label("", "live", wrap=True)
    if not choice.pieces or all(piece.same for piece in choice.pieces):
        made.setText(value_words(conflict, choice.value))
        return made
    made.setTextFormat(Qt.TextFormat.RichText)
    pieces = (escape(one.text) if one.same else f"<b>{escape(one.text)}</b>" for one in choice.pieces)
    made.setText("".join(pieces).replace("\n", "<br>"))
    return made


class ConflictDesk(Card):
    """One conflict: its values, a button to keep each, and a box to write another."""

    opened = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._conflict: ConflictEntry | None = None
        self.part, self.was = label("", "quiet"), label("", "tiny")
        self.head.insertWidget(1, self.part)
        self.head.addWidget(self.was)
        self.cards, self.buttons = QGridLayout(), QVBoxLayout()
        self.cards.setSpacing(GAP)
        self.another_box = QVBoxLayout()
        self.note, self.error = label("", "tiny", wrap=True), label("", "error", wrap=True)
        self.input: Input | None = None
        self.body.setSpacing(12)
        self.body.addLayout(self.cards)
        self.body.addLayout(self.buttons)
        self.body.addLayout(self.another_box)
        self.body.addWidget(self.error)
        self.body.addWidget(self.note)
        self.body.addStretch(1)

    def show_conflict(self, conflict: ConflictEntry, now: str) -> None:
        """Show a conflict; `now` is the present moment as ISO text."""
        self._conflict = conflict
        self.set_title(conflict_title(conflict))
        self.part.setText(conflict_part(conflict))
        before = [value_words(conflict, value) for value in conflict.before if value is not None]
        short = before and len(before[0]) <= 60
        self.was.setText(say("exchange.was", value=before[0]) if short else "")
        self.note.setText(say("exchange.decision_travels"))
        self._say_wrong("")
        self._show_cards(conflict, now)
        self._show_buttons(conflict)
        empty_layout(self.another_box)
        self.input = None

    def keep(self, place: int) -> None:
        """Decide for one of the values."""
        self._decide(keep=place)

    def write_another(self) -> None:
        """Offer a box for another value, filled with the reader's own."""
        conflict = self._conflict
        if conflict is None or self.input is not None:
            return
        rule = describe(conflict.kind).fields[conflict.field].rule
        self.input = make_input(FieldSpec(conflict.field, "", _SORTS[rule.shape], _options(rule)))
        self.input.show_value(
            next((one.value for one in conflict.choices if one.mine), conflict.choices[0].value)
        )
        self.input.main().setAccessibleName(words().field(conflict.kind, conflict.field))
        use = Button(say("exchange.use_this"), "primary")
        use.clicked.connect(self.use_another)
        self.another_box.addWidget(self.input)
        self.another_box.addLayout(row(use, 1))
        self.input.main().setFocus()

    def use_another(self) -> None:
        """Decide for what was written."""
        if self.input is None:
            return
        problem = self.input.problem()
        if problem:
            self._say_wrong(say(problem))
            return
        self._decide(value=_one(self.input.value()))

    def _decide(self, keep: int | None = None, value: Value = None) -> None:
        if self._conflict is None:
            return
        work = partial(decide_conflict, conflict=self._conflict.id, keep=keep, value=value)
        self._session.write(work, weakly(self._decided), weakly(self._refused))

    def _decided(self, _result: object) -> None:
        self._session.offer_undo(say("exchange.decided"))

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._say_wrong(words().refusal(error))
        else:
            self._session.operations.crashed.emit(error)

    def _say_wrong(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def _show_cards(self, conflict: ConflictEntry, now: str) -> None:
        empty_layout(self.cards)
        across = len(conflict.choices) if len(conflict.choices) <= SIDE_BY_SIDE else 2
        for number in range(SIDE_BY_SIDE):
            self.cards.setColumnStretch(number, 1 if number < across else 0)
        for number, choice in enumerate(conflict.choices):
            self.cards.addWidget(ChoiceCard(conflict, choice, now), number // across, number % across)

    def _show_buttons(self, conflict: ConflictEntry) -> None:
        empty_layout(self.buttons)
        made: list[Button] = []
        for choice in conflict.choices:
            keep = Button(keep_text(conflict, choice))
            keep.clicked.connect(weakly_plain(self.keep, choice.place))
            made.append(keep)
        if not conflict.about_removal and describe(conflict.kind).fields[conflict.field].rule.shape in _SORTS:
            another = Button(say("exchange.write_another"))
            another.clicked.connect(self.write_another)
            made.append(another)
        go = Button(say("exchange.open_record"), "link")
        go.clicked.connect(self._open)
        self.buttons.addLayout(row(*made, go, 1, gap=10))

    def _open(self) -> None:
        if self._conflict is not None:
            self.opened.emit(self._conflict.kind, self._conflict.record)


def _options(rule: Rule) -> tuple[tuple[str, str], ...]:
    return tuple((value, words().code(rule.code_list, value)) for value in CODE_LISTS.get(rule.code_list, ()))


def _one(value: object) -> Value:
    return value if isinstance(value, (str, int, bool)) else None
