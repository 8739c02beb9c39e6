"""The inputs: unanswered first, filtered, grouped, several linked at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.models.codes import CODE_LISTS
from app.services.views.voices import VoiceRow, VoicesView
from app.ui.kit.button import Button
from app.ui.kit.chip import CheckChip
from app.ui.kit.inputs import Options
from app.ui.kit.rows import Cell, TableColumn
from app.ui.kit.text import GAP, column, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.stakeholders_words import record_options
from app.ui.pages.voices_parts import FilterBox, SearchList
from app.ui.pages.voices_words import (
    became_cell,
    beneath,
    heard_at_cell,
    linked_text,
    name_text,
    objective_options,
    severity_cell,
    who_text,
)

GROUPS = ("answer", "objective", "place", "who", "source")


class VoiceList(SearchList):
    """The list of inputs; in `several` mode each click takes a row up or lets it go."""

    counted = Signal(int)

    def __init__(self, group: Callable[[VoiceRow], str]) -> None:
        super().__init__(group)
        self.several = False
        self.table.selectionModel().selectionChanged.connect(self._tell_count)

    def choose_several(self, on: bool) -> None:
        """Let rows be taken up one after the other, or one only."""
        self.several = on
        mode = QAbstractItemView.SelectionMode
        self.table.setSelectionMode(mode.MultiSelection if on else mode.SingleSelection)
        self.table.clearSelection()

    def chosen_ids(self) -> list[str]:
        """Return the ids of the rows that are taken up, in their order."""
        lines = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        found = (self.model.row_at(self.model.index(line, 0)) for line in lines)
        return [str(one.id) for one in found if one is not None]

    def take_up(self, ids: Sequence[str]) -> None:
        """Take up exactly these rows."""
        self.table.clearSelection()
        flags = QItemSelectionModel.SelectionFlag
        for line in (self.model.place_of(one) for one in ids):
            if line >= 0:
                index = self.model.index(line, 0)
                self.table.selectionModel().select(index, flags.Select | flags.Rows)

    def shown_ids(self) -> list[str]:
        """Return the ids of all rows that are shown."""
        found = (self.model.row_at(self.model.index(line, 0)) for line in range(self.model.rowCount()))
        return [str(one.id) for one in found if one is not None]

    def _tell_count(self, *_changed: object) -> None:
        self.counted.emit(len(self.chosen_ids()))


class InputsTab(QWidget):
    """`picked` an input; `link_wanted` and `answer_wanted` ask for something to do with those taken up."""

    picked = Signal(str)
    link_wanted = Signal()
    answer_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.waiting, self.several = CheckChip("", "waiting"), CheckChip("", "several")
        self.objective, self.who, self.place, self.group = (FilterBox() for _ in range(4))
        self.list = VoiceList(self._heading)
        self.chosen, self.link = label("", "strong"), Button("", "outlined", "link")
        self.answer, self.all = Button("", "outlined", "check"), Button("", "quiet")
        self.bar = QWidget()
        self._rows: tuple[VoiceRow, ...] = ()
        self._headings = {True: "", False: ""}
        self._lay_out()
        self._wire()

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.list.retranslate()
        self._headings = {True: say("voices.heading.waiting"), False: say("voices.heading.answered")}
        self.several.setText(say("voices.several"))
        self.link.setText(say("voices.link"))
        self.answer.setText(say("voices.say_became"))
        self.all.setText(say("voices.all_shown"))
        self.group.offer(
            say("voices.group.answer"), [(one, say(f"voices.group.{one}")) for one in GROUPS[1:]]
        )
        self.group.setAccessibleName(say("voices.group"))

    def show_view(self, view: VoicesView, chosen: str, *, narrow: bool) -> None:
        """Show the inputs, one of them open."""
        held = self.list.chosen_ids() if self.list.several else []
        self._rows = view.rows
        self.waiting.setText(say("voices.waiting", number=words().number(view.waiting)))
        self.objective.offer(say("voices.any_objective"), objective_options())
        self.who.offer(say("voices.anybody"), _affiliations(view.rows))
        self.place.offer(say("voices.any_place"), record_options(_places(view.rows)))
        self.list.show_rows(_columns(narrow), view.rows, "" if self.list.several else chosen)
        self.list.take_up(held) if held else None
        self._say_chosen(len(held))

    def stop_several(self) -> None:
        """Let go of all rows."""
        self.several.setChecked(False)

    def _keeps(self, one: VoiceRow) -> bool:
        wanted = (
            (self.objective.value(), one.objective),
            (self.who.value(), str(one.values.get("raised_by") or "")),
            (self.place.value(), one.place_id),
        )
        fits = all(not value or value == held for value, held in wanted)
        return fits and (one.waits or not self.waiting.isChecked())

    def _heading(self, one: VoiceRow) -> str:
        by = self.group.value() or "answer"
        if by == "answer":
            return self._headings[one.waits]
        said = {
            "objective": words().code("so", one.objective) if one.objective else "",
            "place": label_text(one.place),
            "who": who_text(one),
            "source": linked_text(one.source),
        }[by]
        return said or say("voices.heading.none")

    def _narrow(self, *_changed: object) -> None:
        self.list.keep_only(self._keeps)
        self._say_chosen(0)

    def _regroup(self) -> None:
        self.list.model.set_rows(self._rows)

    def _switch(self, on: bool) -> None:
        self.list.choose_several(on)
        self.bar.setVisible(on)
        self._say_chosen(0)

    def _say_chosen(self, count: int) -> None:
        self.chosen.setText(say("voices.chosen", count=count) if count else say("voices.choose_some"))
        self.link.setEnabled(bool(count))
        self.answer.setEnabled(bool(count))

    def _take_all(self) -> None:
        self.list.take_up(self.list.shown_ids())

    def _tell_picked(self, record_id: str) -> None:
        if not self.list.several:
            self.picked.emit(record_id)

    def _wire(self) -> None:
        self.list.picked.connect(self._tell_picked)
        self.list.counted.connect(self._say_chosen)
        self.several.toggled.connect(self._switch)
        self.waiting.toggled.connect(self._narrow)
        for box in (self.objective, self.who, self.place):
            box.chosen.connect(self._narrow)
        self.group.chosen.connect(self._regroup)
        self.link.clicked.connect(self.link_wanted)
        self.answer.clicked.connect(self.answer_wanted)
        self.all.clicked.connect(self._take_all)

    def _lay_out(self) -> None:
        boxes = (self.objective, self.who, self.place, self.group)
        self.list.narrow_by(self.waiting, *boxes, self.several)
        self.bar.setLayout(row(self.chosen, self.link, self.answer, self.all, 1))
        self.bar.hide()
        whole = column(self.bar, self.list, gap=GAP - 4)
        whole.setStretch(1, 1)
        self.setLayout(whole)


def _affiliations(rows: Sequence[VoiceRow]) -> Options:
    held = {str(one.values.get("raised_by") or "") for one in rows}
    return [(one, words().code("affiliation", one)) for one in CODE_LISTS["affiliation"] if one in held]


def _places(rows: Sequence[VoiceRow]) -> list[Any]:
    return list({one.place_id: (one.place_id, one.place) for one in rows if one.place_id}.values())


def _columns(narrow: bool) -> list[TableColumn]:
    said = TableColumn(
        say("voices.column.said"), lambda one: Cell(name_text(one.text), under=beneath(one)), share=5
    )
    became = TableColumn(say("voices.column.became"), became_cell, _chip_width())
    if narrow:
        return [said, became]
    return [
        said,
        TableColumn(words().field("issue", "objective"), lambda one: Cell(one.objective), 84),
        TableColumn(
            words().field("issue", "severity"),
            severity_cell,
            92,
            sort_key=lambda one: -int(one.severity or 0),
        ),
        TableColumn(say("voices.column.heard_at"), heard_at_cell, share=3),
        became,
        TableColumn(say("voices.column.answered_by"), _answering, 104),
    ]


def _chip_width() -> int:
    return 150 if words().right_to_left else 132


def _answering(one: VoiceRow) -> Cell:
    return Cell(words().join([each.code for each in one.activities if each.code]))
