"""The box in which a note-taker catches what is said: F2 to F5 say what it is, Enter records it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.services.views.meetings import MeetingsView
from app.ui.kit.button import Button
from app.ui.kit.chip import CheckChip
from app.ui.kit.flow import flowing
from app.ui.kit.hinted_text import HintedText
from app.ui.kit.inputs import DateInput, Value
from app.ui.kit.text import set_look
from app.ui.kit.tip import set_tip
from app.ui.language import say, words
from app.ui.pages.choosing import chooser
from app.ui.pages.meetings_attribution import (
    AttributionList,
    Who,
    drop_mark,
    text_before_cursor,
    typed_after_mark,
    without_signs,
)
from app.ui.pages.meetings_words import NOTE_KINDS, note_kind
from app.ui.pages.stakeholders_words import code_options, record_options
from app.ui.theme import color
from app.ui.weak import weakly, weakly_plain

KEYS = {"issue": "F2", "decision": "F3", "commitment": "F4", "action_point": "F5"}
FIELDS: dict[str, tuple[str, ...]] = {
    "issue": ("raised_by", "objective", "location"),
    "decision": ("agreed_by", "basis"),
    "commitment": ("organisation", "objective"),
    "action_point": ("responsible", "organisation"),
}
"""Which chips stand under the box for each kind of line."""
ORDER = ("raised_by", "organisation", "responsible", "agreed_by", "basis", "objective", "location")
WHO = {
    "issue": ("raised_by",),
    "decision": ("agreed_by",),
    "commitment": ("organisation",),
    "action_point": ("responsible", "organisation"),
}
"""Which chips @ and two letters can set, for each kind of line."""
DUE = ("commitment", "action_point")
Choices = list[tuple[str, str]]


class EntryBox(QFrame):
    """`caught` carries kind, text and values by field name; `drafted` all that is typed, at every key."""

    caught = Signal(str, str, object)
    drafted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.kind = "issue"
        self.values: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._view: MeetingsView | None = None
        self.text = HintedText()
        self.kinds = {kind: CheckChip("", kind) for kind in NOTE_KINDS}
        self.chips = {name: Button("", "chip") for name in ORDER}
        self.due = DateInput()
        self.whos = AttributionList()
        self._lay_out()
        self._wire()
        self.choose(self.kind)

    def retranslate(self) -> None:
        """Say the box's own texts in the language in force."""
        self.text.show_hint(say("meetings.entry.hint"))
        self.text.setAccessibleName(say("meetings.entry"))
        self.whos.setAccessibleName(say("roundtable.entry.who"))
        self.due.line.setPlaceholderText(say("meetings.entry.due"))
        self.due.line.setAccessibleName(say("meetings.entry.due"))
        for kind, chip in self.kinds.items():
            chip.setText(say("meetings.entry.key", key=KEYS[kind], kind=note_kind(kind)))
        self._name_chips()

    def show_choices(self, view: MeetingsView) -> None:
        """Take what the chips can be set to."""
        self._view = view

    def choose(self, kind: str) -> None:
        """Say what the line is; the text stays."""
        self.kind = kind
        for name, chip in self.kinds.items():
            chip.setChecked(name == kind)
        for name, button in self.chips.items():
            button.setVisible(name in FIELDS[kind])
        self.due.setVisible(kind in DUE)

    def take_key(self, kind: str) -> None:
        """Say what the line is and go on typing."""
        self.choose(kind)
        self.text.setFocus()

    def record(self) -> None:
        """Hand out the line and begin an empty one; a day that cannot be read keeps it here."""
        text = without_signs(self.text.toPlainText().strip())
        if not text or (self.kind in DUE and self.due.problem()):
            self._mark_due()
            return
        values: dict[str, object] = {
            name: self.values[name] for name in FIELDS[self.kind] if name in self.values
        }
        if self.kind in DUE and self.due.value():
            values["due"] = self.due.value()
        self.text.clear()
        self.values.clear()
        self.due.show_value(None)
        self._mark_due()
        self._name_chips()
        self.caught.emit(self.kind, text, values)

    def _mark_due(self) -> None:
        problem = self.due.problem() if self.kind in DUE else ""
        set_look(self.due.line, "wrong", "true" if problem else "false")
        said = say(problem) if problem else ""
        set_tip(self.due.line, said)
        self.due.line.setAccessibleDescription(said)
        if problem:
            self.due.line.setFocus()

    def give_back(self, values: Mapping[str, Value]) -> None:
        """Put a line back that was not recorded, by field name, unless another was begun; {} clears."""
        if values and self.text.toPlainText().strip():
            return
        self.choose(str(values.get("kind") or self.kind))
        self.text.blockSignals(True)
        self.text.setPlainText(str(values.get("text") or ""))
        self.text.blockSignals(False)
        self.values = {name: str(value) for name, value in values.items() if name in ORDER and value}
        self.due.show_value(values.get("due"))
        self._name_chips()

    def set_value(self, name: str, value: object) -> None:
        """Set a chip's value; "" clears it."""
        if value:
            self.values[name] = str(value)
        else:
            self.values.pop(name, None)
        self._name_chips()
        self._typed()
        self.text.setFocus()

    def open_chooser(self, name: str) -> None:
        """Offer what a chip can be set to."""
        choices = [("", say("meetings.entry.nothing")), *self._choices(name)]
        dialog = chooser(self.chips[name], say(f"meetings.entry.{name}"), choices, "tag")
        dialog.picked.connect(weakly(self.set_value, name))

    def take_who(self, who: object) -> None:
        """Set the chip that was picked with @, and take the letters out of the text."""
        if isinstance(who, Who):
            drop_mark(self.text)
            self.set_value(who.field, who.value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if self.whos.take_key(event.key()):
                return True
            plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self.record()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(color("surface"))
        painter.setPen(QPen(color("accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def _typed(self) -> None:
        text = self.text.toPlainText().strip()
        self.whos.offer(self._whos(), typed_after_mark(text_before_cursor(self.text)))
        due = self.due.value() if self.kind in DUE else None
        self.drafted.emit({"kind": self.kind, "text": text, "due": due, **self.values} if text else {})

    def _whos(self) -> list[Who]:
        if "@" not in self.text.toPlainText():
            return []
        return [
            Who(name, value, text) for name in WHO[self.kind] for value, text in self._choices(name) if value
        ]

    def _choices(self, name: str) -> Choices:
        view = self._view
        if name in ("raised_by", "objective", "basis"):
            lists = {"raised_by": "affiliation", "objective": "so", "basis": "decision_basis"}
            options = code_options(lists[name])
            return [(value, f"{value} {text}" if name == "objective" else text) for value, text in options]
        if view is None:
            return []
        records: Mapping[str, Callable[[], Choices]] = {
            "location": lambda: list(record_options(view.locations)),
            "organisation": lambda: list(record_options(view.organisations)),
            "responsible": lambda: [(text, text) for _, text in record_options(view.members)],
            "agreed_by": lambda: self._bodies(view),
        }
        found = records[name]()
        self._names.update(found)
        return found

    def _bodies(self, view: MeetingsView) -> Choices:
        groups = [(text, text) for _, text in code_options("affiliation")]
        everyone = say("roundtable.all_present")
        return [
            (everyone, everyone),
            *groups,
            *((text, text) for _, text in record_options(view.organisations)),
        ]

    def _name_chips(self) -> None:
        for name, chip in self.chips.items():
            value = self.values.get(name, "")
            chip.setText(self._said(name, value) if value else say(f"meetings.entry.{name}"))
            chip.setAccessibleName(say(f"meetings.entry.{name}"))

    def _said(self, name: str, value: str) -> str:
        lists = {"raised_by": "affiliation", "basis": "decision_basis"}
        if name in lists:
            return words().code(lists[name], value)
        return self._names.get(value, value)

    def _wire(self) -> None:
        self.text.installEventFilter(self)
        self.text.textChanged.connect(self._typed)
        self.whos.picked.connect(self.take_who)
        self.due.edited.connect(self._typed)
        self.due.finished.connect(self._typed)
        for kind, chip in self.kinds.items():
            chip.clicked.connect(weakly_plain(self.take_key, kind))
        for name, button in self.chips.items():
            button.clicked.connect(weakly_plain(self.open_chooser, name))

    def _lay_out(self) -> None:
        self.text.setAcceptRichText(False)
        self.text.setTabChangesFocus(True)
        self.text.setProperty("look", "live")
        self.text.setStyleSheet(
            "QTextEdit { border: none; padding: 0; background: transparent; font-size: 16px; }"
        )
        self.text.setFixedHeight(62)
        self.due.setFixedWidth(170)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 8, 12, 10)
        whole.setSpacing(6)
        whole.addWidget(self.text)
        whole.addWidget(self.whos)
        whole.addWidget(flowing(*self.chips.values(), self.due))
        whole.addWidget(flowing(*self.kinds.values()))
