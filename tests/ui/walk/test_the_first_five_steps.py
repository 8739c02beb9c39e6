"""An area from nothing to the end of step 5, through the window alone.

MASAR_PICTURES=FOLDER saves a picture of each station there.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from ui.walk import authority, beginning, choosing_area, consulting, forming_group, gates, mapping, roundtable
from ui.walk.keyboard import PersonWithKeys
from ui.walk.person import Person

STEPS = {1: 5, 2: 2, 3: 2, 4: 6, 5: 1}
"""Step → how many rules it has."""


@pytest.mark.slow
@pytest.mark.parametrize("language", ["English", "العربية"], ids=["en", "ar"])
def test_an_area_is_built_with_the_mouse_from_nothing_to_the_end_of_step_five(
    person: Person, tmp_path: Path, language: str
) -> None:
    build(person, tmp_path, language)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["English", "العربية"], ids=["en", "ar"])
def test_an_area_is_built_with_the_keyboard_from_nothing_to_the_end_of_step_five(
    person_with_keys: PersonWithKeys, tmp_path: Path, language: str
) -> None:
    build(person_with_keys, tmp_path, language)


def build(person: Person, folder: Path, language: str) -> None:
    """From Welcome to Home that says that five steps are done."""
    beginning.begin(person, folder / "own.masarw", language)
    prepare(person, folder)
    engage_the_authority(person, folder)
    consult(person)
    hold_the_roundtable(person, folder)
    consult_further(person)
    person.page("home")
    home = person.walker.frame.stack.made()["home"]
    assert [one.state for one in home._view.path[:5]] == ["done"] * 5
    person.picture("home")


def prepare(person: Person, folder: Path) -> None:
    """Step 1, in the order in which its rules send the person about."""
    assert len(gates.is_not_done(person, 1)) == 4
    gates.follow(person, "gate.area_selected")
    choosing_area.judge_the_criteria(person)
    choosing_area.decide(person)
    choosing_area.describe_the_source(person)
    choosing_area.list_locations(person, folder / "list.csv")
    forming_group.list_organisations(person)
    forming_group.nominate(person)
    forming_group.ask_members(person)
    forming_group.name_backstoppers(person)
    forming_group.give_cards(person)
    forming_group.hold_the_induction(person)
    forming_group.plan_the_work(person)
    forming_group.hold_the_first_meeting(person)
    forming_group.note_the_backstopping(person)
    assert len(gates.is_not_done(person, 1)) == 2
    gates.follow(person, "gate.issue_with_source")
    mapping.list_an_issue(person)
    mapping.map_stakeholders(person)
    gates.is_done(person, 1, STEPS[1])
    gates.tick_tasks(person)


def engage_the_authority(person: Person, folder: Path) -> None:
    """Step 2."""
    assert len(gates.is_not_done(person, 2)) == STEPS[2]
    gates.follow(person, "gate.authority_met")
    authority.write_the_note(person, folder / "note.pdf")
    authority.meet_the_authority(person)
    authority.note_whom_they_name(person)
    gates.is_done(person, 2, STEPS[2])
    gates.tick_tasks(person)


def consult(person: Person) -> None:
    """Step 3."""
    consulting.relate(person)
    consulting.put_on_the_list(person)
    assert len(gates.is_not_done(person, 3)) == STEPS[3]
    gates.follow(person, "gate.no_open_outreach")
    consulting.hear_back_from_the_list(person)
    consulting.consult(person)
    consulting.note_intentions(person)
    gates.is_done(person, 3, STEPS[3])
    gates.tick_tasks(person)


def hold_the_roundtable(person: Person, folder: Path) -> None:
    """Step 4."""
    assert len(gates.is_not_done(person, 4)) == STEPS[4]
    gates.follow(person, "gate.roundtable_held")
    roundtable.plan_the_roundtable(person)
    roundtable.invite(person)
    roundtable.hold_the_roundtable(person)
    roundtable.close_it(person, folder / "minutes.pdf")
    assert len(gates.is_not_done(person, 4)) == 3
    gates.follow(person, "gate.sensitisation_given")
    roundtable.agree_on_the_minutes(person)
    gates.is_done(person, 4, STEPS[4])
    gates.tick_tasks(person)


def consult_further(person: Person) -> None:
    """Step 5."""
    assert len(gates.is_not_done(person, 5)) == STEPS[5]
    gates.follow(person, "gate.further_consultation")
    consulting.consult_further(person)
    gates.is_done(person, 5, STEPS[5])
    gates.tick_tasks(person)
