"""An invitation that two people used: both count everywhere until a steward says who does not belong."""

from __future__ import annotations

from pathlib import Path

import pytest
from services.laptops import Laptop, bring_everyone_up_to_date, found, invited, joined

from app.foundation.errors import UserError
from app.models.kinds.people import Invitation, Member
from app.models.kinds.plan import Activity
from app.services.devices import not_counted
from app.services.mending import rebuild_tables
from app.services.people import find_person, make_steward, mark_compared
from app.services.roster_work import come_back, confirm_all, proposals
from app.services.rosters import roster
from app.services.shared_invitations import all_belong, shared_invitations, turn_away, undecided_users
from app.services.views.people import people_view


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    """Dalia the steward, Omar, and Huda and Sami, who joined with one invitation; each added an activity."""
    folder = tmp_path_factory.mktemp("shared")
    laptops = found(folder, "Omar")
    package = invited(laptops[0], folder / "invite.masar", "member")
    laptops += [joined(folder, name, package, "member") for name in ("Huda", "Sami")]
    for laptop in laptops:
        with laptop.use().write("activity.add") as unit:
            unit.add(Activity, title_en=f"By {laptop.name}")
    for laptop in laptops[2:]:
        laptops[0].take(laptop.pack(folder / f"{laptop.name}.masar", "Dalia"))
    bring_everyone_up_to_date(laptops, folder)
    for laptop in laptops:
        laptop.use().close()
    return laptops


def status(laptop: Laptop, name: str) -> str:
    return find_person(laptop.use(), name).status


def titles(laptop: Laptop) -> set[str]:
    return {one.title_en or "" for one in laptop.use().records(Activity)}


def key(laptop: Laptop, name: str) -> str:
    return find_person(laptop.use(), name).key


EVERYBODY = {"By Dalia", "By Omar", "By Huda", "By Sami"}


def test_both_count_alike_and_every_laptop_shows_it(laptops: list[Laptop]) -> None:
    dalia, omar, *_ = laptops
    for laptop in (dalia, omar):
        (shared,) = shared_invitations(laptop.use())
        assert set(shared.users) == set(shared.undecided) == {key(laptop, "Huda"), key(laptop, "Sami")}
        assert titles(laptop) == EVERYBODY
        entries = {one.name.en: one for one in people_view(laptop.desk).people}
        assert [name.en for name in entries["Huda"].shared] == ["Sami"]
        assert entries["Omar"].shared == ()


def test_of_whom_it_is_asked_whether_they_belong_nothing_else_is_asked(laptops: list[Laptop]) -> None:
    dalia = laptops[0].use()
    undecided = {key(laptops[0], name) for name in ("Huda", "Sami")}
    assert {one.author for one in proposals(dalia)} > undecided
    asked = [one.author.key for one in people_view(dalia).proposals]
    assert asked == [key(laptops[0], "Omar")]
    assert confirm_all(dalia, undecided_users(dalia)) == 1
    assert {one.author for one in proposals(dalia)} == undecided


