"""A page that is opened paints itself once, with what it read; one that reads long shows itself meanwhile."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest
from PySide6.QtGui import QPaintEvent
from pytestqt.qtbot import QtBot

import app.ui.page
from app.ui.page import Page
from app.ui.session import Session


class Counting(Page):
    """Writes down what it was painted with, and reads once it is let."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.painted: list[object] = []
        self.let = Event()

    def read(self, desk: Any) -> str:
        self.let.wait(10)
        return "read"

    def show_view(self, view: object) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.append(self._view)


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> Counting:
    made = Counting(session)
    qtbot.addWidget(made)
    return made


def test_a_page_is_painted_once_it_has_read(
    page: Counting, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.ui.page, "PATIENCE", 60_000)
    with qtbot.waitExposed(page):
        page.show()
    assert page.painted == []
    page.let.set()
    qtbot.waitUntil(lambda: bool(page.painted))
    assert set(page.painted) == {"read"}


def test_a_page_that_reads_long_is_painted_without_its_records(page: Counting, qtbot: QtBot) -> None:
    page.show()
    qtbot.waitUntil(lambda: bool(page.painted))
    assert page.painted[0] is None
    page.let.set()
    qtbot.waitUntil(lambda: page.painted[-1] == "read")
