"""The Headquarters page: the map leads to steps; guidance and deadlines are added and edited."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.windows import Window

from app.models.kinds.country import Deadline, Guidance
from app.services.people import give_role
from app.ui.language import use_language, words
from app.ui.pages.headquarters import HeadquartersPage
from app.ui.places import Place


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """The example with its steward confirmed as headquarters: only then guidance is taken."""
    made = Window(example_desk(tmp_path))
    give_role(made.desk, "Dalia Haddad", "headquarters")
    yield made
    made.close()


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> HeadquartersPage:
    made = window.show(HeadquartersPage)
    qtbot.addWidget(made)
    return made


def test_the_map_is_said_in_words_too(page: HeadquartersPage) -> None:
    assert page.header.quiet.accessibleName().startswith("1 area in this file")
    assert "Sinjar and Al-Ba'aj: " in page.map.view.accessibleName()


def test_a_cell_leads_to_the_step_by_keyboard(window: Window, page: HeadquartersPage) -> None:
    QTest.keyClick(page.map.view, Qt.Key.Key_Right)
    QTest.keyClick(page.map.view, Qt.Key.Key_Return)
    window.settle()
    assert window.places[-1] == Place("steps", "step", "prepare")


def test_a_deadline_is_added_for_all_areas_and_opened(window: Window, page: HeadquartersPage) -> None:
    before = {one.id for one in window.desk.records(Deadline)}
    page.add_deadline.click()
    window.settle()
    (made,) = [one for one in window.desk.records(Deadline) if one.id not in before]
    assert (made.due, made.areas, made.issued_by) == ("2026-05-05", (), "Dalia Haddad")
    panel = page.panels["deadline"]
    assert panel.isVisible()
    panel.form.fields["step"].control.show_value("review")
    panel.form.fields["step"].commit()
    window.settle()
    assert window.desk.find(Deadline, made.id).step == "review"


def test_guidance_is_meant_for_chosen_areas(window: Window, page: HeadquartersPage) -> None:
    page.add_guidance.click()
    window.settle()
    panel = page.panels["guidance"]
    panel.form.fields["areas"].control.show_value((window.desk.area,))
    panel.form.fields["areas"].commit()
    window.settle()
    assert window.desk.find(Guidance, panel.record).areas == (window.desk.area,)
    line = page.model.place_of(panel.record)
    assert page.model.index(line, 3).data() == "Sinjar and Al-Ba'aj"
    assert not page.panels["deadline"].isVisible()


def test_who_is_not_confirmed_is_told_that_only_headquarters_writes(
    window: Window, page: HeadquartersPage
) -> None:
    give_role(window.desk, "Dalia Haddad", "focal_point")
    page.add_guidance.click()
    window.settle()
    assert [refused.code for refused in window.refused] == ["headquarters_only"]
    assert "a steward of this area has confirmed" in words().refusal(window.refused[0])
    assert window.desk.records(Guidance) == []


def test_what_is_removed_leaves_the_list(window: Window, page: HeadquartersPage) -> None:
    page.add_guidance.click()
    window.settle()
    before = page.model.shown_count()
    page.panels["guidance"].remove.click()
    window.settle()
    assert page.model.shown_count() == before - 1
    assert window.undoable


def test_the_page_speaks_arabic(qapp: QApplication, page: HeadquartersPage) -> None:
    use_language(qapp, "ar")
    assert page.map.title.text() == "أين وصلت كل منطقة"
    assert page.add_deadline.text() == "إضافة موعد نهائي"
