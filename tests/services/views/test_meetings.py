"""Meetings on a real workspace: caught lines, the agenda under way, who is in the room and not heard yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.laptops import found

from app.foundation.errors import UserError
from app.models.kinds.meetings import AttendanceCount, Commitment, Consultation, Issue, Meeting
from app.models.kinds.people import CoordinationMechanism, Member
from app.services.desk import Desk
from app.services.group_work import note_backstopping, plan_meeting_of
from app.services.meeting_work import (
    add_agenda_item,
    add_meeting,
    catch_line,
    close_meeting,
    count_people,
    start_item,
    start_meeting,
)
from app.services.views.meetings import meetings
from app.services.views.meetings_room import Room


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = found(tmp_path)[0].use()
    yield made
    made.close()


@pytest.fixture
def meeting(desk: Desk) -> str:
    return add_meeting(desk, "roundtable", "Roundtable", "en")


def room(desk: Desk, meeting: str) -> Room:
    opened = meetings(desk, meeting).room
    assert opened is not None
    return opened


def test_a_new_meeting_is_planned_and_listed(desk: Desk, meeting: str) -> None:
    view = meetings(desk)
    (row,) = view.rows
    assert (row.title.en, row.status, row.code, row.people) == ("Roundtable", "planned", "M-001", 0)
    assert view.room is None


def test_meetings_without_a_day_come_first_then_the_newest(desk: Desk, meeting: str) -> None:
    for title, day in (("Old", "2026-01-02"), ("New", "2026-03-02")):
        with desk.write("meeting.add") as unit:
            unit.add(Meeting, title_en=title, type="fgd", held_on=day)
    assert [row.title.en for row in meetings(desk).rows] == ["Roundtable", "New", "Old"]


def test_starting_begins_the_first_item_and_the_day(desk: Desk, meeting: str) -> None:
    first = add_agenda_item(desk, meeting, "Opening", "en")
    add_agenda_item(desk, meeting, "Water", "en")
    start_meeting(desk, meeting)
    opened = room(desk, meeting)
    current = opened.current()
    assert (opened.status, opened.held_on) == ("live", desk.today)
    assert current is not None
    assert (current.id, current.number, bool(current.started_at)) == (first, 1, True)


def test_beginning_an_item_ends_the_one_before(desk: Desk, meeting: str) -> None:
    add_agenda_item(desk, meeting, "Opening", "en")
    second = add_agenda_item(desk, meeting, "Water", "en")
    start_meeting(desk, meeting)
    start_item(desk, second)
    opened = room(desk, meeting)
    current = opened.current()
    assert [item.done for item in opened.agenda] == [True, False]
    assert current is not None
    assert current.id == second


def test_closing_ends_everything(desk: Desk, meeting: str) -> None:
    add_agenda_item(desk, meeting, "Opening", "en")
    start_meeting(desk, meeting)
    close_meeting(desk, meeting)
    opened = room(desk, meeting)
    assert (opened.status, [item.done for item in opened.agenda]) == ("held", [True])


def test_starting_and_closing_are_one_undo_step_each(desk: Desk, meeting: str) -> None:
    add_agenda_item(desk, meeting, "Opening", "en")
    start_meeting(desk, meeting)
    desk.undo()
    opened = room(desk, meeting)
    assert (opened.status, opened.agenda[0].started_at) == ("planned", "")


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("issue", {"raised_by": "returnee", "objective": "SO4"}),
        ("decision", {"basis": "consensus"}),
        ("commitment", {"due": "2026-09-01"}),
        ("action_point", {"responsible": "Omar"}),
    ],
)
def test_each_kind_of_line_is_caught_under_its_item(
    desk: Desk, meeting: str, kind: str, values: dict[str, object]
) -> None:
    item = add_agenda_item(desk, meeting, "Water", "en")
    catch_line(desk, kind, meeting, item, "The pump has no generator", "en", values)
    opened = room(desk, meeting)
    (note,) = opened.notes_of(item)
    assert (note.kind, note.text.en) == (kind, "The pump has no generator")
    assert opened.agenda[0].notes == 1
    assert opened.notes_of("") == ()


def test_a_line_gets_what_its_kind_begins_with_and_drops_what_it_lacks(desk: Desk, meeting: str) -> None:
    catch_line(desk, "commitment", meeting, "", "40 teachers", "en", {"raised_by": "idp"})
    catch_line(desk, "issue", meeting, "", "No water", "en", {"raised_by": "idp"})
    assert desk.records(Commitment)[0].status == "made"
    assert (desk.records(Issue)[0].effect, desk.records(Issue)[0].raised_on) == ("open", desk.today)


def test_a_line_of_no_meeting_is_refused(desk: Desk, meeting: str) -> None:
    with pytest.raises(UserError):
        catch_line(desk, "action_point", "", "", "Send", "en", {})


def test_lines_stand_in_the_order_of_the_talk(desk: Desk, meeting: str) -> None:
    for kind in ("decision", "issue", "commitment"):
        catch_line(desk, kind, meeting, "", kind, "en", {})
    assert [note.kind for note in room(desk, meeting).notes] == ["decision", "issue", "commitment"]


def test_people_are_counted_by_sex_age_and_group(desk: Desk, meeting: str) -> None:
    count_people(desk, meeting, "district", "male", "25_59", 3)
    count_people(desk, meeting, "governorate", "female", "25_59", 2)
    count_people(desk, meeting, "returnee", "female", "18_24", 4)
    counted = room(desk, meeting).attendance
    assert (counted.total, counted.by_sex("female"), counted.by_sex("male")) == (9, 6, 3)
    assert sum(counted.by_age().values()) == counted.total == sum(counted.by_group().values())
    assert counted.by_group() == {"government": 5, "returnee": 4}


def test_counting_again_replaces_and_nought_takes_away(desk: Desk, meeting: str) -> None:
    count_people(desk, meeting, "idp", "male", "unknown", 3)
    count_people(desk, meeting, "idp", "male", "unknown", 5)
    assert room(desk, meeting).attendance.total == 5
    count_people(desk, meeting, "idp", "male", "unknown", 0)
    assert desk.records(AttendanceCount) == []


def test_the_consultation_about_a_meeting_must_count_the_same(desk: Desk, meeting: str) -> None:
    count_people(desk, meeting, "idp", "female", "unknown", 3)
    with desk.write("consultation.add") as unit:
        unit.add(Consultation, title_en="Camp", meeting=meeting, women=3, men=1)
    counted = room(desk, meeting).attendance
    assert (counted.said_elsewhere, counted.agrees) == (4, False)
    count_people(desk, meeting, "idp", "male", "unknown", 1)
    assert room(desk, meeting).attendance.agrees


def test_those_present_who_said_nothing_are_not_heard_yet(desk: Desk, meeting: str) -> None:
    for affiliation in ("idp", "returnee", "youth", "district", "media"):
        count_people(desk, meeting, affiliation, "female", "unknown", 1)
    catch_line(desk, "issue", meeting, "", "No water", "en", {"raised_by": "returnee"})
    catch_line(desk, "issue", meeting, "", "No road", "en", {"group": "host_community"})
    opened = room(desk, meeting)
    assert opened.heard == ("returnee", "host")
    assert opened.not_heard == ("government", "idp", "youth")


def test_a_meeting_of_the_group_says_who_backstops_it(desk: Desk, meeting: str) -> None:
    with desk.write("member.add") as unit:
        rana = unit.add(
            Member, name_en="Rana", role="backstop_area", backstop_function="drafting_linkage_technical"
        )
    note_backstopping(desk, meeting, rana, True)
    support = meetings(desk, meeting).support
    assert support is not None
    assert (support.present, support.uncovered) == (1, ("secretariat",))


def test_a_meeting_of_a_forum_is_listed_with_it_and_needs_no_backstoppers(desk: Desk) -> None:
    with desk.write("coordination_mechanism.add") as unit:
        forum = unit.add(CoordinationMechanism, name_en="Monitoring and Analysis")
    held = plan_meeting_of(desk, forum)
    view = meetings(desk, held)
    assert view.support is None
    assert "backstoppers" not in [one.code for one in view.before.checks]
    assert [row.mechanism.en for row in view.rows] == ["Monitoring and Analysis"]
    assert [name.en for _, name in view.mechanisms] == ["Monitoring and Analysis"]
