"""Workbooks that come back, in the window: made, looked at, taken."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from services.example import example_desk
from services.excel import at, empty_row, row_of, saved, write
from shiboken6 import isValid
from ui.windows import Window

from app.models.kinds.plan import Activity, JointActivity
from app.services.field_edits import set_value
from app.services.plan_workbook import FORMAT, plan_workbook
from app.services.returned import Difference, Returned
from app.services.returning_taking import read_returned
from app.ui.pages.monitoring import MonitoringPage
from app.ui.pages.plan import PlanPage
from app.ui.pages.returning_book import MEASUREMENTS, PLAN, ReturningBookDialog, TakeReturnedDialog


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    yield made
    made.close()


def changed(workbook: Any) -> None:
    page = workbook.worksheets[0]
    row = row_of(page, "A-003")
    write(at(page, row, "Donor"), "Edited there")
    write(at(page, row, "Status"), "Suspended")
    write(at(page, row, "Budget"), "much")
    write(at(page, empty_row(page), "Title (English)"), "Mobile registry")


def test_a_plan_workbook_is_made_looked_at_and_taken(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    page = window.show(PlanPage)
    qtbot.addWidget(page)
    window.door.save = tmp_path / "plan.xlsx"
    page.book.click()
    page.books.dialog.make_button.click()
    window.settle()
    assert "plan.xlsx" in window.notices[-1]
    window.door.save.write_bytes(saved(window.door.save.read_bytes(), changed))
    one = next(one for one in window.desk.records(Activity) if one.code == "A-003")
    with window.desk.write("activity.edit") as unit:
        unit.set(Activity, one.id, donor="Edited here")
    window.door.open = window.door.save
    page.book.click()
    page.books.dialog.take_button.click()
    window.settle()
    dialog = page.books.dialog
    assert isinstance(dialog, TakeReturnedDialog)
    assert dialog.take.text() == "Take 2 entries"
    dialog.later.click()
    assert dialog.take.text() == "Take 3 entries"
    dialog.later.click()
    dialog.take.click()
    window.settle()
    taken = window.desk.find(Activity, one.id)
    assert (taken.donor, taken.status) == ("Edited here", "suspended")
    assert window.undoable[-1] == "2 records were changed or added from the workbook."


def test_days_are_written_as_the_window_writes_them(window: Window, qtbot: QtBot) -> None:
    moved = Difference("", 5, "activity", "a", "A-001", "ends", "2027-12-31", "2027-06-30", "2027-06-30")
    named = Difference("", 6, "activity", "a", "A-001", "donor", "", "2027-06-30", "2027-06-30")
    dialog = TakeReturnedDialog(window.session, Returned("f.xlsx", "2026-01-01", (moved, named)))
    qtbot.addWidget(dialog)
    first, second = (dialog.model.cells(line) for line in (1, 2))
    assert (first[3].text, first[4].text) == ("31 Dec 2027", "30 Jun 2027")
    assert second[4].text == "2027-06-30"


def test_joint_work_that_begins_by_a_workbook_asks_for_the_reason(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    page = window.show(PlanPage)
    qtbot.addWidget(page)
    joint = window.desk.records(JointActivity)[0]
    set_value(window.desk, "joint_activity", joint.id, "exception_reason", None)
    data = plan_workbook(window.desk, "en")

    def begin(workbook: Any) -> None:
        sheet = workbook.worksheets[0]
        write(at(sheet, row_of(sheet, "A-006"), "Status"), "Ongoing")

    (tmp_path / "plan.xlsx").write_bytes(saved(data, begin))
    window.door.text = "Winter comes first."
    page.books.take_file(tmp_path / "plan.xlsx")
    window.settle()
    dialog = page.books.dialog
    assert isinstance(dialog, TakeReturnedDialog)
    dialog.take.click()
    window.settle()
    qtbot.waitUntil(lambda: bool(window.desk.find(JointActivity, joint.id).exception_reason))


def test_a_file_of_another_kind_is_refused(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    page = window.show(PlanPage)
    qtbot.addWidget(page)
    openpyxl.Workbook().save(tmp_path / "letter.xlsx")
    page.books.take_file(tmp_path / "letter.xlsx")
    window.settle()
    assert window.door.said[-1][1] == "“letter.xlsx” is not a workbook of this kind made by Masar."


def test_measurements_are_asked_for_a_period(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    page = window.show(MonitoringPage)
    qtbot.addWidget(page)
    assert page.book.isHidden()
    page.tabs.choose("indicators")
    window.door.save = tmp_path / "m.xlsx"
    page.book.click()
    dialog = page.books.dialog
    window.settle()
    assert dialog.period.value() == "2026-01-01"
    dialog.period.show_value("2025-07-01")
    dialog.make_button.click()
    window.settle()
    told = openpyxl.load_workbook(window.door.save).worksheets[0]
    assert at(told, row_of(told, "I-001"), "Period").value == "2025-H2"


def _brought(window: Window) -> Returned:
    return read_returned(window.desk, plan_workbook(window.desk, "en"), FORMAT, "empty.xlsx")


@pytest.mark.parametrize(
    "make",
    [
        lambda window: ReturningBookDialog(window.session, PLAN),
        lambda window: ReturningBookDialog(window.session, MEASUREMENTS),
        lambda window: TakeReturnedDialog(window.session, _brought(window)),
    ],
)
def test_the_dialogs_die_when_they_are_closed(window: Window, make: Callable[[Window], QDialog]) -> None:
    dialog = make(window)
    watched = weakref.ref(dialog)
    dialog.close()
    dialog.deleteLater()
    del dialog
    window.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    found = watched()
    assert found is None or not isValid(found)
