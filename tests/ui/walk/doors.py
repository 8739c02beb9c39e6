"""The program's own small dialogs, answered by a person who types into them and presses Enter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox
from ui.walk.eyes import plain

from app.ui.door import QtDoor, Typed


class AnsweredDoor(QtDoor):
    """Qt's own dialogs; `answers` are typed in turn. Only the system's file dialogs are stood in for."""

    def __init__(self) -> None:
        super().__init__(None)
        self.answers: list[str] = []
        self.files: list[Path] = []
        self.said: list[str] = []

    def tell(self, title: str, text: str) -> None:
        self.said.append(plain(text))
        _soon(_press_enter)
        super().tell(title, text)

    def warn(self, title: str, text: str, details: str = "") -> None:
        self.said.append(plain(text))
        _soon(_press_enter)
        super().warn(title, text, details)

    def confirm(self, title: str, text: str, yes: str, no: str) -> bool:
        self.said.append(plain(text))
        _soon(lambda: _press_button(yes))
        return super().confirm(title, text, yes, no)

    def ask_text(
        self, title: str, text: str, value: str = "", secret: bool = False, typed: Typed | None = None
    ) -> str | None:
        assert self.answers, f"nobody thought of being asked: {title}: {text}"
        answer = self.answers.pop(0)
        self.said.append(f"{title}: {text}")
        _soon(lambda: _type(answer))
        return super().ask_text(title, text, value, secret, typed)

    def file_to_open(self, title: str, pattern: str) -> Path | None:
        return self.files.pop(0)

    def file_to_save(self, title: str, name: str, pattern: str) -> Path | None:
        return self.files.pop(0)


def _soon(deed: Callable[[], None]) -> None:
    QTimer.singleShot(0, deed)


def _dialog() -> QDialog:
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, QDialog), shown
    return shown


def _type(answer: str) -> None:
    line = _dialog().findChildren(QLineEdit)[0]
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    line.insert(answer)
    QTest.keyClick(line, Qt.Key.Key_Return)


def _press_enter() -> None:
    QTest.keyClick(_dialog(), Qt.Key.Key_Return)


def _press_button(text: str) -> None:
    box = _dialog()
    assert isinstance(box, QMessageBox)
    button = next(one for one in box.buttons() if one.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
