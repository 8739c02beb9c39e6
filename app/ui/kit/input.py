"""What every input of a form offers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

Value = str | int | bool | tuple[str, ...] | None
Options = Sequence[tuple[str, str]]


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
