"""Workbooks and reports offered on the page Review & sign."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from services.example import example_desk
from shiboken6 import isValid
from ui.windows import Window

from app.models.kinds.plan import Activity
from app.ui.pages.review import ReviewPage
from app.ui.pages.review_papers import PAPERS, PlanPapersDialog


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    yield made
    made.close()


def test_the_page_offers_them_beside_the_versions(window: Window, qtbot: QtBot) -> None:
    page = window.show(ReviewPage)
    qtbot.addWidget(page)
    page.tabs.choose("versions")
    page.versions.readiness.papers.click()
    assert isinstance(page.signing.dialog, PlanPapersDialog)


@pytest.mark.parametrize("paper", PAPERS)
def test_each_is_written_where_the_person_says(
    window: Window, qtbot: QtBot, tmp_path: Path, paper: str
) -> None:
    dialog = PlanPapersDialog(window.session)
    qtbot.addWidget(dialog)
    window.door.save = tmp_path / f"made.{PAPERS[paper]}"
    dialog.buttons[paper].click()
    window.settle()
    assert window.door.save.read_bytes()[:2] in (b"PK", b"%P")
    assert "made." in window.notices[-1]


def test_the_4w_workbook_keeps_to_the_class_that_is_chosen(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    with window.desk.write("activity.edit") as unit:
        for activity in window.desk.records(Activity):
            unit.set(Activity, activity.id, sensitivity=1)
    dialog = PlanPapersDialog(window.session)
    qtbot.addWidget(dialog)
    dialog.highest.show_value("0")
    window.door.save = tmp_path / "4w.xlsx"
    dialog.make("four_w")
    window.settle()
    sheet = openpyxl.load_workbook(window.door.save)["Activities"]
    assert sheet.max_row == 3  # the note, the headers, the hashtags


def test_the_dialog_dies_when_it_is_closed(window: Window) -> None:
    dialog = PlanPapersDialog(window.session)
    watched = weakref.ref(dialog)
    dialog.close()
    dialog.deleteLater()
    del dialog
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    found = watched()
    assert found is None or not isValid(found)
