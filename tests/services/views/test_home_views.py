"""Home, Steps and the frame computed from a real workspace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.foundation.clock import SteppingClock
from app.foundation.errors import UserError
from app.models.kinds.area import Area, AreaDecision, Step
from app.models.kinds.area import Task as TaskRecord
from app.models.kinds.country import Deadline, Guidance
from app.models.kinds.plan import Plan
from app.models.registry import KINDS
from app.process.terms import Term
from app.services.desk import Desk
from app.services.field_edits import add_record, remove_record, set_value
from app.services.front_area import go_to_area
from app.services.opening import Newcomer, create_workspace
from app.services.people import give_role
from app.services.step_tasks import add_task, change_task, remove_task, set_skip_reason, tick_task
from app.services.undoing import redo, undo
from app.services.views.changes import changes_since, mark_seen
from app.services.views.frame import frame
from app.services.views.home import home
from app.services.views.records import records_view
from app.services.views.said import Name, name_of
from app.services.views.steps import StepEntry, steps

SINJAR = "IQG15Q05"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = SteppingClock(datetime(2026, 4, 7, 9, tzinfo=UTC))
    who = Newcomer("Dalia Haddad", "Sunbula", "focal_point")
    made = create_workspace(tmp_path / "a.masarw", SINJAR, who, None, clock=clock).desk
    yield made
    made.close()


def step(desk: Desk, number: int) -> StepEntry:
    return steps(desk).steps[number - 1]


def test_a_new_area_stands_at_the_first_step(desk: Desk) -> None:
    view = home(desk)
    assert (view.step_number, view.step_id, view.page) == (1, "prepare", "area")
    assert view.path[0].state == "current"
    assert view.readiness.total == 13
    assert view.readiness.passed < 13
    assert (view.changes, view.holders) == ((), ())


def test_a_planned_end_is_counted_down(desk: Desk) -> None:
    add_record(desk, "step", {"step_id": "prepare", "planned_end": "2026-04-30"})
    view = home(desk)
    assert (view.due, view.days_left) == ("2026-04-30", 23)
    assert (view.path[0].under, view.path[0].day) == ("due", "2026-04-30")


def test_findings_are_told_once_with_the_number_of_their_like(desk: Desk) -> None:
    for number in range(3):
        add_record(desk, "activity", {"title_en": f"Activity {number}"})
    findings = home(desk).readiness.findings
    codes = [(one.severity, one.text.code) for one in findings]
    assert len(codes) == len(set(codes))
    assert max(one.more for one in findings) >= 2


def test_word_of_headquarters_reaches_home_and_its_step(desk: Desk) -> None:
    give_role(desk, "Dalia Haddad", "headquarters")
    with desk.write("deadline.add") as unit:
        unit.add(Deadline, title_en="Review closes", step="review", due="2026-05-15", issued_by="DSTWG")
        unit.add(Deadline, title_en="Elsewhere", areas=("IQG15Q08",), due="2026-05-01")
        unit.add(Guidance, title_en="How to list voices", text_en="With sources.", issued_on="2026-03-01")
    assert [entry.title.en for entry in home(desk).guidance] == ["Review closes", "How to list voices"]
    assert [entry.title.en for entry in step(desk, 7).guidance] == ["Review closes"]
    assert step(desk, 1).guidance == ()


def test_reasons_change_with_the_records(desk: Desk) -> None:
    before = {reason.text.code: reason.mark for reason in step(desk, 1).reasons}
    with desk.write("area_decision.add") as unit:
        unit.add(AreaDecision, decision="selected", rationale_en="Returns began", decided_on="2026-01-12")
        unit.set(Area, desk.area, status="selected")
    after = {reason.text.code: reason.mark for reason in step(desk, 1).reasons}
    assert before != after
    assert "met" in after.values()


def test_ticking_a_task_of_the_process_twice_keeps_one_record(desk: Desk) -> None:
    first = step(desk, 1).tasks[0]
    made = tick_task(desk, "prepare", first.id, first.template, done=True)
    assert step(desk, 1).tasks[0].is_done
    assert tick_task(desk, "prepare", made, first.template, done=False) == made
    kept = desk.records(TaskRecord)
    assert [(one.id, one.status, one.done_on) for one in kept] == [(made, "open", None)]


def test_tasks_of_the_group_follow_those_of_the_process(desk: Desk) -> None:
    added = add_task(desk, "prepare", {"title_en": "Borrow a projector", "due": "2026-04-20"})
    last = step(desk, 1).tasks[-1]
    assert (last.id, last.title, last.due) == (added, Name(en="Borrow a projector"), "2026-04-20")
    change_task(desk, "prepare", added, "", {"status": "dropped"})
    assert step(desk, 1).tasks[-1].id != added
    remove_task(desk, added)
    assert desk.find(TaskRecord, added) is None


def test_a_task_is_given_to_a_member(desk: Desk) -> None:
    member, name = steps(desk).members[0]
    first = step(desk, 1).tasks[0]
    assert isinstance(first.title, Term)
    change_task(desk, "prepare", "", first.template, {"assignee": member})
    assert step(desk, 1).tasks[0].assignee_name == name
    assert [thing.kind for thing in home(desk).next] == ["task"]


def test_a_step_is_left_out_with_a_reason_and_taken_up_again(desk: Desk) -> None:
    set_skip_reason(desk, "consult_further", "The first round was enough.")
    left_out = step(desk, 5)
    assert (left_out.status, left_out.skip_reason) == ("skipped_with_reason", "The first round was enough.")
    assert steps(desk).path[4].state == "skipped"
    set_skip_reason(desk, "consult_further", None)
    assert step(desk, 5).skip_reason == ""
    assert len(desk.records(Step)) == 1


def test_the_frame_says_where_and_who(desk: Desk) -> None:
    view = frame(desk)
    assert view.area == name_of(desk.find(Area, desk.area))
    assert view.person is not None
    assert (view.person.name, view.person.role) == (Name(en="Dalia Haddad"), "focal_point")
    assert [one.key for one in view.people] == [view.person.key]
    assert (view.is_sample, view.is_headquarters, view.can_redo) == (False, False, False)


def test_the_frame_says_whether_something_can_be_undone(desk: Desk) -> None:
    set_value(desk, "area", desk.area, "map_note", "x")
    assert (frame(desk).can_undo, frame(desk).can_redo) == (True, False)
    undo(desk)
    assert frame(desk).can_redo


def test_the_frame_names_the_plan_and_how_it_stands(desk: Desk) -> None:
    plan = desk.records(Plan)[0]
    with desk.write("plan.edit") as unit:
        unit.set(Plan, plan.id, title_en="Plan of Action 2026", status="drafting")
    view = frame(desk)
    assert view.plan == Name(en="Plan of Action 2026")
    assert view.version.params == {"status": Term("code.plan_status.drafting")}


def test_undo_and_redo_name_what_they_did(desk: Desk) -> None:
    set_value(desk, "area", desk.area, "map_note", "x")
    assert undo(desk) == "area.edit"
    assert redo(desk) == "area.edit"
    assert redo(desk) is None


def test_own_work_is_no_news(desk: Desk) -> None:
    set_value(desk, "area", desk.area, "map_note", "x")
    assert changes_since(desk) == ()
    mark_seen(desk)


def test_records_come_with_what_they_refer_to(desk: Desk) -> None:
    view = records_view(desk, "member")
    assert [row.values["name_en"] for row in view.rows] == ["Dalia Haddad"]
    assert set(view.others) <= set(KINDS)
    assert [row.values["name_en"] for row in view.others["organisation"]] == ["Sunbula"]


def test_plain_edits_add_set_and_remove(desk: Desk) -> None:
    made = add_record(desk, "location", {"name_en": "Tal Qasab", "role": "return"})
    set_value(desk, "location", made, "name_en", "Tel Qasab")
    assert [row.values["name_en"] for row in records_view(desk, "location").rows] == ["Tel Qasab"]
    remove_record(desk, "location", made)
    assert records_view(desk, "location").rows == ()


def test_only_an_area_of_this_file_can_come_to_the_front(desk: Desk) -> None:
    go_to_area(desk, desk.area)
    with pytest.raises(UserError) as refused:
        go_to_area(desk, "elsewhere")
    assert refused.value.code == "unknown_record"


def test_every_step_is_on_the_path(desk: Desk) -> None:
    view = steps(desk)
    assert [entry.number for entry in view.path] == list(range(1, 9))
