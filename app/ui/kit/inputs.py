"""The inputs of form fields: one per shape of value, all with the same three signals and methods."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui.kit.button import icon_button
from app.ui.kit.chip import CheckChip
from app.ui.kit.dates import read_date
from app.ui.kit.flow import FlowLayout
from app.ui.language import say, words

Value = str | int | bool | tuple[str, ...] | None
Options = Sequence[tuple[str, str]]
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


class Input(QWidget):
    """What every input offers: `edited` while typing, `finished` when the value is to be kept."""

    edited = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inside = QHBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(4)

    def value(self) -> Value:
        """Return what the input holds, None for nothing."""
        raise NotImplementedError

    def show_value(self, value: Value) -> None:
        """Show a value without telling anyone."""
        raise NotImplementedError

    def problem(self) -> str:
        """Return the code of the sentence that says why the text cannot be a value, or ""."""
        return ""

    def main(self) -> QWidget:
        """Return the widget that takes the focus and the accessible name."""
        return self

    def retranslate(self) -> None:
        """Say again in the language in force whatever the input itself says."""


class LineInput(Input):
    """One line of text."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.textEdited.connect(self._edited)
        self.line.editingFinished.connect(self.finished)
        self.inside.addWidget(self.line)
        self.setFocusProxy(self.line)

    def value(self) -> Value:
        return self.line.text().strip() or None

    def show_value(self, value: Value) -> None:
        shown = "" if value is None else str(value)
        if shown != self.line.text():
            self.line.setText(shown)
            self.line.setCursorPosition(0)

    def main(self) -> QWidget:
        return self.line

    def _edited(self) -> None:
        self.edited.emit()


class NumberInput(LineInput):
    """A number: whole as int, otherwise a decimal as text with a point ("12.5")."""

    def __init__(self, whole: bool = False) -> None:
        super().__init__()
        self._whole = whole

    def value(self) -> Value:
        number = self._number()
        if number is None:
            return None
        return int(number) if self._whole else format(number.normalize(), "f")

    def show_value(self, value: Value) -> None:
        super().show_value(None if value is None else words().number(str(value)))

    def problem(self) -> str:
        text, number = self._typed(), self._number()
        if text and number is None:
            return "fields.not_a_number"
        broken = self._whole and number is not None and number != number.to_integral_value()
        return "fields.not_whole" if broken else ""

    def _typed(self) -> str:
        text = self.line.text().translate(_DIGITS).replace("٫", ".").replace("\u200e", "")
        return "".join(sign for sign in text if sign not in ", ٬\u00a0\u202f")

    def _number(self) -> Decimal | None:
        try:
            number = Decimal(self._typed())
        except InvalidOperation:
            return None
        return number if number.is_finite() else None


class DateInput(LineInput):
    """A day, typed in any usual form or picked from a calendar; the value is YYYY-MM-DD."""

    def __init__(self) -> None:
        super().__init__()
        self.button = icon_button("calendar", say("fields.pick_date"))
        self.button.clicked.connect(self._open)
        self.inside.addWidget(self.button)
        self._calendar: QCalendarWidget | None = None

    def value(self) -> Value:
        return read_date(self.line.text())

    def show_value(self, value: Value) -> None:
        super().show_value(words().date(str(value)) if value else None)

    def problem(self) -> str:
        return "fields.not_a_date" if self.line.text().strip() and not self.value() else ""

    def retranslate(self) -> None:
        self.button.setToolTip(say("fields.pick_date"))
        self.button.setAccessibleName(say("fields.pick_date"))

    def _open(self) -> None:
        self._calendar = QCalendarWidget(self)
        self._calendar.setWindowFlag(Qt.WindowType.Popup)
        self._calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        current = self.value()
        if isinstance(current, str):
            self._calendar.setSelectedDate(QDate.fromString(current, Qt.DateFormat.ISODate))
        self._calendar.clicked.connect(self._picked)
        self._calendar.activated.connect(self._picked)
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._calendar.show()

    def _picked(self, day: QDate) -> None:
        self.show_value(day.toString(Qt.DateFormat.ISODate))
        if self._calendar is not None:
            self._calendar.close()
            self._calendar = None
        self.finished.emit()


class TextInput(Input):
    """Text of several lines; the box grows with it. Tab leaves it, Ctrl+Enter keeps it.

    A QTextEdit, as QPlainTextEdit sets Arabic paragraphs at the wrong side.
    """

    def __init__(self, lines: int = 2, most: int = 9) -> None:
        super().__init__()
        self._lines, self._most = lines, most
        self.box = QTextEdit()
        self.box.setAcceptRichText(False)
        self.box.setTabChangesFocus(True)
        self.box.installEventFilter(self)
        self.box.textChanged.connect(self._changed)
        self.box.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.inside.addWidget(self.box)
        self.setFocusProxy(self.box)
        self._shown = ""
        self._fit()

    def value(self) -> Value:
        return self.box.toPlainText().strip() or None

    def show_value(self, value: Value) -> None:
        text = "" if value is None else str(value)
        if text != self.box.toPlainText():
            self._shown = text
            self.box.setPlainText(text)
        self._shown = text

    def main(self) -> QWidget:
        return self.box

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self.finished.emit()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _is_keep(event):
            self.finished.emit()
            return True
        return super().eventFilter(watched, event)

    def _changed(self) -> None:
        self._fit()
        if self.box.toPlainText() != self._shown:
            self._shown = ""
            self.edited.emit()

    def _fit(self, _size: object = None) -> None:
        spacing = self.box.fontMetrics().lineSpacing()
        needed = round(self.box.document().size().height())
        height = max(self._lines * spacing + 18, min(self._most * spacing + 18, needed + 12))
        if self.box.height() != height:
            self.box.setFixedHeight(height)


def _is_keep(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class _Combo(QComboBox):
    """A combo box that the wheel changes only while it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(60)

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
        if place < 0:
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
        self._line = QLineEdit()
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


MakeInput = Callable[[], Input]
