"""Inputs that choose: one code, yes or no, one record, any number of codes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from app.models.folding import fold
from app.ui.kit.chip import CheckChip
from app.ui.kit.combo import Combo, FoldedCompleter
from app.ui.kit.flow import FlowLayout
from app.ui.kit.input import Input, Options, Value
from app.ui.kit.line import Line
from app.ui.language import say


class ChoiceInput(Input):
    """One code out of a list; the first entry stands for nothing."""

    def __init__(self, options: Options, nothing: str = "—") -> None:
        super().__init__()
        self.combo = Combo()
        self._options, self._nothing = list(options), nothing
        self._fill(options)
        self.combo.activated.connect(self._chosen)
        self.inside.addWidget(self.combo)
        self.setFocusProxy(self.combo)

    def set_options(self, options: Options) -> None:
        """Offer other options; the value stays when it is still among them."""
        held = self.value()
        self._options = list(options)
        self._fill(options)
        self.show_value(held)

    def value(self) -> Value:
        return self.combo.currentData() or None

    def show_value(self, value: Value) -> None:
        place = self.combo.findData(value or "")
        if place < 0 and value:
            self.combo.addItem(str(value), value)
            place = self.combo.count() - 1
        self.combo.setCurrentIndex(place)

    def main(self) -> QWidget:
        return self.combo

    def _fill(self, options: Options) -> None:
        self.combo.clear()
        if self._nothing:
            self.combo.addItem(self._nothing, "")
        for value, text in options:
            self.combo.addItem(text, value)

    def _chosen(self) -> None:
        self.finished.emit()


class YesNoInput(ChoiceInput):
    """Yes, no, or not said."""

    def __init__(self) -> None:
        super().__init__((("yes", say("fields.yes")), ("no", say("fields.no"))))

    def value(self) -> Value:
        return {"yes": True, "no": False}.get(self.combo.currentData())

    def show_value(self, value: Value) -> None:
        super().show_value(None if value is None else "yes" if value else "no")

    def retranslate(self) -> None:
        self.set_options((("yes", say("fields.yes")), ("no", say("fields.no"))))

    def set_options(self, options: Options) -> None:
        held = self.value()
        self._fill(options)
        self.show_value(held)


class ReferenceInput(Input):
    """One record out of many: type part of its name, or open the list. The value is the record's id.

    `finding` holds, by id, further folded texts that a record is found by.
    """

    def __init__(
        self, options: Options, placeholder: str = "", finding: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self.combo = Combo()
        self._line = Line()
        self.combo.setLineEdit(self._line)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._line.setPlaceholderText(placeholder or say("fields.search"))
        self.completer = FoldedCompleter(self.combo, finding or {})
        self.completer.activated.connect(self._chosen)
        self.combo.setCompleter(self.completer)
        self.set_options(options)
        self.combo.activated.connect(self._chosen)
        self._line.editingFinished.connect(self._left)
        self.inside.addWidget(self.combo)
        self.setFocusProxy(self.combo)

    def set_options(self, options: Options) -> None:
        """Offer other records, given as (id, text)."""
        held = self.value() if self.combo.count() else None
        self.combo.clear()
        self.combo.addItem("", "")
        for value, text in options:
            self.combo.addItem(text, value)
        self.show_value(held)

    def value(self) -> Value:
        place = self._place()
        return (self.combo.itemData(place) or None) if place >= 0 else None

    def show_value(self, value: Value) -> None:
        place = self.combo.findData(value or "")
        self.combo.setCurrentIndex(max(place, 0))
        self._line.setCursorPosition(0)

    def problem(self) -> str:
        return "fields.not_in_list" if self._place() < 0 else ""

    def main(self) -> QWidget:
        return self.combo

    def _place(self) -> int:
        """Return the row of what stands in the line, -1 for none: chosen, written or read so."""
        typed, here = self.combo.currentText(), self.combo.currentIndex()
        if typed == self.combo.itemText(here):
            return here
        place = self.combo.findText(typed, Qt.MatchFlag.MatchFixedString)
        if place >= 0:
            return place
        rows = range(self.combo.count())
        return next((row for row in rows if fold(self.combo.itemText(row)) == fold(typed)), -1)

    def _chosen(self) -> None:
        self.finished.emit()

    def _left(self) -> None:
        self.finished.emit()


class SetInput(Input):
    """Any number of codes or records, each a chip to switch on or off; the value is a tuple in list order."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self.chips: list[CheckChip] = []
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._holder)
        self.inside.addLayout(whole)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_options(options)

    def set_options(self, options: Options) -> None:
        """Offer other codes; those already on stay on."""
        held = self.value() if self.chips else ()
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self.chips = [CheckChip(text, value, self._holder) for value, text in options]
        for chip in self.chips:
            self._flow.addWidget(chip)
            chip.clicked.connect(self._clicked)
        self.show_value(held)
        if self.chips:
            self.setFocusProxy(self.chips[0])

    def value(self) -> Value:
        return tuple(chip.value for chip in self.chips if chip.isChecked())

    def show_value(self, value: Value) -> None:
        on = value if isinstance(value, tuple) else ()
        for chip in self.chips:
            chip.setChecked(chip.value in on)

    def _clicked(self) -> None:
        self.finished.emit()
