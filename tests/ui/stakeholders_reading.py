"""What tests of the stakeholder page read from the desk."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.kinds.inside import (
    StakeholderView,
)
from app.services.desk import Desk
from app.ui.pages.stakeholders import StakeholdersPage


def rating(desk: Desk, stakeholder: str) -> tuple[str | None, str | None]:
    (view,) = desk.records(StakeholderView, stakeholder=stakeholder)
    return view.influence, view.interest


def quiet(page: StakeholdersPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.session.operations.is_busy())
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not page.session.operations.is_busy())
