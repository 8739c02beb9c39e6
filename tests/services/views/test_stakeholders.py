"""The stakeholder map on a real workspace: what is noted with each entry, and what the page is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.laptops import found

from app.foundation.errors import UserError
from app.models.kinds.inside import Contact, Outreach, Stakeholder, StakeholderView
from app.models.kinds.people import Member, Organisation
from app.process.intervals import recheck_day
from app.services.desk import Desk
from app.services.field_edits import set_value
from app.services.stakeholder_work import (
    add_engagement,
    add_link,
    add_stakeholder,
    checked_today,
    place_on_grid,
    rate,
)
from app.services.views.home import home
from app.services.views.reminders import recheck_reminders
from app.services.views.stakeholders import StakeholderEntry, stakeholders


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = found(tmp_path)[0].use()
    yield made
    made.close()


def only(desk: Desk) -> StakeholderEntry:
    (entry,) = stakeholders(desk).rows
    return entry


def test_a_new_stakeholder_has_a_name_and_a_code_and_no_place(desk: Desk) -> None:
    add_stakeholder(desk, "مجلس الشيوخ", "ar")
    entry = only(desk)
    assert (entry.name.ar, entry.code, entry.family) == ("مجلس الشيوخ", "K-001", "other")
    assert not entry.rating.placed
    assert not entry.is_due


def test_placing_sets_both_ratings_in_one_undo_step(desk: Desk) -> None:
    one = add_stakeholder(desk, "Council", "en")
    place_on_grid(desk, one, 4.2, 1.8)
    rating = only(desk).rating
    assert (rating.influence, rating.interest, rating.seen_on) == (4.2, 1.8, desk.today)
    assert desk.records(StakeholderView)[0].seen_by == "Dalia"
    desk.undo()
    assert not only(desk).rating.placed


def test_moving_again_edits_the_same_view(desk: Desk) -> None:
    one = add_stakeholder(desk, "Council", "en")
    place_on_grid(desk, one, 4.2, 1.8)
    place_on_grid(desk, one, 1, 5)
    assert len(desk.records(StakeholderView)) == 1
    assert (only(desk).rating.influence, only(desk).rating.interest) == (1, 5)


def test_nobody_is_placed_outside_the_grid(desk: Desk) -> None:
    one = add_stakeholder(desk, "Council", "en")
    with pytest.raises(UserError):
        place_on_grid(desk, one, 5.4, 3)


def test_a_position_carries_who_said_it_and_when(desk: Desk) -> None:
    one = add_stakeholder(desk, "Council", "en")
    rate(desk, one, {"position": "hesitant"})
    rating = only(desk).rating
    assert (rating.position, rating.position_by, rating.position_on) == ("hesitant", "Dalia", desk.today)
    rate(desk, one, {"position": None})
    assert (only(desk).rating.position, only(desk).rating.position_by) == ("", "")


def test_it_is_due_six_months_after_it_was_last_looked_at(desk: Desk) -> None:
    one = add_stakeholder(desk, "Council", "en")
    rate(desk, one, {"influence": "3"})
    (view,) = desk.records(StakeholderView)
    set_value(desk, "stakeholder_view", view.id, "seen_on", "2020-03-16")
    entry = only(desk)
    assert (entry.recheck_on, entry.is_due, stakeholders(desk).due) == ("2020-09-12", True, 1)
    (reminder,) = recheck_reminders(desk.book(), desk.today)
    assert (reminder.id, reminder.text.params) == (one, {"count": 1})
    assert recheck_reminders(desk.book(), desk.today, "somebody else") == []
    assert [each.id for each in home(desk).next if each.kind == "stakeholder"] == [one]
    checked_today(desk, one)
    assert not only(desk).is_due
    assert recheck_reminders(desk.book(), desk.today) == []


def test_a_check_is_due_after_180_days() -> None:
    assert recheck_day("2026-03-16") == "2026-09-12"
    assert recheck_day("") == ""


def test_contact_is_noted_newest_first_with_today_as_the_day(desk: Desk) -> None:
    one = add_stakeholder(desk, "Council", "en")
    add_engagement(desk, one, {"summary": "First visit", "held_on": "2026-01-19", "channel": "visit"})
    add_engagement(desk, one, {"summary": "Call", "held_on": None})
    said = [(entry.summary, entry.held_on) for entry in only(desk).engagements]
    assert said == [("Call", desk.today), ("First visit", "2026-01-19")]


def test_what_was_said_may_not_be_empty(desk: Desk) -> None:
    one = add_stakeholder(desk, "Council", "en")
    with pytest.raises(UserError):
        add_engagement(desk, one, {"summary": ""})


def test_relations_know_both_ends_and_vanish_with_one(desk: Desk) -> None:
    one, other = add_stakeholder(desk, "Governor", "en"), add_stakeholder(desk, "Council", "en")
    add_link(desk, one, other, "commands")
    view = stakeholders(desk)
    (relation,) = view.relations
    assert (relation.origin, relation.target, relation.two_way) == (one, other, False)
    assert view.relations_of(other) == view.relations
    with desk.write("stakeholder.remove") as unit:
        unit.remove(Stakeholder, other)
    assert stakeholders(desk).relations == ()


def test_names_of_organisation_and_keeper_are_found_by_a_folded_search(desk: Desk) -> None:
    with desk.write("stakeholder.add") as unit:
        keeper = unit.add(Member, name_en="Omar", name_ar="عمر", role="member")
        organisation = unit.add(Organisation, name_en="Land office", type="11")
        unit.add(Stakeholder, organisation=organisation, keeper=keeper, can_bring="Registers of Ba'aj")
    entry = only(desk)
    assert (entry.name.en, entry.family, entry.keeper.ar) == ("Land office", "government", "عمر")
    assert all(word in entry.folded for word in ("land office", "baaj", "omar", "عمر"))


def test_outreach_and_contacts_stand_with_their_stakeholder(desk: Desk) -> None:
    one = add_stakeholder(desk, "Council", "en")
    with desk.write("outreach.add") as unit:
        unit.add(Outreach, stakeholder=one, status="contacted", scope="local")
        unit.add(Contact, stakeholder=one, person_name="Hala", phone="+964 1", consent=False)
    view = stakeholders(desk)
    assert [(entry.name.en, entry.status) for entry in view.outreach] == [("Council", "contacted")]
    (contact,) = view.rows[0].contacts
    assert (contact.name, contact.reach, contact.consent) == ("Hala", ("+964 1",), False)


def test_families_are_counted_in_order(desk: Desk) -> None:
    with desk.write("stakeholder.add") as unit:
        for org_type in ("40", "11", "10", "youth_group"):
            unit.add(Stakeholder, name_en=f"Office {org_type}", type=org_type)
    assert list(stakeholders(desk).counts().items()) == [("government", 2), ("community", 1), ("un", 1)]
