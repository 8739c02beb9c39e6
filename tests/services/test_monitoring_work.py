"""Keeping a plan alive: progress, measurements, reports with proposals, lessons, the next version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.example import example_desk
from services.frozen import freeze_content

from app.foundation.errors import UserError
from app.models.kinds.country import IndicatorEntry, SharedLesson
from app.models.kinds.meetings import Meeting
from app.models.kinds.monitoring import Milestone, Revision
from app.models.kinds.plan import Activity, Indicator, Lesson, Measurement, Plan, Progress, Target
from app.models.kinds.review import Report
from app.services import monitoring_work as work
from app.services.desk import Desk
from app.services.documents import next_number
from app.services.indicator_library import library, starters, take_from_library
from app.services.papers.progress_report import Period, progress_document
from app.services.papers.report_proposals import MOST, proposal
from app.services.undoing import undo
from app.services.views.monitoring import MonitoringView, monitoring_view

FIRST = Period("2026-01-01", "2026-03-31")


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = example_desk(tmp_path_factory.mktemp("monitoring"))
    yield made
    made.close()


@pytest.fixture
def desk(_made: Desk) -> Desk:
    """Return the example; every test undoes what it did."""
    return _made


@pytest.fixture(scope="module")
def view(_made: Desk) -> MonitoringView:
    return monitoring_view(_made)


def activity(desk: Desk, code: str) -> Activity:
    return next(one for one in desk.records(Activity) if one.code == code)


def test_every_activity_shows_what_was_reached_of_its_targets(view: MonitoringView) -> None:
    houses = next(one for one in view.activities if one.title.en == "Repair 120 damaged houses")
    (target,) = houses.targets
    assert (target.reached, target.value, round(target.share or 0, 2)) == ("31", "120", 0.26)
    assert (houses.last, houses.state, houses.silent) == ("2026-03-31", "ongoing", False)
    assert len(view.activities) == 32


def test_indicators_are_worked_out_when_they_are_first_asked_for(desk: Desk) -> None:
    view = monitoring_view(desk)
    assert "indicators" not in vars(view)
    assert len(view.indicators) == view.indicator_count > 0


def test_a_running_activity_nobody_reports_on_is_silent(desk: Desk) -> None:
    one = activity(desk, "A-001")
    with desk.write("activity.edit") as unit:
        for report in desk.records(Progress, activity=one.id):
            unit.remove(Progress, report.id)
        unit.set(Activity, one.id, starts="2025-12-01")
    found = {entry.code: entry.silent for entry in monitoring_view(desk).activities}
    undo(desk)
    assert found["A-001"] is True


def test_a_report_of_progress_is_about_today_and_the_only_target(desk: Desk) -> None:
    one = activity(desk, "A-001")
    made = desk.find(Progress, work.add_progress(desk, one.id))
    assert made is not None
    assert (made.reported_on, made.target) == ("2026-04-07", desk.records(Target, activity=one.id)[0].id)
    undo(desk)
    with pytest.raises(UserError, match="unknown_record"):
        work.add_progress(desk, "nowhere")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"reached": "40", "women": 30, "men": 20}, "parts_age"),
        ({"reached": "40", "idps": 30, "host": 20}, "parts_group"),
        ({"reached": "2000"}, "far_above"),
        ({"reached": "700", "percent": 10}, "percent_apart"),
        ({"reached": "1"}, "falls"),
        ({"reached": "18"}, "unchanged"),
        ({"reached": "40", "women": 1, "men": 30}, "few_women"),
        ({"reached": "40", "reported_on": "2020-01-01"}, "before_start"),
    ],
)
def test_what_is_implausible_is_hinted_at_and_kept(desk: Desk, values: dict[str, object], code: str) -> None:
    one = next(
        entry for entry in desk.records(Activity) if entry.title_en == "Small grants for women's workshops"
    )
    with desk.write("activity.edit") as unit:
        unit.set(Activity, one.id, status="ongoing")
        made = unit.add(
            Progress, activity=one.id, target=desk.records(Target, activity=one.id)[0].id,
            **{"reported_on": "2026-04-07", **values},
        )  # fmt: skip
    entries = {entry.id: entry for entry in monitoring_view(desk).activities}
    report = next(entry for entry in entries[one.id].reports if entry.id == made)
    undo(desk)
    assert f"monitor.hint.{code}" in [hint.code for hint in report.hints]


def test_reports_of_the_example_are_plausible(view: MonitoringView) -> None:
    assert [entry.code for entry in view.activities if entry.hints] == []


def measured(desk: Desk, **values: object) -> work.Measured:
    first = desk.records(Indicator)[0].id
    plain = {
        "indicator": first,
        "period": "2026-H2",
        "group": "displaced",
        "value": "70",
        "place": "IQG15Q07",
    }
    return work.Measured(**{**plain, **values})


def test_a_value_is_added_once_for_period_place_and_group(desk: Desk) -> None:
    made = desk.find(Measurement, work.add_measurement(desk, measured(desk, sample_size=8)))
    assert made is not None
    assert (made.value, made.measured_on, made.sample_size) == ("70", "2026-04-07", 8)
    with pytest.raises(UserError, match="measured_already"):
        work.add_measurement(desk, measured(desk))
    undo(desk)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"period": " "}, "period_needed"),
        ({"indicator": "x"}, "unknown_record"),
        ({"value": "many"}, "value_"),
    ],
)
def test_values_that_cannot_be_are_refused(desk: Desk, values: dict[str, object], code: str) -> None:
    with pytest.raises(UserError, match=code):
        work.add_measurement(desk, measured(desk, **values))


def test_the_library_holds_every_criterion_with_its_direction() -> None:
    entries = starters()
    assert len(entries) == 39
    assert {one.iasc for one in entries} == {"", *"12345678"}
    assert all(one.name.en and one.name.ar and one.name.en != one.name.ar for one in entries)


def test_indicators_are_taken_over_once(desk: Desk) -> None:
    here = [one.id for one in library(desk) if one.here]
    free = [one.id for one in library(desk) if not one.here][:2]
    assert here
    assert free
    made = take_from_library(desk, [*free, here[0]])
    found = [desk.find(Indicator, one) for one in made]
    assert [one.library_code for one in found if one] == free
    assert [one.type for one in found if one] == ["outcome", "outcome"]
    assert {one.id for one in library(desk) if one.here} == {*here, *free}
    undo(desk)
    with pytest.raises(UserError, match="unknown_indicator"):
        take_from_library(desk, ["Z9"])


def test_an_imported_entry_replaces_the_starter_of_its_code(desk: Desk) -> None:
    with desk.write("indicator_entry.add") as unit:
        unit.add(IndicatorEntry, code="C1.1", name_en="Safe at night", unit="percent", iasc="1")
    found = next(one for one in library(desk) if one.id == "C1.1")
    undo(desk)
    assert found.name.en == "Safe at night"


@pytest.mark.parametrize(
    ("day", "starts", "ends"),
    [
        ("2026-04-07", "2026-04-01", "2026-06-30"),
        ("2025-12-31", "2025-10-01", "2025-12-31"),
        ("2024-02-29", "2024-01-01", "2024-03-31"),
    ],
)
def test_a_day_lies_in_its_quarter(day: str, starts: str, ends: str) -> None:
    assert work.quarter_of(day) == Period(starts, ends)


def test_quarters_go_back_one_by_one() -> None:
    found = work.quarters_before("2026-02-10", 3)
    assert [one.starts for one in found] == ["2026-01-01", "2025-10-01", "2025-07-01"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_report_is_proposed_from_the_data(desk: Desk, language: str) -> None:
    told = {part: proposal(desk, part, FIRST, language) for part in ("narrative", "challenges", "next_steps")}
    assert "31" in told["narrative"]
    assert "120" in told["narrative"]
    assert all(told.values())
    assert "proposal." not in "".join(told.values())
    assert len(told["next_steps"].splitlines()) <= 2 * (MOST + 1)


def test_what_was_written_is_printed_in_the_report_of_its_language(desk: Desk) -> None:
    made = work.begin_report(desk, FIRST, "en")
    with desk.write("report.edit") as unit:
        unit.set(Report, made, narrative="Three wells run.\nTwo do not.", challenges="The road was shut.")
    english, arabic = (progress_document(desk, language, FIRST) for language in ("en", "ar"))
    undo(desk)
    undo(desk)
    assert "Three wells run." in [part.text for part in english.summary]
    assert "The road was shut." in [part.text for one in english.sections for part in one.parts]
    assert [part.text for part in arabic.summary]


def test_reports_need_days_in_order(desk: Desk) -> None:
    with pytest.raises(UserError, match="period_backwards"):
        work.begin_report(desk, Period("2026-03-01", "2026-01-01"))
    made = desk.find(Report, work.begin_report(desk))
    undo(desk)
    assert made is not None
    assert (made.period_from, made.period_to) == ("2026-01-01", "2026-03-31")


def test_a_milestone_that_was_reached_is_told(desk: Desk) -> None:
    with desk.write("milestone.add") as unit:
        unit.add(
            Milestone,
            title_en="Pump tested",
            status="reached",
            reached_on="2026-02-10",
            track="implementation",
        )
    told = proposal(desk, "narrative", FIRST, "en")
    undo(desk)
    assert "Pump tested" in told


def test_a_revision_begins_the_next_version(tmp_path: Path) -> None:
    desk = example_desk(tmp_path)
    try:
        with pytest.raises(UserError, match="nothing_to_revise"):
            work.begin_revision(desk, "Prices doubled.")
        freeze_content(desk, draft=False)
        assert monitoring_view(desk).revision.can_begin is False  # the example's plan is still being reviewed
        with desk.write("plan.edit") as unit:
            unit.set(Plan, desk.records(Plan)[0].id, status="implementing")
        state = monitoring_view(desk).revision
        assert (state.can_begin, state.version) == (True, "1.0")
        session = desk.records(Meeting, type="review_meeting")[0].id
        made = desk.find(Revision, work.begin_revision(desk, "Prices doubled.", session))
        assert made is not None
        assert (made.meeting, made.reason, made.begun_on) == (session, "Prices doubled.", "2026-04-07")
        assert desk.records(Plan)[0].status == "drafting"
        assert next_number(desk, draft=False) == "2.0"
        assert monitoring_view(desk).revision.can_begin is False
        with pytest.raises(UserError, match="unknown_record"):
            work.begin_revision(desk, "x", "nowhere")
    finally:
        desk.close()


def test_only_headquarters_shares_a_lesson_with_all_areas(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = desk.records(Lesson)[0]
    monkeypatch.setattr(Desk, "may_guide", lambda _self: False)
    with pytest.raises(UserError, match="headquarters_only"):
        work.share_lesson(desk, own.id)


def test_a_lesson_of_the_library_is_taken_over_as_a_practice(desk: Desk) -> None:
    shared = SharedLesson(id="s1", space="country", title_en="Ask women apart", recommendation="Two rooms.")
    found = desk.find
    try:
        desk.find = lambda kind, one: shared if one == "s1" else found(kind, one)  # type: ignore[method-assign]
        made = work.take_lesson(desk, "s1")
    finally:
        del desk.find
    taken = desk.find(Lesson, made)
    undo(desk)
    assert taken is not None
    assert (taken.title_en, taken.type, taken.recommendation_en) == (
        "Ask women apart",
        "practice",
        "Two rooms.",
    )
