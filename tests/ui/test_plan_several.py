"""Several activities at once on the Plan page: pasted from a spreadsheet, changed together."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.windows import Window

from app.models.kinds.plan import Activity
from app.services.views.plan import PlanView
from app.ui.pages.plan import PlanPage
from app.ui.pages.plan_several import PasteDialog, SeveralDialog


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    yield made
    made.close()


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> PlanPage:
    made = window.show(PlanPage)
    qtbot.addWidget(made)
    return made


def test_cells_from_the_clipboard_become_activities(window: Window, page: PlanPage) -> None:
    before = len(window.desk.records(Activity))
    QGuiApplication.clipboard().setText("Activity\tSO\nDig a well\tSO4\nOpen a school\tperhaps")
    page.paste.click()
    window.settle()
    dialog = page.work.dialog
    assert isinstance(dialog, PasteDialog)
    assert dialog.go.text() == "Add 2 activities"
    assert "perhaps" in dialog.model.index(1, 3).data()
    dialog.text.setPlainText("\t\tSO4")
    window.settle()
    assert dialog.wrong.text()
    assert not dialog.go.isEnabled()
    dialog.begin()
    window.settle()
    dialog.go.click()
    window.settle()
    assert len(window.desk.records(Activity)) == before + 2
    assert window.undoable[-1] == "2 activities added"


def test_several_are_changed_as_one_step(window: Window, page: PlanPage) -> None:
    page.several.click()
    dialog = page.work.dialog
    assert isinstance(dialog, SeveralDialog)
    dialog.value.control.show_value("suspended")
    assert dialog.answer() is None
    assert dialog.wrong.text()
    dialog.choose_all()
    dialog.agree()
    window.settle()
    assert {one.status for one in window.desk.records(Activity)} == {"suspended"}
    assert window.undoable[-1].endswith("activities changed")


@pytest.mark.parametrize("name", ["shift", "starts", "lead", "groups", "locations", "objective"])
def test_every_field_has_its_input(window: Window, page: PlanPage, qtbot: QtBot, name: str) -> None:
    dialog = SeveralDialog(page._view)
    qtbot.addWidget(dialog)
    dialog.field.control.show_value(name)
    dialog.field.control.finished.emit()
    dialog.choose_all()
    assert dialog.answer() is None
    assert dialog.value.error.text()


@pytest.mark.parametrize("make", [lambda: PasteDialog(), lambda: SeveralDialog(PlanView())])
def test_the_dialogs_die_when_they_are_closed(qtbot: QtBot, make: Callable[[], QDialog]) -> None:
    dialog = make()
    watched = weakref.ref(dialog)
    dialog.close()
    dialog.deleteLater()
    del dialog
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert watched() is None
