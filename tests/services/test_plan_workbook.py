"""The plan workbook out and back in: differences, new rows, nothing overwritten silently, one undo step."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from services.example import example_desk
from services.excel import Filling, at, empty_row, row_of, saved, write
from services.laptops import CHEAP

from app.documents.form_content import MARKS_SHEET
from app.foundation.errors import UserError
from app.models.kinds.area import Location
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Progress, Target
from app.models.registry import KINDS
from app.services.desk import Desk
from app.services.four_w import four_w
from app.services.measurement_sheet import measurement_sheet
from app.services.opening import Newcomer, create_workspace
from app.services.plan_workbook import FORMAT, plan_workbook
from app.services.returned import Returned
from app.services.returning_taking import read_returned, take_returned
from app.services.stakeholder_list import stakeholder_list
from app.services.undoing import undo


@pytest.fixture(scope="module")
def read_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, bytes]]:
    desk = example_desk(tmp_path_factory.mktemp("plan"))
    yield desk, plan_workbook(desk, "en")
    desk.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = example_desk(tmp_path)
    yield desk
    desk.close()


def back(desk: Desk, book: bytes, fill: Filling) -> Returned:
    return read_returned(desk, saved(book, fill), FORMAT, "plan.xlsx")


def activity(desk: Desk, code: str) -> Activity:
    return next(one for one in desk.records(Activity) if one.code == code)


def everything(desk: Desk) -> dict[str, Any]:
    return {one.id: one for kind in KINDS.values() for one in desk.records(kind)}


@pytest.mark.parametrize("language", ["en", "ar", "ckb", "fr"])
def test_a_workbook_nobody_touched_brings_nothing(read_only: tuple[Desk, bytes], language: str) -> None:
    desk, _ = read_only
    found = back(desk, plan_workbook(desk, language), lambda _: None)
    assert (found.differences, found.added, found.known, found.problems) == ((), (), 0, ())


def test_people_write_only_where_they_should(read_only: tuple[Desk, bytes]) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(read_only[1]))
    assert [one.sheet_state for one in workbook.worksheets] == ["visible"] * 3 + ["hidden"] * 2
    activities, targets, _ = workbook.worksheets[:3]
    row, spare = row_of(activities, "A-003"), empty_row(activities)
    assert all(page.protection.sheet for page in workbook.worksheets)
    assert all(activities.column_dimensions[letter].hidden for letter in "ABC")
    locked = {name: at(activities, row, name).protection.locked for name in ("Code", "Status", "Starts")}
    assert locked == {"Code": True, "Status": False, "Starts": False}
    assert at(activities, spare, "Code").protection.locked
    assert at(targets, row_of(targets, "A-003"), "Activity").protection.locked
    assert not at(targets, empty_row(targets), "Activity").protection.locked
    offered = {str(one.sqref).split(":")[0] for one in activities.data_validations.dataValidation}
    assert at(activities, row_of(activities, "A-001"), "Status").coordinate in offered


def test_changed_cells_are_taken_as_one_step(desk: Desk) -> None:
    before = everything(desk)
    place = desk.records(Location)[0]

    def fill(workbook: Any) -> None:
        activities, targets, progress = workbook.worksheets[:3]
        row = row_of(activities, "A-003")
        write(at(activities, row, "Status"), "Suspended")
        write(at(activities, row, "Starts"), "٣١/٠٣/٢٠٢٦")
        write(at(activities, row, "Budget"), "١٬٢٥٠٫٥")
        write(at(activities, row, "Locations"), place.name_en)
        write(at(activities, row, "Donor"), "=HYPERLINK(1)")
        write(at(targets, row_of(targets, "A-003"), "Women"), 7)
        write(at(progress, row_of(progress, "A-001"), "Narrative"), "Two lines\nof text 😀")

    found = back(desk, plan_workbook(desk, "en"), fill)
    assert not found.problems
    assert len(found.fresh) == len(found.differences) == 7
    assert {one.about for one in found.differences if one.kind == "activity"} == {
        "A-003 · " + (activity(desk, "A-003").title_en or "")
    }
    done = take_returned(desk, found)
    changed = activity(desk, "A-003")
    assert (done.changed, done.added) == (3, 0)
    assert (changed.status, changed.starts, changed.budget) == ("suspended", "2026-03-31", "1250.5")
    assert (changed.locations, changed.donor) == ((place.id,), "=HYPERLINK(1)")
    assert [one.women for one in desk.records(Target, activity=changed.id)] == [7]
    assert desk.records(Progress)[0].narrative == "Two lines\nof text 😀"
    assert back(desk, plan_workbook(desk, "en"), lambda _: None).differences == ()
    undo(desk)
    assert everything(desk) == before


def test_what_was_edited_here_since_is_shown_and_not_overwritten(desk: Desk) -> None:
    book, one = plan_workbook(desk, "en"), activity(desk, "A-003")
    with desk.write("activity.edit") as unit:
        unit.set(Activity, one.id, donor="Edited here", currency="IQD")

    def fill(workbook: Any) -> None:
        page = workbook.worksheets[0]
        write(at(page, row_of(page, "A-003"), "Donor"), "Edited there")
        write(at(page, row_of(page, "A-003"), "Status"), "Suspended")

    found = back(desk, book, fill)
    (later,) = found.later
    assert (later.field, later.here, later.there) == ("donor", "Edited here", "Edited there")
    take_returned(desk, found)
    now = activity(desk, "A-003")
    assert (now.donor, now.currency, now.status) == ("Edited here", "IQD", "suspended")
    take_returned(desk, back(desk, book, fill), later=True)
    assert activity(desk, "A-003").donor == "Edited there"


def test_new_rows_refer_to_each_other_and_are_taken_once(desk: Desk) -> None:
    office = desk.records(Organisation)[0]

    def fill(workbook: Any) -> None:
        activities, targets, progress = workbook.worksheets[:3]
        row = empty_row(activities)
        write(at(activities, row, "Title (English)"), "Mobile registry")
        write(at(activities, row, "Lead organisation"), office.acronym or office.name_en)
        for page, cells in (
            (targets, {"Activity": "mobile  registry", "Unit": "Sessions", "Value": 12}),
            (progress, {"Activity": "Mobile registry", "State of": "5 نيسان 2026", "Reached": "٣"}),
            (progress, {"Activity": "A-001", "State of": "2026-04-05", "Reached": 4}),
        ):
            row = empty_row(page)
            for header, value in cells.items():
                write(at(page, row, header), value)

    book = plan_workbook(desk, "en")
    found = back(desk, book, fill)
    assert not found.problems
    assert [one.kind for one in found.added] == ["activity", "target", "progress", "progress"]
    assert take_returned(desk, found).added == 4
    made = next(one for one in desk.records(Activity) if one.title_en == "Mobile registry")
    assert (made.code, made.lead, made.status) == ("A-033", office.id, "proposed")
    assert [(one.unit, one.value) for one in desk.records(Target, activity=made.id)] == [("sessions", "12")]
    reports = desk.records(Progress, activity=made.id)
    assert [(one.reported_on, one.reached) for one in reports] == [("2026-04-05", "3")]
    assert desk.find(Target, reports[0].target).activity == made.id
    first = desk.records(Progress, activity=activity(desk, "A-001").id)
    assert {one.target for one in first} == {first[0].target}
    again = back(desk, book, fill)
    assert (again.added, again.known) == ((), 4)


def test_what_cannot_be_read_is_told_with_sheet_and_row(desk: Desk) -> None:
    gone = activity(desk, "A-004")

    def fill(workbook: Any) -> None:
        activities, targets, _ = workbook.worksheets[:3]
        row = row_of(activities, "A-003")
        write(at(activities, row, "Status"), "Perhaps")
        write(at(activities, row, "Code"), "A-999")
        write(at(activities, row_of(activities, "A-004"), "Donor"), "Somebody")
        write(at(targets, row_of(targets, "A-003"), "Value"), None)
        write(at(targets, empty_row(targets), "Unit"), "Sessions")
        twice = row_of(activities, "A-005")
        write(activities.cell(twice + 1, 1), activities.cell(twice, 1).value)

    book = plan_workbook(desk, "en")
    with desk.write("activity.remove") as unit:
        unit.remove(Activity, gone.id)
    found = back(desk, book, fill)
    assert (found.differences, found.added) == ((), ())
    assert sorted((one.sheet, one.code) for one in found.problems) == [
        ("Activities", "cell_locked"),
        ("Activities", "cell_unreadable"),
        ("Activities", "row_gone"),
        ("Activities", "row_twice"),
        ("Targets", "cell_required"),
        ("Targets", "row_lacks"),
    ]


def test_removed_rows_remove_nothing_and_hidden_places_stay(desk: Desk) -> None:
    one = activity(desk, "A-001")
    hidden, shown = one.locations[:2]
    with desk.write("location.edit") as unit:
        unit.set(Location, hidden, sensitivity=4)
    other = next(place for place in desk.records(Location) if place.id not in one.locations)

    def fill(workbook: Any) -> None:
        page = workbook.worksheets[0]
        write(at(page, row_of(page, "A-001"), "Locations"), other.name_en)
        page.delete_rows(row_of(page, "A-007"))

    found = back(desk, plan_workbook(desk, "en"), fill)
    take_returned(desk, found)
    assert activity(desk, "A-001").locations == tuple(sorted((hidden, other.id)))
    assert shown not in activity(desk, "A-001").locations
    assert activity(desk, "A-007")


def mark(name: str, value: str) -> Filling:
    def change(workbook: Any) -> None:
        for row in workbook[MARKS_SHEET]:
            if row[0].value == name:
                row[1].value = value

    return change


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("format", "masar-plan-9", "returning_workbook_newer"),
        ("format", "masar-review-1", "not_a_returning_workbook"),
        ("area", "elsewhere", "returning_workbook_foreign"),
        ("sheets", "[{", "returning_workbook_altered"),
        ("sheets", '[{"sheet": "Activities", "kind": "person", "first_row": 5}]',
         "returning_workbook_altered"),
        ("sheets", '[{"sheet": "Activities", "kind": "activity", "first_row": 5, "fields": ["space"]}]',
         "returning_workbook_altered"),
        ("lists", "", "returning_workbook_altered"),
    ],
)  # fmt: skip
def test_foreign_and_doctored_workbooks_are_refused(
    read_only: tuple[Desk, bytes], name: str, value: str, code: str
) -> None:
    with pytest.raises(UserError, match=code):
        back(*read_only, mark(name, value))


def test_an_empty_area_has_workbooks_in_which_a_plan_can_begin(tmp_path: Path) -> None:
    newcomer = Newcomer("Dalia", "Hand in Hand", "focal_point")
    desk = create_workspace(tmp_path / "new.masarw", "IQG15Q07", newcomer, None, costs=CHEAP).desk
    for make in (measurement_sheet, stakeholder_list, four_w, plan_workbook):
        assert make(desk, "ar").startswith(b"PK")

    def fill(workbook: Any) -> None:
        page = workbook.worksheets[0]
        write(at(page, empty_row(page), "Title (English)"), "The first")

    assert take_returned(desk, back(desk, plan_workbook(desk, "en"), fill)).added == 1
    assert [one.code for one in desk.records(Activity)] == ["A-001"]
    desk.close()


@pytest.mark.slow
def test_five_hundred_activities_go_out_and_come_back_untouched(desk: Desk) -> None:
    with desk.write("activity.add") as unit:
        for number in range(470):
            made = unit.add(Activity, title_en=f"Activity {number}", status="proposed", starts="2026-05-01")
            unit.add(Target, activity=made, unit="sessions", value=str(number))
    found = back(desk, plan_workbook(desk, "en"), lambda _: None)
    assert len(desk.records(Activity)) > 500
    assert (found.differences, found.added, found.problems) == ((), (), ())
