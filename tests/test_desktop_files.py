"""File managers on Linux: what is registered is what the program opens, and it leads to this copy of it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import main

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "desktop"
SPACE = "{http://www.freedesktop.org/standards/shared-mime-info}"
ASK = """
import sys
from PySide6.QtCore import QMimeDatabase
print(QMimeDatabase().mimeTypeForFile(sys.argv[1], QMimeDatabase.MatchMode.MatchExtension).name())
"""


def types() -> dict[str, str]:
    """Return the registered types by ending."""
    found = ET.parse(FOLDER / "masar.xml").getroot().iter(f"{SPACE}mime-type")
    return {
        glob.attrib["pattern"].removeprefix("*"): one.attrib["type"]
        for one in found
        for glob in one.iter(f"{SPACE}glob")
    }


def entry(path: Path) -> dict[str, str]:
    read = ConfigParser(interpolation=None, delimiters=("=",))
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read_string(path.read_text(encoding="utf-8"))
    return dict(read["Desktop Entry"])


def test_what_is_registered_is_what_the_program_opens() -> None:
    assert set(types()) == {".masarw", ".masar", ".masar-request"}
    assert all(main._is_file_to_open(f"work{ending}") for ending in types())
    assert entry(FOLDER / "masar.desktop")["MimeType"].strip(";").split(";") == list(types().values())


@pytest.mark.skipif(sys.platform != "linux", reason="desktop entries are for Linux")
def test_after_installing_the_endings_are_known(tmp_path: Path) -> None:
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(["sh", FOLDER / "install.sh"], env=environment, check=True, capture_output=True)
    command = shlex.split(entry(tmp_path / "applications" / "masar.desktop")["Exec"])
    assert command == [str(ROOT / ".venv" / "bin" / "python"), str(ROOT / "main.py"), "%f"]
    assert (tmp_path / "icons" / "hicolor" / "scalable" / "apps" / "masar.svg").exists()
    for ending, name in types().items():
        ask = [sys.executable, "-c", ASK, f"work{ending}"]
        said = subprocess.run(ask, env=environment, check=True, capture_output=True, text=True).stdout
        assert said.strip() == name
