"""The real program with a clock of the story, and the two laptops it is opened on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services.laptops import CHEAP, Laptop
from ui.walk_plan.world import at_the_end_of_step_five
from ui.walking import Walker

from app.foundation.clock import SteppingClock
from app.services import opening
from app.ui.preferences import Preferences
from app.ui.program import Program

BEGINS = datetime(2026, 4, 7, 9, tzinfo=UTC)


@pytest.fixture
def clock() -> SteppingClock:
    """Return the clock of both laptops."""
    return SteppingClock(BEGINS)


@pytest.fixture
def laptops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: SteppingClock) -> list[Laptop]:
    """Return the closed laptops of both focal points at the end of step 5."""
    monkeypatch.setenv("MASAR_DATA_DIR", str(tmp_path))
    return at_the_end_of_step_five(tmp_path, clock)


@pytest.fixture
def program_walker(
    qapp: QApplication, qtbot: QtBot, door: Any, monkeypatch: pytest.MonkeyPatch, clock: SteppingClock
) -> Iterator[Walker]:
    """A person before Welcome, at a laptop that tells the story's time."""
    monkeypatch.setattr(opening, "Costs", lambda: CHEAP)
    monkeypatch.setattr("app.ui.crash.CrashHook.install", lambda _hook: None)
    program = Program(qapp, door, Preferences(), clock)
    program.begin()
    yield Walker(program, qtbot)
    program.close()
    if program.welcome is not None:
        program.welcome.close()
