"""Chips: a short word on a soft ground that says a state."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.kit.button import Button
from app.ui.kit.text import Label, set_look

TONES = ("neutral", "accent", "attention", "good", "wrong", "missing")


class Chip(Label):
    """A word in a pill of a tone: neutral, accent, attention, good, wrong or missing."""

    def __init__(self, text: str = "", tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("chip", tone)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(21)

    def show_state(self, text: str, tone: str) -> None:
        """Say another word in another tone; an empty word hides the chip."""
        self.setText(text)
        set_look(self, "chip", tone)
        self.setVisible(bool(text))


class CheckChip(Button):
    """A chip that can be switched on and off: a filter, or one of a set of codes."""

    def __init__(self, text: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "chip", "", parent)
        self.setCheckable(True)
        self.value = value
