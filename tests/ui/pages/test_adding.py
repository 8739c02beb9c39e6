"""What the lists of records add really enters a workspace, and opens in the panel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from services.laptops import found
from ui.windows import Window

from app.models.codes import CODE_LISTS
from app.models.kinds.area import SelectionCriterion
from app.models.registry import KINDS
from app.services.field_edits import add_record
from app.ui.pages.monitoring import LISTED as KINDS_OF
from app.ui.pages.records import RecordsPage
from app.ui.record_words import can_be_added

ADDED = [(topic, kind) for topic, kinds in KINDS_OF.items() for kind in kinds if can_be_added(kind)]


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(found(tmp_path)[0].use())
    yield made
    made.close()


def opened(window: Window, qtbot: QtBot, topic: str, kind: str) -> RecordsPage:
    page = window.show(lambda session: RecordsPage(session, topic, KINDS_OF.get(topic, (kind,))))
    qtbot.addWidget(page)
    page.choose_kind(kind)
    window.settle()
    return page


@pytest.mark.parametrize(("topic", "kind"), ADDED)
def test_every_list_that_offers_it_adds_a_record(window: Window, qtbot: QtBot, topic: str, kind: str) -> None:
    before = len(window.desk.records(KINDS[kind]))
    page = opened(window, qtbot, topic, kind)
    window.door.text = "Asked for"
    page.add.click()
    window.settle()
    assert window.refused == []
    assert len(window.desk.records(KINDS[kind])) == before + 1
    assert page.panel.isVisible()
    assert "Not named yet" not in repr(window.desk.records(KINDS[kind]))


def test_searching_finds_names_in_every_language_folded(window: Window, qtbot: QtBot) -> None:
    add_record(window.desk, "location", {"name_en": "Abu Sunbula", "name_ar": "أبو سنبلة", "role": "return"})
    add_record(window.desk, "location", {"name_en": "Tal Qasab", "role": "displacement"})
    page = opened(window, qtbot, "area", "location")
    for text, count in (("ابو سنبله", 1), ("TAL", 1), ("displace", 1), ("nothing like it", 0), ("", 2)):
        page.search.setText(text)
        assert page.model.shown_count() == count, text


def test_adding_criteria_goes_through_all_four(window: Window, qtbot: QtBot) -> None:
    page = opened(window, qtbot, "area", "selection_criterion")
    for _ in CODE_LISTS["criterion"]:
        page.add.click()
        window.settle()
    assert {one.criterion for one in window.desk.records(SelectionCriterion)} == set(CODE_LISTS["criterion"])
