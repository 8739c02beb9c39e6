"""Shown while an operation takes long: how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget

from app.ui.language import say
from app.ui.operations import Operation
from app.ui.weak import weakly_plain

ASKED_AGAIN_AFTER = 50


class ProgressBox(QProgressDialog):
    """Goes away when the operation ends, however it ends.

    A window that appears closes the menu or list that is open: the box waits until the person has chosen.
    """

    def __init__(self, operation: Operation, parent: QWidget | None = None) -> None:
        super().__init__(say("frame.working"), say("frame.cancel"), 0, 0, parent)
        self._until_chosen = QTimer(self)
        self._until_chosen.setInterval(ASKED_AGAIN_AFTER)
        self._until_chosen.timeout.connect(weakly_plain(self._ask_again))
        self.setWindowTitle(say("frame.product"))
        self.setMinimumDuration(0)
        self.setAutoClose(False)
        self.setAutoReset(False)
        self.setMinimumWidth(360)
        self.canceled.connect(operation.cancel)
        operation.progressed.connect(self.advance)
        operation.finished.connect(weakly_plain(self.end))

    def setVisible(self, visible: bool) -> None:
        """Appear once no menu or list is open; go away at once."""
        if visible and QApplication.activePopupWidget() is not None:
            self._until_chosen.start()
            return
        self._until_chosen.stop()
        super().setVisible(visible)

    def _ask_again(self) -> None:
        self.show()

    def advance(self, done: int, total: int) -> None:
        """Show how far the operation is."""
        if self.maximum() != total:
            self.setMaximum(total)
        self.setValue(done)

    def end(self) -> None:
        """Go away."""
        self.hide()
        self.deleteLater()
