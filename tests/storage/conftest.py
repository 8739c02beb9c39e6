"""A template file copied for each replica: making one from nothing takes longer."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from storage.pens import Pen

from app.storage.workspace import Workspace


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "empty.masarw"
    Workspace.create(path, None).close()
    return path


@pytest.fixture
def pens(tmp_path: Path, empty_file: Path) -> Iterator[Callable[[int], list[Pen]]]:
    """Make that many replicas, each in a file of its own; all are closed at the end."""
    made: list[Pen] = []

    def make(count: int) -> list[Pen]:
        for number in range(1, count + 1):
            path = tmp_path / f"laptop{number}.masarw"
            shutil.copyfile(empty_file, path)
            made.append(Pen(Workspace.open(path, None), number))
        return made

    yield make
    for pen in made:
        pen.workspace.close()
