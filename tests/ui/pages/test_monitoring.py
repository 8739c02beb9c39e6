"""The Monitoring page over the training example: progress, values, library, reports, lessons, revision."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services.example import example_desk
from services.frozen import freeze_content
from ui.windows import Window

from app.models.kinds.monitoring import Milestone
from app.models.kinds.plan import Activity, Indicator, JointActivity, Lesson, Measurement, Plan, Progress
from app.models.kinds.review import Report
from app.services.field_edits import set_value
from app.ui.kit.button import Button
from app.ui.language import use_language
from app.ui.pages.monitoring import TABS, MonitoringPage
from app.ui.pages.monitoring_asking import LibraryDialog
from app.ui.pages.monitoring_words import reached_text
from app.ui.places import Place


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    yield made
    made.close()


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> MonitoringPage:
    made = window.show(MonitoringPage)
    qtbot.addWidget(made)
    return made


def houses(window: Window) -> Activity:
    return next(one for one in window.desk.records(Activity) if one.title_en == "Repair 120 damaged houses")


def test_activities_tell_what_was_reached(window: Window, page: MonitoringPage) -> None:
    assert page.progress.list.model.shown_count() == 32
    page.progress.filters["late"].setChecked(True)
    assert page.progress.list.model.shown_count() == 1
    page.progress.filters["late"].setChecked(False)
    page.progress.open_activity(houses(window).id)
    (target,) = next(one for one in page._view.activities if one.id == houses(window).id).targets
    assert reached_text(target) == "31 of 120 houses · 26%"


def test_joint_work_that_goes_on_unsigned_is_said_and_asked_about(
    window: Window, page: MonitoringPage, qtbot: QtBot
) -> None:
    joint = window.desk.records(JointActivity)[0]
    claims = next(one for one in window.desk.records(Activity) if one.code == "A-006")
    set_value(window.desk, "activity", houses(window).id, "joint_activity", None)
    set_value(window.desk, "joint_activity", joint.id, "exception_reason", None)
    page.reload()
    window.settle()
    page.progress.open_activity(claims.id)
    panel = page.progress.panel
    assert panel.unsigned.isHidden()
    window.door.text = "Winter comes first."
    panel.state.committed.emit("status", "ongoing")
    window.settle()
    qtbot.waitUntil(lambda: bool(window.desk.find(JointActivity, joint.id).exception_reason))
    assert "before signature" in window.door.said[0][0]
    set_value(window.desk, "joint_activity", joint.id, "exception_reason", None)
    page.reload()
    window.settle()
    assert not panel.unsigned.isHidden()


def test_a_report_is_added_filled_in_and_hinted_at(window: Window, page: MonitoringPage) -> None:
    page.progress.open_activity(houses(window).id)
    panel = page.progress.panel
    panel.report.click()
    window.settle()
    made = window.desk.find(Progress, panel.record)
    assert made is not None
    assert (made.activity, made.reported_on) == (houses(window).id, "2026-04-07")
    for name, value in (("reached", "20"), ("women", 4)):
        panel.form.fields[name].control.show_value(value)
        panel.form.fields[name].commit()
    window.settle()
    assert window.desk.find(Progress, made.id).reached == "20"
    assert "less than the 31 reported before" in panel.hints.text()
    assert page.progress.filters["odd"].text().endswith("1")
    panel.remove.click()
    window.settle()
    assert window.desk.find(Progress, made.id) is None
    assert panel.isVisible()


def test_a_milestone_of_an_activity_is_added_and_leads_to_its_record(
    window: Window, page: MonitoringPage
) -> None:
    page.progress.open_activity(houses(window).id)
    window.door.text = "Forty roofs closed"
    page.progress.panel.stone.click()
    window.settle()
    (made,) = window.desk.records(Milestone, title_en="Forty roofs closed")
    assert (made.title_en, made.activity, made.track) == (
        "Forty roofs closed", houses(window).id, "implementation",
    )  # fmt: skip
    panel = page.progress.panel
    button = next(one for one in panel.findChildren(Button) if one.text().startswith("Forty roofs"))
    button.click()
    assert window.places[-1] == Place("monitoring", "milestone", made.id)


def test_an_indicator_of_ones_own_is_added_and_opened(window: Window, page: MonitoringPage) -> None:
    page.tabs.choose("indicators")
    window.door.text = "Families who trust the claims desk"
    page.indicators.own.click()
    window.settle()
    (made,) = window.desk.records(Indicator, name_en="Families who trust the claims desk")
    assert (made.library_code, made.compared) == (None, ("displaced", "non_displaced"))
    assert page.indicators.panel.record == made.id


def test_a_value_of_an_indicator_is_added_and_corrected(window: Window, page: MonitoringPage) -> None:
    page.tabs.choose("indicators")
    first = window.desk.records(Indicator)[0]
    page.indicators.open_indicator(first.id)
    dialog = page.indicators.panel.ask_value()
    assert dialog.answer() is None
    assert dialog.value.error.text()
    dialog.period.control.show_value("2026-H2")
    dialog.value.control.show_value("71")
    dialog.sample.control.show_value(7)
    dialog.agree()
    window.settle()
    made = window.desk.find(Measurement, page.indicators.panel.value_id)
    assert made is not None
    assert (made.period, made.value, made.sample_size, made.place) == ("2026-H2", "71", 7, "IQG15Q02")
    field = page.indicators.panel.value_form.fields["value"]
    field.control.show_value("72")
    field.commit()
    window.settle()
    assert window.desk.find(Measurement, made.id).value == "72"
    page.indicators.panel.drop.click()
    window.settle()
    assert window.desk.find(Measurement, made.id) is None


def test_gaps_are_drawn_and_lead_to_the_indicator(window: Window, page: MonitoringPage) -> None:
    page.tabs.choose("indicators")
    page.indicators.chart.setChecked(True)
    assert page.indicators.place.currentIndex() == 1
    first = page._view.indicators[0]
    assert first.id in {getattr(shape, "tag", "") for shape in page.indicators.picture.picture.shapes}
    page.indicators.picture.picked.emit(first.id)
    assert page.indicators.panel.isVisible()


def test_indicators_of_the_library_are_added_together(window: Window, page: MonitoringPage) -> None:
    before = len(window.desk.records(Indicator))
    page.tabs.choose("indicators")
    page.indicators.ask_library()
    (dialog,) = page.findChildren(LibraryDialog)
    assert not dialog.go.isEnabled()
    for chip in list(dialog.chips.values())[:2]:
        chip.setChecked(True)
    dialog.search.setText("no such indicator")
    assert dialog.chips == {}
    dialog.search.setText("")
    assert dialog.go.text() == "Add 2 indicators"
    dialog.go.click()
    window.settle()
    assert len(window.desk.records(Indicator)) == before + 2
    assert window.undoable[-1] == "2 indicators added"


def test_a_report_is_begun_proposed_and_written(window: Window, page: MonitoringPage) -> None:
    page.tabs.choose("reports")
    page.reports.add.click()
    window.settle()
    (made,) = (one for one in window.desk.records(Report) if one.kind == "progress")
    assert (made.period_from, made.period_to, made.language) == ("2026-01-01", "2026-03-31", "en")
    editor = page.reports.editor
    for part in ("narrative", "next_steps"):
        editor.proposals[part].click()
        window.settle()
    now = window.desk.find(Report, made.id)
    assert "31 of 120" in now.narrative
    assert now.next_steps
    editor.proposals["narrative"].click()
    window.settle()
    assert window.desk.find(Report, made.id).narrative == now.narrative
    assert editor.form.fields["narrative"].value() == now.narrative


def test_a_second_report_on_the_same_period_is_warned_of(window: Window, page: MonitoringPage) -> None:
    page.tabs.choose("reports")
    page.reports.add.click()
    window.settle()
    assert page.reports.editor.twice.isHidden()
    (first,) = (one for one in window.desk.records(Report) if one.kind == "progress")
    with window.desk.write("report.add") as unit:
        second = unit.add(
            Report, kind="progress", period_from=first.period_from, period_to=first.period_to, language="en"
        )
    page.reload()
    window.settle()
    assert not page.reports.editor.twice.isHidden()
    with window.desk.write("report.edit") as unit:
        unit.set(Report, second, language="ar")
    page.reload()
    window.settle()
    assert page.reports.editor.twice.isHidden()


def test_lessons_and_the_library_stand_side_by_side(window: Window, page: MonitoringPage) -> None:
    page.tabs.choose("lessons")
    window.settle()
    lists = page.lessons.records
    assert lists.model.shown_count() == len(window.desk.records(Lesson))
    lists.tabs.choose("shared_lesson")
    window.settle()
    assert page.lessons.take.isVisibleTo(lists.panel)
    assert not page.lessons.share.isVisibleTo(lists.panel)


def test_a_revision_is_begun_from_a_session(window: Window, page: MonitoringPage) -> None:
    assert not page.revise.isVisible()
    freeze_content(window.desk, draft=False)
    with window.desk.write("plan.edit") as unit:
        unit.set(Plan, window.desk.records(Plan)[0].id, status="implementing")
    window.settle()
    page.revise.click()
    dialog = page.dialog
    assert dialog is not None
    dialog.agree()
    assert dialog.reason.error.text()
    dialog.reason.control.show_value("Prices doubled.")
    dialog.agree()
    window.settle()
    assert window.desk.records(Plan)[0].status == "drafting"
    assert window.places[-1] == Place("plan")
    assert not page.revise.isVisible()


@pytest.mark.parametrize("kind", ["progress", "measurement", "indicator", "lesson", "activity"])
def test_places_lead_to_their_record(window: Window, page: MonitoringPage, kind: str) -> None:
    kinds = {
        "progress": Progress, "measurement": Measurement, "indicator": Indicator, "lesson": Lesson,
        "activity": Activity,
    }  # fmt: skip
    wanted = window.desk.records(kinds[kind])[0].id
    page.go_to(Place("monitoring", kind, wanted))
    window.settle()
    shown = {
        "progress": lambda: page.progress.panel.record,
        "activity": lambda: page.progress.panel.activity,
        "indicator": lambda: page.indicators.panel.record,
        "measurement": lambda: page.indicators.panel.value_id,
        "lesson": lambda: page.lessons.records.open_id(),
    }
    assert shown[kind]() == wanted


def test_every_tab_speaks_arabic(qapp: QApplication, window: Window, page: MonitoringPage) -> None:
    for tab in TABS:
        page.tabs.choose(tab)
        window.settle()
    use_language(qapp, "ar")
    for tab in TABS:
        page.tabs.choose(tab)
        assert "monitor." not in page.tabs.button(tab).text()
    assert page.progress.list.model.index(1, 0).data()


def test_the_page_dies_when_it_is_closed(window: Window, qtbot: QtBot) -> None:
    watched = opened_and_closed(window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert watched() is None


def opened_and_closed(window: Window) -> weakref.ref[MonitoringPage]:
    page = window.show(MonitoringPage)
    for tab in TABS:
        page.tabs.choose(tab)
        window.settle()
    page.progress.open_activity(page._view.activities[0].id)
    page.close()
    page.deleteLater()
    return weakref.ref(page)
