"""The relation map: laid out beside the main thread, moved and drawn on with mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.stakeholders_reading import quiet

from app.models.kinds.inside import Stakeholder, StakeholderLink
from app.services.desk import Desk
from app.ui.language import use_language
from app.ui.pages.stakeholders import StakeholdersPage
from app.ui.pages.stakeholders_map import MapView

LEFT = Qt.MouseButton.LeftButton


def opened(page: StakeholdersPage, qtbot: QtBot, count: int = 2) -> MapView:
    page.tabs.choose("relations")
    qtbot.waitUntil(lambda: len(page.map.view.items_by_tag) == count)
    return page.map.view


def spot(view: MapView, record_id: str) -> QPoint:
    place = view.place_of(record_id)
    assert place is not None
    x, y = view.ground().point(place)
    return QPoint(round(x), round(y))


def place(desk: Desk, record_id: str) -> tuple[str | None, str | None]:
    one = desk.find(Stakeholder, record_id)
    assert one is not None
    return one.map_x, one.map_y


def test_a_node_dragged_elsewhere_stays_there_and_undo_brings_it_back(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    view = opened(page, qtbot)
    start, target = spot(view, ids["Elders"]), view.viewport()
    way = QPoint(-60 if start.x() > view.width() / 2 else 60, 40 if start.y() < view.height() / 2 else -40)
    let_go = start + way
    wanted = view.ground().place(let_go.x(), let_go.y())
    qtbot.mousePress(target, LEFT, pos=start)
    qtbot.mouseMove(target, start + way / 2)
    qtbot.mouseMove(target, let_go)
    qtbot.mouseRelease(target, LEFT, pos=let_go)
    qtbot.waitUntil(lambda: place(desk, ids["Elders"])[0] is not None)
    quiet(page, qtbot)
    kept = [float(str(one)) for one in place(desk, ids["Elders"])]
    assert all(abs(a - b) < 0.01 for a, b in zip(kept, wanted, strict=True))
    desk.undo()
    assert place(desk, ids["Elders"]) == (None, None)


def test_arrow_keys_move_the_selected_one_in_one_step(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    view = opened(page, qtbot)
    page.open_stakeholder(ids["Governor"])
    before = view.place_of(ids["Governor"])
    assert before is not None
    key = Qt.Key.Key_Right if before[0] < 0.5 else Qt.Key.Key_Left
    for _ in range(3):
        qtbot.keyClick(view, key)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place(desk, ids["Governor"])[0] is not None)
    assert abs(float(str(place(desk, ids["Governor"])[0])) - before[0]) > 0.05
    desk.undo()
    assert place(desk, ids["Governor"]) == (None, None)


def test_in_a_mirrored_window_a_node_follows_the_arrow(
    page: StakeholdersPage, ids: dict[str, str], qtbot: QtBot, qapp: QApplication
) -> None:
    use_language(qapp, "ar")
    view = opened(page, qtbot)
    page.open_stakeholder(ids["Governor"])
    before = spot(view, ids["Governor"]).x()
    key = Qt.Key.Key_Right if before < view.width() / 2 else Qt.Key.Key_Left
    qtbot.keyClick(view, key)
    after = spot(view, ids["Governor"]).x()
    assert (after > before) is (key == Qt.Key.Key_Right)
    view.commit()
    quiet(page, qtbot)


def test_a_relation_is_drawn_with_keys_alone(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    view = opened(page, qtbot)
    page.open_stakeholder(ids["Elders"])
    qtbot.keyClick(view, Qt.Key.Key_Insert)
    assert "Elders" in page.map.hint.text()
    assert "Governor" in page.map.hint.text()
    with qtbot.waitSignal(view.joined) as joined:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert joined.args == [ids["Elders"], ids["Governor"]]
    qtbot.waitUntil(lambda: len(desk.records(StakeholderLink)) == 2)
    quiet(page, qtbot)
    desk.undo()
    assert len(desk.records(StakeholderLink)) == 1


def test_escape_draws_nothing(page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot) -> None:
    view = opened(page, qtbot)
    page.open_stakeholder(ids["Elders"])
    qtbot.keyClick(view, Qt.Key.Key_Insert)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert "Click" in page.map.hint.text()
    assert len(desk.records(StakeholderLink)) == 1


def test_a_relation_is_drawn_with_ctrl_and_the_mouse(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    view = opened(page, qtbot)
    start, end = spot(view, ids["Elders"]), spot(view, ids["Governor"])
    qtbot.mousePress(view.viewport(), LEFT, Qt.KeyboardModifier.ControlModifier, start)
    qtbot.mouseMove(view.viewport(), (start + end) / 2)
    qtbot.mouseMove(view.viewport(), end)
    with qtbot.waitSignal(view.joined):
        qtbot.mouseRelease(view.viewport(), LEFT, Qt.KeyboardModifier.ControlModifier, end)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
    page.map.draw_relation(ids["Elders"], ids["Governor"], "supports")
    qtbot.waitUntil(lambda: len(desk.records(StakeholderLink)) == 2)
    assert place(desk, ids["Elders"]) == (None, None)


def test_arranging_anew_forgets_the_places(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    view = opened(page, qtbot)
    assert page.map.again.isHidden()
    page.map.keep_place(ids["Elders"], 0.1, 0.9)
    qtbot.waitUntil(lambda: not page.map.again.isHidden())
    assert view.place_of(ids["Elders"]) == (0.1, 0.9)
    with qtbot.waitSignal(page.session.undoable):
        page.map.again.click()
    qtbot.waitUntil(lambda: page.map.again.isHidden())
    assert place(desk, ids["Elders"]) == (None, None)
