"""The product speaks of the product only: no machine paths, no package index addresses."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tools.measure import ROOT

# Written in pieces so that this file does not find itself.
MACHINE_PATHS = re.compile(
    "|".join(
        ["/wor" + "k/", "/op" + "t/", "/roo" + "t/", r"/hom" + r"e/\w", "/tm" + r"p/\w", r"C:\\\\?User" + "s"]
    )
)
INDEX_ADDRESSES = re.compile(
    "|".join(
        [
            "pythonhosted" + r"\.org",
            r"pypi\.org/" + "simple",
            "--(extra-)?index" + "-url",
            "--find" + "-links",
        ]
    )
)
TEXT = {".py", ".md", ".toml", ".txt", ".sh", ".json", ".po", ".csv", ".svg", ".yaml", ".yml", ".sql", ""}


def text_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a clone")
    paths = (ROOT / name for name in listed.stdout.splitlines())
    return [path for path in paths if path.suffix in TEXT and path.is_file()]


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number} {line.strip()[:80]}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_machine_paths() -> None:
    assert lines_with(MACHINE_PATHS) == []


def test_no_package_index_addresses() -> None:
    assert lines_with(INDEX_ADDRESSES) == []


def test_no_lock_file() -> None:
    locks = {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock", "package-lock.json"}
    assert [path.name for path in text_files() if path.name in locks] == []


def test_nobody_asks_a_widget_for_its_screen() -> None:
    """The widget would take the screen along when it goes; app/ui/screens.py says so and asks otherwise."""
    found = lines_with(re.compile(r"\w\.screen\(\)"))
    assert [line for line in found if not line.startswith("app/ui/screens.py")] == []
