"""Shown while an operation takes long: how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressDialog, QWidget

from app.ui.language import say
from app.ui.operations import Operation
from app.ui.weak import weakly_plain


class ProgressBox(QProgressDialog):
    """Goes away when the operation ends, however it ends."""

    def __init__(self, operation: Operation, parent: QWidget | None = None) -> None:
        super().__init__(say("frame.working"), say("frame.cancel"), 0, 0, parent)
        self.setWindowTitle(say("frame.product"))
        self.setMinimumDuration(0)
        self.setAutoClose(False)
        self.setAutoReset(False)
        self.setMinimumWidth(360)
        self.canceled.connect(operation.cancel)
        operation.progressed.connect(self.advance)
        operation.finished.connect(weakly_plain(self.end))

    def advance(self, done: int, total: int) -> None:
        """Show how far the operation is."""
        if self.maximum() != total:
            self.setMaximum(total)
        self.setValue(done)

    def end(self) -> None:
        """Go away."""
        self.hide()
        self.deleteLater()
