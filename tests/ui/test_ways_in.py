"""The training example is made in the language of the window that asked for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.foundation.errors import Cancelled
from app.ui.door import Door
from app.ui.language import use_language
from app.ui.preferences import Preferences
from app.ui.program import Program


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_example_speaks_as_the_window_does(
    qapp: QApplication, qtbot: QtBot, door: Door, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    asked: list[str] = []

    def make(_path: Path, *_more: Any, language: str, **_rest: Any) -> None:
        asked.append(language)
        raise Cancelled

    monkeypatch.setattr("app.services.sample.create_sample", make)
    monkeypatch.setattr("app.ui.crash.CrashHook.install", lambda _hook: None)
    use_language(qapp, language)
    program = Program(qapp, door, Preferences())
    try:
        program.open_sample()
        qtbot.waitUntil(lambda: not program.operations.is_busy())
    finally:
        program.close()
    assert asked == [language]
