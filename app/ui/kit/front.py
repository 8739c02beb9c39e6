"""A stack that needs no more room than what is in front of it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class FrontStack(QStackedWidget):
    """As QStackedWidget, which would ask for the room of the widest of all its widgets."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self._changed)

    def minimumSizeHint(self) -> QSize:
        """Return what the widget in front needs."""
        front = self.currentWidget()
        return front.minimumSizeHint().expandedTo(front.minimumSize()) if front else QSize()

    def _changed(self, _number: int) -> None:
        self.updateGeometry()
