"""Versions compared through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
from cli.conftest import Cli
from services.frozen import freeze_content

from app.services.opening import open_workspace
from app.services.review_workbook import review_form


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


def test_a_review_workbook_goes_out_and_comes_back(cli: Cli, fine: Cli, work: Path, tmp_path: Path) -> None:
    book = tmp_path / "review.xlsx"
    assert cli("export", "review-workbook", work, "-o", book).status == 2
    desk = open_workspace(work, None).desk
    freeze_content(desk)
    first = review_form(desk, "en").sheets[0].first_row
    desk.close()
    fine("export", "review-workbook", work, "-o", book, "--language", "en")
    workbook = openpyxl.load_workbook(book)
    workbook.worksheets[0].cell(first, 6).value = "Say who pays."
    workbook.save(book)
    told = fine("import", "review-workbook", work, book, "--preview")
    assert told.out.splitlines() == [
        "1 comment would be taken; 0 are here already.",
        f"Row {first}: no kind is chosen; it is taken as “should”",
    ]
    data = fine("import", "review-workbook", work, book, "--json").data
    assert (len(data["taken"]), data["rows"][0]["text"]) == (1, "Say who pays.")
    assert "0 comments are taken; 1 were here already." in fine("import", "review-workbook", work, book).out


def test_the_4w_workbook_is_written_up_to_a_class(cli: Cli, fine: Cli, work: Path, tmp_path: Path) -> None:
    out = tmp_path / "4w.xlsx"
    fine("export", "4w", work, "-o", out, "--class", "0", "--json")
    assert openpyxl.load_workbook(out).sheetnames == ["Activities", "Indicators", "README"]
    assert cli("export", "4w", work, "-o", out, "--class", "4").status == 2


def test_reports_are_written_as_pdfs(cli: Cli, fine: Cli, work: Path, tmp_path: Path) -> None:
    for kind in ("readiness", "progress"):
        fine("export", kind, work, "-o", tmp_path / f"{kind}.pdf", "--language", "ar")
        assert (tmp_path / f"{kind}.pdf").read_bytes().startswith(b"%PDF")
    fine("export", "comparison", work, "now", "now", "-o", tmp_path / "comparison.pdf")
    for days in (("--from", "2026-13-01"), ("--from", "2026-06-01", "--to", "2026-01-01")):
        assert cli("export", "progress", work, "-o", tmp_path / "x.pdf", *days).status == 2
