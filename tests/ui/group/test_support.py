"""Backstopping per meeting, and the guide to the first meeting."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from ui.windows import Window

from app.models.kinds.meetings import Backstopping, Meeting
from app.services.field_edits import add_record
from app.ui.kit.finding import ReasonRow
from app.ui.pages.group import GroupPage
from app.ui.places import Place


@pytest.fixture
def meeting(window: Window, page: GroupPage) -> str:
    """A first meeting that was held, opened on the page, with two who can backstop."""
    for name, function in (("Ali", "secretariat"), ("Lina", "secretariat")):
        values = {"role": "backstop_area", "name_en": name, "backstop_function": function}
        add_record(window.desk, "member", values)
    made = add_record(window.desk, "meeting", {"type": "first_meeting", "held_on": "2026-01-13"})
    page.go_to(Place("group", "backstopping", made))
    window.settle()
    return made


def person(page: GroupPage, name: str) -> tuple[Any, Any]:
    panel = page.support.panel
    found = next(one for one, box in panel.boxes.items() if box.text() == name)
    return panel.boxes[found], panel.functions[found]


def test_who_was_there_is_ticked(window: Window, page: GroupPage, meeting: str) -> None:
    assert "at least two" in page.support.panel.state.text()
    person(page, "Ali")[0].click()
    window.settle()
    (held,) = window.desk.records(Meeting)
    assert len(held.backstoppers) == 1
    assert person(page, "Ali")[1].isEnabled()
    assert not person(page, "Lina")[1].isEnabled()


def test_the_function_at_the_meeting_is_chosen(window: Window, page: GroupPage, meeting: str) -> None:
    for name in ("Ali", "Lina"):
        person(page, name)[0].click()
        window.settle()
    assert "Drafting" in page.support.panel.state.text()
    choice = person(page, "Lina")[1]
    choice.show_value("drafting_linkage_technical")
    choice.finished.emit()
    window.settle()
    assert window.desk.records(Backstopping)[0].function == "drafting_linkage_technical"
    assert "both functions" in page.support.panel.state.text()
    model = page.support.list.model
    assert [str(model.index(0, column).data()) for column in (1, 2)] == ["Lina", "Ali"]


def test_taking_a_tick_away_takes_the_person_out(window: Window, page: GroupPage, meeting: str) -> None:
    person(page, "Ali")[0].click()
    window.settle()
    person(page, "Ali")[0].click()
    window.settle()
    assert window.desk.records(Meeting)[0].backstoppers == ()


def test_the_meeting_is_opened_from_here(window: Window, page: GroupPage, meeting: str) -> None:
    page.support.panel.open.click()
    assert window.places[-1] == Place("meetings", "meeting", meeting)


def test_without_backstoppers_it_says_where_to_add_them(window: Window, page: GroupPage) -> None:
    made = add_record(window.desk, "meeting", {"type": "first_meeting", "held_on": "2026-01-13"})
    page.go_to(Place("group", "backstopping", made))
    window.settle()
    assert "Members" in page.support.panel.people.itemAt(0).widget().text()


def test_the_guide_leads_to_each_place(window: Window, page: GroupPage) -> None:
    page.tabs.choose("support")
    window.settle()
    rows = [one for one in page.support.guide.findChildren(ReasonRow) if one.isVisibleTo(page)]
    assert len(rows) == 12
    assert all(row.link.text() for row in rows)
    for row in rows:
        row.link.click()
    pages = [place.page for place in window.places]
    assert {"group", "meetings", "stakeholders"} <= set(pages)


def test_the_guide_answers_itself_on_the_example(example: Window, full: GroupPage) -> None:
    full.tabs.choose("support")
    assert full.support.guide.quiet.text() == "11 of 12"
    assert "DSTWG" in full.support.guide.intro.text()


def test_closing_the_panel_shows_the_guide_again(
    qapp: QApplication, window: Window, page: GroupPage, meeting: str
) -> None:
    assert not page.support.guide.isVisibleTo(page)
    page.support.panel.leave()
    assert page.support.guide.isVisibleTo(page)
