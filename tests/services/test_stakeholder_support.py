"""The map of assistance, places on the relation map, and what an authority names and promises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.laptops import found

from app.foundation.errors import UserError
from app.models.kinds.area import Location
from app.models.kinds.inside import Assistance, Outreach, Stakeholder
from app.models.kinds.meetings import Commitment, Meeting
from app.models.kinds.people import Organisation
from app.services.desk import Desk
from app.services.stakeholder_work import (
    add_authority_meeting,
    add_named,
    add_promise,
    add_stakeholder,
    arrange_anew,
    meet_office,
    place_on_map,
)
from app.services.views.stakeholders import stakeholders
from app.services.views.stakeholders_authority import AuthorityView
from app.services.views.stakeholders_support import Support


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = found(tmp_path)[0].use()
    yield made
    made.close()


@pytest.fixture
def places(desk: Desk) -> tuple[str, str]:
    with desk.write("location.add") as unit:
        first = unit.add(Location, name_en="Tal", role="return", priority_rank=1)
        second = unit.add(Location, name_en="Bir", role="return", priority_rank=2)
    return first, second


def support(desk: Desk) -> Support:
    return stakeholders(desk).support


def authority(desk: Desk) -> AuthorityView:
    return stakeholders(desk).authority


def assist(desk: Desk, place: str, **values: object) -> str:
    holder = add_stakeholder(desk, "Nahr", "en")
    with desk.write("assistance.add") as unit:
        given = {"objective": "SO4", "sector": "water_sanitation", **values}
        return unit.add(Assistance, stakeholder=holder, what="Pumps", locations=(place,), **given)


def test_a_cell_counts_who_supports_and_a_place_without_is_a_gap(desk: Desk, places: tuple[str, str]) -> None:
    assist(desk, places[0])
    assert [one.what for one in support(desk).cell(places[0], "objective", "SO4")] == ["Pumps"]
    assert support(desk).cell(places[0], "sector", "water_sanitation")
    assert support(desk).cell(places[1], "objective", "SO4") == ()
    assert [gap.id for gap in support(desk).gaps()] == [places[1]]
    assert "SO4" not in support(desk).without("objective")
    assert "health" in support(desk).without("sector")


def test_what_has_ended_fills_no_gap_but_is_still_told(desk: Desk, places: tuple[str, str]) -> None:
    assist(desk, places[0], status="ended")
    assert len(support(desk).gaps()) == 2
    (entry,) = support(desk).entries
    assert [name.en for name in entry.where] == ["Tal"]


def test_assistance_goes_with_its_stakeholder(desk: Desk, places: tuple[str, str]) -> None:
    assist(desk, places[0])
    holder = desk.records(Stakeholder)[0].id
    assert len(stakeholders(desk).rows[0].support) == 1
    with desk.write("stakeholder.remove") as unit:
        unit.remove(Stakeholder, holder)
    assert support(desk).entries == ()


def test_coverage_offers_the_areas_own_places(desk: Desk) -> None:
    codes = [code for code, _ in stakeholders(desk).coverage]
    assert codes[0].startswith("IQG")
    assert len(codes) == len(set(codes)) > 1


def test_a_place_on_the_map_is_one_undo_step(desk: Desk) -> None:
    one = add_stakeholder(desk, "Council", "en")
    place_on_map(desk, one, 0.25, 1)
    assert stakeholders(desk).rows[0].place == (0.25, 1.0)
    desk.undo()
    assert stakeholders(desk).rows[0].place is None


def test_arranging_anew_forgets_all_places_at_once(desk: Desk) -> None:
    for name in ("One", "Two"):
        place_on_map(desk, add_stakeholder(desk, name, "en"), 0.5, 0.5)
    arrange_anew(desk)
    assert [one.place for one in stakeholders(desk).rows] == [None, None]
    desk.undo()
    assert all(one.place == (0.5, 0.5) for one in stakeholders(desk).rows)


def test_nobody_stands_outside_the_map(desk: Desk) -> None:
    with pytest.raises(UserError):
        place_on_map(desk, add_stakeholder(desk, "Council", "en"), 1.2, 0)


def test_whom_an_authority_names_is_in_the_register_and_on_the_list_in_one_step(desk: Desk) -> None:
    mayor = add_stakeholder(desk, "Mayor", "en")
    with desk.write("stakeholder.edit") as unit:
        unit.set(Stakeholder, mayor, type="11")
    made = add_named(desk, mayor, "Road board", "15", "en")
    assert desk.find(Stakeholder, made).referred_by == "Mayor"
    (entry,) = desk.records(Outreach)
    assert (entry.stakeholder, entry.brought_in_by, entry.status) == (made, mayor, "planned")
    assert [(one.name.en, one.by.en) for one in authority(desk).named] == [("Road board", "Mayor")]
    desk.undo()
    assert desk.find(Stakeholder, made) is None
    assert desk.records(Outreach) == []


def test_an_office_of_the_map_is_named_as_the_authority_of_a_meeting(desk: Desk) -> None:
    mayor = add_stakeholder(desk, "Mayor", "en")
    with desk.write("stakeholder.edit") as unit:
        unit.set(Stakeholder, mayor, type="11")
    meeting = add_authority_meeting(desk, "With the mayor", "en")
    meet_office(desk, meeting, mayor)
    office = desk.find(Stakeholder, mayor).organisation
    assert (desk.find(Organisation, office).name_en, desk.find(Meeting, meeting).authority) == (
        "Mayor",
        office,
    )
    meet_office(desk, meeting, office)
    assert desk.find(Meeting, meeting).authority == office
    meet_office(desk, meeting, None)
    assert desk.find(Meeting, meeting).authority is None
    desk.undo()
    desk.undo()
    desk.undo()
    assert desk.find(Stakeholder, mayor).organisation is None


def test_somebody_named_by_nobody_known_is_added_all_the_same(desk: Desk) -> None:
    add_named(desk, "", "Road board", None, "en")
    assert authority(desk).named == ()
    assert len(desk.records(Outreach)) == 1


def test_step_two_says_what_it_needs_and_becomes_done(desk: Desk) -> None:
    assert [reason.mark for reason in authority(desk).reasons] == ["open", "open"]
    meeting = add_authority_meeting(desk, "With the mayor", "en")
    assert [reason.mark for reason in authority(desk).reasons] == ["partly", "open"]
    with desk.write("meeting.edit") as unit:
        office = unit.add(Organisation, name_en="District office", type="11")
        unit.add(Stakeholder, name_en="Mayor", type="11", organisation=office)
        unit.set(
            Meeting, meeting, status="held", held_on=desk.today, authority=office, agreement_reached=True
        )
    view = authority(desk)
    assert (view.status, [reason.mark for reason in view.reasons]) == ("done", ["met", "met"])
    (counterpart,) = view.counterparts
    assert (counterpart.met_on, counterpart.agreed) == (desk.today, True)
    assert [(one.with_whom.en, one.agreed) for one in view.meetings] == [("District office", True)]


def test_a_promise_of_the_authority_is_a_commitment_of_government(desk: Desk) -> None:
    add_promise(desk, {"text": "Open the school", "due": "2020-01-01"}, "en")
    assert desk.records(Commitment)[0].reviewed_on == desk.today
    (kept,) = desk.records(Commitment)
    assert (kept.role, kept.status, kept.text_en) == ("government", "made", "Open the school")
    assert authority(desk).promises[0].overdue
