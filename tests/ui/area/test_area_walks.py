"""From a new location to a ranked, mapped one in the real window: by mouse only, and by keyboard only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from ui.reach import nameless
from ui.walking import LEFT, Walker

from app.models.kinds.area import Area, Location, SelectionCriterion, SeverityRank, Source
from app.ui.pages.area import TABS, AreaPage

NEW = "Bir Jadid"
ALT = Qt.KeyboardModifier.AltModifier

pytestmark = pytest.mark.usefixtures("in_the_example")


def type_into(walker: Walker, line: Callable[[], QWidget], text: str) -> None:
    walker.reach(line)
    walker.type(line(), text)
    walker.press(Qt.Key.Key_Return)


def new_one(walker: Walker) -> Location:
    (found,) = walker.desk.records(Location, name_en=NEW)
    return found


@pytest.mark.slow
def test_by_mouse_only(walker: Walker, door: Any) -> None:
    page: AreaPage = walker.page("area")
    walker.click(page.selection.reasons[3].link)
    walker.pick(page.editor.criterion.form, "assessment", "met")
    assert walker.desk.records(SelectionCriterion, criterion="access_feasibility")[0].assessment == "met"
    walker.click(page.tabs.button("locations"))
    door.answers["text"] = NEW
    walker.click(page.add)
    panel = page.editor.location
    walker.write(panel.where, "coordinates", "36.40, 41.90")
    walker.click(panel.severity.add)
    form = panel.severity.form
    form.fields["round"].control.show_value("E2")
    form.fields["score"].control.show_value("90")
    form.fields["category"].control.show_value("high")
    form.fields["source"].control.show_value(walker.desk.records(Source)[0].id)
    walker.click(panel.severity.keep)
    assert walker.desk.records(SeverityRank, location=new_one(walker).id)[0].score == "90"
    walker.click(page.tabs.button("ranking"))
    walker.click(page.ranking.lines["return_index"].banner.action)
    walker.click(page.ranking.by_severity)
    assert new_one(walker).priority_rank == 1
    walker.click(page.tabs.button("map"))
    view = page.map.map
    spot = next(one for one in view.spots if one.id == new_one(walker).id)
    x, y = view.ground().point(spot.latitude, spot.longitude)
    walker.bot.mouseClick(view.viewport(), LEFT, pos=view.mapFromScene(x, y))
    walker.settle()
    assert page.map.table.chosen_id() == spot.id


@pytest.mark.slow
def test_by_keyboard_only(walker: Walker, door: Any) -> None:
    number = list(walker.frame.rail.items).index("area") + 1
    walker.bot.keyClick(walker.frame, Qt.Key(Qt.Key.Key_0 + number), ALT)
    walker.settle()
    page: AreaPage = walker.frame.stack.made()["area"]
    walker.reach(lambda: page.selection.reasons[3].link)
    walker.press(Qt.Key.Key_Space)
    walker.reach(lambda: page.editor.criterion.form.fields["assessment"].control.main())
    walker.bot.keyClicks(QApplication.focusWidget(), "M")
    walker.press(Qt.Key.Key_Return)
    assert walker.desk.records(SelectionCriterion, criterion="access_feasibility")[0].assessment == "met"
    walker.reach(lambda: page.tabs.button("locations"))
    walker.press(Qt.Key.Key_Space)
    door.answers["text"] = NEW
    walker.reach(lambda: page.add)
    walker.press(Qt.Key.Key_Space)
    panel = page.editor.location
    type_into(walker, lambda: panel.where.fields["coordinates"].control.line, "36.40, 41.90")
    assert new_one(walker).latitude == "36.40"
    walker.reach(lambda: page.tabs.button("ranking"))
    walker.press(Qt.Key.Key_Space)
    walker.reach(lambda: page.ranking.lines["return_index"].banner.action)
    walker.press(Qt.Key.Key_Space)
    assert walker.desk.records(Area)[0].return_round == "E2"
    walker.reach(lambda: page.ranking.out)
    walker.press(Qt.Key.Key_Space)
    last = new_one(walker).priority_rank
    walker.reach(lambda: page.ranking.table)
    walker.press(Qt.Key.Key_Up, ALT)
    assert new_one(walker).priority_rank == last - 1
    walker.bot.keyClick(walker.frame, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    walker.settle()
    assert new_one(walker).priority_rank == last
    walker.reach(lambda: page.tabs.button("map"))
    walker.press(Qt.Key.Key_Space)
    walker.reach(lambda: page.map.map)
    walker.press(Qt.Key.Key_PageDown)
    assert page.map.map.chosen() is not None
    walker.press(Qt.Key.Key_Plus)


def test_every_control_has_a_name(walker: Walker) -> None:
    page: AreaPage = walker.page("area")
    for tab in TABS:
        walker.click(page.tabs.button(tab))
        assert nameless(page) == []
    for kind in ("area", "selection_criterion", "area_decision"):
        page.edit(kind, "evidence_of_need" if kind == "selection_criterion" else "")
        walker.settle()
        assert nameless(page) == []
    page.edit("location", walker.desk.records(Location)[0].id)
    page.editor.location.edit.setChecked(True)
    walker.settle()
    assert nameless(page) == []
