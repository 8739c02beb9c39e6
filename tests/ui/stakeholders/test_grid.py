"""The power–interest grid and the relation map under mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.stakeholders_reading import quiet, rating
from ui.walking import drag_by_touch

from app.models.kinds.inside import (
    StakeholderView,
)
from app.services.desk import Desk
from app.ui.language import use_language
from app.ui.pages.stakeholders import StakeholdersPage
from app.ui.session import Session


def drag(page: StakeholdersPage, qtbot: QtBot, tag: str, way: QPoint) -> None:
    view = page.grid.view
    start = view.point_of(next(one for one in view._actors if one.id == tag)).toPoint()
    target = view.viewport()
    qtbot.mousePress(target, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(target, start + way / 2)
    qtbot.mouseMove(target, start + way)
    qtbot.mouseRelease(target, Qt.MouseButton.LeftButton, pos=start + way)


def test_dragging_sets_both_ratings_as_one_undo_step(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.tabs.choose("grid")
    with qtbot.waitSignal(page.session.undoable):
        drag(page, qtbot, ids["Governor"], QPoint(160, 90))
    influence, interest = (float(str(one)) for one in rating(desk, ids["Governor"]))
    assert influence < 4.5
    assert interest > 2.0
    assert page.panel.title.text() == "Governor"
    desk.undo()
    assert rating(desk, ids["Governor"]) == ("4.5", "2.0")


def test_a_finger_drags_like_the_mouse(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.tabs.choose("grid")
    view = page.grid.view
    start = view.point_of(next(one for one in view._actors if one.id == ids["Governor"])).toPoint()
    with qtbot.waitSignal(page.session.undoable):
        drag_by_touch(view.viewport(), start, QPoint(160, 90))
    influence, interest = (float(str(one)) for one in rating(desk, ids["Governor"]))
    assert influence < 4.5
    assert interest > 2.0


def test_a_click_without_moving_changes_nothing(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.tabs.choose("grid")
    drag(page, qtbot, ids["Elders"], QPoint(0, 0))
    assert page.panel.title.text() == "Elders"
    quiet(page, qtbot)
    assert rating(desk, ids["Elders"]) == ("2.0", "4.0")


def test_who_has_no_place_is_put_down_with_a_click(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.tabs.choose("grid")
    menu = page.grid.open_menu()
    menu.actions()[0].trigger()
    menu.close()
    assert "Market" in page.grid.hint.text()
    ground = page.grid.view.ground()
    x, y = ground.point(3.0, 3.0)
    qtbot.mouseClick(page.grid.view.viewport(), Qt.MouseButton.LeftButton, pos=QPointF(x, y).toPoint())
    qtbot.waitUntil(lambda: bool(desk.records(StakeholderView, stakeholder=ids["Market"])))
    assert all(abs(float(str(one)) - 3) <= 0.1 for one in rating(desk, ids["Market"]))


def test_arrow_keys_move_the_selected_one_by_a_tenth_in_one_step(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.tabs.choose("grid")
    page.open_stakeholder(ids["Elders"])
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Left):
        qtbot.keyClick(page.grid.view, key)
    with qtbot.waitSignal(page.session.undoable):
        qtbot.keyClick(page.grid.view, Qt.Key.Key_Return)
    assert rating(desk, ids["Elders"]) == ("2.2", "3.9")
    desk.undo()
    assert rating(desk, ids["Elders"]) == ("2.0", "4.0")


def test_in_a_mirrored_window_the_arrow_follows_the_eye(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot, qapp: QApplication
) -> None:
    use_language(qapp, "ar")
    page.tabs.choose("grid")
    page.open_stakeholder(ids["Elders"])
    before = page.grid.view.point_of(page.grid.view.selected()).x()
    qtbot.keyClick(page.grid.view, Qt.Key.Key_Left)
    assert page.grid.view.point_of(page.grid.view.selected()).x() < before
    page.commit_typing()
    qtbot.waitUntil(lambda: rating(desk, ids["Elders"]) == ("2.0", "4.1"))


def test_page_down_selects_one_after_the_other(page: StakeholdersPage, qtbot: QtBot) -> None:
    page.tabs.choose("grid")
    seen = []
    for _ in range(3):
        qtbot.keyClick(page.grid.view, Qt.Key.Key_PageDown)
        seen.append(page.panel.title.text())
    assert seen == ["Governor", "Elders", "Governor"]
    assert "Influence" in page.grid.view.accessibleDescription()


def test_the_map_shows_only_who_is_related(page: StakeholdersPage, ids: dict[str, str], qtbot: QtBot) -> None:
    page.tabs.choose("relations")
    qtbot.waitUntil(lambda: set(page.map.view.items_by_tag) == {ids["Governor"], ids["Elders"]})
    assert "One stakeholder" in page.map.hint.text()


def test_headquarters_is_told_that_the_map_stays_with_the_group(
    session: Session, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "sees_group", False)
    made = StakeholdersPage(session)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.view_now() is not None)
    assert "stays inside the group" in made.empty.sentence.text()
    assert made.add.isHidden()
