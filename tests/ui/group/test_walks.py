"""From a nomination to a shifted work plan in the real window: by mouse only, and by keyboard only."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from ui.walking import LEFT, Walker

from app.models.kinds.area import Task
from app.models.kinds.inside import Nomination
from app.models.kinds.meetings import Meeting
from app.models.kinds.people import Contribution, Member, OfficialCard
from app.services.drafts import drafts
from app.ui.pages.group import GroupPage

SHIFTED = "Check the Arabic text with a second reader"

pytestmark = pytest.mark.usefixtures("in_the_example")


def named(walker: Walker, name: str) -> Member:
    (found,) = walker.desk.records(Member, name_en=name)
    return found


def due(walker: Walker) -> str | None:
    (task,) = walker.desk.records(Task, title_en=SHIFTED)
    return task.due


@pytest.mark.slow
def test_by_mouse_only(walker: Walker, door: Any) -> None:
    page: GroupPage = walker.page("group")
    walker.click(page.tabs.button("nominations"))
    door.answers["text"] = "Layla Ahmed"
    walker.click(page.add)
    panel = page.nominations.panel
    for chip in panel.form.fields["criteria"].control.chips[:3]:
        walker.click(chip)
    walker.click(panel.accept)
    walker.click(panel.member)
    assert named(walker, "Layla Ahmed").from_area
    door.answers["text"] = "Minutes in Kurdish"
    walker.click(page.members.panel.note)
    assert walker.desk.records(Contribution, what="Minutes in Kurdish")
    walker.click(page.tabs.button("support"))
    click_row(walker, page.support.list.table, 0)
    walker.click(next(iter(page.support.panel.boxes.values())))
    walker.click(page.tabs.button("work"))
    walker.click(page.work.views.button("weeks"))
    before = due(walker)
    drag_bar(walker, page)
    assert str(due(walker)) > str(before)
    walker.click(page.tabs.button("coordination"))
    door.answers["text"] = "Tooz Khurmato"
    walker.click(page.coordination.areas.add)
    assert drafts(walker.desk) == []


def click_row(walker: Walker, table: Any, line: int) -> None:
    where = table.visualRect(table.rows.index(line, 0)).center()
    walker.bot.mouseClick(table.viewport(), LEFT, pos=where)
    walker.settle()


def drag_bar(walker: Walker, page: GroupPage) -> None:
    view = page.work.timeline.view
    task = walker.desk.records(Task, title_en=SHIFTED)[0]
    box = next(one for one in view.boxes() if one.tag == task.id)
    start = QPointF(box.x + box.w / 2, box.y + box.h / 2).toPoint()
    way = QPoint(round(view._per_day * 3), 0)
    walker.bot.mousePress(view, LEFT, pos=start)
    walker.bot.mouseMove(view, start + way)
    walker.bot.mouseRelease(view, LEFT, pos=start + way)
    walker.settle()


@pytest.mark.slow
def test_by_keyboard_only(walker: Walker, door: Any) -> None:
    open_page(walker, "group")
    page: GroupPage = walker.frame.stack.made()["group"]
    walker.reach(lambda: page.tabs.button("nominations"))
    walker.press(Qt.Key.Key_Space)
    walker.reach(lambda: page.add)
    door.answers["text"] = "Layla Ahmed"
    walker.press(Qt.Key.Key_Space)
    panel = page.nominations.panel
    for number in range(3):
        walker.reach(lambda number=number: panel.form.fields["criteria"].control.chips[number])
        walker.press(Qt.Key.Key_Space)
    walker.reach(lambda: panel.accept)
    walker.press(Qt.Key.Key_Space)
    (nomination,) = walker.desk.records(Nomination, candidate="Layla Ahmed")
    assert (nomination.decision, len(nomination.criteria)) == ("accepted", 3)
    consent_of_omar(walker, page)
    walker.reach(lambda: page.tabs.button("support"))
    walker.press(Qt.Key.Key_Space)
    tick_first_meeting(walker, page)
    walker.reach(lambda: page.tabs.button("work"))
    walker.press(Qt.Key.Key_Space)
    walker.reach(lambda: page.work.views.button("weeks"))
    walker.press(Qt.Key.Key_Space)
    before = due(walker)
    shift_by_keys(walker, page)
    assert str(due(walker)) > str(before)
    walker.bot.keyClick(walker.frame, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    walker.settle()
    assert due(walker) == before


def consent_of_omar(walker: Walker, page: GroupPage) -> None:
    """Open Omar's card in the list and take his consent back."""
    walker.reach(lambda: page.tabs.button("members"))
    walker.press(Qt.Key.Key_Space)
    walker.reach(lambda: page.members.list.table)
    omar = named(walker, "Omar Saleh")
    for _ in range(14):
        walker.press(Qt.Key.Key_Down)
        if page.members.panel.record == omar.id:
            break
    walker.reach(lambda: page.members.panel.card.form.fields["consent"].control.main())
    walker.bot.keyClicks(QApplication.focusWidget(), "N")
    walker.press(Qt.Key.Key_Return)
    (card,) = walker.desk.records(OfficialCard, member=omar.id)
    assert (card.consent, card.phone) == (False, None)


def tick_first_meeting(walker: Walker, page: GroupPage) -> None:
    walker.reach(lambda: page.support.list.table)
    walker.press(Qt.Key.Key_Down)
    meeting = page.support.panel.meeting
    (held,) = walker.desk.records(Meeting, id=meeting)
    absent = next(one for one, box in page.support.panel.boxes.items() if not box.isChecked())
    walker.reach(lambda: page.support.panel.boxes[absent])
    walker.press(Qt.Key.Key_Space)
    assert len(walker.desk.records(Meeting, id=meeting)[0].backstoppers) == len(held.backstoppers) + 1


def shift_by_keys(walker: Walker, page: GroupPage) -> None:
    view = page.work.timeline.view
    walker.reach(lambda: view)
    task = walker.desk.records(Task, title_en=SHIFTED)[0]
    for _ in range(20):
        walker.press(Qt.Key.Key_Down)
        if view.current == task.id:
            break
    walker.bot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    walker.press(Qt.Key.Key_Up)


def open_page(walker: Walker, page_id: str) -> None:
    """Go to a page of the rail with its number."""
    number = list(walker.frame.rail.items).index(page_id) + 1
    walker.bot.keyClick(walker.frame, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
    walker.settle()
    assert walker.frame.stack.current_id == page_id
    walker.come_to_the_front()
