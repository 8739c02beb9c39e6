"""Taking a list of stakeholders from a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.models.kinds.inside import (
    Stakeholder,
)
from app.services.desk import Desk
from app.ui.pages.stakeholders_import import ImportDialog, field_options
from app.ui.session import Session


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "list.csv"
    file.write_text(
        "Stakeholder,Type,Power\nLand office,Local government,4\nGovernor,Local government,5\n", "utf-8"
    )
    return file


def test_a_list_is_looked_at_and_taken_in_one_step(
    session: Session, desk: Desk, ids: dict[str, str], table: Path, qtbot: QtBot
) -> None:
    dialog = ImportDialog(session, table)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(dialog.take.isEnabled)
    assert dialog.columns.mapping()["name"] == "Stakeholder"
    assert dialog.take.text() == "Take 1 stakeholder"
    with qtbot.waitSignal(dialog.accepted):
        dialog.take.click()
    assert "Land office" in [one.name_en for one in desk.records(Stakeholder)]
    desk.undo()
    assert len(desk.records(Stakeholder)) == 3


def test_without_a_name_column_nothing_can_be_taken(session: Session, table: Path, qtbot: QtBot) -> None:
    dialog = ImportDialog(session, table)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(dialog.take.isEnabled)
    for choice in dialog.columns.choices:
        choice.show_value(None)
    dialog.look()
    qtbot.waitUntil(lambda: not dialog.take.isEnabled())


def test_a_file_that_is_no_table_is_refused_in_words(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "broken.xlsx"
    file.write_bytes(b"no workbook")
    dialog = ImportDialog(session, file)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.state.text() == "This file could not be read.")
    assert not dialog.take.isEnabled()


def test_every_field_a_column_can_be_has_a_name() -> None:
    assert all(text and "." not in text for _, text in field_options())
