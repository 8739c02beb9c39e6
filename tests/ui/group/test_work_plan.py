"""The work plan: proposed dates, the list by weeks, bars that are dragged or moved with keys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.windows import Window

from app.drawing.shapes import Rect
from app.models.kinds.area import Task
from app.services.step_tasks import change_task
from app.ui.language import use_language
from app.ui.pages.group import GroupPage
from app.ui.places import Place, place_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def weeks(example: Window, full: GroupPage) -> Any:
    """The timeline of the example, whose tasks to come are drawn."""
    full.go_to(Place("group", view="weeks"))
    example.settle()
    return full.work.timeline.view


def box(view: Any, task: str) -> Rect:
    return next(one for one in view.boxes() if one.tag == task)


def middle(view: Any, task: str) -> QPoint:
    found = box(view, task)
    return QPointF(found.x + found.w / 2, found.y + found.h / 2).toPoint()


def named(window: Window, title: str) -> Task:
    (found,) = window.desk.records(Task, title_en=title)
    return found


def days(task: Task) -> tuple[str | None, str | None]:
    return task.starts, task.due


def test_dates_are_proposed_and_taken_back(window: Window, page: GroupPage) -> None:
    page.tabs.choose("work")
    window.settle()
    assert page.work.empty.isVisibleTo(page)
    page.work.empty.button.click()
    window.settle()
    count = len(window.desk.records(Task))
    assert str(count) in window.undoable[-1]
    assert page.work.list.model.shown_count() == count
    assert not page.work.propose.isVisibleTo(page)


def test_the_list_stands_under_weeks_late_ones_first(window: Window, page: GroupPage) -> None:
    soon = date.fromisoformat(window.desk.today) + timedelta(days=1)
    change_task(window.desk, "prepare", "", "", {"title_en": "late", "due": "2020-01-01"})
    change_task(window.desk, "prepare", "", "", {"title_en": "soon", "due": soon.isoformat()})
    page.tabs.choose("work")
    window.settle()
    model = page.work.list.model
    headings = [str(model.index(line, 0).data()) for line in model.headings()]
    assert headings[0] == "late"
    assert headings[1].startswith("Week of ")
    assert headings[-1] == "No day yet"


def test_done_ones_come_when_asked_for(example: Window, full: GroupPage) -> None:
    full.tabs.choose("work")
    open_ones = full.work.list.model.shown_count()
    full.work.done.click()
    assert full.work.list.model.shown_count() > open_ones


def test_a_task_of_the_process_gets_its_record_when_it_is_given(window: Window, page: GroupPage) -> None:
    page.tabs.choose("work")
    page.work.propose.setVisible(True)
    page.work.open_record("prepare/form_group")
    form = page.work.panel.form
    form.fields["due"].control.line.setText("20/5/2030")
    form.fields["due"].commit()
    window.settle()
    (task,) = window.desk.records(Task)
    assert (task.template, task.due) == ("form_group", "2030-05-20")
    assert page.work.panel.isVisibleTo(page)


def test_a_task_is_added_to_a_step(window: Window, page: GroupPage) -> None:
    page.tabs.choose("work")
    window.settle()
    page.work.add_to("review")
    window.settle()
    (task,) = window.desk.records(Task)
    assert task.step_id == "review"
    assert page.work.panel.isVisibleTo(page)
    assert "starts" in page.work.panel.form.fields


def test_the_step_is_chosen_from_a_list(window: Window, page: GroupPage) -> None:
    page.tabs.choose("work")
    window.settle()
    page.add.click()
    dialog = next(one for one in QApplication.topLevelWidgets() if one.isVisible() and hasattr(one, "line"))
    assert dialog.list.count() == 8
    dialog.close()


def test_the_bars_stand_under_steps_or_under_people(example: Window, full: GroupPage, weeks: Any) -> None:
    assert {heading.partition(":")[0] for heading, _ in weeks._plan} == {"Step 6", "Step 7", "Step 8"}
    full.work.views.choose("people")
    assert "Dalia Haddad" in {heading for heading, _ in weeks._plan}


def test_right_moves_by_a_day_and_shift_by_a_week(example: Window, weeks: Any, qtbot: QtBot) -> None:
    task = named(example, "Check the Arabic text with a second reader")
    weeks.current = task.id
    qtbot.keyClick(weeks, Qt.Key.Key_Right)
    qtbot.keyClick(weeks, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(weeks, Qt.Key.Key_Left)
    assert days(named(example, "Check the Arabic text with a second reader")) == days(task)
    assert "3 May" in weeks.accessibleDescription()
    weeks.commit()
    example.settle()
    assert days(named(example, task.title_en or "")) == ("2026-05-03", "2026-05-06")
    assert (task.title_en or "") in example.undoable[-1]
    example.desk.undo()
    assert days(named(example, task.title_en or "")) == days(task)


def test_a_move_is_told_after_a_rest(
    example: Window, weeks: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    weeks._rest.setInterval(1)
    task = named(example, "Confirm targets with the lead organisations")
    weeks.current = task.id
    with qtbot.waitSignal(weeks.shifted) as caught:
        qtbot.keyClick(weeks, Qt.Key.Key_Right)
    assert caught.args == [task.id, 1]


def test_mirrored_the_left_key_moves_later(
    qapp: QApplication, example: Window, weeks: Any, qtbot: QtBot
) -> None:
    use_language(qapp, "ar")
    task = named(example, "Confirm targets with the lead organisations")
    weeks.current = task.id
    with qtbot.waitSignal(weeks.shifted) as caught:
        qtbot.keyClick(weeks, Qt.Key.Key_Left)
        weeks.commit()
    assert caught.args == [task.id, 1]


def test_a_bar_is_dragged_to_another_day(example: Window, weeks: Any, qtbot: QtBot) -> None:
    task = named(example, "Check the Arabic text with a second reader")
    start = middle(weeks, task.id)
    way = QPoint(round(weeks._per_day * 5), 0)
    qtbot.mousePress(weeks, LEFT, pos=start)
    qtbot.mouseMove(weeks, start + way / 2)
    qtbot.mouseMove(weeks, start + way)
    assert weeks.hint.text()
    qtbot.mouseRelease(weeks, LEFT, pos=start + way)
    example.settle()
    assert days(named(example, task.title_en or "")) == ("2026-05-01", "2026-05-04")
    assert not weeks.hint.isVisible()


def test_a_click_opens_and_moves_nothing(example: Window, full: GroupPage, weeks: Any, qtbot: QtBot) -> None:
    task = named(example, "Check the Arabic text with a second reader")
    qtbot.mouseClick(weeks, LEFT, pos=middle(weeks, task.id))
    example.settle()
    assert full.work.panel.isVisibleTo(full)
    assert full.work.panel.title.text() == task.title_en
    assert days(named(example, task.title_en or "")) == days(task)


def test_enter_opens_the_task_in_the_frame(
    example: Window, full: GroupPage, weeks: Any, qtbot: QtBot
) -> None:
    qtbot.keyClick(weeks, Qt.Key.Key_Down)
    qtbot.keyClick(weeks, Qt.Key.Key_Return)
    example.settle()
    assert full.work.panel.isVisibleTo(full)


def test_what_is_done_stays_where_it_was(example: Window, full: GroupPage, weeks: Any, qtbot: QtBot) -> None:
    full.work.done.click()
    done = example.desk.records(Task, template="form_group")[0]
    weeks.current = done.id
    with qtbot.assertNotEmitted(weeks.shifted):
        qtbot.keyClick(weeks, Qt.Key.Key_Right)
        weeks.commit()


def test_a_task_is_gone_to(example: Window, full: GroupPage) -> None:
    task = named(example, "Confirm targets with the lead organisations")
    full.go_to(Place("group", "task", task.id))
    example.settle()
    assert full.work.panel.title.text() == task.title_en
    assert place_of("task").page == "steps"
