"""The values of one field side by side, a line for the reason, and a box to write another value."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from app.models.codes import CODE_LISTS
from app.models.record import Rule, Shape
from app.models.registry import describe
from app.models.values import Value
from app.services.views.exchange_conflicts import ConflictEntry
from app.ui.kit.button import Button
from app.ui.kit.form import FieldSpec, make_input
from app.ui.kit.input import Input, Options
from app.ui.kit.input import Value as Entered
from app.ui.kit.line import Line
from app.ui.kit.text import GAP, column, empty_layout, label, row
from app.ui.language import say, words
from app.ui.pages.exchange_conflicts_card import ChoiceCard, not_allowed
from app.ui.pages.exchange_conflicts_words import alike, block_title, was_text

SIDE_BY_SIDE = 3
SORTS = {
    Shape.LINE: "line",
    Shape.TEXT: "text",
    Shape.CODE: "choice",
    Shape.DATE: "date",
    Shape.DECIMAL: "number",
    Shape.WHOLE: "whole",
    Shape.YES_NO: "yes_no",
    Shape.REFERENCE: "reference",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a block and not decided yet: the reason, and another value when `writing`."""

    reason: str = ""
    writing: bool = False
    value: Entered = None


class FieldBlock(QWidget):
    """`kept` carries the place of the value to keep, `written` another value.

    `wanted` names the kind of record whose names are needed before another value can be picked.
    """

    kept = Signal(int)
    written = Signal(object)
    wanted = Signal(str)

    def __init__(self, conflict: ConflictEntry, now: str) -> None:
        super().__init__()
        self.conflict = conflict
        self.title, self.was = label(block_title(conflict), "strong"), label(was_text(conflict), "tiny")
        self.cards = [
            ChoiceCard(conflict, choice, now, number) for number, choice in enumerate(conflict.choices, 1)
        ]
        self.reason, self.another = Line(), Button(say("exchange.write_another"))
        self.another_box, self.error = QVBoxLayout(), label("", "error", wrap=True)
        self.input: Input | None = None
        self._use: Button | None = None
        self._typed = Typed()
        self._lay_out()
        self._name()

    def mark(self, number: int) -> bool:
        """Show the value of a number (from 1) as the one that Enter keeps; 0 shows none."""
        for place, card in enumerate(self.cards, 1):
            card.mark(place == number)
        return 1 <= number <= len(self.cards)

    def marked(self) -> int:
        """Return the number of the value that Enter keeps, 0 for none."""
        return next((n for n, card in enumerate(self.cards, 1) if card.property("ground") == "chosen"), 0)

    def agree(self) -> None:
        """Keep the value that is marked."""
        number = self.marked()
        if number and self.conflict.allowed:
            self.kept.emit(self.cards[number - 1].place)

    def write_another(self) -> None:
        """Offer a box for another value, filled with the reader's own."""
        if self.input is not None:
            self.input.main().setFocus()
            return
        rule = self._rule()
        if rule.shape is Shape.REFERENCE:
            self.wanted.emit(rule.target)
        else:
            self.offer(_options(rule))

    def offer(self, options: Options) -> None:
        """Show the box with these options to choose from."""
        if self.input is not None:
            return
        rule = self._rule()
        self.input = make_input(FieldSpec(self.conflict.field, "", SORTS[rule.shape], options))
        choices = self.conflict.choices
        own = next((one.value for one in choices if one.mine), choices[0].value)
        self.input.show_value(self._typed.value if self._typed.writing else own)
        self.input.main().setAccessibleName(words().field(self.conflict.kind, self.conflict.field))
        self._typed = Typed()
        self._use, leave = Button(say("exchange.use_this"), "primary"), Button(say("frame.cancel"), "quiet")
        self._use.clicked.connect(self.use_another)
        leave.clicked.connect(self.leave_another)
        self.another_box.addWidget(self.input)
        self.another_box.addLayout(row(self._use, leave, 1))
        self.another.setEnabled(False)
        self.input.main().setFocus()

    def leave_another(self) -> None:
        """Put the box away."""
        self.input, self._use = None, None
        empty_layout(self.another_box)
        self.another.setEnabled(True)
        self.say_wrong("")
        self.another.setFocus()

    def use_another(self) -> None:
        """Decide for what was written."""
        if self.input is None:
            return
        problem = self.input.problem()
        if problem:
            self.say_wrong(say(problem))
        else:
            self.say_wrong("")
            self.written.emit(_one(self.input.value()))

    def say_wrong(self, sentence: str) -> None:
        """Say beneath the values what is wrong, "" when nothing is."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def typed(self) -> Typed:
        """Return what was typed, so that it can be put back when the record is shown again."""
        value = self.input.value() if self.input is not None else None
        return Typed(self.reason.text(), self.input is not None, value)

    def put_back(self, typed: Typed) -> None:
        """Show again what was typed before."""
        self._typed = typed
        self.reason.setText(typed.reason)
        if typed.writing:
            self.write_another()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typing = QApplication.focusWidget() in _typed_into(self)
        if not typing and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            self.mark(event.key() - Qt.Key.Key_0)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._entered()
        elif event.key() == Qt.Key.Key_Escape and self.input is not None:
            self.leave_another()
        else:
            super().keyPressEvent(event)

    def _entered(self) -> None:
        focus = QApplication.focusWidget()
        card = next((one for one in self.cards if one.keep is focus), None)
        if card is not None and self.conflict.allowed:
            self.kept.emit(card.place)
        elif focus is self._use or (self.input is not None and self.input.isAncestorOf(focus or self)):
            self.use_another()
        elif focus is self.another:
            self.write_another()
        else:
            self.agree()

    def _rule(self) -> Rule:
        return describe(self.conflict.kind).fields[self.conflict.field].rule

    def _mark_place(self, place: int) -> None:
        self.mark(next((n for n, card in enumerate(self.cards, 1) if card.place == place), 0))

    def _name(self) -> None:
        self.reason.setPlaceholderText(say("exchange.why"))
        self.reason.setAccessibleName(say("exchange.why"))
        self.reason.setMaxLength(2_000)
        self.setAccessibleName(self.title.text())

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(GAP)
        across = len(self.cards) if len(self.cards) <= SIDE_BY_SIDE else 2
        for number in range(across):
            grid.setColumnStretch(number, 1)
        for number, card in enumerate(self.cards):
            card.kept.connect(self.kept)
            card.marked.connect(self._mark_place)
            grid.addWidget(card, number // across, number % across)
        self.another.clicked.connect(self.write_another)
        self.another.setVisible(_can_be_written(self.conflict))
        foot = row(self.reason, self.another, gap=10)
        foot.setStretch(0, 1)
        whole = column(row(self.title, 1, self.was, gap=10), grid, foot, self.another_box, self.error, gap=10)
        if alike(self.conflict):
            whole.insertWidget(2, label(say("exchange.same_name"), "small", wrap=True))
        if not self.conflict.allowed:
            whole.addWidget(not_allowed())
            self.reason.setEnabled(False)
            self.another.setEnabled(False)
        self.error.hide()
        self.setLayout(whole)


def _typed_into(block: FieldBlock) -> tuple[QWidget | None, ...]:
    written = (block.input.main(), *block.input.findChildren(QWidget)) if block.input is not None else ()
    return (block.reason, *written)


def _can_be_written(conflict: ConflictEntry) -> bool:
    return not conflict.about_removal and describe(conflict.kind).fields[conflict.field].rule.shape in SORTS


def _options(rule: Rule) -> tuple[tuple[str, str], ...]:
    return tuple((value, words().code(rule.code_list, value)) for value in CODE_LISTS.get(rule.code_list, ()))


def _one(value: object) -> Value:
    return value if isinstance(value, (str, int, bool)) else None
