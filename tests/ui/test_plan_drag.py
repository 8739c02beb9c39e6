"""Bars of the plan's timeline are moved with mouse and keys, and wait for what comes first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.walking import drag_by_touch
from ui.windows import Window

from app.drawing.shapes import Line, Picture, Rect
from app.models.kinds.plan import Activity
from app.services.undoing import undo
from app.services.views.plan import ActivityEntry
from app.services.views.plan_stones import DatedStone
from app.services.views.said import Name
from app.ui.pages.plan import PlanPage
from app.ui.pages.plan_drag import DragPicture, bars_of, pixels_per_day, with_dependencies
from app.ui.pages.plan_timeline import _stone

LEFT = Qt.MouseButton.LeftButton
STONES = (
    *(("planned", "2026-09-15"), ("at_risk", "2026-09-15")),
    *(("on_track", "2026-04-01"), ("reached", "2026-04-01")),
)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    yield made
    made.close()


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> PlanPage:
    made = window.show(PlanPage)
    qtbot.addWidget(made)
    made.tabs.choose("timeline")
    window.settle()
    return made


def bar(page: PlanPage, activity: Activity) -> QPoint:
    box = bars_of(page.timeline.view.picture)[activity.id]
    return QPoint(round(box.x + box.w / 2), round(box.y + box.h / 2))


def test_a_dragged_bar_moves_both_days(window: Window, page: PlanPage, qtbot: QtBot) -> None:
    view = page.timeline.view
    assert isinstance(view, DragPicture)
    one = next(found for found in window.desk.records(Activity) if found.starts == "2026-06-15")
    start, way = bar(page, one), QPoint(round(view.per_day * 30), 0)
    qtbot.mousePress(view, LEFT, pos=start)
    qtbot.mouseMove(view, start + way / 2)
    qtbot.mouseMove(view, start + way)
    qtbot.mouseRelease(view, LEFT, pos=start + way)
    window.settle()
    moved = window.desk.find(Activity, one.id)
    assert moved.starts in ("2026-07-14", "2026-07-15", "2026-07-16")
    assert (moved.ends or "") > (one.ends or "")
    assert window.undoable[-1] == "One activity changed"
    undo(window.desk)
    assert window.desk.find(Activity, one.id).starts == "2026-06-15"


def test_a_bar_is_dragged_by_a_finger_beside_it(window: Window, page: PlanPage) -> None:
    view = page.timeline.view
    assert isinstance(view, DragPicture)
    one = next(found for found in window.desk.records(Activity) if found.starts == "2026-06-15")
    drag_by_touch(view, bar(page, one) + QPoint(0, 9), QPoint(round(view.per_day * 30), 0))
    window.settle()
    assert window.desk.find(Activity, one.id).starts in ("2026-07-14", "2026-07-15", "2026-07-16")
    drag_by_touch(view, bar(page, one) + QPoint(0, 9), QPoint())
    assert page.activity_panel.record == one.id


def test_a_milestone_at_risk_looks_other_than_a_planned_one() -> None:
    stones = {
        status: _stone(DatedStone("", Name("x"), due, status), "2026-04-22").state for status, due in STONES
    }
    assert stones == {"planned": "coming", "at_risk": "at_risk", "on_track": "missed", "reached": "reached"}


def test_a_click_still_opens_the_activity(window: Window, page: PlanPage, qtbot: QtBot) -> None:
    one = window.desk.records(Activity)[0]
    qtbot.mouseClick(page.timeline.view, LEFT, pos=bar(page, one))
    assert page.activity_panel.record == one.id


def test_keys_move_the_picked_bar_by_a_week(window: Window, page: PlanPage, qtbot: QtBot) -> None:
    view = page.timeline.view
    one = next(found for found in window.desk.records(Activity) if found.starts == "2026-06-15")
    view.current = one.id
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert window.desk.find(Activity, one.id).starts == "2026-06-22"


def entry(key: str, **values: object) -> ActivityEntry:
    return ActivityEntry(key, "", Name(), "", (), Name(), Name(), "", (), "", "", values)


@pytest.mark.parametrize("mirrored", [False, True])
def test_what_comes_first_is_joined_to_what_waits(mirrored: bool) -> None:
    bars = (Rect(10, 10, 100, 10, "accent", tag="a"), Rect(150, 40, 50, 10, "accent", tag="b"))
    listed = (
        entry("a", starts="2026-01-01", ends="2026-04-11"),
        entry("b", starts="2026-05-01", ends="2026-06-01", depends_on=("a", "gone")),
    )
    drawn = with_dependencies(Picture(300, 100, bars), listed, mirrored)
    lines = [shape for shape in drawn.shapes if isinstance(shape, Line)]
    first, last = (10.0, 200.0) if mirrored else (110.0, 150.0)
    assert (lines[0].x1, lines[4].x2) == (first, last)
    assert pixels_per_day(bars_of(drawn), listed) == 1.0
    assert pixels_per_day({}, listed) == 0
