"""The Plan page over the training example: what people see, change, add, and find again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.windows import Window

from app.models.kinds.inside import HarmScreen
from app.models.kinds.meetings import Commitment
from app.models.kinds.plan import Activity, Indicator, Target
from app.process.checks import run_checks
from app.process.checks.finding import Context
from app.ui.kit.finding import ReasonRow
from app.ui.kit.link import TextLink
from app.ui.language import use_language
from app.ui.pages.plan import TABS, PlanPage
from app.ui.places import Place


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    yield made
    made.close()


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> PlanPage:
    made = window.show(PlanPage)
    qtbot.addWidget(made)
    return made


def activity(window: Window, code: str) -> Activity:
    return next(one for one in window.desk.records(Activity) if one.code == code)


def cells(page: PlanPage, record_id: str) -> list[str]:
    model = page.activities.model
    line = model.place_of(record_id)
    return [str(model.data(model.index(line, column))) for column in range(model.columnCount())]


def test_activities_stand_under_their_objectives(page: PlanPage) -> None:
    model = page.activities.model
    headings = [model.data(model.index(line, 0)) for line in model.headings()]
    assert headings[0] == "SO1 Government leadership"
    assert len(headings) == 8
    assert model.shown_count() == 32


def test_a_row_says_what_is_missing(window: Window, page: PlanPage) -> None:
    found = cells(page, activity(window, "A-014").id)
    assert found[0] == "A-014"
    assert found[4:] == ["missing", "1 facility", "Proposed"]


def test_a_reason_stands_in_place_of_a_counterpart(window: Window, page: PlanPage) -> None:
    assert cells(page, activity(window, "A-018").id)[4] == "none, with a reason"


def test_the_model_keeps_qts_rules(page: PlanPage) -> None:
    tester = QAbstractItemModelTester(
        page.activities.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    page.activities.search.setText("well")
    page.activities.search.clear()
    assert tester.model() is page.activities.model


def test_searching_looks_into_every_column(page: PlanPage) -> None:
    page.activities.search.setText("A-014")
    assert page.activities.model.shown_count() == 1
    page.activities.search.setText("Directorate")
    assert 1 < page.activities.model.shown_count() < 32


def test_a_filter_shows_what_is_left_to_do(page: PlanPage) -> None:
    page.activities.filters["no_counterpart"].setChecked(True)
    assert page.activities.model.shown_count() == 1
    page.activities.filters["no_counterpart"].setChecked(False)
    assert page.activities.model.shown_count() == 32


def test_choosing_a_row_opens_its_editor_with_why_something_matters(window: Window, page: PlanPage) -> None:
    page.activities.table.picked.emit(activity(window, "A-014").id)
    panel = page.activity_panel
    assert panel.isVisible()
    assert panel.title.text() == "Rehabilitate the Tal Narjis health post"
    assert "government-led" in panel.form.fields["government_counterpart"].error.text()
    assert not panel.form.fields["no_counterpart_reason"].isHidden()


def test_a_complete_activity_has_no_warning(window: Window, page: PlanPage) -> None:
    page.open_activity(activity(window, "A-013").id)
    assert page.activity_panel.form.fields["government_counterpart"].error.text() == ""
    assert page.activity_panel.form.fields["no_counterpart_reason"].isHidden()


def test_a_field_keeps_itself(window: Window, page: PlanPage) -> None:
    record = activity(window, "A-014")
    page.open_activity(record.id)
    field = page.activity_panel.form.fields["title_en"]
    field.control.line.setText("Rehabilitate the health post")  # type: ignore[attr-defined]
    field.commit()
    window.settle()
    assert activity(window, "A-014").title_en == "Rehabilitate the health post"
    assert page.activity_panel.title.text() == "Rehabilitate the health post"
    assert cells(page, record.id)[1] == "Rehabilitate the health post"


def test_naming_a_counterpart_takes_the_warning_away(window: Window, page: PlanPage) -> None:
    record = activity(window, "A-014")
    page.open_activity(record.id)
    field = page.activity_panel.form.fields["government_counterpart"]
    office = page._view.choices.governments[0][0]
    field.control.show_value(office)
    field.commit()
    window.settle()
    assert activity(window, "A-014").government_counterpart == office
    assert page.activity_panel.form.fields["government_counterpart"].error.text() == ""


def test_what_breaks_a_rule_stands_beneath_its_field(window: Window, page: PlanPage) -> None:
    page.open_activity(activity(window, "A-014").id)
    page.activity_panel.more_button.setChecked(True)
    field = page.activity_panel.more.fields["currency"]
    field.control.line.setText("dinars of Iraq")  # type: ignore[attr-defined]
    field.commit()
    window.settle()
    assert "3" in page.activity_panel.more.fields["currency"].error.text()
    assert activity(window, "A-014").currency != "dinars of Iraq"


def test_adding_an_activity_opens_it(window: Window, page: PlanPage) -> None:
    page.add_one()
    window.settle()
    made = next(one for one in window.desk.records(Activity) if not one.title_en)
    assert made.code == "A-033"
    assert page.activity_panel.record == made.id
    assert page.activity_panel.isVisible()
    assert page.activity_panel.title.text() == "Not named yet"
    codes = [one.code for one in run_checks(window.desk.book(), Context(window.desk.today))]
    assert "check.nameless_coded" in codes


def test_removing_offers_to_undo(window: Window, page: PlanPage) -> None:
    record = activity(window, "A-014")
    page.open_activity(record.id)
    page.activity_panel.remove.click()
    window.settle()
    assert window.desk.find(Activity, record.id) is None
    assert window.undoable == ["Removed: Rehabilitate the Tal Narjis health post"]
    assert not page.activity_panel.isVisible()


def test_locations_are_picked_and_taken_out(window: Window, page: PlanPage) -> None:
    record = activity(window, "A-014")
    page.open_activity(record.id)
    picker = page.activity_panel.form.fields["locations"].control
    picker.take_out(record.locations[0])  # type: ignore[attr-defined]
    window.settle()
    assert activity(window, "A-014").locations == ()


def test_a_target_is_added_edited_and_removed(window: Window, page: PlanPage) -> None:
    record = activity(window, "A-014")
    page.open_activity(record.id)
    page.activity_panel.targets.add.click()
    window.settle()
    assert len(page.activity_panel.targets.blocks) == 2
    fresh = next(one for one in window.desk.records(Target, activity=record.id) if one.value == "0")
    block = page.activity_panel.targets.blocks[fresh.id]
    block.form.fields["value"].control.line.setText("1,200")  # type: ignore[attr-defined]
    block.form.fields["value"].commit()
    window.settle()
    assert block.title.text() == "1,200 people"
    block.remove.click()
    window.settle()
    assert window.desk.find(Target, fresh.id) is None


def test_a_target_says_where_it_starts_and_of_whom_it_consists(window: Window, page: PlanPage) -> None:
    record = activity(window, "A-014")
    page.open_activity(record.id)
    target = window.desk.records(Target, activity=record.id)[0]
    block = page.activity_panel.targets.blocks[target.id]
    block.more_button.setChecked(True)
    assert not block.more.isHidden()
    for name, typed in (("baseline", "15"), ("returnees", "40"), ("host", "20")):
        block.more.fields[name].control.line.setText(typed)  # type: ignore[attr-defined]
        block.more.fields[name].commit()
    indicator = window.desk.records(Indicator)[0].id
    block.more.fields["indicator"].control.show_value(indicator)
    block.more.fields["indicator"].control.finished.emit()
    window.settle()
    held = window.desk.find(Target, target.id)
    assert held is not None
    assert (held.baseline, held.returnees, held.host, held.indicator) == ("15", 40, 20, indicator)


def test_an_activity_is_screened_for_harm_where_it_is_edited(window: Window, page: PlanPage) -> None:
    record = activity(window, "A-022")
    page.open_activity(record.id)
    box = page.activity_panel.harm
    assert box.form.isHidden()
    box.add.click()
    window.settle()
    assert not box.form.isHidden()
    box.form.fields["divider"].control.main().setPlainText("Who trades at which stall.")
    box.form.fields["divider"].commit()
    window.settle()
    screen = window.desk.records(HarmScreen, activity=record.id)[0]
    assert screen.divider == "Who trades at which stall."
    page.go_to(Place("plan", "activity", activity(window, "A-001").id))
    page.go_to(Place("plan", "harm_screen", screen.id))
    assert page.activity_panel.record == record.id
    box.remove.click()
    window.settle()
    assert window.desk.records(HarmScreen, activity=record.id) == []


def test_voices_are_quotes_that_can_be_linked_and_unlinked(window: Window, page: PlanPage) -> None:
    record = activity(window, "A-014")
    page.open_activity(record.id)
    voices, held = page.activity_panel.voices, record.voices
    other = next(pair[0] for pair in page._view.choices.voices if pair[0] not in held)
    voices.link(other)
    window.settle()
    assert set(activity(window, "A-014").voices) == {*held, other}
    page.activity_panel.voices.unlink(other)
    window.settle()
    assert set(activity(window, "A-014").voices) == set(held)


def test_history_is_told_in_words(window: Window, page: PlanPage) -> None:
    record = activity(window, "A-014")
    page.open_activity(record.id)
    page.activity_panel.form.fields["title_en"].control.line.setText("Health post")  # type: ignore[attr-defined]
    page.activity_panel.form.fields["title_en"].commit()
    window.settle()
    page.activity_panel.history.button.setChecked(True)
    window.settle()
    shown = page.activity_panel.history.findChildren(type(page.activity_panel.title))
    texts = [one.text() for one in shown]
    assert any("Health post (was Rehabilitate the Tal Narjis health post)" in text for text in texts)
    assert any(text == "Added" for text in texts)


def test_commitments_have_a_table_and_an_editor(window: Window, page: PlanPage) -> None:
    page.tabs.choose("commitments")
    found = window.desk.records(Commitment)[0]
    page.commitments.table.picked.emit(found.id)
    assert page.commitment_panel.isVisible()
    field = page.commitment_panel.form.fields["status"]
    field.control.show_value("fulfilled")
    field.commit()
    window.settle()
    kept = window.desk.find(Commitment, found.id)
    assert kept is not None
    assert kept.status == "fulfilled"


def test_adding_on_the_commitments_tab_adds_a_commitment(window: Window, page: PlanPage) -> None:
    page.tabs.choose("commitments")
    assert page.add.text() == "Add commitment"
    page.add.click()
    window.settle()
    assert len(window.desk.records(Commitment)) == 15
    assert page.commitment_panel.isVisible()


@pytest.mark.parametrize(
    ("kind", "tab"), [("activity", "activities"), ("commitment", "commitments"), ("section", "text")]
)
def test_a_place_opens_its_tab_and_record(window: Window, page: PlanPage, kind: str, tab: str) -> None:
    from app.models.registry import KINDS

    record = window.desk.records(KINDS[kind])[2]
    page.go_to(Place("plan", kind, record.id))
    assert page.tabs.current() == tab
    opened = {"activity": page.activity_panel.record, "commitment": page.commitment_panel.record}
    assert opened.get(kind, record.id) == record.id


def test_a_target_leads_to_its_activity(window: Window, page: PlanPage) -> None:
    target = window.desk.records(Target)[3]
    page.go_to(Place("plan", "target", target.id))
    assert page.activity_panel.record == target.activity


def test_tabs_say_how_many(page: PlanPage) -> None:
    assert page.tabs.button("activities").text() == "Activities 32"
    assert page.tabs.button("commitments").text() == "Commitments 14"


def test_every_tab_can_be_reached_by_keyboard(page: PlanPage) -> None:
    for before, after in pairwise(TABS):
        page.tabs.choose(before)
        page.tabs.button(before).setFocus()
        QTest.keyClick(page.tabs.button(before), Qt.Key.Key_Right)
        assert page.tabs.current() == after


def test_the_page_speaks_arabic_when_asked(window: Window, page: PlanPage, qapp: QApplication) -> None:
    page.open_activity(activity(window, "A-014").id)
    use_language(qapp, "ar")
    window.settle()
    assert page.tabs.button("activities").text() == "الأنشطة 32"
    assert page.activity_panel.title.text() == "تأهيل المركز الصحي في تل نرجس"
    assert page.activities.model.headings()
    assert cells(page, activity(window, "A-014").id)[4] == "ناقص"


def test_an_empty_plan_teaches(qtbot: QtBot, tmp_path: Path) -> None:
    from services.laptops import found

    window = Window(found(tmp_path)[0].desk)
    page = window.show(PlanPage)
    qtbot.addWidget(page)
    assert page.activities.empty.isVisible()
    assert "which government counterpart" in page.activities.empty.sentence.text()
    page.activities.empty.button.click()
    window.settle()
    assert len(window.desk.records(Activity)) == 1
    window.close()


def test_activities_stand_under_other_headings(page: PlanPage) -> None:
    tab = page.activities
    first = [tab.model.index(line, 0).data() for line in tab.model.headings()]
    tab.grouping.show_value("status")
    tab.grouping.finished.emit()
    named = [tab.model.index(line, 0).data() for line in tab.model.headings()]
    assert named == sorted(named)
    assert "Ongoing" in named
    tab.grouping.show_value("plan")
    tab.grouping.finished.emit()
    assert [tab.model.index(line, 0).data() for line in tab.model.headings()] == first


def test_principles_show_what_speaks_for_and_against_them(window: Window, page: PlanPage) -> None:
    page.tabs.choose("principles")
    rows = page.principles.findChildren(ReasonRow)
    said = [one.finding.text for one in rows]
    assert "The authority agreed to start." in said
    assert any("have no government counterpart" in one for one in said)
    next(one for one in rows if "have no government" in one.finding.text).link.click()
    assert window.places[-1].kind == "activity"


def test_an_activity_leads_to_the_indicators_that_measure_it(window: Window, page: PlanPage) -> None:
    indicator = next(one for one in window.desk.records(Indicator) if one.activities)
    page.open_activity(indicator.activities[0])
    links = {one.text(): one for one in page.activity_panel.measured.findChildren(TextLink)}
    links[indicator.name_en or ""].clicked.emit()
    assert window.places[-1] == Place("monitoring", "indicator", indicator.id)
    measured = {key for one in window.desk.records(Indicator) for key in one.activities}
    page.open_activity(next(one.id for one in window.desk.records(Activity) if one.id not in measured))
    assert page.activity_panel.measured.findChildren(TextLink) == []
