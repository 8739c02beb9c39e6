"""The inputs of form fields, one per shape of value; those that are typed into stand here."""

from __future__ import annotations

import re
from decimal import Decimal

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QWidget

from app.ui.kit.button import icon_button
from app.ui.kit.choices import ChoiceInput, ReferenceInput, SetInput, YesNoInput
from app.ui.kit.dates import read_date
from app.ui.kit.hinted_text import HintedText
from app.ui.kit.input import Input, Options, Value
from app.ui.kit.line import Line
from app.ui.kit.tip import set_tip
from app.ui.language import say, words

__all__ = (
    "ChoiceInput",
    "DateInput",
    "Input",
    "LineInput",
    "NumberInput",
    "Options",
    "ReferenceInput",
    "SetInput",
    "TextInput",
    "Value",
    "YesNoInput",
)

_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


class LineInput(Input):
    """One line of text."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.line = Line()
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
        text = self.line.text().translate(_DIGITS).replace("٫", ".")
        text = "".join(sign for sign in text if sign not in " ٬\u00a0\u202f\u200e\u200f")
        return text.replace(",", ".") if words().language == "fr" else _without_groups(text)

    def _number(self) -> Decimal | None:
        text = self._typed()
        return Decimal(text) if _PLAIN.fullmatch(text) else None


def _without_groups(text: str) -> str:
    # A comma that does not part thousands is no number: "36,3" must never become 363.
    return text.replace(",", "") if _GROUPED.fullmatch(text) else text


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
        set_tip(self.button, say("fields.pick_date"))
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
        self.box = HintedText()
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
