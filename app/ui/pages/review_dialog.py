"""A small dialog that asks for what one action needs, with a title, a reason and two buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.kit.button import Button
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.text import label, row
from app.ui.language import say

WIDTH = 520


class AskDialog(ReadDialog):
    """`agreed` carries the answer; `answer` says what is missing and returns None until it is complete."""

    agreed = Signal(object)

    def __init__(self, title: str, why: str, go: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.form = QVBoxLayout()
        self.form.setSpacing(12)
        self.go, self.back = Button(go, "primary"), Button(say("frame.cancel"))
        self.go.setDefault(True)
        self.go.clicked.connect(self.agree)
        self.back.clicked.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(14)
        whole.addWidget(label(title, "title"))
        whole.addWidget(label(why, "quiet", wrap=True))
        whole.addLayout(self.form)
        whole.addStretch(1)
        whole.addLayout(row(1, self.back, self.go))

    def answer(self) -> object | None:
        """Return the complete answer, None while something is missing."""
        return None

    def agree(self) -> None:
        """Hand out the answer and go away, or say what is missing."""
        found = self.answer()
        if found is not None:
            self.accept()
            self.agreed.emit(found)
