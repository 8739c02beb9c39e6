"""docs/flows.md names tests that exist, and every script of a flow stands in it."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
TABLE = (TESTS.parent / "docs/flows.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`([\w/]+\.py)(?:::(test_\w+))?(?:\[(\w+)\])?`")
SCRIPT = re.compile(r"^def (test_\w+)\(\s*somebody: Person", re.MULTILINE)


def rows() -> list[list[str]]:
    """Return the cells of each flow: its name, mouse, keyboard, without a window."""
    lines = [line for line in TABLE.splitlines() if line.startswith("| ") and "`" in line]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def missing(cell: str) -> list[str]:
    """Return the tests that a cell names and that do not exist."""
    found = NAMED.findall(cell)
    return [f"{file}::{test}" for file, test, _ in found if f"def {test}(" not in text_of(file)]


def text_of(file: str) -> str:
    path = TESTS / file
    return path.read_text(encoding="utf-8") + "def (" if path.is_file() else ""


def test_each_flow_names_a_mouse_a_keyboard_and_a_windowless_test_that_exist() -> None:
    assert len(rows()) > 30
    for name, *cells in rows():
        assert len(cells) == 3, name
        assert all(NAMED.search(cell) for cell in cells), name
        assert [one for cell in cells for one in missing(cell)] == [], name


def test_each_script_of_a_flow_is_run_twice_and_listed() -> None:
    listed = {(file, test, run) for file, test, run in NAMED.findall(TABLE) if run}
    scripts = {
        (f"ui/walk/{file.name}", test, run)
        for file in (TESTS / "ui/walk").glob("test_flows_*.py")
        for test in SCRIPT.findall(file.read_text(encoding="utf-8"))
        for run in ("mouse", "keyboard")
    }
    assert listed == scripts
