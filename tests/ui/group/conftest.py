"""The page of the group over a workspace that has just begun, and over the training example."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from services.example import example_desk
from services.laptops import found
from ui.windows import Window

from app.ui.pages.group import GroupPage


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(found(tmp_path)[0].use())
    yield made
    made.close()


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> GroupPage:
    made = window.show(GroupPage)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def example(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    yield made
    made.close()


@pytest.fixture
def full(example: Window, qtbot: QtBot) -> GroupPage:
    made = example.show(GroupPage)
    qtbot.addWidget(made)
    return made
