"""LibreOffice opens every workbook, saves it, and nothing is lost."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from services.example import example_desk
from services.excel import at, empty_row, row_of, saved, write
from services.frozen import freeze_content

from app.documents.workbook.reader import read_table
from app.models.kinds.plan import Activity
from app.services import measurement_sheet, plan_workbook
from app.services.desk import Desk
from app.services.four_w import four_w
from app.services.returning_taking import read_returned
from app.services.review_taking import read_review
from app.services.review_workbook import review_workbook
from app.services.stakeholder_list import stakeholder_list
from app.services.workbooks import workbook

OFFICE = shutil.which("soffice")
HOSTILE = '=HYPERLINK("http://x")\n@SUM(A1)\t<b>&</b> 😀 _x0041_ ' + "w" * 10_000
pytestmark = [pytest.mark.slow, pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = example_desk(tmp_path_factory.mktemp("office"))
    one = next(one for one in made.records(Activity) if one.code == "A-002")
    with made.write("activity.edit") as unit:
        unit.set(Activity, one.id, description_en=HOSTILE, donor="-1+1")
    freeze_content(made)
    yield made
    made.close()


@pytest.fixture(scope="module")
def through(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the workbooks as LibreOffice saves them, by name; one program converts them all."""
    folder = tmp_path_factory.mktemp("books")
    for name, data in made(desk).items():
        (folder / f"{name}.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out")]
    subprocess.run([*command, *map(str, folder.glob("*.xlsx"))], check=True, timeout=300, capture_output=True)
    return {one.stem: one.read_bytes() for one in (folder / "out").glob("*.xlsx")}


def made(desk: Desk) -> dict[str, bytes]:
    return {
        "plan": plan_workbook.plan_workbook(desk, "ar"),
        "written": saved(plan_workbook.plan_workbook(desk, "en"), fill),
        "measurements": measurement_sheet.measurement_sheet(desk, "en"),
        "review": review_workbook(desk, "ar"),
        "stakeholders": stakeholder_list(desk, "ar", for_group=True),
        "four_w": four_w(desk, "en"),
        "workbook": workbook(desk, "ar", for_group=True),
    }


def fill(book: Any) -> None:
    page, targets = book.worksheets[:2]
    write(at(page, row_of(page, "A-003"), "Starts"), "٣١/٣/٢٠٢٦")
    write(at(page, row_of(page, "A-003"), "Donor"), "=1+1")
    write(at(page, empty_row(page), "Title (English)"), "Mobile registry")
    write(at(targets, row_of(targets, "A-003"), "Women"), 7)


@pytest.mark.parametrize(
    ("name", "sort"), [("plan", plan_workbook.FORMAT), ("measurements", measurement_sheet.FORMAT)]
)
def test_what_was_only_opened_and_saved_brings_nothing(
    desk: Desk, through: dict[str, bytes], name: str, sort: str
) -> None:
    found = read_returned(desk, through[name], sort)
    assert (found.differences, found.added, found.problems) == ((), (), ())
    page = openpyxl.load_workbook(io.BytesIO(through[name])).worksheets[0]
    assert page.protection.sheet
    assert page.column_dimensions["A"].hidden
    assert page.data_validations.dataValidation


def test_what_was_written_comes_through(desk: Desk, through: dict[str, bytes]) -> None:
    found = read_returned(desk, through["written"], plan_workbook.FORMAT)
    assert not found.problems
    assert {one.field: one.value for one in found.differences} == {
        "starts": "2026-03-31", "donor": "=1+1", "women": 7
    }  # fmt: skip
    assert [one.about for one in found.added] == ["Mobile registry"]


def test_the_review_workbook_is_taken_as_unaltered(desk: Desk, through: dict[str, bytes]) -> None:
    assert read_review(desk, through["review"], "review.xlsx").problems == ()


@pytest.mark.parametrize("name", ["stakeholders", "four_w", "workbook"])
def test_tables_hold_the_same_rows(desk: Desk, through: dict[str, bytes], name: str) -> None:
    before, after = read_table(made(desk)[name], "x.xlsx"), read_table(through[name], "x.xlsx")
    assert (after.headers, after.tags) == (before.headers, before.tags)
    for read, written in zip(after.rows, before.rows, strict=True):
        assert read == written
