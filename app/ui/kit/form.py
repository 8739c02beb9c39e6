"""A form of fields that keep themselves, made from specifications."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.field import FieldEditor
from app.ui.kit.inputs import (
    ChoiceInput,
    DateInput,
    Input,
    LineInput,
    NumberInput,
    Options,
    ReferenceInput,
    SetInput,
    TextInput,
    Value,
    YesNoInput,
)
from app.ui.kit.pick_many import PickManyInput


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: `sort` is line, text, choice, date, number, whole, yes_no, reference, set or pick_many.

    `half` puts it beside its neighbour when that one is half too. `options` are (value, text). `make` makes
    an input of its own sort; two that make the same must be equal.
    """

    name: str
    title: str
    sort: str = "line"
    options: Options = ()
    half: bool = False
    hint: str = ""
    read_only: bool = False
    make: Callable[[], Input] | None = None


def make_input(spec: FieldSpec) -> Input:
    """Return the input for a field's sort. Raises KeyError for an unknown sort."""
    if spec.make is not None:
        return spec.make()
    with_options: dict[str, Callable[[Options], Input]] = {
        "choice": ChoiceInput,
        "reference": ReferenceInput,
        "set": SetInput,
        "pick_many": PickManyInput,
    }
    if spec.sort in with_options:
        return with_options[spec.sort](spec.options)
    if spec.sort in ("number", "whole"):
        return NumberInput(whole=spec.sort == "whole")
    plain: dict[str, type[Input]] = {
        "line": LineInput,
        "text": TextInput,
        "date": DateInput,
        "yes_no": YesNoInput,
    }
    return plain[spec.sort]()


class Form(QWidget):
    """`committed` and `drafted` carry the field's name and its value."""

    committed = Signal(str, object)
    drafted = Signal(str, object)

    def __init__(self, specs: Sequence[FieldSpec] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, FieldEditor] = {}
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(10)
        waiting: QHBoxLayout | None = None
        for spec in specs:
            waiting = self._add(spec, waiting)

    def show_values(self, values: Mapping[str, Value]) -> None:
        """Show values by field name; fields not named show nothing."""
        for name, field in self.fields.items():
            field.show_value(values.get(name))
            field.set_error("")

    def set_errors(self, sentences: Mapping[str, str]) -> None:
        """Say beneath the named fields what is wrong, and clear the others."""
        for name, field in self.fields.items():
            field.set_error(sentences.get(name, ""))

    def commit(self) -> None:
        """Commit whatever is being typed."""
        for field in self.fields.values():
            if field.is_being_edited():
                field.commit()

    def _add(self, spec: FieldSpec, waiting: QHBoxLayout | None) -> QHBoxLayout | None:
        field = FieldEditor(spec.title, make_input(spec), spec.name)
        field.set_hint(spec.hint)
        field.control.setEnabled(not spec.read_only)
        field.committed.connect(self._committed)
        field.drafted.connect(self._drafted)
        self.fields[spec.name] = field
        if spec.half and waiting is not None:
            waiting.addWidget(field, 1)
            return None
        if not spec.half:
            self._whole.addWidget(field)
            return None
        beside = QHBoxLayout()
        beside.setSpacing(10)
        beside.addWidget(field, 1)
        self._whole.addLayout(beside)
        return beside

    def _committed(self, value: object) -> None:
        field = self.sender()
        if isinstance(field, FieldEditor):
            self.committed.emit(field.name, value)

    def _drafted(self, value: object) -> None:
        field = self.sender()
        if isinstance(field, FieldEditor):
            self.drafted.emit(field.name, value)
