"""Inputs that choose: one code, yes or no, one record, any number of codes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from app.ui.kit.chip import CheckChip
from app.ui.kit.flow import FlowLayout
from app.ui.kit.input import Input, Options, Value
from app.ui.kit.line import Line
from app.ui.language import say


class _Combo(QComboBox):
    """A combo box that the wheel changes only while it has the focus; a long entry ends in …"""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(60)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isEditable():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width() - 4
        shown = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        option.currentText = shown
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceInput(Input):
    """One code out of a list; the first entry stands for nothing."""

    def __init__(self, options: Options, nothing: str = "—") -> None:
        super().__init__()
        self.combo = _Combo()
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
    """One record out of many: type part of its name, or open the list. The value is the record's id."""

    def __init__(self, options: Options, placeholder: str = "") -> None:
        super().__init__()
        self.combo = _Combo()
        self._line = Line()
        self.combo.setLineEdit(self._line)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._line.setPlaceholderText(placeholder or say("fields.search"))
        self._completing()
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

    def _completing(self) -> None:
        completer = QCompleter(self.combo.model(), self.combo)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.activated.connect(self._chosen)
        self.combo.setCompleter(completer)

    def _place(self) -> int:
        return self.combo.findText(self.combo.currentText(), Qt.MatchFlag.MatchFixedString)

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
