"""Typing a line at a meeting as a note-taker does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.pages.meetings import MeetingsPage


def lines(page: MeetingsPage) -> int:
    return len(page.room.view.room.notes) if page.room.view.room else 0


def type_line(page: MeetingsPage, qtbot: QtBot, text: str, key: Qt.Key | None = None) -> None:
    entry, before = page.room.stream.entry, lines(page)
    if key is not None:
        qtbot.keyClick(entry.text, key)
    entry.text.setPlainText(text)
    qtbot.keyClick(entry.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lines(page) == before + 1)
