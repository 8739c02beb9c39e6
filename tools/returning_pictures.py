"""The dialogs about workbooks that come back and the bundle for headquarters, as they are pictured."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.models.kinds.plan import Activity
from app.services.desk import Desk
from app.services.importing_problems import RowProblem
from app.services.returned import Difference, NewRow, Returned
from app.ui.language import words
from app.ui.pages.exchange_bundle import BundleDialog
from app.ui.pages.returning_book import MEASUREMENTS, ReturningBookDialog, TakeReturnedDialog
from app.ui.pictures import Quiet
from app.ui.session import Session


def returning_book(session: Session, _desk: Desk) -> QWidget:
    """Return the dialog that offers the measurement sheet."""
    made = ReturningBookDialog(session, MEASUREMENTS)
    Quiet(session.operations).wait()
    return made


def bundle(session: Session, _desk: Desk) -> QWidget:
    """Return the dialog that makes everything for headquarters."""
    made = BundleDialog(session)
    Quiet(session.operations).wait()
    return made


def take_returned_book(session: Session, desk: Desk) -> QWidget:
    """Return what a plan workbook brings that came back from a partner."""
    first, second = desk.records(Activity)[:2]
    sheet = words().say("kind.activity.many")
    status = words().code("activity_status", "suspended")
    titles = [f"{one.code} · {words().pick(one, 'title')}" for one in (first, second)]

    def cell(row: int, one: int, field: str, here: str, there: str, *, later: bool = False) -> Difference:
        record = (first, second)[one].id
        return Difference(sheet, row, "activity", record, titles[one], field, here, there, there, later)

    found = Returned(
        "plan-workbook-en.xlsx",
        "2026-03-14",
        (
            cell(5, 0, "donor", "", "Recovery Fund"),
            cell(5, 0, "ends", "2027-12-31", "2027-06-30", later=True),
            cell(6, 1, "status", words().code("activity_status", second.status), status),
        ),
        (NewRow(sheet, 37, "activity", "Mobile registry", {}),),
        1,
        (RowProblem(7, "cell_unreadable", {"column": "budget", "value": "much"}, "activity", sheet),),
    )
    return TakeReturnedDialog(session, found)
