"""The Voices page: lists, filters, several at once, the trace, panels, pictures, steps and guidance."""

from __future__ import annotations

import weakref
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.reach import let_go, nameless
from ui.windows import Window

from app.drawing.shapes import Rect
from app.models.kinds.area import Intentions
from app.models.kinds.inside import PrivateNote
from app.models.kinds.meetings import Consultation, ConsultationCount, Expectation, Issue, Meeting
from app.models.kinds.plan import Activity
from app.services.begun import begun, keep_begun
from app.services.views.home import GuidanceEntry
from app.services.views.said import Name
from app.ui.kit.link import TextLink
from app.ui.language import use_language
from app.ui.pages.plan import PlanPage
from app.ui.pages.voices import PANELS, TABS, VoicesPage
from app.ui.places import Place, place_of, place_of_form


def coded(window: Window, kind: type[Any], code: str) -> Any:
    (found,) = window.desk.records(kind, code=code)
    return found


def listed(page: VoicesPage) -> list[str]:
    return [page.inputs.list.model.row_at(page.inputs.list.model.index(line, 0)) for line in _lines(page)]


def _lines(page: VoicesPage) -> range:
    return range(page.inputs.list.model.rowCount())


def codes(page: VoicesPage) -> list[str]:
    return [one.code for one in listed(page) if one is not None]  # type: ignore[attr-defined]


def show(window: Window, page: VoicesPage, tab: str) -> None:
    page.tabs.choose(tab)
    window.settle()


def editor(page: VoicesPage, tab: str) -> Any:
    return getattr(page, dict(zip(TABS, PANELS, strict=True))[tab])


@pytest.mark.parametrize("tab", TABS)
def test_an_empty_tab_teaches_and_has_a_button_and_a_link(bare: Window, qtbot: QtBot, tab: str) -> None:
    page = bare.show(VoicesPage)
    qtbot.addWidget(page)
    show(bare, page, tab)
    assert page.empty_card.isVisible()
    assert len(page.empty.sentence.text()) > 60
    assert page.empty.button.text() == page.add.text()
    page.empty.link.click()
    assert bare.places[-1].page == "steps"


@pytest.mark.parametrize("tab", ["inputs", "consultations", "expectations"])
def test_the_first_one_is_asked_for_and_opened(bare: Window, qtbot: QtBot, tab: str) -> None:
    page = bare.show(VoicesPage)
    qtbot.addWidget(page)
    show(bare, page, tab)
    bare.door.text = "The wells are dry"
    page.empty.button.click()
    bare.settle()
    assert editor(page, tab).isVisible()
    assert editor(page, tab).title.text().strip("\u200e\u2068\u2069") == "The wells are dry"


def test_intentions_begin_with_whose_they_are(bare: Window, qtbot: QtBot) -> None:
    page = bare.show(VoicesPage)
    qtbot.addWidget(page)
    show(bare, page, "intentions")
    page.add_intentions("idp_camp")
    bare.settle()
    assert page.intention_panel.isVisible()
    assert "told before" in page.intention_panel.form.fields["information_given"].hint.text()


def test_what_nobody_answered_stands_first_under_its_heading(page: VoicesPage) -> None:
    model = page.inputs.list.model
    assert model.headings()[0] == 0
    assert codes(page)[0] == "V-033"
    assert page.inputs.waiting.text().endswith("1")


def test_the_model_keeps_the_rules_of_item_models(page: VoicesPage, qtbot: QtBot) -> None:
    model = page.inputs.list.model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.inputs.list.search.setText("water")
    page.inputs.list.search.setText("")
    assert tester.model() is model


def test_filters_narrow_and_search_is_folded(window: Window, page: VoicesPage) -> None:
    everything = len(codes(page))
    page.inputs.waiting.click()
    assert codes(page) == ["V-033"]
    page.inputs.waiting.click()
    page.inputs.objective.setCurrentIndex(page.inputs.objective.findData("SO8"))
    page.inputs.objective.chosen.emit()
    assert 0 < len(codes(page)) < everything
    page.inputs.objective.setCurrentIndex(0)
    page.inputs.objective.chosen.emit()
    page.inputs.list.search.setText("ام ريحان")
    assert "V-004" in codes(page)
    assert len(codes(page)) < everything


