"""Nominations, cards, backstopping, contributions, sub-groups and the work plan, on a real workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.laptops import found

from app.foundation.errors import UserError
from app.models.kinds.area import Step, Task
from app.models.kinds.inside import Nomination
from app.models.kinds.meetings import Backstopping, Meeting
from app.models.kinds.people import Contribution, Member, OfficialCard
from app.process.definition import durable_solutions
from app.services.desk import Desk
from app.services.field_edits import add_record
from app.services.group_work import (
    accept_nomination,
    contribute,
    decline_nomination,
    keep_card,
    nominate,
    note_backstopping,
    plan_meeting_of,
)
from app.services.step_tasks import change_task
from app.services.work_plan import later, propose_dates, shift_task


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = found(tmp_path)[0].use()
    yield made
    made.close()


def put_forward(desk: Desk, name: str = "Hana Jalal", **values: object) -> str:
    nomination = nominate(desk, name)
    with desk.write("nomination.edit") as unit:
        unit.set(Nomination, nomination, **values)
    return nomination


def the_member(desk: Desk, member: str) -> Member:
    found_one = desk.find(Member, member)
    assert found_one is not None
    return found_one


# ---------------------------------------------------------------- nominations


def test_a_nomination_is_open_from_today(desk: Desk) -> None:
    one = desk.find(Nomination, nominate(desk, "Hana Jalal"))
    assert one is not None
    assert (one.candidate, one.decision, one.nominated_on) == ("Hana Jalal", "open", desk.today)
    assert one.space == desk.group


def test_accepting_makes_a_member_of_what_may_be_published(desk: Desk) -> None:
    values = {"represents": "Young people", "spectrum": "development", "sex": "female"}
    nomination = put_forward(desk, **values, criteria=("from_area", "committed"), phone="0770")
    member = the_member(desk, accept_nomination(desk, nomination))
    assert (member.name_en, member.role, member.represents) == ("Hana Jalal", "member", "Young people")
    assert (member.from_area, member.started, member.space) == (True, desk.today, desk.network)
    held = desk.find(Nomination, nomination)
    assert held is not None
    assert (held.decision, held.member, held.decided_on) == ("accepted", member.id, desk.today)


def test_accepting_is_one_step_back(desk: Desk) -> None:
    before = len(desk.records(Member))
    nomination = put_forward(desk)
    accept_nomination(desk, nomination)
    desk.undo()
    held = desk.find(Nomination, nomination)
    assert held is not None
    assert (held.decision, held.member) == ("open", None)
    assert len(desk.records(Member)) == before


def test_an_arabic_name_stays_in_its_language(desk: Desk) -> None:
    member = the_member(desk, accept_nomination(desk, put_forward(desk, "هناء جلال")))
    assert (member.name_ar, member.name_en) == ("هناء جلال", None)


@pytest.mark.parametrize(
    ("role", "consent", "cards"),
    [("focal_point", True, 1), ("focal_point", False, 0), ("focal_point", None, 0), ("member", True, 0)],
)
def test_phone_and_mail_leave_only_with_consent_and_for_who_is_reached(
    desk: Desk, role: str, consent: bool | None, cards: int
) -> None:
    nomination = put_forward(desk, role=role, consent=consent, phone="0770")
    member = accept_nomination(desk, nomination)
    assert len(desk.records(OfficialCard, member=member)) == cards


def test_nobody_becomes_a_member_twice(desk: Desk) -> None:
    nomination = put_forward(desk)
    accept_nomination(desk, nomination)
    with pytest.raises(UserError, match="accepted_already"):
        accept_nomination(desk, nomination)


def test_an_unknown_nomination_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="unknown_record"):
        accept_nomination(desk, "gone")


def test_declining_keeps_the_day(desk: Desk) -> None:
    nomination = put_forward(desk)
    decline_nomination(desk, nomination)
    held = desk.find(Nomination, nomination)
    assert held is not None
    assert (held.decision, held.decided_on) == ("declined", desk.today)


# ---------------------------------------------------------------- cards


@pytest.fixture
def me(desk: Desk) -> str:
    return next(one.id for one in desk.records(Member) if one.person == desk.person)


def card_of(desk: Desk, member: str) -> OfficialCard:
    (card,) = desk.records(OfficialCard, member=member)
    return card


def test_a_card_asks_for_consent_first(desk: Desk, me: str) -> None:
    with pytest.raises(UserError, match="card_needs_consent"):
        keep_card(desk, me, {"phone": "0770"})
    assert desk.records(OfficialCard) == []


def test_a_card_is_kept_with_its_consent_and_day(desk: Desk, me: str) -> None:
    keep_card(desk, me, {"consent": True})
    keep_card(desk, me, {"phone": "0770"})
    card = card_of(desk, me)
    assert (card.consent, card.consent_on, card.phone) == (True, desk.today, "0770")


def test_withdrawing_consent_takes_phone_and_mail_away(desk: Desk, me: str) -> None:
    keep_card(desk, me, {"consent": True, "phone": "0770", "email": "a@example.org"})
    keep_card(desk, me, {"consent": False})
    card = card_of(desk, me)
    assert (card.consent, card.phone, card.email, card.consent_on) == (False, None, None, None)


# ---------------------------------------------------------------- backstopping


@pytest.fixture
def backstopped(desk: Desk) -> tuple[str, str]:
    meeting = add_record(desk, "meeting", {"type": "first_meeting", "held_on": desk.today})
    values = {"role": "dso", "name_en": "Ali", "backstop_function": "secretariat"}
    return meeting, add_record(desk, "member", values)


def test_the_usual_function_needs_no_record(desk: Desk, backstopped: tuple[str, str]) -> None:
    meeting, ali = backstopped
    note_backstopping(desk, meeting, ali, True, "secretariat")
    assert desk.records(Meeting)[0].backstoppers == (ali,)
    assert desk.records(Backstopping) == []


def test_another_function_is_kept_for_the_meeting(desk: Desk, backstopped: tuple[str, str]) -> None:
    meeting, ali = backstopped
    note_backstopping(desk, meeting, ali, True, "drafting_linkage_technical")
    (one,) = desk.records(Backstopping)
    assert (one.meeting, one.member, one.function) == (meeting, ali, "drafting_linkage_technical")
    note_backstopping(desk, meeting, ali, True, "secretariat")
    assert desk.records(Backstopping)[0].function is None


def test_who_was_not_there_is_taken_out(desk: Desk, backstopped: tuple[str, str]) -> None:
    meeting, ali = backstopped
    note_backstopping(desk, meeting, ali, True)
    note_backstopping(desk, meeting, ali, False)
    assert desk.records(Meeting)[0].backstoppers == ()


def test_noting_is_one_step_back(desk: Desk, backstopped: tuple[str, str]) -> None:
    meeting, ali = backstopped
    note_backstopping(desk, meeting, ali, True, "drafting_linkage_technical")
    desk.undo()
    assert desk.records(Meeting)[0].backstoppers == ()
    assert desk.records(Backstopping) == []


# ---------------------------------------------------------------- contributions and sub-groups


def test_a_contribution_is_mine_unless_said(desk: Desk, me: str) -> None:
    contribute(desk, "Room for forty people")
    (one,) = desk.records(Contribution)
    assert (one.member, one.what, one.given_on) == (me, "Room for forty people", desk.today)
    other = add_record(desk, "member", {"role": "member", "name_en": "Nadia"})
    contribute(desk, "Mapping", other)
    assert {held.member for held in desk.records(Contribution)} == {me, other}


def test_nobody_gives_nothing(desk: Desk, me: str) -> None:
    with desk.write("member.remove") as unit:
        unit.remove(Member, me)
    with pytest.raises(UserError, match="no_member_yet"):
        contribute(desk, "Mapping")


def test_a_meeting_of_a_sub_group_carries_its_name(desk: Desk) -> None:
    group = add_record(desk, "coordination_mechanism", {"name_en": "Monitoring", "name_ar": "الرصد"})
    held = desk.find(Meeting, plan_meeting_of(desk, group))
    assert held is not None
    assert (held.title_en, held.title_ar, held.mechanism) == ("Monitoring", "الرصد", group)
    assert (held.type, held.status) == ("coordination", "planned")


# ---------------------------------------------------------------- the work plan


def test_dates_are_proposed_for_every_task_of_the_process_at_once(desk: Desk) -> None:
    every = sum(len(step.tasks) for step in durable_solutions().steps)
    assert propose_dates(desk) == every
    tasks = desk.records(Task)
    assert len(tasks) == every
    assert all(desk.today <= (one.due or "") and (one.starts or "") <= (one.due or "") for one in tasks)
    desk.undo()
    assert desk.records(Task) == []


def test_steps_follow_each_other(desk: Desk) -> None:
    propose_dates(desk)
    last = {
        step.id: max(str(one.due) for one in desk.records(Task, step_id=step.id))
        for step in durable_solutions().steps
    }
    assert list(last.values()) == sorted(last.values())


def test_planned_days_of_a_step_are_kept_to(desk: Desk) -> None:
    begins, ends = later(desk.today, 30), later(desk.today, 40)
    add_record(desk, "step", {"step_id": "consult", "planned_start": begins, "planned_end": ends})
    assert desk.records(Step)
    propose_dates(desk)
    days = [one.due for one in desk.records(Task, step_id="consult")]
    assert max(map(str, days)) == ends
    assert all(str(begins) <= str(one) for one in days)


def test_a_role_with_one_person_gets_that_person(desk: Desk) -> None:
    propose_dates(desk)
    (task,) = desk.records(Task, step_id="prepare", template="form_group")
    held = the_member(desk, str(task.assignee))
    assert held.role == "focal_point"


def test_what_has_a_date_is_left_alone(desk: Desk) -> None:
    change_task(desk, "prepare", "", "form_group", {"due": "2026-01-10", "assignee": None})
    propose_dates(desk)
    assert desk.records(Task, template="form_group")[0].due == "2026-01-10"
    with pytest.raises(UserError, match="nothing_to_date"):
        propose_dates(desk)


def test_moving_keeps_the_length(desk: Desk) -> None:
    task = change_task(
        desk, "prepare", "", "", {"title_en": "x", "starts": "2026-01-05", "due": "2026-01-09"}
    )
    shift_task(desk, task, 7)
    (one,) = desk.records(Task)
    assert (one.starts, one.due) == ("2026-01-12", "2026-01-16")
    desk.undo()
    assert desk.records(Task)[0].due == "2026-01-09"


def test_a_missing_start_stays_missing(desk: Desk) -> None:
    task = change_task(desk, "prepare", "", "", {"title_en": "x", "due": "2026-01-09"})
    shift_task(desk, task, -2)
    assert (desk.records(Task)[0].starts, desk.records(Task)[0].due) == (None, "2026-01-07")


def test_an_unknown_task_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="unknown_record"):
        shift_task(desk, "gone", 1)
