"""The measurement sheet: a row for each indicator, place and group; filled, taken, nothing overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from services.example import example_desk
from services.excel import at, header_row, saved, write

from app.foundation.errors import UserError
from app.models.kinds.country import Place
from app.models.kinds.plan import Indicator, Measurement
from app.services import plan_workbook
from app.services.desk import Desk
from app.services.measurement_sheet import FORMAT, measurement_form, measurement_sheet, period_of
from app.services.returning_taking import read_returned, take_returned
from app.services.undoing import undo


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = example_desk(tmp_path)
    yield desk
    desk.close()


def rows_of(page: Any, indicator: str) -> list[int]:
    first = header_row(page)
    return [
        row[0].row for row in page.iter_rows(min_row=first) if str(row[3].value or "").startswith(indicator)
    ]


def fill(workbook: Any) -> None:
    page = workbook.worksheets[0]
    displaced, others = rows_of(page, "I-001")
    for header, value in (("Value", "٦٣٫٥"), ("Sample size", 320), ("Measured on", "30.9.2026")):
        write(at(page, displaced, header), value)
    write(at(page, others, "Value"), 88)


def test_each_indicator_has_a_row_for_each_group_and_the_period(desk: Desk) -> None:
    assert [period_of(desk, day) for day in ("2026-06-30", "2026-07-01")] == ["2026-H1", "2026-H2"]
    (sheet,) = measurement_form(desk, "ar", "2026-H2").sheets
    groups = sum(len(one.compared) for one in desk.records(Indicator))
    assert len(sheet.rows) == groups
    assert {row[6] for row in sheet.rows} == {"2026-H2"}


def test_a_place_of_an_imported_list_stands_with_its_name(desk: Desk) -> None:
    indicator = next(one for one in desk.records(Indicator) if one.code == "I-001")
    new = "IQG15Q77"
    with desk.write("measurement.add") as unit:
        unit.add(Place, pcode=new, level="district", name_en="Gir Zerik", name_ar="كر زرك")
        unit.add(
            Measurement, indicator=indicator.id, period="2026-H1", place=new, group="displaced", value="7"
        )
    for language, name in (("en", "Gir Zerik"), ("ar", "كر زرك")):
        (sheet,) = measurement_form(desk, language, "2026-H2").sheets
        assert f"{name} ({new})" in {row[4] for row in sheet.rows}


def test_what_is_filled_becomes_measurements_in_one_step(desk: Desk) -> None:
    before = len(desk.records(Measurement))
    book = measurement_sheet(desk, "en", "2026-H2")
    found = read_returned(desk, saved(book, fill), FORMAT)
    assert not found.problems
    assert take_returned(desk, found).added == 2
    made = {one.group: one for one in desk.records(Measurement, period="2026-H2")}
    assert (made["displaced"].value, made["displaced"].sample_size) == ("63.5", 320)
    assert (made["displaced"].measured_on, made["non_displaced"].value) == ("2026-09-30", "88")
    assert read_returned(desk, saved(book, fill), FORMAT).added == ()
    undo(desk)
    assert len(desk.records(Measurement)) == before
    assert take_returned(desk, read_returned(desk, saved(book, fill), FORMAT)).added == 2


def test_what_somebody_measured_here_meanwhile_is_shown(desk: Desk) -> None:
    book = measurement_sheet(desk, "en", "2026-H2")
    indicator = next(one for one in desk.records(Indicator) if one.code == "I-001")
    with desk.write("measurement.add") as unit:
        unit.add(
            Measurement,
            indicator=indicator.id,
            period="2026-H2",
            place="IQG15Q07",
            group="displaced",
            value="70",
        )
    found = read_returned(desk, saved(book, fill), FORMAT)
    assert [(one.field, one.here, one.there) for one in found.later] == [("value", "70", "٦٣٫٥")]
    assert [one.field for one in found.fresh] == ["sample_size", "measured_on"]
    assert len(found.added) == 1


def test_measured_values_stand_in_the_sheet_and_can_be_mended(desk: Desk) -> None:
    book = measurement_sheet(desk, "en", "2026-H1")
    indicator = next(one for one in desk.records(Indicator) if one.code == "I-001")
    (known,) = desk.records(Measurement, indicator=indicator.id, period="2026-H1", group="displaced")
    held = int(known.value or "0")

    def mend(workbook: Any) -> None:
        page = workbook.worksheets[0]
        row = rows_of(page, "I-001")[0]
        assert at(page, row, "Value").value == held
        write(at(page, row, "Value"), None)

    (one,) = read_returned(desk, saved(book, mend), FORMAT).differences
    assert (one.field, one.here, one.there, one.later) == ("value", str(held), "", False)


def test_one_sheet_is_not_taken_for_another(desk: Desk) -> None:
    with pytest.raises(UserError, match="not_a_returning_workbook"):
        read_returned(desk, measurement_sheet(desk, "en"), plan_workbook.FORMAT)
