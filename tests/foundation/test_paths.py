from __future__ import annotations

from pathlib import Path

import pytest

from app.foundation.paths import data_folder, resources


def test_the_data_folder_can_be_moved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MASAR_DATA_DIR", str(tmp_path / "elsewhere"))
    assert data_folder() == tmp_path / "elsewhere"


@pytest.mark.parametrize(
    ("platform", "variable", "ending"),
    [
        ("win32", "LOCALAPPDATA", "Masar"),
        ("darwin", "HOME", "Library/Application Support/Masar"),
        ("linux", "XDG_DATA_HOME", "masar"),
    ],
)
def test_each_system_has_its_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, variable: str, ending: str
) -> None:
    monkeypatch.delenv("MASAR_DATA_DIR")
    monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.setattr("sys.platform", platform)
    assert data_folder() == tmp_path / ending


def test_resources_came_with_the_program() -> None:
    assert (resources() / "fonts" / "OFL.txt").is_file()
