"""A stakeholder page over a real workspace with three stakeholders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from services.laptops import found

from app.services.desk import Desk
from app.services.field_edits import set_value
from app.services.stakeholder_work import add_link, add_stakeholder, place_on_grid
from app.ui.operations import Operations
from app.ui.pages.stakeholders import StakeholdersPage
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
def ids(desk: Desk) -> dict[str, str]:
    """Two offices on the grid, a committee that has no place on it."""
    made: dict[str, str] = {}
    for name, org_type in (("Governor", "11"), ("Elders", "community_structure"), ("Market", "70")):
        made[name] = add_stakeholder(desk, name, "en")
        set_value(desk, "stakeholder", made[name], "type", org_type)
    place_on_grid(desk, made["Governor"], 4.5, 2.0)
    place_on_grid(desk, made["Elders"], 2.0, 4.0)
    add_link(desk, made["Governor"], made["Elders"], "informs")
    return made


@pytest.fixture
def page(session: Session, ids: dict[str, str], qtbot: QtBot) -> StakeholdersPage:
    made = StakeholdersPage(session)
    session.operations.changed.connect(made.take_change)
    qtbot.addWidget(made)
    made.resize(1182, 694)
    made.show()
    qtbot.waitUntil(lambda: made.view_now() is not None)
    return made
