"""The workbook: four sheets, what is in them, and what never leaves the group."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from app.documents.workbook.reader import read_table
from app.documents.workbook_content import Book, Sheet
from app.foundation.clock import SteppingClock, read_stamp
from app.models.kinds.inside import Contact, Stakeholder, StakeholderView
from app.models.kinds.meetings import Commitment
from app.models.kinds.plan import Activity, Indicator, Measurement
from app.services.desk import Desk
from app.services.four_w import four_w_content
from app.services.framework_workbook import framework_content
from app.services.measurement_sheet import measurement_form
from app.services.plan_workbook import plan_form
from app.services.sample import create_sample, founding
from app.services.stakeholder_list import stakeholder_book
from app.services.workbooks import workbook, workbook_content

ISOLATES = "\u2066\u2067\u2068\u2069"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory):
    """Return the example's desk; nobody changes it."""
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MASAR_DATA_DIR", str(folder / "data"))
        clock = SteppingClock(read_stamp(founding()["begins"]))
        desk = create_sample(folder / "sample.masarw", clock=clock).desk
    yield desk
    desk.close()


def column(sheet: Sheet, header: str) -> list[object]:
    at = [one.header for one in sheet.columns].index(header)
    return [row[at] for row in sheet.rows]


def texts(book: Book) -> str:
    cells = [str(cell) for sheet in book.sheets for row in sheet.rows for cell in row]
    return "\n".join(cells + [one.header for sheet in book.sheets for one in sheet.columns])


def test_four_sheets_hold_all_records(sample: Desk):
    book = workbook_content(sample, "en")
    assert [sheet.title for sheet in book.sheets] == [
        "Activities",
        "Indicators",
        "Stakeholders",
        "Commitments",
    ]
    activities, indicators, stakeholders, commitments = book.sheets
    assert column(activities, "Code") == sorted(one.code or "" for one in sample.records(Activity))
    assert len(set(column(indicators, "Code"))) == len(sample.records(Indicator))
    shared = [one for one in sample.records(Stakeholder) if (one.sensitivity or 0) <= 2]
    assert len(stakeholders.rows) == len(shared) >= 30
    assert len(commitments.rows) == len(sample.records(Commitment))


@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_no_cell_holds_marks_that_nobody_types(sample: Desk, language: str):
    tables = (
        workbook_content(sample, language, for_group=True),
        four_w_content(sample, language),
        stakeholder_book(sample, language, for_group=True),
        framework_content(sample, "iasc", language),
    )
    forms = (plan_form(sample, language), measurement_form(sample, language))
    lists = [text for form in forms for offered in form.lists.values() for text in offered]
    cells = [
        str(cell) for book in (*tables, *forms) for sheet in book.sheets for row in sheet.rows for cell in row
    ]
    assert [text for text in (*cells, *lists) if {*text} & {*ISOLATES}] == []


def test_an_indicator_shows_baseline_latest_comparison_and_gap(sample: Desk):
    indicators = workbook_content(sample, "en").sheets[1]
    headers = [one.header for one in indicators.columns]
    assert {"Baseline", "Latest", "Non-displaced", "Gap"} <= set(headers)
    rows = zip(
        column(indicators, "Latest"),
        column(indicators, "Non-displaced"),
        column(indicators, "Gap"),
        strict=True,
    )
    full = [row for row in rows if None not in row]
    assert full
    assert all(abs(gap) == abs(other - latest) for latest, other, gap in full)


def test_what_stays_in_the_group_is_only_in_the_groups_own_workbook(sample: Desk):
    outside, inside = workbook_content(sample, "en"), workbook_content(sample, "en", for_group=True)
    assert sample.records(Contact)
    for contact in sample.records(Contact):
        assert (contact.person_name or "") not in texts(outside)
        assert (contact.person_name or "") in texts(inside)
    views = {header.header for header in inside.sheets[2].columns} - {
        one.header for one in outside.sheets[2].columns
    }
    assert {"Position", "Influence", "Interest"} <= views
    positions = column(inside.sheets[2], "Position")
    assert sum(bool(one) for one in positions) == sum(
        bool(one.position) for one in sample.records(StakeholderView)
    )


def test_a_value_of_a_few_people_stays_hidden_outside(sample: Desk):
    measured = sample.records(Measurement)[0]
    before = workbook_content(sample, "en", for_group=True).sheets[1].rows
    with sample.write("measurement.edit") as unit:
        unit.set(Measurement, measured.id, sample_size=4)
    try:
        inside = workbook_content(sample, "en", for_group=True).sheets[1].rows
        outside = workbook_content(sample, "en").sheets[1].rows
        assert inside == before
        assert outside != before
    finally:
        sample.undo()


def test_above_class_two_nothing_leaves(sample: Desk):
    hidden = sample.records(Activity)[0]
    with sample.write("activity.edit") as unit:
        unit.set(Activity, hidden.id, sensitivity=3)
    try:
        assert hidden.code not in column(workbook_content(sample, "en").sheets[0], "Code")
        assert hidden.code in column(workbook_content(sample, "en", for_group=True).sheets[0], "Code")
    finally:
        sample.undo()


def test_every_sheet_says_that_the_data_are_invented(sample: Desk):
    book = workbook_content(sample, "en")
    assert all(sheet.note == "Training example" for sheet in book.sheets)
    assert "Training example" in book.title


def test_the_arabic_workbook_runs_right_to_left_in_arabic(sample: Desk):
    book = workbook_content(sample, "ar")
    assert all(sheet.right_to_left for sheet in book.sheets)
    headers = [one.header for sheet in book.sheets for one in sheet.columns]
    assert all(re.search("[\u0600-\u06ff]", header) for header in headers)
    assert not any("." in header for header in headers)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_file_opens_with_dates_as_dates(sample: Desk, language: str, tmp_path: Path):
    import openpyxl

    data = workbook(sample, language)
    file = tmp_path / "out.xlsx"
    file.write_bytes(data)
    found = openpyxl.load_workbook(file).worksheets
    assert len(found) == 4
    dates = [cell for row in found[0].iter_rows() for cell in row if cell.is_date]
    assert len(dates) > len(sample.records(Activity))
    assert isinstance(dates[0].value, date)
    assert len(read_table(data, "out.xlsx").sheets) == 4
