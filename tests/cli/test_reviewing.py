"""Versions compared through the command line."""

from __future__ import annotations

import json
from pathlib import Path

from cli.conftest import Cli
from services.frozen import freeze_content

from app.services.opening import open_workspace


def test_two_versions_are_compared_in_words_as_json_and_as_a_pdf(
    cli: Cli, fine: Cli, work: Path, tmp_path: Path
) -> None:
    desk = open_workspace(work, None).desk
    freeze_content(desk)
    desk.close()
    fine("record", "add", work, "activity", "--data", json.dumps({"title_en": "Mobile registry"}))
    out = fine("compare", work, "0.1", "now").out
    assert out.splitlines()[0] == "From Draft 0.1 to The plan as it is now"
    assert "Added: A-001 Mobile registry" in out
    pdf = tmp_path / "changes.pdf"
    data = fine("compare", work, "0.1", "now", "--json", "-o", pdf).data
    assert (data["added"], data["changed"], data["removed"], data["same"]) == (1, 0, 0, False)
    assert data["records"][0]["what"] == "added"
    assert pdf.read_bytes().startswith(b"%PDF")
    assert fine("compare", work, "now", "now", "--json").data["same"] is True
    assert cli("compare", work, "0.1", "9.0").status == 2
