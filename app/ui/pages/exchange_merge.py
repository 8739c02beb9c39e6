"""Two records side by side: each field in which they differ is decided, then they are merged."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from app.models.codes import CODE_LISTS
from app.models.registry import describe
from app.models.values import Value
from app.services.duplicates import merge
from app.services.views.duplicates import MergeField, MergeView, merge_view
from app.ui.kit.button import Button
from app.ui.kit.form import FieldSpec, make_input
from app.ui.kit.input import Input
from app.ui.kit.panel import scrolling_column
from app.ui.kit.text import column, label, row, set_look
from app.ui.language import say, words
from app.ui.pages.exchange_conflicts_block import SORTS
from app.ui.pages.exchange_dialog import ExchangeDialog
from app.ui.pages.exchange_duplicates_words import field_title, field_value, name_text, telling_text
from app.ui.pages.plan_text import RowButton
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

WIDTH, HEIGHT = 860, 560


class FieldChoice(QWidget):
    """One field: a button for each value and one to write another; `wrong` is what is wrong with that."""

    chosen = Signal()

    def __init__(self, field: MergeField) -> None:
        super().__init__()
        self.field = field
        self.input: Input | None = None
        self.buttons: list[Button] = []
        self.another = Button(say("exchange.write_another"), "link")
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self._lay_out()

    def value(self) -> Value:
        """Return the value that was chosen or written."""
        if self.input is not None:
            written = self.input.value()
            return written if isinstance(written, (str, int, bool)) else None
        place = next((number for number, button in enumerate(self.buttons) if button.isChecked()), 0)
        return self.field.values[place]

    def problem(self) -> str:
        """Return the code of what is wrong with what was written, "" when nothing is."""
        return (self.input.problem() or "") if self.input is not None else ""

    def say_wrong(self, sentence: str) -> None:
        """Say beneath the values what is wrong."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def write_another(self) -> None:
        """Offer a box for another value, filled with the one that was chosen."""
        if self.input is None:
            before = self.value()
            rule = describe(self.field.kind).fields[self.field.field].rule
            codes = CODE_LISTS.get(rule.code_list, ())
            options = tuple((one, words().code(rule.code_list, one)) for one in codes)
            self.input = make_input(FieldSpec(self.field.field, "", SORTS[rule.shape], options))
            self.input.show_value(before)
            self.input.main().setAccessibleName(field_title(self.field))
            self._whole.insertWidget(2, self.input)
            self._check(None)
        self.input.main().setFocus()

    def choose(self, place: int) -> None:
        """Keep the value at a place, from 0; what was being written is put away."""
        if self.input is not None:
            self._whole.removeWidget(self.input)
            self.input.deleteLater()
            self.input = None
            self.say_wrong("")
        self._check(place)

    def _check(self, place: int | None) -> None:
        for number, button in enumerate(self.buttons):
            button.setChecked(number == place)
            set_look(self._frames[number], "ground", "chosen" if number == place else "choice")
            self._ticks[number].setText("✓" if number == place else "")

    def _lay_out(self) -> None:
        title = label(field_title(self.field), "strong")
        head = row(title, 1, self.another)
        grid = QGridLayout()
        grid.setSpacing(10)
        self._frames: list[QFrame] = []
        self._ticks: list[QLabel] = []
        for place, value in enumerate(self.field.values):
            grid.addWidget(self._card(place, value), place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.another.clicked.connect(self.write_another)
        self.another.setAccessibleName(say("duplicates.another_for", field=field_title(self.field)))
        self.another.setVisible(_can_be_written(self.field))
        self._whole = column(head, grid, self.error, gap=6)
        self.setLayout(self._whole)
        self._check(0)

    def _card(self, place: int, value: Value) -> QFrame:
        text = field_value(self.field.kind, self.field.field, value, self.field.names)
        button = RowButton("", "row")
        button.setCheckable(True)
        button.setAccessibleName(say("duplicates.keep_value", field=field_title(self.field), value=text))
        shown = label(text, "", wrap=True)
        shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        tick = label("", "strong")
        tick.setFixedWidth(16)
        tick.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ticks.append(tick)
        inside = row(shown, tick, gap=6)
        inside.setStretch(0, 1)
        inside.setContentsMargins(12, 9, 10, 9)
        button.setLayout(inside)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(weakly_plain(self.choose, place))
        self.buttons.append(button)
        frame = QFrame()
        frame.setLayout(column(button, gap=0))
        self._frames.append(frame)
        return frame


class MergeDialog(ExchangeDialog):
    """Shows what merging does and does it; without two records it decides what a merge left open."""

    def __init__(
        self, session: Session, kind: str, ids: Sequence[str], parent: QWidget | None = None
    ) -> None:
        title = say("duplicates.merge_title" if len(ids) > 1 else "duplicates.decide_title")
        super().__init__(session, title, say("duplicates.merge_why"), parent)
        self.kind, self.ids = kind, tuple(ids)
        self.choices: list[FieldChoice] = []
        self.go.setText(say("duplicates.merge_now" if len(ids) > 1 else "duplicates.decide_now"))
        self.go.setEnabled(False)
        self.go.clicked.connect(self.merge)
        self.parts = column(gap=16)
        self.content.addWidget(scrolling_column(column(self.parts, 1), 10), 1)
        self.resize(WIDTH, HEIGHT)

    def look(self) -> None:
        """Read what merging would do."""
        work = partial(merge_view, kind=self.kind, ids=self.ids)
        self.session.read(work, weakly(self.show_view), weakly(self.refused))

    def show_view(self, view: MergeView) -> None:
        """Show the records and a choice for each field in which they differ."""
        self.go.setEnabled(True)
        self.parts.addLayout(_heads(view))
        if not view.fields:
            self.parts.addWidget(label(say("duplicates.nothing_differs"), "quiet", wrap=True))
        self.choices = [FieldChoice(one) for one in view.fields]
        for choice in self.choices:
            self.parts.addWidget(choice)
        said = (label(sentence, "small_text", wrap=True) for sentence in _sentences(view))
        self.parts.addLayout(column(*said, gap=5))
        first = self.choices[0].buttons[0] if self.choices else self.go
        first.setFocus()

    def merge(self) -> None:
        """Merge with what was chosen, unless something written is wrong."""
        for choice in self.choices:
            problem = choice.problem()
            choice.say_wrong(say(problem) if problem else "")
        if any(choice.problem() for choice in self.choices):
            return
        values = {choice.field.name: choice.value() for choice in self.choices}
        self.go.setEnabled(False)
        work = partial(merge, kind=self.kind, ids=self.ids, values=values)
        self.session.write(work, weakly(self._merged), weakly(self._not_merged))

    def _not_merged(self, error: BaseException) -> None:
        self.go.setEnabled(True)
        self.refused(error)

    def _merged(self, _first: object) -> None:
        self.session.offer_undo(say("duplicates.done" if len(self.ids) > 1 else "duplicates.decided"))
        self.accept()


def _heads(view: MergeView) -> QGridLayout:
    """Return the records side by side, the one that stands for all first."""
    grid = QGridLayout()
    grid.setSpacing(10)
    for place, side in enumerate(view.sides):
        name = label(name_text(side.name), "card", wrap=True)
        telling = label(telling_text(side), "tiny", wrap=True)
        telling.setVisible(bool(side.telling))
        grid.addLayout(column(name, telling, gap=2), place // 2, place % 2)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _sentences(view: MergeView) -> list[str]:
    """Return what else happens: gaps filled from the other, and what comes under the one that stays."""
    codes = [dict(side.telling).get("code") for side in view.sides]
    stays, others = next(iter(codes), None), any(codes[1:])
    found = [say("duplicates.code_stays", code=stays)] if stays and others else []
    for one in view.filled:
        value = field_value(one.kind, one.field, one.values[0], one.names)
        found.append(say("duplicates.filled", field=field_title(one), value=value))
    for kind, count in view.moved:
        found.append(say("duplicates.moved", kind=say(f"kind.{kind}.many"), count=words().number(count)))
    return found


def _can_be_written(field: MergeField) -> bool:
    rule = describe(field.kind).fields[field.field].rule
    return rule.shape in SORTS and not rule.target
