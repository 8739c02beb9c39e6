"""The Plan page's view of the training example: what the table, the pictures and the editor get."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.example import example_desk

from app.models.codes import OBJECTIVES
from app.models.kinds.plan import Activity, Target
from app.services.desk import Desk
from app.services.field_edits import add_record, set_value
from app.services.views.history import history_of
from app.services.views.people_names import who_is
from app.services.views.plan import ActivityEntry, PlanView, plan_view


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = example_desk(tmp_path_factory.mktemp("example"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def view(desk: Desk) -> PlanView:
    return plan_view(desk)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Desk]:
    made = example_desk(tmp_path)
    yield made
    made.close()


def by_code(view: PlanView, code: str) -> ActivityEntry:
    return next(one for one in view.activities if one.code == code)


def test_activities_stand_by_objective_then_code(view: PlanView) -> None:
    order = [(one.objective, one.code) for one in view.activities]
    assert order == sorted(order)
    assert {one.objective for one in view.activities} == set(OBJECTIVES)


def test_an_activity_names_where_who_and_how_much(view: PlanView) -> None:
    found = by_code(view, "A-013")
    assert found.lead.en
    assert found.government.en
    assert found.targets[0].values["value"] == "1850"
    assert all(place.en for place in found.where)


def test_one_activity_has_neither_counterpart_nor_reason(view: PlanView) -> None:
    assert [one.code for one in view.activities if not one.government and not one.reason] == ["A-014"]


def test_voices_come_with_who_said_it_and_when(view: PlanView) -> None:
    voices = [voice for one in view.activities for voice in one.voices]
    assert voices
    assert all(voice.text.en and voice.who and voice.day for voice in voices)


def test_the_government_choices_are_offices_only(view: PlanView) -> None:
    governments, everyone = dict(view.choices.governments), dict(view.choices.organisations)
    assert governments
    assert set(governments) < set(everyone)


def test_other_activities_are_offered_with_their_code(view: PlanView) -> None:
    names = [name for _, name in view.choices.activities]
    assert all(getattr(name, "en", "").startswith("A-") for name in names)


def test_coverage_counts_each_activity_where_it_is(view: PlanView) -> None:
    health = by_code(view, "A-014")
    place = health.values["locations"]
    assert isinstance(place, tuple)
    row = view.coverage.cells[view.coverage.rows.index(place[0])]
    assert health.id in row[view.coverage.columns.index("SO4")].records
    assert view.priorities <= set(view.coverage.rows)


def test_a_commitment_past_its_day_is_overdue_whatever_its_status(view: PlanView) -> None:
    late = [one for one in view.commitments if one.overdue]
    assert late
    assert all(one.due < view.today for one in late if one.status != "overdue")


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"status": "completed"}, "done"),
        ({"status": "ongoing", "ends": "2026-12-01"}, "ongoing"),
        ({"status": "ongoing", "ends": "2026-04-06"}, "late"),
        ({"status": "delayed", "ends": "2026-12-01"}, "late"),
        ({"status": "proposed", "starts": "2026-05-01", "ends": "2026-12-01"}, "planned"),
        ({"status": "committed", "starts": "2026-04-01", "ends": "2026-12-01"}, "late"),
    ],
)
def test_the_state_on_the_timeline_follows_status_and_dates(
    own: Desk, values: dict[str, str], state: str
) -> None:
    record = add_record(own, "activity", {"title_en": "New", **values})
    assert next(one for one in plan_view(own).activities if one.id == record).state == state


def test_history_tells_adding_once_and_then_each_field(own: Desk) -> None:
    record = add_record(own, "activity", {"title_en": "Wells", "objective": "SO4"})
    set_value(own, "activity", record, "title_en", "Five wells")
    newest, first = history_of(own, record)
    assert first.added
    assert not newest.added
    assert [(one.field, one.old, one.new) for one in newest.changes] == [
        ("title_en", ("Wells",), "Five wells")
    ]
    assert newest.who.me


def test_history_names_the_records_that_values_refer_to(own: Desk) -> None:
    record = add_record(own, "activity", {"title_en": "Wells"})
    lead = plan_view(own).choices.organisations[0]
    set_value(own, "activity", record, "lead", lead[0])
    assert history_of(own, record)[0].names == {lead[0]: lead[1]}


def test_history_of_sets_says_what_went_in_and_out(own: Desk) -> None:
    record = add_record(own, "activity", {"title_en": "Wells", "groups": ("returnee",)})
    set_value(own, "activity", record, "groups", ("stayee",))
    changes = {(one.element, one.new) for one in history_of(own, record)[0].changes}
    assert changes == {("returnee", False), ("stayee", True)}


def test_what_was_taken_back_is_not_history(own: Desk) -> None:
    record = add_record(own, "activity", {"title_en": "Wells"})
    set_value(own, "activity", record, "title_en", "Five wells")
    own.undo()
    assert len(history_of(own, record)) == 1


def test_a_removed_record_says_so(own: Desk) -> None:
    activity = own.records(Activity)[0]
    with own.write("activity.remove") as unit:
        unit.remove(Activity, activity.id)
    assert history_of(own, activity.id)[0].removed


def test_a_person_is_known_by_their_key(desk: Desk) -> None:
    assert desk.writer is not None
    me = who_is(desk.book(), desk.writer.sign_key, desk.writer.sign_key)
    assert (me.name.en, me.role, me.me) == ("Dalia Haddad", "focal_point", True)
    assert me.organisation.en
    assert not who_is(desk.book(), "0" * 64).name


def test_targets_follow_their_activity(own: Desk) -> None:
    record = add_record(own, "activity", {"title_en": "Wells"})
    add_record(own, "target", {"activity": record, "unit": "facilities", "value": "4"})
    entry = next(one for one in plan_view(own).activities if one.id == record)
    assert [target.values["value"] for target in entry.targets] == ["4"]
    assert own.find(Target, entry.targets[0].id) is not None


def test_what_other_tabs_show_is_read_when_it_is_asked_for(desk: Desk) -> None:
    fresh = plan_view(desk)
    read = set(vars(fresh))
    assert not read & {"text", "frameworks", "choices", "coverage", "groups"}
    assert fresh.coverage is fresh.coverage
    assert set(vars(fresh)) - read == {"coverage"}


def test_a_plan_that_was_read_stays_as_it_was(own: Desk) -> None:
    before = plan_view(own)
    count = len(before.activities)
    add_record(own, "activity", {"title_en": "Later", "status": "proposed"})
    assert (len(before.choices.activities), len(plan_view(own).choices.activities)) == (count, count + 1)
