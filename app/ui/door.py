"""The one door for message boxes and file dialogs. Tests put a recording fake in its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from app.ui.language import say

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Typed = Callable[[str], object]


class Door(Protocol):
    """Everything that stops the person and asks. Texts are already in the person's language."""

    def tell(self, title: str, text: str) -> None:
        """Say something that must be read."""

    def warn(self, title: str, text: str, details: str = "") -> None:
        """Say what could not be done and why."""

    def confirm(self, title: str, text: str, yes: str, no: str) -> bool:
        """Return whether the person agreed to `yes`."""

    def ask_text(
        self, title: str, text: str, value: str = "", secret: bool = False, typed: Typed | None = None
    ) -> str | None:
        """Return what was typed, None when the person turned back; `typed` hears of every key."""

    def file_to_open(self, title: str, pattern: str) -> Path | None:
        """Return the file to open; `pattern` is Qt's, such as "Masar (*.masar)"."""

    def folder_to_open(self, title: str) -> Path | None:
        """Return the folder chosen."""

    def file_to_save(self, title: str, name: str, pattern: str) -> Path | None:
        """Return where to write a file, starting from a proposed name."""

    def printer(self, title: str) -> QPrinter | None:
        """Return the printer chosen, None when the person turned back."""


class QtDoor:
    """The door with Qt's own dialogs, over a window."""

    def __init__(self, window: QWidget | None = None) -> None:
        self._window = window

    def tell(self, title: str, text: str) -> None:
        self._box(QMessageBox.Icon.Information, title, text).exec()

    def warn(self, title: str, text: str, details: str = "") -> None:
        box = self._box(QMessageBox.Icon.Warning, title, text)
        if details:
            box.setDetailedText(details)
        box.exec()

    def confirm(self, title: str, text: str, yes: str, no: str) -> bool:
        box = self._box(QMessageBox.Icon.Question, title, text)
        box.setStandardButtons(QMessageBox.StandardButton.NoButton)
        agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        turned_back = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(turned_back)
        box.setEscapeButton(turned_back)
        box.exec()
        return box.clickedButton() is agreed

    def ask_text(
        self, title: str, text: str, value: str = "", secret: bool = False, typed: Typed | None = None
    ) -> str | None:
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(text)
        dialog.setTextValue(value)
        dialog.setTextEchoMode(QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal)
        dialog.setOkButtonText(say("frame.ok"))
        dialog.setCancelButtonText(say("frame.cancel"))
        if typed is not None:
            dialog.textValueChanged.connect(typed)
        dialog.resize(420, dialog.height())
        agreed = dialog.exec()
        answer = dialog.textValue()
        dialog.deleteLater()
        return answer if agreed else None

    def file_to_open(self, title: str, pattern: str) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(self._window, title, "", pattern)
        return Path(name) if name else None

    def folder_to_open(self, title: str) -> Path | None:
        name = QFileDialog.getExistingDirectory(self._window, title)
        return Path(name) if name else None

    def file_to_save(self, title: str, name: str, pattern: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, name, pattern)
        return Path(chosen) if chosen else None

    def printer(self, title: str) -> QPrinter | None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(title)
        agreed = dialog.exec()
        dialog.deleteLater()
        return printer if agreed else None

    def _box(self, sort: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
        box = QMessageBox(sort, title, text, QMessageBox.StandardButton.Ok, self._window)
        box.setWindowTitle(title)
        return box