@pytest.mark.parametrize("by", ["objective", "place", "who", "source"])
def test_inputs_are_grouped_otherwise(page: VoicesPage, by: str) -> None:
    before = sorted(codes(page))
    page.inputs.group.setCurrentIndex(page.inputs.group.findData(by))
    page.inputs.group.chosen.emit()
    assert len(page.inputs.list.model.headings()) > 2
    assert sorted(codes(page)) == before


def test_an_input_shows_what_became_of_it_and_leads_to_its_activity(window: Window, page: VoicesPage) -> None:
    page.go_to(place_of("issue", coded(window, Issue, "V-004").id))
    window.settle()
    trace = page.voice_panel.trace
    assert "2 activities" in trace.why.text()
    trace.links[0].clicked.emit()
    assert window.places[-1] == place_of("activity", coded(window, Activity, "A-015").id)
    page.voice_panel.heard_at.clicked.emit()
    assert window.places[-1] == place_of("meeting", coded(window, Meeting, "M-006").id)


def test_an_activity_is_linked_and_taken_out_in_the_panel(window: Window, page: VoicesPage) -> None:
    voice, activity = coded(window, Issue, "V-001"), coded(window, Activity, "A-003")
    page.go_to(place_of("issue", voice.id))
    window.settle()
    page.voice_panel.trace.search.show_value(activity.id)
    page.voice_panel.trace.search.finished.emit()
    window.settle()
    assert voice.id in coded(window, Activity, "A-003").voices
    page.voice_panel.trace.unlink(activity.id)
    window.settle()
    assert voice.id not in coded(window, Activity, "A-003").voices


def test_several_are_linked_at_once(window: Window, page: VoicesPage, qtbot: QtBot) -> None:
    page.inputs.several.click()
    table = page.inputs.list.table
    for code in ("V-004", "V-005"):
        index = table.model().index(page.inputs.list.model.place_of(coded(window, Issue, code).id), 0)
        table.scrollTo(index)
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    assert page.inputs.chosen.text() == "2 chosen"
    assert not page.voice_panel.isVisible()
    activity = coded(window, Activity, "A-003")
    page.several.link_chosen(activity.id)
    window.settle()
    assert window.undoable == ["2 inputs linked"]
    assert len(coded(window, Activity, "A-003").voices) == len(activity.voices) + 2
    assert page.inputs.chosen.text() == "2 chosen"
    window.desk.undo()
    assert coded(window, Activity, "A-003").voices == activity.voices


def test_several_are_answered_at_once(window: Window, page: VoicesPage) -> None:
    page.inputs.waiting.click()
    page.inputs.several.click()
    page.inputs.all.click()
    page.several.answer_chosen("not_adopted")
    window.settle()
    assert coded(window, Issue, "V-033").effect == "not_adopted"
    assert page._view.waiting == 0


def test_an_open_panel_closes_when_several_are_chosen(window: Window, page: VoicesPage) -> None:
    page.open_record(coded(window, Issue, "V-004").id)
    page.inputs.several.click()
    assert not page.voice_panel.isVisible()
    page.inputs.stop_several()
    assert page.inputs.bar.isHidden()


def test_a_name_is_said_and_moves_inside(window: Window, page: VoicesPage) -> None:
    voice = coded(window, Issue, "V-033")
    with window.desk.write("issue.edit") as unit:
        unit.set(Issue, voice.id, text_en="Mr Karim Aziz has no road.")
    page.go_to(place_of("issue", voice.id))
    window.settle()
    assert "Mr Karim Aziz" in page.voice_panel.named.sentence.text()
    page.voice_panel.named.move_in.click()
    window.settle()
    assert coded(window, Issue, "V-033").text_en == "… has no road."
    assert window.desk.records(PrivateNote, subject=voice.id)
    assert page.voice_panel.named.isHidden()
    assert "Mr Karim Aziz has no road." in page.voice_panel.notes.text()
    assert window.undoable


