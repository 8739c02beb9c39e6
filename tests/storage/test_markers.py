"""The marker beside a file: written over at every change, right whatever stood there."""

from __future__ import annotations

import json
from pathlib import Path

from app.storage.markers import write_marker


def test_a_marker_says_what_was_written_last_even_when_that_is_shorter(tmp_path: Path) -> None:
    folder = tmp_path / "markers"
    for held in (
        {"a": (1, "ab" * 32)},
        {"a": (2, "cd" * 32), "b": (1, "ef" * 32)},
        {"a": (3, "aa" * 32)},
        {},
    ):
        assert write_marker(folder, "r1", held)
        kept = json.loads((folder / "r1.json").read_bytes())
        assert kept == {space: list(head) for space, head in held.items()}
    assert [file.name for file in folder.iterdir()] == ["r1.json"]


def test_a_folder_that_takes_no_writing_is_told(tmp_path: Path) -> None:
    (tmp_path / "markers").write_bytes(b"a file where the folder should be")
    assert not write_marker(tmp_path / "markers", "r1", {})
