"""A workbook that comes back, for any page: asked for, read off the main thread, shown, or refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from app.foundation.errors import MasarError
from app.ui.language import say, words
from app.ui.session import Session
from app.ui.weak import weakly

WORKBOOKS = "Excel (*.xlsx)"


class BookWork(QObject):
    """Does for a page what concerns its workbook. `taking` is the code of what is done; `read` is called with
    the desk and `path`, and what it returns is shown by `show_brought`.
    """

    def __init__(self, session: Session, page: QWidget, taking: str, read: Callable[..., Any]) -> None:
        super().__init__(page)
        self.session, self.page = session, page
        self._taking, self._read = taking, read
        self.dialog: QDialog | None = None

    def ask_file(self) -> None:
        """Ask for a workbook that came back, and show what it brings."""
        path = self.session.door.file_to_open(say(self._taking), WORKBOOKS)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Show what a workbook brings."""
        self.session.read(partial(self._read, path=path), weakly(self.show_brought), weakly(self._refused))

    def show_brought(self, brought: Any) -> None:
        """Show what was read, and let it be taken."""

    def open_dialog(self, dialog: QDialog) -> None:
        """Open a dialog over the page; it goes when it is closed."""
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, MasarError):
            self.session.door.warn(say(self._taking), words().refusal(error))
        else:
            self.session.operations.crashed.emit(error)
