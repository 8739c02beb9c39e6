"""Several activities at once: pasted from a spreadsheet, or changed together, each as one undo step."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.services.activity_rows import PastedRow
from app.services.views.plan import ActivityEntry, PlanView
from app.ui.kit.button import Button
from app.ui.kit.chip import CheckChip
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.inputs import ChoiceInput, DateInput, Input, NumberInput, ReferenceInput, SetInput
from app.ui.kit.panel import scrolling_column
from app.ui.kit.pick_many import PickManyInput
from app.ui.kit.rows import Cell, RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.plan_activity_fields import code_options, named, objective_options
from app.ui.pages.review_dialog import AskDialog
from app.ui.weak import weakly_plain
from app.ui.welcome_parts import Entry

WIDTH, HEIGHT = 860, 600
FIELDS = ("status", "shift", "starts", "ends", "objective", "lead", "government_counterpart")
SETS = ("groups", "locations", "partners")


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be changed of which activities; the field `shift` moves both days by a number of days."""

    activities: tuple[str, ...]
    field: str
    value: object


class PasteDialog(ReadDialog):
    """Shows what the clipboard holds as activities. `wanted` asks to read a text, `agreed` carries rows."""

    wanted = Signal(str)
    agreed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("plan.paste.title"))
        self.resize(WIDTH, HEIGHT)
        self.rows: tuple[PastedRow, ...] = ()
        self.text = QPlainTextEdit()
        self.text.setFixedHeight(96)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(say("plan.paste.cells"))
        self.text.setPlaceholderText(say("plan.paste.hint"))
        self.wrong, self.model = label("", "error", wrap=True), RowModel(())
        self.table = Table(self.model)
        self.table.setAccessibleName(say("kind.activity.many"))
        self.go, self.back = Button("", "primary", "plus"), Button(say("frame.cancel"))
        self.text.textChanged.connect(self._typed)
        self.go.clicked.connect(self.agree)
        self.back.clicked.connect(self.reject)
        self._lay_out()
        self.show_rows(())

    def begin(self) -> None:
        """Put in what lies on the clipboard."""
        self.text.setPlainText(QGuiApplication.clipboard().text())

    def show_rows(self, rows: tuple[PastedRow, ...], problem: str = "") -> None:
        """Show the activities that were read, or why there are none."""
        self.rows = rows
        self.wrong.setText(problem)
        self.wrong.setVisible(bool(problem))
        self.model.set_columns(_columns(), rows)
        self.go.setText(say("plan.paste.go", count=len(rows)))
        self.go.setEnabled(bool(rows))

    def agree(self) -> None:
        """Hand out the rows and go away."""
        self.accept()
        self.agreed.emit(self.rows)

    def _typed(self) -> None:
        text = self.text.toPlainText()
        if text.strip():
            self.wanted.emit(text)
        else:
            self.show_rows(())

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addWidget(label(say("plan.paste.title"), "title"))
        whole.addWidget(label(say("plan.paste.why"), "quiet", wrap=True))
        whole.addWidget(self.text)
        whole.addWidget(self.wrong)
        whole.addWidget(self.table, 1)
        whole.addLayout(row(1, self.back, self.go))


def _columns() -> list[TableColumn]:
    return [
        TableColumn(say("kind.activity"), _title, share=3),
        TableColumn(words().field("activity", "objective"), _objective, 90),
        TableColumn(words().kind("target"), _target, 110),
        TableColumn(say("plan.paste.unread"), _unread, share=3),
    ]


def _title(one: PastedRow) -> Cell:
    return Cell(one.title, under=str(one.values.get("code") or ""))


def _objective(one: PastedRow) -> Cell:
    return Cell(str(one.values.get("objective") or "–"))


def _target(one: PastedRow) -> Cell:
    return Cell(words().number(str(one.target["value"])) if one.target else "–")


def _unread(one: PastedRow) -> Cell:
    said = (f"{_field_name(name)}: {text}" for name, text in one.unread)
    return Cell(" · ".join(said), quiet=True)


def _field_name(name: str) -> str:
    kind = "target" if name in ("value", "unit") else "activity"
    return words().field(kind, name)


class SeveralDialog(AskDialog):
    """Asks which activities, which field and which value. The answer is a `Change`."""

    def __init__(self, view: PlanView, parent: QWidget | None = None) -> None:
        super().__init__(say("plan.several.title"), say("plan.several.why"), say("plan.several.go"), parent)
        self.resize(WIDTH, HEIGHT)
        self._view = view
        self.chips = {one.id: self._chip(one) for one in view.activities}
        self.all = Button(say("plan.several.all"), "link")
        self.all.clicked.connect(self.choose_all)
        options = [(name, self._name(name)) for name in (*FIELDS, *SETS)]
        self.field = Entry(say("plan.several.field"), ChoiceInput(options, nothing=""))
        self.field.control.show_value("status")
        self.field.control.finished.connect(weakly_plain(self._turn))
        self.wrong = label("", "error", wrap=True)
        self.holder = QVBoxLayout()
        self.value: Entry
        self._lay_out_list()
        self.form.addWidget(self.field)
        self.form.addLayout(self.holder)
        self.form.addWidget(self.wrong)
        self._turn()

    def choose_all(self) -> None:
        """Choose every activity, or none when all are chosen."""
        on = not all(chip.isChecked() for chip in self.chips.values())
        for chip in self.chips.values():
            chip.setChecked(on)

    def answer(self) -> Change | None:
        chosen = tuple(key for key, chip in self.chips.items() if chip.isChecked())
        self.wrong.setText("" if chosen else say("plan.several.nothing"))
        if not all([bool(chosen), self.value.need()]):
            return None
        return Change(chosen, str(self.field.value()), self.value.value())

    def _turn(self) -> None:
        empty_layout(self.holder)
        name = str(self.field.value())
        self.value = Entry(self._name(name), self._input(name))
        self.holder.addWidget(self.value)

    def _input(self, name: str) -> Input:
        choices = self._view.choices
        if name == "shift":
            return NumberInput(whole=True)
        if name in ("starts", "ends"):
            return DateInput()
        if name in ("lead", "government_counterpart"):
            return ReferenceInput(named(choices.organisations))
        if name == "groups":
            return SetInput(code_options("population_group"))
        if name in SETS:
            return PickManyInput(named(choices.locations if name == "locations" else choices.organisations))
        options = objective_options() if name == "objective" else code_options("activity_status")
        return ChoiceInput(options)

    def _name(self, name: str) -> str:
        return say("plan.several.shift") if name == "shift" else words().field("activity", name)

    def _chip(self, one: ActivityEntry) -> CheckChip:
        text = say("plan.with_code", code=one.code, title=label_text(one.title)).strip()
        return CheckChip(text, one.id)

    def _lay_out_list(self) -> None:
        area = scrolling_column(column(*(row(chip, 1) for chip in self.chips.values()), 1, gap=4))
        area.setMinimumHeight(220)
        self.form.addLayout(row(label(say("kind.activity.many"), "strong"), 1, self.all))
        self.form.addWidget(area, 1)