def test_a_field_keeps_itself_and_a_refusal_stands_beneath_it(window: Window, page: VoicesPage) -> None:
    talk = coded(window, Consultation, "C-001")
    page.go_to(place_of("consultation", talk.id))
    window.settle()
    field = page.consultation_panel.form.fields["women"]
    field.control.line.setText("22")
    field.commit()
    window.settle()
    assert coded(window, Consultation, "C-001").women == 22
    field.control.line.setText("-4")
    field.commit()
    window.settle()
    assert field.error.text()


def test_people_are_counted_and_the_line_taken_away(window: Window, page: VoicesPage) -> None:
    talk = coded(window, Consultation, "C-001")
    page.go_to(place_of("consultation", talk.id))
    window.settle()
    block = page.consultation_panel.counts
    block.keep.click()
    assert block.form.fields["group"].error.text()
    for name, value in (("group", "idp_camp"), ("sex", "female"), ("age_band", "18_24"), ("count", 6)):
        block.form.fields[name].control.show_value(value)
    block.keep.click()
    window.settle()
    assert [one.count for one in window.desk.records(ConsultationCount, consultation=talk.id)] == [6]
    assert "written under women" in block.sum.text()
    block.take_away("idp_camp", "female", "18_24")
    window.settle()
    assert window.desk.records(ConsultationCount, consultation=talk.id) == []


def test_a_count_that_was_begun_is_there_again(window: Window, page: VoicesPage) -> None:
    talk = coded(window, Consultation, "C-001")
    keep_begun(window.desk, "consultation_count", talk.id, {"group": "idp_camp", "count": 6})
    page.go_to(place_of_form("consultation_count", talk.id))
    window.settle()
    assert page.consultation_panel.counts.form.fields["count"].control.value() == 6
    page.consultation_panel.counts.begun.end()
    window.settle()
    assert begun(window.desk) == []


def test_a_count_leads_to_its_consultation(window: Window, page: VoicesPage) -> None:
    line = window.desk.records(ConsultationCount)[0]
    page.go_to(place_of("consultation_count", line.id))
    window.settle()
    assert page.consultation_panel.record == line.consultation


def test_an_input_is_added_to_its_consultation(window: Window, page: VoicesPage) -> None:
    talk = coded(window, Consultation, "C-005")
    page.go_to(place_of("consultation", talk.id))
    window.settle()
    window.door.text = "The road floods"
    page.consultation_panel.add_input.click()
    window.settle()
    assert [one.text_en for one in window.desk.records(Issue, consultation=talk.id)] == ["The road floods"]
    page.consultation_panel.links[0].clicked.emit()
    assert window.places[-1].kind == "issue"


def test_the_picture_of_voices_has_a_sentence_of_what_is_missing(window: Window, page: VoicesPage) -> None:
    show(window, page, "consultations")
    card = page.consultations.coverage
    assert "priority places" in card.note.text()
    assert card.view.accessibleName().startswith("Whose voices were heard")
    card.way.choose("place")
    assert len([one for one in card.view.picture.shapes if isinstance(one, Rect) and one.tag]) > 60


def test_a_cell_shows_the_consultations_behind_it(window: Window, page: VoicesPage) -> None:
    show(window, page, "consultations")
    tab = page.consultations
    tab.open_cell("community_meeting|host")
    assert tab.list.model.shown_count() == 1
    tab.whole_list.click()
    assert tab.list.model.shown_count() == 6
    tab.open_cell("roundtable|women")
    assert window.places[-1] == place_of("meeting", coded(window, Meeting, "M-006").id)


