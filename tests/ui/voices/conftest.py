"""The Voices page over the training example, and over an area in which nobody has said anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from services.example import example_desk
from services.laptops import found
from ui.windows import Window

from app.ui.pages.voices import VoicesPage


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    yield made
    made.close()


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> VoicesPage:
    made = window.show(VoicesPage)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def bare(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(found(tmp_path)[0].use())
    yield made
    made.close()
