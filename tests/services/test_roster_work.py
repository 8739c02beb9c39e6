"""What stewards decide: proposals, leaving, handing over, lost devices, an invitation used twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from services.laptops import Laptop, bring_everyone_up_to_date, found

from app.foundation.clock import SystemClock
from app.foundation.errors import UserError
from app.keys.identity import card_of, new_identity
from app.models.kinds.people import Member, Person, Steward
from app.models.kinds.plan import Activity
from app.services.board import board
from app.services.devices import cut_off, devices, take_back_cut
from app.services.people import find_person, invite, make_steward, mark_compared
from app.services.roster_work import (
    come_back,
    confirm_proposal,
    decline_proposal,
    leave,
    proposals,
    propose_person,
    take_over,
)
from app.services.rosters import roster


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    folder = tmp_path_factory.mktemp("roster")
    laptops = found(folder, "Omar", "Nadia")
    bring_everyone_up_to_date(laptops, folder)
    for laptop in laptops:
        laptop.use().close()
    return laptops


def status(laptop: Laptop, name: str) -> str:
    return find_person(laptop.use(), name).status


def add(laptop: Laptop, title: str) -> str:
    with laptop.use().write("activity.edit") as unit:
        return unit.add(Activity, title_en=title)


def code_of(error: pytest.ExceptionInfo[UserError]) -> str:
    return error.value.code


def test_an_introduction_waits_until_a_steward_confirms_it(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    waiting = {one.about: one for one in proposals(dalia.use())}
    own = waiting[find_person(dalia.use(), "Omar").record]
    assert own.own
    assert own.values["role"] == "member"
    confirm_proposal(dalia.use(), own.id)
    assert status(dalia, "Omar") == "member"
    assert own.id not in {one.id for one in proposals(dalia.use())}
    omar.take(dalia.pack(tmp_path / "p.masar", "Omar"))
    assert status(omar, "Omar") == "member"


def test_only_a_steward_decides(laptops: list[Laptop]) -> None:
    omar = laptops[1]
    first = proposals(omar.use())[0]
    for work in (confirm_proposal, decline_proposal):
        with pytest.raises(UserError) as refused:
            work(omar.use(), first.id)
        assert code_of(refused) == "not_a_steward"
    with pytest.raises(UserError) as refused:
        confirm_proposal(laptops[0].use(), "nothing")
    assert code_of(refused) == "unknown_proposal"


def test_a_member_proposes_somebody_by_their_card(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    card = card_of(new_identity("Huda", "Water office", SystemClock()), "member")
    propose_person(omar.use(), card)
    dalia.take(omar.pack(tmp_path / "p.masar", "Dalia"))
    (one,) = [found for found in proposals(dalia.use()) if found.values.get("name_en") == "Huda"]
    assert not one.own
    with pytest.raises(UserError):
        find_person(dalia.use(), "Huda")
    confirm_proposal(dalia.use(), one.id)
    assert status(dalia, "Huda") == "member"


def test_a_declined_steward_stays_what_they_were(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, nadia = laptops
    with omar.use().write("x") as unit:
        unit.add(Steward, person=omar.desk.person, granted=True)
    dalia.take(omar.pack(tmp_path / "p.masar", "Dalia"))
    (one,) = [found for found in proposals(dalia.use()) if found.kind == "steward"]
    decline_proposal(dalia.use(), one.id)
    assert status(dalia, "Omar") == "invited"
    assert [found for found in proposals(dalia.use()) if found.kind == "steward"] == []
    for laptop in (omar, nadia):
        laptop.take(dalia.pack(tmp_path / f"to-{laptop.name}.masar", laptop.name))
        assert status(laptop, "Omar") == "invited"


def test_a_changed_name_is_set_back(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    mark_compared(dalia.use(), "Omar")
    dalia_record = find_person(dalia.use(), "Dalia").record
    with omar.use().write("x") as unit:
        unit.set(Person, dalia_record, name_en="Somebody else")
    dalia.take(omar.pack(tmp_path / "p.masar", "Dalia"))
    (one,) = [found for found in proposals(dalia.use()) if found.record == dalia_record]
    decline_proposal(dalia.use(), one.id)
    assert find_person(dalia.use(), "Dalia").record == dalia_record
    person = dalia.use().find(Person, dalia_record)
    assert person is not None
    assert person.name_en == "Dalia"


def test_who_is_declined_is_cut_off_and_others_go_on(laptops: list[Laptop], tmp_path: Path) -> None:
    """What is in the file of somebody removed does not make other people's packages strangers' packages."""
    dalia, omar, nadia = laptops
    (own,) = [one for one in proposals(dalia.use()) if one.about == find_person(dalia.desk, "Omar").record]
    decline_proposal(dalia.use(), own.id)
    assert status(dalia, "Omar") == "removed"
    nadia.take(dalia.pack(tmp_path / "to-nadia.masar", "Nadia"))
    add(nadia, "Wells")
    dalia.take(nadia.pack(tmp_path / "back.masar", "Dalia"))
    assert dalia.use().records(Activity, title_en="Wells")
    with pytest.raises(UserError) as refused:
        dalia.take(omar.pack(tmp_path / "omar.masar", "Dalia"))
    assert code_of(refused) == "sender_removed"


def test_who_left_keeps_their_work_and_adds_none(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, nadia = laptops
    make_steward(dalia.use(), "Omar")
    wells = add(omar, "Wells")
    dalia.take(omar.pack(tmp_path / "before.masar", "Dalia"))
    leave(dalia.use(), "Omar", "2026-04-03")
    person = find_person(dalia.use(), "Omar")
    assert person.status == "member"
    assert person.values["ended"] == "2026-04-03"
    assert dalia.use().find(Activity, wells) is not None
    assert [m.ended for m in dalia.desk.records(Member, name_en="Omar")] == ["2026-04-03"]
    assert all(one.cut for one in devices(dalia.use()) if one.key == person.key)
    nadia.take(dalia.pack(tmp_path / "to-nadia.masar", "Nadia"))
    assert find_person(nadia.use(), "Omar").values["ended"] == "2026-04-03"
    assert "Omar" not in [row.person.name for row in board(dalia.use())]
    with pytest.raises(UserError) as refused:
        dalia.pack(tmp_path / "no.masar", "Omar")
    assert code_of(refused) == "person_left"
    come_back(dalia.use(), "Omar")
    assert "Omar" in [row.person.name for row in board(dalia.use())]
    assert find_person(dalia.use(), "Omar").values.get("ended") is None


def test_the_last_steward_and_oneself_cannot_leave(laptops: list[Laptop]) -> None:
    dalia, omar, _ = laptops
    with pytest.raises(UserError) as refused:
        leave(dalia.use(), "Dalia")
    assert code_of(refused) == "left_oneself"
    with pytest.raises(UserError) as refused:
        leave(omar.use(), "Dalia")
    assert code_of(refused) == "not_a_steward"


def test_a_new_focal_point_takes_over(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, nadia = laptops
    take_over(dalia.use(), "Omar", instead_of="Dalia")
    nadia.take(dalia.pack(tmp_path / "p.masar", "Nadia"))
    omar.take(dalia.pack(tmp_path / "q.masar", "Omar"))
    for laptop in laptops:
        people = roster(laptop.use()).persons
        named = {str(one.values["name_en"]): (one.status, one.role) for one in people.values()}
        assert named["Omar"] == ("steward", "focal_point")
        assert named["Dalia"] == ("member", "member")
    assert invite(omar.use(), "member").role == "member"
    with pytest.raises(UserError):
        invite(dalia.use(), "member")
    with pytest.raises(UserError) as refused:
        take_over(omar.use(), "Nadia", instead_of="Nadia")
    assert code_of(refused) == "same_person_twice"


def test_a_device_is_cut_off_at_a_day_and_the_cut_is_moved_and_taken_back(laptops: list[Laptop]) -> None:
    dalia = laptops[0]
    key = find_person(dalia.use(), "Omar").key
    (device,) = [one for one in devices(dalia.use()) if one.key == key]
    assert device.changes > 0
    assert not device.cut
    cut_off(dalia.use(), [device.replica], "2000-01-01", "stolen")
    (cut,) = [one for one in devices(dalia.use()) if one.key == key]
    assert (cut.cut, cut.cut_on) == (True, "")
    assert find_person(dalia.use(), "Omar").key == key
    cut_off(dalia.use(), [device.replica])
    (moved,) = [one for one in devices(dalia.use()) if one.key == key]
    assert moved.cut_on == device.last
    assert take_back_cut(dalia.use(), [device.replica]) > 0
    (back,) = [one for one in devices(dalia.use()) if one.key == key]
    assert not back.cut
    for wrong, code in ((("nobody",), "no_device_known"),):
        with pytest.raises(UserError) as refused:
            cut_off(dalia.use(), wrong)
        assert code_of(refused) == code
    with pytest.raises(UserError) as refused:
        cut_off(dalia.use(), [device.replica], "3 March")
    assert code_of(refused) == "not_a_day"
