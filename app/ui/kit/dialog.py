"""A dialog in which Tab goes on as it is read, also to what was filled in later."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from app.ui.kit.reading_order import go_on


class ReadDialog(QDialog):
    """A dialog with lists and rows that are made when their records arrive."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        return go_on(self, forward)
