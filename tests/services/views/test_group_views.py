"""What the group page shows, on the training example and on a group that has just begun."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.example import example_desk
from services.laptops import found

from app.models.kinds.people import Member
from app.services.desk import Desk
from app.services.field_edits import add_record
from app.services.group_work import contribute, note_backstopping
from app.services.step_tasks import change_task
from app.services.views.group import GroupView, group
from app.services.views.said import Name


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GroupView]:
    desk = example_desk(tmp_path_factory.mktemp("group"))
    yield group(desk)
    desk.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = found(tmp_path)[0].use()
    yield made
    made.close()


def test_focal_points_come_first_and_who_backstops_after_members(view: GroupView) -> None:
    roles = [one.role for one in view.members]
    assert roles[:2] == ["focal_point", "focal_point"]
    assert roles.index("backstop_area") > max(i for i, role in enumerate(roles) if role == "member")
    assert len(view.people) == 8


def test_the_balance_counts_everyone_of_the_group_once(view: GroupView) -> None:
    assert (view.balance.focal_points, view.balance.members, view.balance.backstoppers) == (2, 6, 3)
    for side, parts in view.balance.sides.items():
        assert sum(len(part.members) for part in parts) + view.balance.unsaid[side] == 8, side
    women = next(part for part in view.balance.sides["sex"] if part.code == "female")
    assert len(women.members) == 4


def test_the_example_has_no_findings_on_its_group(view: GroupView) -> None:
    assert view.findings == ()


def test_members_say_what_they_did(view: GroupView) -> None:
    nadia = next(one for one in view.members if one.name.en == "Nadia Khalaf")
    assert nadia.tasks_done >= 3
    assert nadia.contributions == 1
    assert nadia.inducted_on == "2026-01-13"
    assert nadia.asked


def test_cards_stand_with_who_may_have_one(view: GroupView) -> None:
    assert {one.role for one in view.members if one.may_have_card} == {"focal_point", "backstop_area", "dso"}
    dalia = view.members[0]
    assert (dalia.card.consent, dalia.card.phone) == (True, "+964 700 000 0101")


def test_open_nominations_come_first_and_accepted_ones_lead_to_their_member(view: GroupView) -> None:
    assert [one.decision for one in view.nominations] == ["open", "accepted", "accepted", "declined"]
    yousif = next(one for one in view.nominations if one.name.plain == "Yousif Elias")
    assert yousif.member in {one.id for one in view.members}


def test_the_work_plan_holds_every_task_of_the_steps(view: GroupView) -> None:
    assert len(view.tasks) == sum(len(step.tasks) for step in view.steps)
    days = [one.last for one in view.tasks if one.is_dated]
    assert days == sorted(days)
    assert {one.state for one in view.tasks} >= {"done", "planned"}
    assert len({one.id for one in view.tasks}) == len(view.tasks)


def test_every_area_meeting_of_the_example_is_backstopped(view: GroupView) -> None:
    assert {one.state for one in view.supports} == {"fine", "ready"}
    assert "Monitoring and Analysis: scope of work" not in {one.title.en for one in view.supports}


def test_tasks_done_are_contributions_too(view: GroupView) -> None:
    sorts = {one.sort for one in view.contributions}
    assert sorts == {"noted", "task"}
    days = [one.on for one in view.contributions]
    assert days == sorted(days, reverse=True)


def test_sub_groups_come_first_with_their_meetings(view: GroupView) -> None:
    assert [one.type for one in view.mechanisms][:2] == ["technical_sub_group"] * 2
    monitoring = next(one for one in view.mechanisms if one.name.en == "Monitoring and Analysis")
    assert [one.title.en for one in monitoring.meetings] == ["Monitoring and Analysis: scope of work"]
    assert view.lacking_foci == ()
    assert len(view.expansions) == 1


def test_a_group_that_begins_lacks_nearly_everything(desk: Desk) -> None:
    view = group(desk)
    assert len(view.people) == 1
    assert view.lacking_foci == ("facilitated_movements", "monitoring_analysis")
    assert view.supports == ()
    assert any(one.text.code == "check.focal_points_count" for one in view.findings)


def test_who_has_left_is_listed_last_and_not_counted(desk: Desk) -> None:
    gone = add_record(desk, "member", {"role": "focal_point", "name_en": "Aram", "ended": "2020-01-01"})
    view = group(desk)
    assert view.members[-1].id == gone
    assert not view.members[-1].is_serving
    assert view.balance.focal_points == 1


def test_offices_are_local_unless_they_say_otherwise(desk: Desk) -> None:
    office = add_record(desk, "organisation", {"name_en": "District", "type": "11"})
    member = add_record(desk, "member", {"role": "member", "name_en": "Karim", "organisation": office})
    entry = next(one for one in group(desk).members if one.id == member)
    assert (entry.scope, entry.family) == ("local", "government")


def test_a_meeting_with_one_backstopper_says_what_is_missing(desk: Desk) -> None:
    values = {"role": "dso", "name_en": "Ali", "backstop_function": "secretariat"}
    ali = add_record(desk, "member", values)
    meeting = add_record(desk, "meeting", {"type": "first_meeting", "held_on": "2026-01-13"})
    note_backstopping(desk, meeting, ali, True)
    (support,) = group(desk).supports
    assert (support.state, support.present, support.uncovered) == ("few", 1, ("drafting_linkage_technical",))
    assert support.served("secretariat") == (Name(en="Ali"),)


def test_a_meeting_to_come_is_no_fault(desk: Desk) -> None:
    add_record(desk, "meeting", {"type": "first_meeting", "status": "planned", "held_on": "2090-01-13"})
    assert group(desk).supports[0].state == "ahead"


def test_late_and_ongoing_tasks_are_told_apart(desk: Desk) -> None:
    change_task(desk, "prepare", "", "", {"title_en": "late", "due": "2020-01-01"})
    change_task(desk, "prepare", "", "", {"title_en": "ongoing", "starts": "2020-01-01", "due": "2090-01-01"})
    named = {str(getattr(one.task.title, "en", "")): one.state for one in group(desk).tasks}
    assert (named["late"], named["ongoing"]) == ("late", "ongoing")


def test_contributions_of_somebody_are_found_by_their_name(desk: Desk) -> None:
    member = desk.records(Member)[0]
    contribute(desk, "Room for forty people", member.id)
    (entry,) = group(desk).contributions
    assert "room for forty" in entry.folded
    assert (member.name_en or "").casefold() in entry.folded
