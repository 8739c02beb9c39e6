"""Whoever points at a symbol reads its whole name, also where the picture has no room for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from app.drawing.power_interest_grid import Actor
from app.ui.pages.stakeholders_grid import GridView
from app.ui.pages.stakeholders_words import grid_names


@pytest.mark.usefixtures("qtbot")
def test_pointing_at_a_symbol_tells_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, *_rest: said.append(text))
    view = GridView()
    view.resize(420, 320)
    actor = Actor("a", "Roads and Bridges Board of the Western Plain", 3.0, 3.0, "government")
    view.show_actors([actor], grid_names())
    place = view.point_of(actor).toPoint()
    for point in (place, QPoint(2, 2)):
        view.viewportEvent(QHelpEvent(QEvent.Type.ToolTip, point, view.mapToGlobal(point)))
    assert said == [actor.label, ""]
    view.deleteLater()