def test_all_belong_in_one_step_and_nobody_else_comes_in(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, huda, _ = laptops
    (shared,) = shared_invitations(dalia.use())
    with pytest.raises(UserError, match="not_a_steward"):
        all_belong(omar.use(), shared.id)
    with pytest.raises(UserError, match="unknown_invitation"):
        all_belong(dalia.use(), "0" * 16)
    assert all_belong(dalia.desk, shared.id[:16]) == 2
    assert [status(dalia, name) for name in ("Huda", "Sami")] == ["member", "member"]
    assert people_view(dalia.desk).shared == ()
    assert [one.withdrawn for one in dalia.desk.records(Invitation, public_key=shared.id)] == [True]
    with huda.use().write("activity.add") as unit:
        unit.add(Activity, title_en="Later")
    omar.take(dalia.pack(tmp_path / "1.masar", "Omar"))
    omar.take(huda.pack(tmp_path / "2.masar", "Omar"))
    assert titles(omar) == {*EVERYBODY, "Later"}
    assert people_view(omar.desk).shared == ()


def test_a_third_who_finds_it_afterwards_is_a_stranger(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia = laptops[0]
    package = invited(dalia, tmp_path / "again.masar", "member")
    first = joined(tmp_path, "First", package, "member")
    second = joined(tmp_path, "Second", package, "member")
    for one in (first, second):
        dalia.take(one.pack(tmp_path / f"{one.name}.masar", "Dalia"))
    newest = next(one for one in shared_invitations(dalia.use()) if key(dalia, "First") in one.users)
    all_belong(dalia.desk, newest.id)
    third = joined(tmp_path, "Third", package, "member")
    with pytest.raises(UserError, match="unknown_sender"):
        dalia.take(third.pack(tmp_path / "third.masar", "Dalia"))
    assert status(dalia, "First") == status(dalia, "Second") == "member"
    for one in (first, second, third):
        one.use().close()


def test_who_does_not_belong_is_turned_away_everywhere_and_taken_back(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    dalia, omar, huda, sami = laptops
    with pytest.raises(UserError, match="not_a_steward"):
        turn_away(omar.use(), "Sami")
    turn_away(dalia.use(), "Sami")
    assert (status(dalia, "Sami"), titles(dalia)) == ("removed", EVERYBODY - {"By Sami"})
    omar.take(dalia.pack(tmp_path / "1.masar", "Omar"))
    assert (status(omar, "Sami"), titles(omar)) == ("removed", EVERYBODY - {"By Sami"})
    with sami.use().write("activity.add") as unit:
        unit.add(Activity, title_en="Later")
    with pytest.raises(UserError, match="sender_removed"):
        omar.take(sami.pack(tmp_path / "2.masar", "Omar"))
    (shared,) = people_view(dalia.use()).shared
    assert shared.undecided == (key(dalia, "Huda"),)
    all_belong(dalia.desk, shared.id)
    assert people_view(dalia.desk).shared == ()
    assert status(dalia, "Sami") == "removed"
    huda.take(dalia.pack(tmp_path / "3.masar", "Huda"))
    come_back(dalia.use(), "Sami")
    assert (status(dalia, "Sami"), titles(dalia)) == ("member", EVERYBODY)
    omar.take(dalia.pack(tmp_path / "4.masar", "Omar"))
    omar.take(sami.pack(tmp_path / "5.masar", "Omar"))
    assert titles(omar) == {*EVERYBODY, "Later"}
    for laptop in (dalia, omar):
        assert rebuild_tables(laptop.use()).identical


def test_what_somebody_who_is_turned_away_did_may_count_on(laptops: list[Laptop]) -> None:
    dalia = laptops[0]
    turn_away(dalia.use(), "Sami", work_counts=True)
    assert (titles(dalia), not_counted(dalia.desk)) == (EVERYBODY, 0)
    record = find_person(dalia.desk, "Sami").record
    assert [bool(one.ended) for one in dalia.desk.records(Member, person=record)] == [True]
    come_back(dalia.desk, "Sami")
    assert [one.ended for one in dalia.desk.records(Member, person=record)] == [None]
    with pytest.raises(UserError, match="left_oneself"):
        turn_away(dalia.desk, "Dalia")


def test_a_steward_who_is_turned_away_is_none_any_longer(laptops: list[Laptop]) -> None:
    dalia = laptops[0]
    make_steward(dalia.use(), "Sami")
    turn_away(dalia.desk, "Sami")
    assert status(dalia, "Sami") == "removed"
    assert roster(dalia.desk).stewards() == {key(dalia, "Dalia")}
    names = {one.name_en for one in dalia.desk.records(Member)}
    assert "Sami" not in names
    assert None not in names


def test_who_compared_words_is_decided_about(laptops: list[Laptop]) -> None:
    dalia = laptops[0]
    mark_compared(dalia.use(), "Huda")
    (shared,) = people_view(dalia.desk).shared
    assert shared.undecided == (key(dalia, "Sami"),)
    assert roster(dalia.desk).persons[key(dalia, "Huda")].compared_by == key(dalia, "Dalia")
