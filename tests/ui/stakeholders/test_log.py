"""The log of contacts: an entry is edited, and a letter or photo hangs on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from ui.reach import nameless

from app.models.kinds.inside import Engagement
from app.models.kinds.meetings import Attachment
from app.services.desk import Desk
from app.services.stakeholder_work import add_engagement
from app.ui.pages.stakeholders import StakeholdersPage
from app.ui.pages.stakeholders_log import ContactLog


@pytest.fixture
def visit(desk: Desk, ids: dict[str, str]) -> str:
    return add_engagement(desk, ids["Governor"], {"summary": "Handed over the note"})


@pytest.fixture
def log(page: StakeholdersPage, ids: dict[str, str], visit: str, qtbot: QtBot) -> ContactLog:
    page.reload()
    page.open_stakeholder(ids["Governor"])
    qtbot.waitUntil(lambda: visit in page.panel.log._known)
    return page.panel.log


def test_an_entry_is_edited_beneath_the_log(log: ContactLog, desk: Desk, visit: str, qtbot: QtBot) -> None:
    log.open_row(visit)
    assert not log.editor.isHidden()
    assert nameless(log.editor) == []
    log.editor.form.fields["follow_up"].control.show_value("Call next week")
    log.editor.form.fields["follow_up"].commit()
    qtbot.waitUntil(lambda: desk.find(Engagement, visit).follow_up == "Call next week")


def test_a_letter_hangs_on_an_entry_in_the_group(
    log: ContactLog, desk: Desk, visit: str, tmp_path: Path, door: Any, qtbot: QtBot
) -> None:
    log.open_row(visit)
    Image.new("RGB", (60, 60), "white").save(tmp_path / "letter.png")
    door.answers["open"] = tmp_path / "letter.png"
    assert log.editor.files is not None
    log.editor.files.add.click()
    qtbot.waitUntil(lambda: [one.subject for one in desk.records(Attachment)] == [visit])
    assert desk.records(Attachment)[0].space == desk.group
    qtbot.waitUntil(lambda: "1 file" in " ".join(one.text() for one in log.findChildren(QLabel)))


def test_contacts_with_persons_take_no_files(page: StakeholdersPage) -> None:
    assert page.panel.people.editor.files is None
    assert page.panel.support.editor.files is not None
