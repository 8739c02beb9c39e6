"""Closing a file waits for whoever reads it, and whoever comes later reads nothing."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from app.foundation.errors import Cancelled
from app.storage.settings import read_setting, write_setting
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


@pytest.mark.skipif(sys.platform == "win32", reason="files have no largest size there")
def test_without_space_for_more_the_file_is_closed_and_nothing_is_lost(tmp_path: Path) -> None:
    """The journal has room on the disk, the file has none to take in what is in it."""
    import resource

    path = tmp_path / "a.masarw"
    workspace = Workspace.create(path, None)
    with workspace.outside_transaction() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    with workspace.write() as connection:
        for number in range(100):
            write_setting(connection, f"setting {number}", "x" * 1_000)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, before[1]))
    try:
        workspace.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert path.with_name("a.masarw-wal").stat().st_size > 0
    again = Workspace.open(path, None)
    with again.read() as connection:
        assert read_setting(connection, "setting 99") == "x" * 1_000
    again.close()
