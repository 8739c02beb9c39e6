"""Duplicates on real workspaces: found, merged, told apart, undone, and the same on every laptop."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from services.laptops import Laptop, bring_everyone_up_to_date, found

from app.foundation.errors import UserError
from app.models.kinds.distinct import Distinction
from app.models.kinds.inside import Contact, Stakeholder, StakeholderView
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity
from app.process.checks import run_checks
from app.process.checks.finding import Context
from app.services.conflicts import conflict_list, decide
from app.services.desk import Desk
from app.services.duplicates import merge, preview, proposals, renumber, separate, tell_apart, undecided


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MASAR_DATA_DIR", str(folder / "data"))
        made = found(folder, "Omar", "Nadia")
        for laptop in made:
            laptop.use().close()
    return made


@pytest.fixture
def desk(laptops: list[Laptop]) -> Desk:
    return laptops[0].use()


def organisations(desk: Desk, *names: str) -> list[str]:
    with desk.write("organisation.add") as unit:
        return [unit.add(Organisation, name_en=name) for name in names]


def stakeholders(desk: Desk, *names: str) -> list[str]:
    with desk.write("stakeholder.add") as unit:
        return [unit.add(Stakeholder, name_en=name) for name in names]


def ours(desk: Desk) -> list[Organisation]:
    """Return the organisations entered in a test, without those the members brought along."""
    brought = ("Hand in Hand", "'s organisation")
    return [one for one in desk.records(Organisation) if not (one.name_en or "").endswith(brought)]


def shown(desk: Desk) -> list[str]:
    return [one.id for one in ours(desk)]


def test_a_merge_shows_one_record_and_rewrites_no_reference(desk: Desk) -> None:
    first, second = organisations(desk, "Water office", "Office of Water")
    with desk.write("activity.add") as unit:
        activity = unit.add(Activity, title_en="Wells", lead=second)
    assert merge(desk, "organisation", [second, first]) == first
    assert shown(desk) == [first]
    assert desk.find(Organisation, second) == desk.find(Organisation, first)
    assert [one.id for one in desk.records(Activity, lead=first)] == [activity]
    assert not any(event.field == "lead" for event in desk.history(activity)[2:])
    assert {event.record for event in desk.history(first)} == {first, second}


def test_undo_shows_both_as_they_were(desk: Desk) -> None:
    first, second = organisations(desk, "Water office", "Office of Water")
    before = ours(desk)
    merge(desk, "organisation", [first, second], {"name_en": "Water directorate"})
    assert [one.name_en for one in ours(desk)] == ["Water directorate"]
    desk.undo()
    assert ours(desk) == before
    desk.redo()
    assert shown(desk) == [first]


def test_the_preview_says_what_differs_what_is_filled_and_what_comes_along(desk: Desk) -> None:
    first, second = stakeholders(desk, "Water office", "Office of Water")
    with desk.write("stakeholder.edit") as unit:
        unit.set(Stakeholder, second, needs="Fuel")
        unit.add(Contact, stakeholder=second, person_name="Huda")
        for one, influence in ((first, "4"), (second, "2")):
            unit.add(StakeholderView, stakeholder=one, influence=influence)
    seen = preview(desk.book(), "stakeholder", [second, first])
    assert [(one.name, one.values) for one in seen.differing] == [
        ("name_en", ("Water office", "Office of Water")),
        ("stakeholder_view.influence", ("4", "2")),
    ]
    assert seen.filled == (("needs", "Fuel"),)
    assert dict(seen.moved) == {"contact": 1, "stakeholder_view": 1}


def test_chosen_values_go_to_every_record_and_leave_nothing_undecided(desk: Desk) -> None:
    first, second = stakeholders(desk, "Water office", "Office of Water")
    with desk.write("stakeholder_view.add") as unit:
        for one, influence in ((first, "4"), (second, "2")):
            unit.add(StakeholderView, stakeholder=one, influence=influence)
    merge(desk, "stakeholder", [first, second], {"stakeholder_view.influence": "3", "can_bring": "Pumps"})
    (view,) = desk.records(StakeholderView)
    assert (view.influence, view.stakeholder) == ("3", first)
    assert desk.records(Stakeholder)[0].can_bring == "Pumps"
    assert undecided(desk.book()) == ()
    with desk.write("stakeholder_view.add") as unit:
        unit.add(StakeholderView, stakeholder=second, influence="5")
    assert [one.influence for one in desk.records(StakeholderView)] == ["5"]
    assert undecided(desk.book()) == ()


def test_editing_clearing_and_removing_reach_all_of_a_merged_record(desk: Desk) -> None:
    first, second = organisations(desk, "Water office", "Office of Water")
    with desk.write("organisation.edit") as unit:
        unit.set(Organisation, second, acronym="WO", spectrum=("development", "humanitarian"))
    merge(desk, "organisation", [first, second])
    with desk.write("organisation.edit") as unit:
        unit.set(Organisation, first, acronym=None, spectrum=("humanitarian",))
    assert [(one.acronym, one.spectrum) for one in ours(desk)] == [(None, ("humanitarian",))]
    with desk.write("organisation.remove") as unit:
        unit.remove(Organisation, second)
    assert shown(desk) == []
    with desk.write("organisation.restore") as unit:
        unit.restore(Organisation, second)
    assert shown(desk) == [first]


def test_a_merged_record_can_be_taken_apart_long_after(desk: Desk) -> None:
    first, second, third = organisations(desk, "A office", "B bureau", "C centre")
    merge(desk, "organisation", [first, second])
    merge(desk, "organisation", [third, second])
    assert shown(desk) == [first]
    assert separate(desk, "organisation", third) == (first, second, third)
    assert shown(desk) == [first, second, third]
    with pytest.raises(UserError, match="not_merged"):
        separate(desk, "organisation", first)


def test_told_apart_once_is_never_proposed_again(laptops: list[Laptop], tmp_path: Path) -> None:
    desk = laptops[0].use()
    first, second = stakeholders(desk, "Water office", "Water Office (WO)")
    assert [(one.first, one.second) for one in proposals(desk.book())] == [(first, second)]
    tell_apart(desk, "stakeholder", second, first)
    assert [one.space for one in desk.records(Distinction)] == [desk.group]
    assert proposals(desk.book()) == ()
    bring_everyone_up_to_date(laptops, tmp_path)
    assert [proposals(one.use().book()) for one in laptops] == [(), (), ()]
    desk = laptops[0].use()
    desk.undo()
    assert len(proposals(desk.book())) == 1


def test_it_is_said_what_cannot_be_merged(desk: Desk) -> None:
    first, second = stakeholders(desk, "Water office", "Health office")
    with desk.write("contact.add") as unit:
        huda, nour = (unit.add(Contact, stakeholder=one, person_name="Huda") for one in (first, second))
    for code, kind, ids in (
        ("merge_other_owner", "contact", [huda, nour]),
        ("kind_not_merged", "activity", [first, second]),
        ("merge_one_record", "stakeholder", [first, first]),
        ("unknown_record", "stakeholder", [first, huda]),
    ):
        with pytest.raises(UserError) as caught:
            merge(desk, kind, ids)
        assert caught.value.code == code
    with pytest.raises(UserError, match="unknown_field"):
        merge(desk, "stakeholder", [first, second], {"colour": "red"})
    assert len(desk.records(Stakeholder)) == 2


@pytest.mark.parametrize("pairs", [((0, 1), (1, 2)), ((0, 2), (1, 2)), ((0, 1), (0, 2))])
@pytest.mark.parametrize("order", list(permutations(range(3)))[:3])
def test_merges_made_apart_end_in_one_set_on_all_laptops(
    laptops: list[Laptop], tmp_path: Path, pairs: tuple[tuple[int, int], ...], order: tuple[int, ...]
) -> None:
    ids = organisations(laptops[0].use(), "A office", "B bureau", "C centre")
    bring_everyone_up_to_date(laptops, tmp_path)
    for laptop, pair in zip((laptops[one] for one in order), pairs, strict=False):
        merge(laptop.use(), "organisation", [ids[one] for one in pair])
    bring_everyone_up_to_date(laptops, tmp_path)
    assert [shown(one.use()) for one in laptops] == [[ids[0]]] * 3
    assert laptops[0].state() == laptops[1].state() == laptops[2].state()
    # Whoever merges with the first keeps its name for both; only another choice is left to decide.
    left = () if pairs == ((0, 1), (0, 2)) else (("organisation", ids[0]),)
    assert [undecided(one.use().book()) for one in laptops] == [left] * 3
    if not left:
        return
    desk = laptops[2].use()
    (field,) = preview(desk.book(), "organisation", [ids[2]]).differing
    merge(desk, "organisation", [ids[2]], {"name_en": field.values[-1]})
    bring_everyone_up_to_date(laptops, tmp_path)
    assert [undecided(one.use().book()) for one in laptops] == [()] * 3
    assert len({ours(one.use())[0].name_en for one in laptops}) == 1
    assert laptops[1].rebuilt() == laptops[2].state()


def test_an_undone_merge_is_undone_on_all_laptops_and_leaves_the_others(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    ids = organisations(laptops[0].use(), "A office", "B bureau", "C centre")
    bring_everyone_up_to_date(laptops, tmp_path)
    merge(laptops[0].use(), "organisation", ids[:2], {"name_en": "One name"})
    merge(laptops[1].use(), "organisation", ids[1:])
    bring_everyone_up_to_date(laptops, tmp_path)
    assert [shown(one.use()) for one in laptops] == [ids[:1]] * 3
    laptops[0].use().undo()
    bring_everyone_up_to_date(laptops, tmp_path)
    assert [shown(one.use()) for one in laptops] == [ids[:2]] * 3
    assert [one.name_en for one in ours(laptops[2].use())] == ["A office", "B bureau"]
    assert laptops[0].state() == laptops[1].state() == laptops[2].state()


def test_circles_that_somebody_wrote_by_hand_show_one_record_everywhere(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    ids = organisations(laptops[0].use(), "A office", "B bureau", "C centre")
    with laptops[0].use().write("organisation.edit") as unit:
        for one, other in zip(ids, (ids[1], ids[2], ids[0]), strict=True):
            unit.set(Organisation, one, same_as=(other, one, "nothing"))
    bring_everyone_up_to_date(laptops, tmp_path)
    assert [shown(one.use()) for one in laptops] == [ids[:1]] * 3
    separate(laptops[1].use(), "organisation", ids[2])
    bring_everyone_up_to_date(laptops, tmp_path)
    assert [shown(one.use()) for one in laptops] == [ids] * 3


def test_an_edit_made_without_knowing_of_the_merge_is_never_hidden(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    ids = organisations(laptops[0].use(), "Water office", "Office of Water")
    first, second = sorted(ids)
    bring_everyone_up_to_date(laptops, tmp_path)
    merge(laptops[0].use(), "organisation", ids, {"name_en": "Water office", "acronym": "WO"})
    with laptops[1].use().write("organisation.edit") as unit:
        unit.set(Organisation, second, acronym="DoW", name_en="Directorate of Water")
    bring_everyone_up_to_date(laptops, tmp_path)
    for laptop in laptops:
        assert [one.field for one in laptop.conflicts()] == ["acronym", "name_en"]
    desk = laptops[0].use()
    for one in conflict_list(desk):
        theirs = next(place for place, choice in enumerate(one.choices) if not choice.mine)
        decide(desk, one, keep=theirs)
    assert undecided(desk.book()) == ()
    assert [(one.name_en, one.acronym) for one in desk.book().every(Organisation) if one.id in ids] == [
        ("Directorate of Water", "DoW")
    ] * 2
    desk.undo()
    assert [one.field for one in conflict_list(desk)] == ["name_en"]
    assert [one.name_en for one in desk.book().every(Organisation) if one.id == first] == ["Water office"]


def test_equal_codes_of_two_laptops_are_found_and_one_is_renumbered(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    for laptop in laptops[:2]:
        with laptop.use().write("activity.add") as unit:
            unit.add(Activity, title_en=laptop.name)
    bring_everyone_up_to_date(laptops, tmp_path)
    desk = laptops[2].use()
    (finding,) = [
        one for one in run_checks(desk.book(), Context(desk.today)) if one.code == "check.code_twice"
    ]
    assert renumber(desk, finding.kind, finding.record) == "A-002"
    assert sorted(one.code or "" for one in desk.records(Activity)) == ["A-001", "A-002"]
    assert not any(one.code == "check.code_twice" for one in run_checks(desk.book(), Context(desk.today)))
    with pytest.raises(UserError, match="kind_has_no_codes"):
        renumber(desk, "organisation", "x")


def test_a_code_of_a_merged_record_is_not_given_again(desk: Desk) -> None:
    merge(desk, "stakeholder", stakeholders(desk, "Water office", "Office of Water"))
    with desk.write("stakeholder.add") as unit:
        new = unit.add(Stakeholder, name_en="Health office")
    assert [one.code for one in desk.records(Stakeholder) if one.id == new] == ["K-003"]
