"""Who has what on the command line: how many and how large the files are that somebody lacks."""

from __future__ import annotations

import pytest

from app.cli import boards
from app.cli.console import Console
from app.services.views.exchange_board import BoardEntry
from app.services.views.said import Name

NOW = "2026-03-14T09:30:00Z"


@pytest.mark.parametrize(("behind", "standing"), [(0, "lacks one file"), (3, "3 changes behind")])
def test_lacking_files_are_told_with_their_size(behind: int, standing: str) -> None:
    lacking = BoardEntry(
        "p", "k", Name(plain="Huda"), Name(), "member", "member", behind, NOW, 1_202_000, True, (1,) * 8,
        files=1, files_size=1_200_000,
    )  # fmt: skip
    console = Console("en", as_json=False)
    assert boards._standing(console, lacking) == standing
    assert "lacks one attached file (1.2 MB)" in boards._details(console, lacking, NOW)
