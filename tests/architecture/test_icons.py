"""Every icon that the window draws by name is there."""

from __future__ import annotations

from tools.icons import FOLDER, literals, missing, named, unused


def test_no_icon_is_missing() -> None:
    assert missing() == {}


def test_names_in_calls_are_seen() -> None:
    assert "search" in named()


def test_an_icon_named_in_a_table_is_used() -> None:
    assert "arrow-left-right" in literals()
    assert FOLDER / "arrow-left-right.svg" not in unused()
