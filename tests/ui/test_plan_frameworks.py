"""The Frameworks tab of the plan: choosing, aligning, saying how and why not, bringing along, saving."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.windows import Window

from app.models.kinds.plan import Activity, Alignment, FrameworkAnswer, OwnFramework
from app.ui.language import use_language
from app.ui.pages.plan import PlanPage
from app.ui.pages.plan_frameworks import STEP, FrameworksTab
from app.ui.places import Place

OWN = 'id = "mine"\nsource = "us"\ntitle_en = "Ours"\n[[nodes]]\nid = "one"\ntitle_en = "First"\n'


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    yield made
    made.close()


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> PlanPage:
    made = window.show(PlanPage)
    qtbot.addWidget(made)
    made.tabs.choose("frameworks")
    return made


@pytest.fixture
def tab(page: PlanPage) -> FrameworksTab:
    return page.frameworks


def state(tab: FrameworksTab, node: str) -> str:
    framework = tab.framework()
    assert framework is not None
    return next(one.state for one in framework.nodes if one.id == node)


def test_the_framework_of_the_process_stands_in_front(tab: FrameworksTab) -> None:
    framework = tab.framework()
    assert framework is not None
    assert (framework.id, tab.standing.text()) == ("so", "8 of 8 covered")


def test_the_four_elements_say_how_many_are_there(tab: FrameworksTab) -> None:
    tab.choose_framework("isf_element")
    assert tab.standing.text() == "complete: 4 of 4 required"
    assert [state(tab, one) for one in ("findings", "results")] == ["covered", "covered"]


def test_the_tree_keeps_qts_rules_and_moves_children_in(tab: FrameworksTab) -> None:
    tab.choose_framework("ssr")
    tester = QAbstractItemModelTester(tab.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tester.model() is tab.model
    line = tab.model.place_of("vision")
    assert tab.model.cells(line)[0].inset == STEP


def test_an_activity_is_aligned_and_taken_back(window: Window, page: PlanPage, tab: FrameworksTab) -> None:
    activity = window.desk.records(Activity)[0].id
    tab.choose_framework("ssr")
    tab.open_node("technical")
    tab.panel.what.show_value(activity)
    tab.panel.what.finished.emit()
    window.settle()
    assert state(tab, "technical") == "covered"
    made = window.desk.records(Alignment, framework="ssr")[0]
    tab.panel.take_back_one(made.id)
    window.settle()
    assert state(tab, "technical") == "none"


def test_how_the_plan_answers_is_written_into_the_alignment(window: Window, tab: FrameworksTab) -> None:
    tab.choose_framework("ssr")
    tab.open_node("vision")
    tab.panel.say_how.click()
    window.settle()
    assert state(tab, "vision") == "partly"
    tab.panel.how.committed.emit("explanation", "Section two.")
    window.settle()
    assert window.desk.records(Alignment, framework="ssr")[0].explanation == "Section two."
    assert state(tab, "vision") == "covered"


def test_a_reason_is_given_where_nothing_answers(window: Window, tab: FrameworksTab) -> None:
    tab.choose_framework("ssr")
    tab.open_node("outreach")
    tab.panel.say_why.click()
    window.settle()
    tab.panel.why.committed.emit("not_addressed_reason", "Done by the ministry.")
    window.settle()
    assert state(tab, "outreach") == "reason"
    held = window.desk.records(FrameworkAnswer, framework="ssr")
    assert [one.not_addressed_reason for one in held] == ["Done by the ministry."]


def test_a_project_is_added_as_alignable(window: Window, tab: FrameworksTab) -> None:
    window.door.text = "Road to Sinuni"
    tab.choose_framework("issss")
    tab.open_node("projects")
    tab.panel.add_project.click()
    window.settle()
    assert state(tab, "projects") == "partly"


def test_a_framework_is_brought_along_and_what_is_wrong_is_said(
    window: Window, tab: FrameworksTab, tmp_path: Path
) -> None:
    file = tmp_path / "own.toml"
    file.write_text("id = ", encoding="utf-8")
    window.door.open = file
    tab.bring.click()
    window.settle()
    assert window.desk.records(OwnFramework) == []
    file.write_text(OWN, encoding="utf-8")
    tab.bring.click()
    window.settle()
    framework = tab.framework()
    assert framework is not None
    assert framework.id == "mine"


def test_the_framework_in_front_is_saved_as_a_workbook(
    window: Window, tab: FrameworksTab, tmp_path: Path
) -> None:
    window.door.save = tmp_path / "out.xlsx"
    tab.export.click()
    window.settle()
    assert load_workbook(tmp_path / "out.xlsx").sheetnames == ["Framework", "Coverage"]


def test_a_place_leads_to_the_tab(page: PlanPage) -> None:
    page.tabs.choose("activities")
    page.go_to(Place("plan", "alignment", "isf_element"))
    assert page.tabs.current() == "frameworks"
    assert page.add.isHidden()


def test_the_tab_speaks_arabic(page: PlanPage, tab: FrameworksTab, qapp: QApplication) -> None:
    tab.open_node("SO1")
    use_language(qapp, "ar")
    assert tab.export.text() == "حفظ بصيغة Excel"
