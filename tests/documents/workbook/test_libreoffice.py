"""LibreOffice opens our forms and keeps what is in them."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from app.documents.form_content import FormBook, FormColumn, FormSheet
from app.documents.workbook.filled import read_form
from app.documents.workbook.form import write_form

OFFICE = shutil.which("soffice")


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
def test_a_form_survives_being_saved_by_libreoffice(tmp_path: Path) -> None:
    texts = ("=1+1", "سطر\nثانٍ", "  'quoted' & <b>", "2026-04-07", "0012")
    columns = (FormColumn("id", 0), FormColumn("Comment", fill=True, choices="kinds", free=True))
    rows = [(f"r{number}", said) for number, said in enumerate(texts)]
    sheet = FormSheet("Comments", "Comments", columns=columns, rows=rows, spare=3)
    form = FormBook("x", (sheet,), {"kinds": ("Must", "إلزامي")}, {"format": "x"}, right_to_left=True)
    (tmp_path / "form.xlsx").write_bytes(write_form(form))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "form.xlsx")], check=True, timeout=120, capture_output=True)
    data = (tmp_path / "out" / "form.xlsx").read_bytes()
    found = read_form(data, "form.xlsx")
    assert found.marks == {"format": "x"}
    read = found.sheets["Comments"][sheet.first_row - 1 :][: len(texts)]
    assert [row[1] for row in read] == [one.strip() for one in texts]
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert page.protection.sheet
    assert not page.cell(sheet.first_row, 2).protection.locked
    assert len(page.data_validations.dataValidation) == 1
