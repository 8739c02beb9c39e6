"""Workbooks that come back, through the command line."""

from __future__ import annotations

import json
from pathlib import Path

from cli.conftest import Cli
from services.excel import at, empty_row, row_of, saved, write
from services.frozen import freeze_content

from app.services.opening import open_workspace


def test_a_plan_workbook_goes_out_and_comes_back(cli: Cli, fine: Cli, work: Path, tmp_path: Path) -> None:
    fine("record", "add", work, "activity", "--data", json.dumps({"title_en": "Registry", "donor": "X"}))
    book = tmp_path / "plan.xlsx"
    fine("export", "plan-workbook", work, "-o", book, "--language", "en")

    def fill(workbook) -> None:
        page = workbook.worksheets[0]
        write(at(page, row_of(page, "A-001"), "Donor"), None)
        write(at(page, row_of(page, "A-001"), "Starts"), "31/3/2026")
        write(at(page, row_of(page, "A-001"), "Budget"), "much")
        write(at(page, empty_row(page), "Title (English)"), "Second")

    book.write_bytes(saved(book.read_bytes(), fill))
    told = fine("import", "plan-workbook", work, book, "--preview").out.splitlines()
    row = told[1].partition(" · ")[0]
    assert told[0].startswith("2 cells would change and 1 rows would be added")
    assert set(told[1:3]) == {
        f"{row} · A-001 · Registry · Donor: X → (empty)",
        f"{row} · A-001 · Registry · Starts: (empty) → 31/3/2026",
    }
    assert told[4].endswith("“much” does not fit “Budget”; that cell was left out")
    data = fine("import", "plan-workbook", work, book, "--json").data
    assert data["taken"] == {"changed": 1, "added": 1}
    again = fine("import", "plan-workbook", work, book, "--json").data
    assert (again["differences"], again["added"], again["known"]) == ([], [], 1)
    assert cli("import", "measurements", work, book).status == 2


def test_a_measurement_sheet_is_written_for_the_period_of_a_day(cli: Cli, fine: Cli, work: Path) -> None:
    out = work.with_name("m.xlsx")
    fine("export", "measurements", work, "-o", out, "--from", "2026-09-01")
    assert fine("import", "measurements", work, out, "--preview", "--json").data["problems"] == []
    assert cli("export", "measurements", work, "-o", out, "--from", "soon").status == 2


def test_everything_for_headquarters_goes_out(cli: Cli, fine: Cli, work: Path, tmp_path: Path) -> None:
    desk = open_workspace(work, None).desk
    freeze_content(desk)
    desk.close()
    data = fine("export", "bundle", work, "-o", tmp_path / "hq.zip", "--json").data
    assert data["files"] == ["README.txt", "workbook-en.xlsx", "4w-en.xlsx"]
    assert fine("export", "bundle", work, "-o", tmp_path / "hq").out.splitlines()[-1] == "3 files lie in hq."
    assert cli("export", "bundle", work, "-o", tmp_path / "hq").status == 2
    assert cli("export", "bundle", work, "-o", tmp_path / "x.zip", "--to", "Nobody").status == 2
