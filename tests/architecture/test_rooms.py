"""Only the rooms that the architecture names, and Qt only where it belongs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tools.measure import ROOT, module_name, product_files

ROOMS = {
    "foundation", "models", "words", "drawing",
    "process", "storage", "sync", "keys", "documents",
    "services", "ui", "cli",
}  # fmt: skip
SINGLE = {"__init__.py", "bootstrap.py", "cli.py", "wiring.py"}
TOP = {
    ".ci", ".git", ".gitignore", ".gitattributes",
    "app", "benchmarks", "docs", "resources", "tests", "tools",
    "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md",
    "constraints.txt", "main.py", "pyproject.toml",
}  # fmt: skip
NO_QT_BELOW = ("app.ui", "app.bootstrap")
IMPORT_ALL = """
import importlib, sys
for name in {names}:
    importlib.import_module(name)
print(*sorted(set(sys.modules) & {unwanted}))
"""


def loaded_by(names: list[str], unwanted: set[str]) -> list[str]:
    """Return which of `unwanted` a fresh interpreter has loaded after importing `names`."""
    script = IMPORT_ALL.format(names=names, unwanted=unwanted)
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.split()


def tracked() -> list[str]:
    """Return every file that git knows, or nothing outside a clone."""
    run = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return run.stdout.splitlines() if run.returncode == 0 else []


def test_the_app_holds_only_its_rooms() -> None:
    found = {path.name for path in (ROOT / "app").iterdir()} - {"__pycache__"}
    assert found <= ROOMS | SINGLE


def test_the_top_holds_only_what_belongs_there() -> None:
    if not tracked():
        pytest.skip("not a clone")
    assert {name.split("/")[0] for name in tracked()} <= TOP


def test_everything_below_the_window_loads_without_qt() -> None:
    names = [module_name(path) for path in product_files()]
    below = [
        name
        for name in names
        if name.startswith("app.") and not name.startswith(NO_QT_BELOW) and "__main__" not in name
    ]
    assert loaded_by(below, {"PySide6", "shiboken6"}) == []


def test_main_imports_almost_nothing() -> None:
    heavy = {"PySide6", "sqlalchemy", "reportlab", "openpyxl", "pyhanko", "babel", "cryptography"}
    assert loaded_by(["main"], heavy) == []


def test_heavy_libraries_wait_for_their_first_use() -> None:
    heavy = {"reportlab", "openpyxl", "docx", "pyhanko", "pypdfium2", "uharfbuzz", "segno", "PIL"}
    assert loaded_by(["app.bootstrap"], heavy) == []
