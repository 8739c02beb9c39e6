"""Title, period and the rest of a plan's cover are edited in a dialog of the Plan page."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.windows import Window

from app.models.kinds.plan import Plan
from app.ui.pages.plan import PlanPage
from app.ui.pages.plan_about import PlanAboutDialog
from app.ui.places import Place


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


def test_title_and_period_keep_themselves(window: Window, page: PlanPage) -> None:
    page.about.click()
    window.settle()
    assert page.dialog is not None
    fields = page.dialog.form.fields
    assert fields["title_en"].value() == "Plan of Action for durable solutions 2026 to 2027"
    fields["title_en"].control.show_value("Plan of the two districts")
    fields["title_en"].commit()
    fields["period_to"].control.show_value("2028-12-31")
    fields["period_to"].commit()
    page.dialog.leave.click()
    window.settle()
    (plan,) = window.desk.records(Plan)
    assert (plan.title_en, plan.period_to) == ("Plan of the two districts", "2028-12-31")


def test_a_finding_about_the_plan_leads_here(window: Window, page: PlanPage) -> None:
    page.go_to(Place("plan", "plan", window.desk.records(Plan)[0].id))
    window.settle()
    assert page.dialog is not None
    assert page.dialog.isVisible()
    page.dialog.close()


def test_the_dialog_dies_when_it_is_closed(window: Window, qtbot: QtBot) -> None:
    dialog = PlanAboutDialog(window.session)
    window.settle()
    watched = weakref.ref(dialog)
    dialog.close()
    dialog.deleteLater()
    del dialog
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert watched() is None
