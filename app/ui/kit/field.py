"""A form field: label, input, and a line beneath for what is wrong; it keeps itself.

A value is committed when the field is left, on Enter, or after five seconds of rest; while somebody types,
it is handed out as a draft so often that at most the last second is lost, and once more before it is
committed, as that may have to wait its turn.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.kit.inputs import Input, Value
from app.ui.kit.text import label, set_look
from app.ui.language import say

DRAFT_AFTER = 500
COMMIT_AFTER = 5000


class FieldEditor(QWidget):
    """`committed` carries a changed value, `drafted` what is being typed; `name` is the field's name."""

    committed = Signal(object)
    drafted = Signal(object)

    def __init__(self, title: str, control: Input, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.control = name, control
        self.title, self.error = label(title, "field", wrap=True), label("", "error", wrap=True)
        self.hint = label("", "tiny", wrap=True)
        self._kept: Value = control.value()
        self._handed_out = False
        self._draft, self._rest = self._timer(DRAFT_AFTER), self._timer(COMMIT_AFTER)
        self._draft.timeout.connect(self._hand_out_draft)
        self._rest.timeout.connect(self.commit)
        control.edited.connect(self._edited)
        control.finished.connect(self.commit)
        self._lay_out()
        self.set_title(title)
        self.set_error("")
        self.set_hint("")

    def value(self) -> Value:
        """Return the value last committed or shown."""
        return self._kept

    def show_value(self, value: Value) -> None:
        """Show a value; while the person is typing here, their text stays."""
        self._kept = value
        if not self.is_being_edited():
            self.control.show_value(value)

    def is_being_edited(self) -> bool:
        """Return whether something was typed that is not yet committed."""
        return self._rest.isActive()

    def set_title(self, title: str) -> None:
        """Name the field, also for screen readers."""
        self.title.setText(title)
        self.control.main().setAccessibleName(title)

    def set_error(self, sentence: str) -> None:
        """Say beneath the field what is wrong, "" when nothing is."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        set_look(self.control.main(), "wrong", "true" if sentence else "false")
        self.control.main().setAccessibleDescription(sentence)

    def set_hint(self, sentence: str) -> None:
        """Say beneath the field what belongs here, "" for nothing."""
        self.hint.setText(sentence)
        self.hint.setVisible(bool(sentence))

    def commit(self) -> None:
        """Hand out the value if it changed; what cannot be a value stays with a sentence beneath it."""
        typed = self._draft.isActive()
        self._draft.stop()
        self._rest.stop()
        problem = self.control.problem()
        if problem:
            self.set_error(say(problem))
            return
        value = self.control.value()
        if self.error.text() and value == self._kept:
            self.set_error("")
        if value == self._kept:
            self._take_back_draft()
            return
        self._handed_out = False
        self._kept = value
        self.set_error("")
        self.control.show_value(value)
        if typed:
            self.drafted.emit(value)
        self.committed.emit(value)

    def hideEvent(self, event: QEvent) -> None:
        # One that is being taken apart with its window is hidden once more, when it has lost its parts.
        if hasattr(self, "_rest") and self._rest.isActive():
            self.commit()
        super().hideEvent(event)  # type: ignore[arg-type]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.control.retranslate()
            if not self.is_being_edited():
                self.control.show_value(self._kept)
        super().changeEvent(event)

    def _edited(self) -> None:
        if not self._draft.isActive():
            self._draft.start()
        self._rest.start()

    def _hand_out_draft(self) -> None:
        self._handed_out = True
        self.drafted.emit(self.control.value())

    def _take_back_draft(self) -> None:
        """Tell that what is here is what was kept, if something else was handed out meanwhile."""
        if self._handed_out:
            self._handed_out = False
            self.drafted.emit(self._kept)

    def _timer(self, interval: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        return timer

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(3)
        for part in (self.title, self.control, self.error, self.hint):
            whole.addWidget(part)
        whole.addStretch(1)
        self.title.setBuddy(self.control.main())
        self.title.setTextFormat(Qt.TextFormat.PlainText)
