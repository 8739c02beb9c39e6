"""Drafting the plan: text, activities in bulk, from Excel and along time; once by mouse, once by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from ui.walk.eyes import in_front, plain
from ui.walk.keyboard import PersonWithKeys
from ui.walk.person import Person

from app.models.kinds.plan import Activity, Paragraph, Section, Target
from app.ui.language import words
from app.ui.pages.plan_text import TextTab
from app.ui.pages.plan_timeline import StonePicture

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("in_the_example")]

IN_ARABIC = True
CELLS = "Title\tObjective\tTarget\nMend the bridge of Wadi Lawz\tSO4\t1\nTeach first aid\tSO7\t60\n"


def texts_of(person: Person, key: str) -> list[str | None]:
    """Return the paragraphs of a section in the language of the window, in their order."""
    (section,) = person.walker.desk.records(Section, key=key)
    held = person.walker.desk.records(Paragraph, section=section.id, language=words().language)
    return [one.text for one in sorted(held, key=lambda one: one.position or "")]


def test_a_text_is_written_moved_and_marked_ready(somebody: Person) -> None:
    somebody.page("plan")
    somebody.click("plan.tab.text")
    page = somebody.walker.frame.stack.made()["plan"]
    open_section(somebody, page.text, "annex")
    before = texts_of(somebody, "annex")
    somebody.click_on(page.text.first.add)
    somebody.type("The list of sources closes the plan.")
    somebody.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert texts_of(somebody, "annex") == [*before, "The list of sources closes the plan."]
    somebody.click("plan.paragraph_menu", place=page.text.first, number=len(before) + 1)
    somebody.entry("plan.move_up")
    assert texts_of(somebody, "annex")[-2] == "The list of sources closes the plan."
    somebody.click_on(page.text.ready)
    assert somebody.walker.desk.records(Section, key="annex")[0].ready


def open_section(person: Person, tab: TextTab, key: str) -> None:
    """Click a section of the outline, or go down to it from the one that is open."""
    buttons = tab.outline.buttons
    if not isinstance(person, PersonWithKeys):
        person.click_on(buttons[key])
        return
    keys = list(buttons)
    person.click_on(next(one for one in buttons.values() if one.isChecked()))
    for _ in range(keys.index(key)):
        person.press(Qt.Key.Key_Down)
    assert tab.outline.buttons[key].isChecked()


def test_several_activities_are_changed_at_once_and_it_is_undone(somebody: Person) -> None:
    first, second = somebody.walker.desk.records(Activity)[:2]
    before = (first.status, second.status)
    somebody.page("plan")
    somebody.click("plan.several")
    for one in (first, second):
        somebody.click(plain(words().say("plan.with_code", code=one.code, title=words().pick(one, "title"))))
    somebody.choose("field.activity.status", "code.activity_status.suspended", nth=0)
    somebody.click("plan.several.go")
    assert statuses(somebody, first.id, second.id) == ("suspended", "suspended")
    somebody.undo()
    assert statuses(somebody, first.id, second.id) == before


def statuses(person: Person, *activities: str) -> tuple[str | None, ...]:
    """Return where activities stand."""
    held = {one.id: one.status for one in person.walker.desk.records(Activity)}
    return tuple(held[one] for one in activities)


def test_activities_are_pasted_from_excel(somebody: Person) -> None:
    QGuiApplication.clipboard().setText(CELLS)
    somebody.page("plan")
    somebody.click("plan.paste")
    somebody.walker.bot.waitUntil(somebody.find("plan.paste.go", count=2).isEnabled)
    somebody.click("plan.paste.go", count=2)
    titled = {f"title_{words().language}": "Teach first aid"}
    (made,) = somebody.walker.desk.records(Activity, **titled)
    (target,) = somebody.walker.desk.records(Target, activity=made.id)
    assert (made.objective, target.value) == ("SO7", "60")


def test_a_bar_is_moved_along_the_time_and_brought_back(somebody: Person) -> None:
    somebody.page("plan")
    somebody.click("plan.tab.timeline")
    (view,) = [one for one in in_front().findChildren(StonePicture) if one.isVisible()]
    moved = view.boxes()[0].tag
    before = days_of(somebody, moved)
    shift_the_first_bar(somebody, view)
    after = days_of(somebody, moved)
    assert (after[0] > before[0], after[1] > before[1]) == (True, True)
    somebody.undo()
    assert days_of(somebody, moved) == before


def shift_the_first_bar(person: Person, view: StonePicture) -> None:
    """Drag it a little later, or choose it with an arrow and press Ctrl with another."""
    if isinstance(person, PersonWithKeys):
        person.click_on(view)
        person.move(Qt.Key.Key_Down)
        later = Qt.Key.Key_Left if view.mirrored else Qt.Key.Key_Right
        person.press(later, Qt.KeyboardModifier.ControlModifier)
        return
    box, bot = view.boxes()[0], person.walker.bot
    start = QPoint(round(box.x + box.w / 2), round(box.y + box.h / 2))
    bot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    way = QPoint(-24 if view.mirrored else 24, 0)
    bot.mouseMove(view, start + way / 2)
    bot.mouseMove(view, start + way)
    bot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + way)
    person.walker.settle()


def days_of(person: Person, activity: str) -> tuple[str, str]:
    """Return from when to when an activity goes."""
    one = person.walker.desk.find(Activity, activity)
    assert one is not None
    return one.starts or "", one.ends or ""
