"""From what was said to what became of it in the real window: once by mouse only, once by keyboard only."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox
from ui.walking import LEFT, Walker

from app.models.kinds.meetings import Consultation, ConsultationCount, Expectation, Issue
from app.models.kinds.plan import Activity
from app.services.drafts import drafts
from app.ui.pages.voices import VoicesPage

pytestmark = pytest.mark.usefixtures("in_the_example")


@pytest.mark.slow
def test_by_mouse_only(walker: Walker, door: Any) -> None:
    page: VoicesPage = walker.page("voices")
    door.answers["text"] = "The road to the school floods in winter"
    walker.click(page.add)
    voice = next(one for one in walker.desk.records(Issue) if one.text_en and "floods" in one.text_en)
    assert page.voice_panel.record == voice.id
    click_in_list(walker, page.voice_panel.form.fields["raised_by"].control.main(), "youth")
    assert walker.desk.find(Issue, voice.id).raised_by == "youth"
    walker.click(page.voice_panel.close_button)
    walker.click(page.inputs.waiting)
    walker.click(page.inputs.several)
    walker.click(page.inputs.all)
    assert page.inputs.chosen.text() == "2 chosen"
    walker.bot.mouseClick(page.inputs.link, LEFT)
    click_choice(walker, "A-003")
    (activity,) = walker.desk.records(Activity, code="A-003")
    assert voice.id in activity.voices
    walker.bot.mouseClick(page.inputs.answer, LEFT)
    click_choice(walker, "Adopted")
    assert page.inputs.list.model.shown_count() == 0
    walker.click(page.inputs.several)
    walker.click(page.tabs.button("consultations"))
    walker.click(page.consultations.coverage.way.button("place"))
    walker.click(page.consultations.gates.rows[0].link)
    assert drafts(walker.desk) == []


def click_in_list(walker: Walker, combo: QComboBox, value: str) -> None:
    """Click a list of values, then the entry of one of them."""
    walker.click(combo)
    walker.bot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    entries = combo.view()
    wanted = entries.model().index(combo.findData(value), combo.modelColumn())
    entries.scrollTo(wanted)
    where = entries.visualRect(wanted).center()
    # An entry is taken where the mouse was moved to, as with a hand.
    walker.bot.mouseMove(entries.viewport(), pos=where - QPoint(0, 30))
    walker.bot.mouseMove(entries.viewport(), pos=where)
    walker.bot.mouseClick(entries.viewport(), LEFT, pos=where)
    walker.settle()


def click_choice(walker: Walker, part: str) -> None:
    """Click an entry of the list that has just opened."""
    dialog = walker.dialog()
    found = next(item for item in dialog.list.findItems(part, Qt.MatchFlag.MatchContains))
    where = dialog.list.visualItemRect(found).center()
    walker.bot.mouseClick(dialog.list.viewport(), LEFT, pos=where)
    walker.settle()


@pytest.mark.slow
def test_by_keyboard_only(walker: Walker, door: Any) -> None:
    open_page(walker, "voices")
    page: VoicesPage = walker.frame.stack.made()["voices"]
    walker.reach(lambda: page.tabs.button("inputs"))
    walker.press(Qt.Key.Key_Right)
    walker.reach(lambda: page.add)
    door.answers["text"] = "Women of Zaytuna"
    walker.press(Qt.Key.Key_Space)
    (talk,) = [one for one in walker.desk.records(Consultation) if one.title_en == "Women of Zaytuna"]
    block = page.consultation_panel.counts
    for name, downs in (("group", 2), ("sex", 1), ("age_band", 2)):
        walker.reach(lambda name=name: block.form.fields[name].control.main())
        for _ in range(downs):
            walker.press(Qt.Key.Key_Down)
    walker.reach(lambda: block.form.fields["count"].control.main())
    walker.type(QApplication.focusWidget(), "٧")
    walker.reach(lambda: block.keep)
    walker.press(Qt.Key.Key_Space)
    (line,) = walker.desk.records(ConsultationCount, consultation=talk.id)
    assert (line.group, line.count) == ("idp_out_of_camp", 7)
    walker.press(Qt.Key.Key_Escape)
    assert page.consultation_panel.isHidden()
    walker.reach(lambda: page.tabs.button("consultations"))
    walker.press(Qt.Key.Key_Right)
    walker.press(Qt.Key.Key_Right)
    walker.reach(lambda: page.expectations.list.table)
    walker.press(Qt.Key.Key_Down)
    walker.press(Qt.Key.Key_Down)
    assert page.expectation_panel.isVisible()
    walker.reach(lambda: page.expectation_panel.form.fields["message_given"].control.main())
    walker.bot.keyClick(QApplication.focusWidget(), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    walker.type(QApplication.focusWidget(), " Said again.")
    walker.bot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    walker.settle()
    assert any((one.message_given or "").endswith("Said again.") for one in walker.desk.records(Expectation))


def open_page(walker: Walker, page_id: str) -> None:
    """Go to a page of the rail with its number."""
    number = list(walker.frame.rail.items).index(page_id) + 1
    walker.bot.keyClick(walker.frame, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
    walker.settle()
    assert walker.frame.stack.current_id == page_id
