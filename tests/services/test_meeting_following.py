"""After a meeting: names and counts, the register, reviews, what the hall may see, how the step stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.laptops import found

from app.models.kinds.inside import NamedAttendance
from app.models.kinds.meetings import ActionPoint, AgendaItem, AttendanceCount, Commitment, Decision, Meeting
from app.models.kinds.people import Organisation
from app.services.desk import Desk
from app.services.follow_up import close_action, review_commitment
from app.services.meeting_work import add_agenda_item, add_meeting, catch_line, count_people, start_meeting
from app.services.named_attendance import add_attendant, count_the_named, tally
from app.services.undoing import undo
from app.services.views.meetings import meetings
from app.services.views.meetings_audience import audience
from app.services.views.register import register
from app.services.views.reminders import review_reminders


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = found(tmp_path)[0].use()
    yield made
    made.close()


@pytest.fixture
def meeting(desk: Desk) -> str:
    made = add_meeting(desk, "roundtable", "Roundtable", "en")
    add_agenda_item(desk, made, "Water", "en")
    return made


def test_names_become_counts_in_one_step_and_other_counts_stay(desk: Desk, meeting: str) -> None:
    count_people(desk, meeting, "idp", "male", "25_59", 4)
    count_people(desk, meeting, "returnee", "male", "25_59", 9)
    for name, sex in (("Huda", "female"), ("Sami", "male"), ("Layla", "female")):
        values = {"person_name": name, "affiliation": "returnee", "sex": sex, "consent": True}
        add_attendant(desk, meeting, values)
    assert tally(desk, meeting) == {("returnee", "female", "unknown"): 2, ("returnee", "male", "unknown"): 1}
    assert count_the_named(desk, meeting) == 3
    counted = {(one.affiliation, one.sex, one.age_band): one.count for one in desk.records(AttendanceCount)}
    assert counted == {
        ("idp", "male", "25_59"): 4,
        ("returnee", "female", "unknown"): 2,
        ("returnee", "male", "unknown"): 1,
    }
    undo(desk)
    assert sum(one.count for one in desk.records(AttendanceCount)) == 13
    assert len(desk.records(NamedAttendance)) == 3


def test_the_register_puts_what_is_late_first(desk: Desk, meeting: str) -> None:
    with desk.write("organisation.add") as unit:
        office = unit.add(Organisation, name_en="Water office")
    catch_line(desk, "commitment", meeting, "", "Wells", "en", {"due": "2999-01-01", "organisation": office})
    catch_line(desk, "action_point", meeting, "", "Call", "en", {"due": "2020-01-01"})
    kept = catch_line(desk, "commitment", meeting, "", "Hall", "en", {"due": "2020-01-01"})
    with desk.write("commitment.edit") as unit:
        unit.set(Commitment, kept, status="fulfilled")
    book = register(desk.book(), desk.today)
    assert [one.text.en for one in book.entries] == ["Call", "Wells", "Hall"]
    assert (book.open, book.overdue, book.to_review) == (2, 1, 0)
    assert book.entries[0].days_late > 365
    assert [name.en for _, name in book.organisations] == ["Water office"]
    assert [name.en for _, name in book.meetings] == ["Roundtable"]


def test_a_commitment_is_to_be_reviewed_every_three_months(desk: Desk, meeting: str) -> None:
    with desk.write("meeting.edit") as unit:
        unit.set(Meeting, meeting, held_on="2020-01-01")
    promise = catch_line(desk, "commitment", meeting, "", "Wells", "en", {})
    entry = register(desk.book(), desk.today).entries[0]
    assert (entry.review_on, entry.to_review) == ("2020-03-31", True)
    (reminder,) = review_reminders(desk.book(), desk.today)
    assert (reminder.id, reminder.text.params) == (promise, {"count": 1})
    review_commitment(desk, promise, "in_progress", "photo of the pump")
    entry = register(desk.book(), desk.today).entries[0]
    assert (entry.to_review, entry.reviewed_on, entry.evidence) == (False, desk.today, "photo of the pump")
    assert review_reminders(desk.book(), desk.today) == []


def test_an_action_point_is_closed_and_opened_again(desk: Desk, meeting: str) -> None:
    point = catch_line(desk, "action_point", meeting, "", "Call", "en", {})
    close_action(desk, point)
    assert (desk.find(ActionPoint, point).status, desk.find(ActionPoint, point).closed_on) == (
        "done",
        desk.today,
    )
    close_action(desk, point, done=False)
    assert (desk.find(ActionPoint, point).status, desk.find(ActionPoint, point).closed_on) == ("open", None)


def test_the_hall_sees_agreed_wording_and_nothing_sensitive(desk: Desk, meeting: str) -> None:
    start_meeting(desk, meeting)
    item = desk.records(AgendaItem)[0].id
    catch_line(desk, "issue", meeting, item, "A women's group says", "en", {"raised_by": "womens_group"})
    catch_line(desk, "action_point", meeting, item, "Call Huda", "en", {})
    catch_line(desk, "decision", meeting, item, "One list", "en", {"agreed_by": "Huda Rashid"})
    secret = catch_line(desk, "decision", meeting, item, "Who patrols where", "en", {})
    catch_line(desk, "commitment", meeting, item, "Forty teachers", "en", {"due": "2026-09-01"})
    with desk.write("decision.edit") as unit:
        unit.set(Decision, secret, sensitivity=2)
    room = meetings(desk, meeting).room
    shown = audience(room)
    assert [(one.kind, one.text.en) for one in shown.agreed] == [
        ("commitment", "Forty teachers"),
        ("decision", "One list"),
    ]
    assert "Huda" not in str(shown)
    assert (shown.number, shown.item.en, bool(shown.started_at)) == (1, "Water", True)


def test_a_meeting_says_how_its_step_stands_and_where_its_lines_went(desk: Desk, meeting: str) -> None:
    count_people(desk, meeting, "governorate", "female", "25_59", 2)
    catch_line(desk, "issue", meeting, "", "No water", "en", {})
    catch_line(desk, "commitment", meeting, "", "Wells", "en", {})
    after = meetings(desk, meeting).after
    marks = {one.text.code: one.mark for one in after.gates}
    assert (after.step, after.number) == ("roundtable", 4)
    assert marks["gate.government_attended"] == "met"
    assert marks["gate.roundtable_minutes"] == "open"
    assert (after.inputs, after.answered, after.commitments, after.commitments_open) == (1, 0, 1, 1)


def test_a_bilateral_meeting_serves_no_step(desk: Desk) -> None:
    assert meetings(desk, add_meeting(desk, "bilateral", "Talk", "en")).after.gates == ()
