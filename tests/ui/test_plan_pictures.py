"""Timeline and coverage on the page: what is drawn, what a click and the keyboard pick."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.windows import Window

from app.drawing.shapes import Circle, Picture, Rect, Text
from app.models.kinds.monitoring import Milestone
from app.models.kinds.plan import Activity
from app.process.coverage import Cell, Matrix
from app.ui.kit.link import TextLink
from app.ui.language import use_language, words
from app.ui.pages.plan import PlanPage
from app.ui.pages.plan_cell_panel import cell_of
from app.ui.pages.plan_picked import PickPicture
from app.ui.pages.plan_pictures import _period
from app.ui.pages.plan_timeline import StonePicture


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


def grid(across: int = 3, down: int = 2) -> PickPicture:
    view = PickPicture()
    boxes = [
        Rect(40 * x, 30 * y, 30, 20, "accent", tag=f"{x}{y}") for y in range(down) for x in range(across)
    ]
    view.show_picture(Picture(200, 100, tuple(boxes)), "A grid")
    return view


def test_arrow_keys_walk_through_the_boxes_and_enter_picks(qtbot: QtBot) -> None:
    view = grid()
    qtbot.addWidget(view)
    picked: list[str] = []
    view.picked.connect(picked.append)
    keys = (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Return)
    for key in keys:
        QTest.keyClick(view, key)
    assert picked == ["01"]


@pytest.mark.parametrize(
    ("key", "there"),
    [(Qt.Key.Key_Left, "00"), (Qt.Key.Key_Up, "00"), (Qt.Key.Key_Right, "10"), (Qt.Key.Key_Down, "01")],
)
def test_the_frame_stays_at_the_edges(qtbot: QtBot, key: Qt.Key, there: str) -> None:
    view = grid()
    qtbot.addWidget(view)
    view.current = "00"
    QTest.keyClick(view, key)
    assert view.current == there


def test_nothing_is_picked_before_a_box_has_the_frame(qtbot: QtBot) -> None:
    view = grid()
    qtbot.addWidget(view)
    picked: list[str] = []
    view.picked.connect(picked.append)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert picked == []


def test_an_empty_picture_bears_every_key(qtbot: QtBot) -> None:
    view = PickPicture()
    qtbot.addWidget(view)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_Tab):
        QTest.keyClick(view, key)
    assert view.current == ""


def test_the_timeline_draws_every_activity_with_dates(window: Window, page: PlanPage) -> None:
    page.tabs.choose("timeline")
    drawn = {box.tag for box in page.timeline.view.boxes()}
    assert drawn == {one.id for one in window.desk.records(Activity) if one.starts or one.ends}


def test_milestones_are_drawn_and_say_what_they_are(window: Window, page: PlanPage) -> None:
    first, *_ = (one for one in window.desk.records(Activity) if one.starts and one.ends)
    with window.desk.write("milestone.add") as unit:
        unit.add(Milestone, activity=first.id, title_en="Roof on", due=first.ends, status="planned")
        unit.add(Milestone, title_en="Handover to the district", due="2027-01-31", status="reached")
        unit.add(Milestone, activity=first.id, title_en="Not any more", due=first.ends, status="dropped")
    page.reload()
    window.settle()
    page.tabs.choose("timeline")
    view = page.timeline.view
    assert isinstance(view, StonePicture)
    drawn = [shape for shape in view.picture.shapes if isinstance(shape, Circle)]
    circles = {view.said_at(QPointF(one.x, one.y).toPoint()): one for one in drawn}
    roof = next(one for said, one in circles.items() if said.startswith("Roof on: "))
    handover = circles["Handover to the district: 31 Jan 2027, Reached"]
    assert (roof.tag, handover.tag) == (first.id, "")
    assert not any(said.startswith("Not any more") for said in circles)
    assert view.said_at(QPointF(0, 0).toPoint()) == ""


def test_the_timeline_fills_the_width_it_has(page: PlanPage) -> None:
    page.tabs.choose("timeline")
    page.resize(1182, 700)
    QApplication.processEvents()
    room = page.timeline.area.viewport().width()
    assert room - 20 <= page.timeline.view.picture.width <= room


def test_clicking_a_bar_opens_its_activity(window: Window, page: PlanPage) -> None:
    page.tabs.choose("timeline")
    box = page.timeline.view.boxes()[3]
    middle = QPointF(box.x + box.w / 2, box.y + box.h / 2).toPoint()
    QTest.mouseClick(page.timeline.view, Qt.MouseButton.LeftButton, pos=middle)
    assert page.activity_panel.isVisible()
    assert page.activity_panel.record == box.tag


@pytest.mark.parametrize(
    ("day", "quarters", "language", "text"),
    [
        (date(2026, 4, 1), True, "en", "Q2 2026"),
        (date(2026, 1, 1), False, "en", "Jan 2026"),
        (date(2026, 3, 1), False, "en", "Mar"),
        (date(2026, 3, 1), False, "ar", "آذار"),
    ],
)
def test_periods_are_named_in_the_language(
    qapp: QApplication, day: date, quarters: bool, language: str, text: str
) -> None:
    use_language(qapp, language)
    assert _period(day, quarters) == text


def test_a_cell_shows_the_activities_that_meet_there(page: PlanPage) -> None:
    page.tabs.choose("coverage")
    place = page._view.coverage.rows[0]
    page.coverage.places.view.picked.emit(f"{place}|SO4")
    links = [link.text() for link in page.coverage.cell.findChildren(TextLink)]
    assert links == ["Rehabilitate the Tal Narjis health post"]
    assert page.coverage.cell.over.text() == "SO4 Basic services"
    assert not page.coverage.key.isVisible()


def test_closing_the_cell_brings_objectives_and_money_back(page: PlanPage) -> None:
    page.tabs.choose("coverage")
    shown = (page.coverage.key, page.coverage.money)
    page.coverage.open_cell(page._view.coverage.rows[0], "SO4")
    assert not any(one.isVisible() for one in shown)
    page.coverage.cell.leave()
    assert all(one.isVisible() for one in shown)


def test_money_stands_by_its_source(window: Window, page: PlanPage) -> None:
    page.tabs.choose("coverage")
    assert page.coverage.money.lines[:2] == ["source not named", "Meridian Recovery Fund"]
    with window.desk.write("activity.edit") as unit:
        for one in window.desk.records(Activity):
            unit.set(Activity, one.id, budget=None)
    page.reload()
    window.settle()
    assert page.coverage.money.isHidden()


def test_from_a_cell_to_the_editor(window: Window, page: PlanPage) -> None:
    page.tabs.choose("coverage")
    page.coverage.open_cell(page._view.coverage.rows[0], "SO4")
    page.coverage.cell.findChildren(TextLink)[0].clicked.emit()
    assert page.activity_panel.isVisible()
    assert page.activity_panel.over.text() == "A-014"


def test_an_empty_cell_offers_to_add_an_activity_right_there(window: Window, page: PlanPage) -> None:
    page.tabs.choose("coverage")
    view = page._view
    place, row = view.coverage.rows[0], view.coverage.cells[0]
    objective = next(so for so, cell in zip(view.coverage.columns, row, strict=True) if not cell.records)
    page.coverage.open_cell(place, objective)
    assert any("No activity here" in one.text() for one in page.coverage.cell.findChildren(QLabel))
    page.coverage.cell.add.click()
    window.settle()
    made = next(one for one in window.desk.records(Activity) if not one.title_en)
    assert (made.objective, made.locations) == (objective, (place,))


def test_groups_are_covered_too(page: PlanPage) -> None:
    page.tabs.choose("coverage")
    page.coverage.groups.view.picked.emit("returnee|SO4")
    assert page.coverage.cell.title.text() == "Returnees"
    assert page.coverage.cell.findChildren(TextLink)


def test_a_cell_is_found_whichever_way_round_the_matrix_is() -> None:
    cell, other = Cell(("a",)), Cell()
    assert cell_of(Matrix(("place",), ("SO1", "SO2"), ((cell, other),)), "place", "SO1") is cell
    assert cell_of(Matrix(("SO1",), ("returnee",), ((cell,),)), "returnee", "SO1") is cell
    assert cell_of(Matrix((), (), ()), "place", "SO1") is None


def test_pictures_are_mirrored_in_arabic(window: Window, qtbot: QtBot, qapp: QApplication) -> None:
    use_language(qapp, "ar")
    page = window.show(PlanPage)
    qtbot.addWidget(page)
    page.tabs.choose("coverage")
    QApplication.processEvents()
    heads = [
        one
        for one in page.coverage.places.view.picture.shapes
        if isinstance(one, Text) and one.text in ("SO1", "SO8")
    ]
    places = {one.text: one.x for one in heads}
    assert places["SO1"] > places["SO8"]


def test_a_criterion_leads_to_its_activities_and_indicators(page: PlanPage, qtbot: QtBot) -> None:
    page.tabs.choose("coverage")
    tab = page.coverage
    assert not tab.criteria.isHidden()
    tab.criteria.view.picked.emit("4|SO2")
    assert tab.cell.title.text() == words().code("iasc", "4")
    links = [link.text() for link in tab.cell.findChildren(TextLink)]
    assert "Claims desk that travels to the villages" in links
    assert tab.groups.isHidden()
    tab.criteria.view.picked.emit("4|indicators")
    with qtbot.waitSignal(tab.cell.measured):
        tab.cell.findChildren(TextLink)[-1].clicked.emit()
    tab.cell.leave()
    assert not tab.groups.isHidden()
