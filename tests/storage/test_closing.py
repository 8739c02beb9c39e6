"""Closing a file waits for whoever reads it, and whoever comes later reads nothing."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from app.foundation.errors import Cancelled
from app.storage.workspace import Workspace


def test_a_read_under_way_ends_before_the_file_is_closed(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "a.masarw", None)
    counted: list[int] = []
    with workspace.read() as connection:
        closing = threading.Thread(target=workspace.close)
        closing.start()
        closing.join(0.2)
        counted.append(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one())
    closing.join(10)
    assert counted[0] > 0
    assert not closing.is_alive()
    Workspace.open(tmp_path / "a.masarw", None).close()


def test_a_closed_file_is_not_read_again(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "a.masarw", None)
    workspace.close()
    with pytest.raises(Cancelled), workspace.read():
        pass