def test_the_cells_can_be_walked_with_the_arrows(window: Window, page: VoicesPage, qtbot: QtBot) -> None:
    show(window, page, "consultations")
    view = page.consultations.coverage.view
    view.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(view, key)
    with qtbot.waitSignal(view.picked):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_steps_three_and_five_say_why_and_lead_there(window: Window, page: VoicesPage) -> None:
    show(window, page, "consultations")
    gates = page.consultations.gates
    assert len(gates.rows) == 3
    gates.rows[1].link.click()
    assert window.places[-1].page == "stakeholders"


def test_guidance_from_headquarters_is_shown_where_it_applies(window: Window, page: VoicesPage) -> None:
    deadline = GuidanceEntry("d", "deadline", Name(en="Consult"), Name(), "DSTWG", "2026-03-01", "consult")
    note = GuidanceEntry("g", "guidance", Name(en="Ask women"), Name(en="Ask them first."), "", "", "consult")
    elsewhere = GuidanceEntry("x", "deadline", Name(en="Draft"), Name(), "DSTWG", "2026-03-01", "draft")
    page.strip.show_entries((deadline, note))
    first, second = page.strip.lines
    first.clicked.emit()
    assert window.places[-1] == Place("steps", "step", "consult")
    second.clicked.emit()
    assert window.door.said[-1] == ("Ask women", "Ask them first.")
    view = page.view_now()
    assert view is not None
    from dataclasses import replace

    page.take_view((replace(view, guidance=(elsewhere,)), ""))
    assert page.strip.isHidden()
    show(window, page, "intentions")
    assert page.strip.isVisible()


def test_the_flow_says_who_was_not_informed(window: Window, page: VoicesPage) -> None:
    count = window.desk.records(Intentions)[0]
    with window.desk.write("intentions.edit") as unit:
        unit.set(Intentions, count.id, information_given=None)
    show(window, page, "intentions")
    assert "not informed" in page.intentions.flow.note.text()
    assert any(
        isinstance(one, Rect) and one.fill == "attention_soft"
        for one in page.intentions.flow.view.picture.shapes
    )


def test_an_expectation_without_a_message_says_why_it_matters(window: Window, page: VoicesPage) -> None:
    hoped = window.desk.records(Expectation)[0]
    page.go_to(place_of("expectation", hoped.id))
    window.settle()
    field = page.expectation_panel.form.fields["message_given"]
    field.control.main().setPlainText("")
    field.commit()
    window.settle()
    assert field.hint.text().startswith("What did the group answer")


def test_removing_offers_to_undo(window: Window, page: VoicesPage) -> None:
    voice = coded(window, Issue, "V-033")
    page.go_to(place_of("issue", voice.id))
    window.settle()
    page.voice_panel.remove.click()
    window.settle()
    assert window.undoable
    assert window.desk.records(Issue, code="V-033") == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_everything_has_a_name_and_nothing_breaks_in_another_language(
    window: Window, page: VoicesPage, qapp: QApplication, language: str
) -> None:
    use_language(qapp, language)
    for tab, kind in zip(TABS, ("issue", "consultation", "intentions", "expectation"), strict=True):
        show(window, page, tab)
        assert nameless(page) == []
        page.open_record(page._held(page._view)[tab][0].id)
        window.settle()
        assert nameless(page) == []
        assert editor(page, tab).kind == kind


def test_the_page_lets_go_when_it_is_closed(window: Window) -> None:
    made = window.show(VoicesPage)
    made.tabs.choose("consultations")
    window.settle()
    gone = weakref.ref(made)
    window.operations.changed.disconnect(made.take_change)
    made.close()
    made.deleteLater()
    del made
    let_go()
    assert gone() is None


def test_a_quote_in_the_plan_leads_to_its_input(window: Window, qtbot: QtBot) -> None:
    plan = window.show(PlanPage)
    qtbot.addWidget(plan)
    activity = coded(window, Activity, "A-014")
    plan.go_to(place_of("activity", activity.id))
    window.settle()
    quote = next(one for one in plan.activity_panel.voices.findChildren(TextLink))
    quote.clicked.emit()
    assert window.places[-1].kind == "issue"
    assert window.places[-1].id in activity.voices
