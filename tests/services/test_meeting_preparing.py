"""Preparing a roundtable: who is asked, when what begins, what is not ready yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services.laptops import found

from app.models.kinds.inside import Stakeholder, StakeholderView
from app.models.kinds.meetings import AgendaItem, Meeting
from app.models.kinds.roundtable import Guest
from app.services.agenda_times import agenda_times, minutes_of
from app.services.desk import Desk
from app.services.invitations import add_guest, mark_asked, propose_guests
from app.services.meeting_work import add_agenda_item, add_meeting, agenda, move_item
from app.services.undoing import undo
from app.services.views.meetings import meetings


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = found(tmp_path)[0].use()
    yield made
    made.close()


@pytest.fixture
def meeting(desk: Desk) -> str:
    return add_meeting(desk, "roundtable", "Roundtable", "en")


def stakeholder(desk: Desk, name: str, org_type: str, influence: str = "", asked: bool | None = None) -> str:
    with desk.write("stakeholder.add") as unit:
        made = unit.add(Stakeholder, name_en=name, type=org_type, invited_to_roundtable=asked)
        if influence:
            unit.add(StakeholderView, stakeholder=made, influence=influence)
    return made


def test_the_map_proposes_all_three_sides_in_one_step(desk: Desk, meeting: str) -> None:
    stakeholder(desk, "Youth", "youth_group")
    stakeholder(desk, "Governor", "11", "5")
    stakeholder(desk, "Relief", "23")
    stakeholder(desk, "Not to be asked", "70", asked=False)
    assert propose_guests(desk, meeting) == 3
    before = meetings(desk, meeting).before
    assert [(one.name.en, one.side) for one in before.guests] == [
        ("Governor", "government"),
        ("Youth", "community"),
        ("Relief", "partners"),
    ]
    assert (propose_guests(desk, meeting), before.further) == (0, 0)
    undo(desk)
    assert desk.records(Guest) == []


def test_who_answered_keeps_the_answer_when_all_are_marked_as_asked(desk: Desk, meeting: str) -> None:
    first = add_guest(desk, meeting, "community", "Teachers", "en")
    second = add_guest(desk, meeting, "government", "Mayor", "en")
    with desk.write("guest.edit") as unit:
        unit.set(Guest, second, answer="coming")
    mark_asked(desk, (first, second), "phone")
    balance = {
        one.side: (one.listed, one.asked, one.coming) for one in meetings(desk, meeting).before.balance
    }
    assert balance == {"government": (1, 1, 1), "community": (1, 1, 0), "partners": (0, 0, 0)}
    assert desk.find(Guest, first).asked_on == desk.today


def test_items_begin_where_the_one_before_ends() -> None:
    times = agenda_times("09:00", "10:00", [10, 35, 20])
    assert times.items == (("09:00", "09:10"), ("09:10", "09:45"), ("09:45", "10:05"))
    assert (times.ends, times.over, times.spare) == ("10:05", 5, 0)


def test_an_evening_may_end_after_midnight() -> None:
    assert agenda_times("23:30", "00:30", [45]).spare == 15


def test_without_a_start_no_item_has_a_time() -> None:
    assert agenda_times("", "10:00", [5, 5]).items == (("", ""), ("", ""))
    assert agenda_times("9 o'clock", "", []).ends == ""


@settings(max_examples=40)
@given(st.lists(st.integers(0, 200), max_size=8), st.integers(0, 23), st.integers(0, 59))
def test_minutes_add_up(minutes: list[int], hour: int, minute: int) -> None:
    start = f"{hour:02d}:{minute:02d}"
    times = agenda_times(start, start, minutes)
    assert len(times.items) == len(minutes)
    assert minutes_of(times.ends) == (hour * 60 + minute + sum(minutes)) % (24 * 60)
    assert times.over == sum(minutes)


def test_an_item_is_moved_and_stays_within_the_list(desk: Desk, meeting: str) -> None:
    items = [add_agenda_item(desk, meeting, name, "en") for name in ("A", "B", "C")]
    assert move_item(desk, items[2], 0)
    assert [one.title_en for one in agenda(desk, meeting)] == ["C", "A", "B"]
    assert not move_item(desk, items[2], -1)
    assert move_item(desk, items[2], 9)
    undo(desk)
    assert [one.title_en for one in agenda(desk, meeting)] == ["C", "A", "B"]


def test_equal_places_are_spread_when_an_item_moves_between_them(desk: Desk, meeting: str) -> None:
    items = [add_agenda_item(desk, meeting, name, "en") for name in ("A", "B", "C")]
    with desk.write("agenda_item.edit") as unit:
        for item in items:
            unit.set(AgendaItem, item, position="m")
    order = [one.id for one in agenda(desk, meeting)]
    assert move_item(desk, order[2], 1)
    assert [one.id for one in agenda(desk, meeting)] == [order[0], order[2], order[1]]


def test_only_a_roundtable_waits_for_all_three_sides(desk: Desk) -> None:
    first = add_meeting(desk, "first_meeting", "First meeting", "en")
    codes = [one.code for one in meetings(desk, first).before.checks]
    assert codes == ["day", "venue", "chair", "languages", "agenda", "decides", "backstoppers", "guide"]


def test_the_first_meeting_leads_to_its_guide(desk: Desk) -> None:
    first = add_meeting(desk, "first_meeting", "First meeting", "en")
    guide = meetings(desk, first).before.checks[-1]
    assert (guide.code, guide.met, guide.opens, guide.params) == (
        "guide",
        False,
        "guide",
        {"count": 1, "total": 4},
    )


def test_the_list_of_what_is_ready_computes(desk: Desk, meeting: str) -> None:
    checks = {one.code: one.met for one in meetings(desk, meeting).before.checks}
    assert not any(checks.values())
    with desk.write("meeting.edit") as unit:
        unit.set(
            Meeting, meeting, held_on="2026-05-20", starts="09:00", ends="10:00", venue="Hall",
            venue_offered_by="Mayor", chair="Dalia", note_taker="Omar", languages=("ar",),
            sensitisation_by="Rana", materials="Ten slides",
        )  # fmt: skip
        item = unit.add(AgendaItem, meeting=meeting, type="decision", minutes=50, title_en="Decide")
    before = meetings(desk, meeting).before
    open_now = [one.code for one in before.checks if not one.met]
    assert open_now == ["sides", "government", "backstoppers"]
    assert before.ready == len(before.checks) - 3
    with desk.write("agenda_item.edit") as unit:
        unit.set(AgendaItem, item, minutes=75)
    fits = next(one for one in meetings(desk, meeting).before.checks if one.code == "fits")
    assert (fits.met, fits.params) == (False, {"count": 15})
