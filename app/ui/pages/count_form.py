"""Counting people by who they are, their sex and age: the form, and a line for each number kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.codes import CODE_LISTS
from app.models.registry import describe
from app.ui.begun import BegunEntry
from app.ui.kit.button import Button, icon_button
from app.ui.kit.form import FieldSpec, Form
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import say, words
from app.ui.pages.meetings_words import band_text
from app.ui.pages.stakeholders_words import code_options
from app.ui.session import Session
from app.ui.weak import weakly_plain


class CountForm(QWidget):
    """Takes counts of a kind whose field `by` says who they are; what is begun waits as a draft.

    `counted` carries who, sex, age band and the number; nought takes a line away. `lines` is a layout of the
    numbers kept, to be put where its owner wants it.
    """

    counted = Signal(str, str, str, int)

    def __init__(self, session: Session, kind: str, by: str) -> None:
        super().__init__()
        self._kind, self._by = kind, by
        self._codes = describe(kind).fields[by].rule.code_list
        self.form, self.keep, self.lines = Form(), Button("", "outlined", "plus"), column(gap=2)
        self.begun = BegunEntry(session, kind, self)
        self.begun.restored.connect(self._bring_back)
        self.keep.clicked.connect(self.count_entered)
        self._whole = column(self.form, row(self.keep, 1), gap=6)
        self.setLayout(self._whole)

    def retranslate(self) -> None:
        """Say the texts in the language in force; what was entered stays."""
        self.keep.setText(say("meetings.count.add"))
        self.begun.keep_typing()
        self.begun.watch({})
        old, self.form = self.form, Form(self._specs())
        self._whole.replaceWidget(old, self.form)
        old.hide()
        old.deleteLater()
        self.begun.watch({name: field.control for name, field in self.form.fields.items()})
        self._bring_back(self.begun.values())

    def belong(self, owner: str) -> None:
        """Be about another meeting or consultation; what was entered for the one before stays kept for it."""
        if owner != self.begun.owner:
            self._bring_back({})
            self.begun.belong(owner)

    def show_lines(self, lines: Sequence[Any]) -> None:
        """Show the numbers kept, in the order of the code list."""
        empty_layout(self.lines)
        order = {name: place for place, name in enumerate(CODE_LISTS[self._codes])}
        ranked = sorted(lines, key=lambda one: (order.get(getattr(one, self._by), 99), one.sex, one.age_band))
        for line in ranked:
            self.lines.addWidget(self._line(line))

    def count_entered(self) -> None:
        """Keep what was entered; counting the same people again replaces their number."""
        fields = self.form.fields
        values = {name: field.control.value() for name, field in fields.items()}
        wrong = {name: say("stakeholders.needed") for name, value in values.items() if value is None}
        wrong |= {
            name: say(field.control.problem()) for name, field in fields.items() if field.control.problem()
        }
        self.form.set_errors(wrong)
        if not wrong:
            who, sex, age = (str(values[name]) for name in (self._by, "sex", "age_band"))
            self.counted.emit(who, sex, age, int(str(values["count"])))
            fields["count"].control.show_value(None)
            self.begun.end()

    def take_away(self, who: str, sex: str, age_band: str) -> None:
        """Take a line away; undo brings it back."""
        self.counted.emit(who, sex, age_band, 0)

    def focus_count(self) -> None:
        """Put the focus on the number."""
        self.form.fields["count"].control.main().setFocus()

    def _bring_back(self, values: Mapping[str, Any]) -> None:
        for name, field in self.form.fields.items():
            field.control.show_value(values.get(name))
        self.form.set_errors({})

    def _line(self, line: Any) -> QWidget:
        made, group = QWidget(), getattr(line, self._by)
        sex, age = words().code("sex", line.sex), band_text(line.age_band)
        said = say("meetings.count.line", who=words().code(self._codes, group), sex=sex, age=age)
        remove = icon_button("x", say("stakeholders.remove_named", name=said))
        remove.clicked.connect(weakly_plain(self.take_away, group, line.sex, line.age_band))
        beside = row(
            label(said, "small_text", wrap=True), label(words().number(line.count), "strong"), remove
        )
        beside.setStretch(0, 1)
        made.setLayout(beside)
        return made

    def _specs(self) -> tuple[FieldSpec, ...]:
        field = partial(words().field, self._kind)
        return (
            FieldSpec(self._by, field(self._by), "choice", code_options(self._codes)),
            FieldSpec("sex", field("sex"), "choice", code_options("sex"), half=True),
            FieldSpec("age_band", field("age_band"), "choice", code_options("age_band"), half=True),
            FieldSpec("count", field("count"), "whole"),
        )
