"""What is reckoned from the file is kept until anything is written to it."""

from __future__ import annotations

from pathlib import Path

from app.storage.settings import read_setting, write_setting
from app.storage.workspace import Transaction, Workspace


def test_it_is_found_anew_only_after_a_write(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "a.masarw", None)
    asked: list[str | None] = []

    def find(connection: Transaction) -> str | None:
        asked.append(read_setting(connection, "topic"))
        return asked[-1]

    def write(text: str) -> None:
        with workspace.write() as connection:
            write_setting(connection, "topic", text)

    write("wells")
    assert [workspace.reckon("topic", find) for _ in range(3)] == ["wells"] * 3
    write("roads")
    assert workspace.reckon("topic", find) == "roads"
    assert asked == ["wells", "roads"]
    workspace.close()


def test_a_trial_that_is_rolled_back_changes_nothing(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "a.masarw", None)
    with workspace.trial() as connection:
        write_setting(connection, "topic", "wells")
    assert workspace.reckon("topic", lambda connection: read_setting(connection, "topic")) is None
    workspace.close()
