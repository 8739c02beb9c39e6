"""The page of meetings over a real workspace, with one roundtable of two items."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from services.laptops import found

from app.services.desk import Desk
from app.services.meeting_work import (
    add_agenda_item,
    add_meeting,
)
from app.ui.operations import Operations
from app.ui.pages.meetings import MeetingsPage
from app.ui.session import Session


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = found(tmp_path)[0].use()
    yield made
    made.close()


@pytest.fixture
def session(desk: Desk, operations: Operations, door: Any) -> Session:
    return Session(desk, operations, door)


@pytest.fixture
def meeting(desk: Desk) -> str:
    made = add_meeting(desk, "roundtable", "Roundtable", "en")
    add_agenda_item(desk, made, "Opening", "en")
    add_agenda_item(desk, made, "Water and schools", "en")
    return made


@pytest.fixture
def page(session: Session, meeting: str, qtbot: QtBot) -> MeetingsPage:
    made = MeetingsPage(session)
    session.operations.changed.connect(made.take_change)
    qtbot.addWidget(made)
    made.resize(1182, 694)
    made.show()
    qtbot.waitUntil(lambda: made._view is not None)
    return made


@pytest.fixture
def room(page: MeetingsPage, meeting: str, qtbot: QtBot) -> MeetingsPage:
    page.open_meeting(meeting)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.room)
    page.room.show_stage("room")
    return page
