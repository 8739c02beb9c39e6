"""A package of somebody nobody knows: it waits whole, a steward accepts its sender or it is thrown away."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from services.laptops import CHEAP, WORDS, Laptop, found, joined

from app.foundation.errors import UserError
from app.models.card import Card
from app.models.kinds.plan import Activity
from app.services.admission import UnknownPerson
from app.services.collecting import collect, take_all
from app.services.looking_ahead import inspect_all
from app.services.opening import Newcomer, add_person, change_person
from app.services.packing import Parcel, make_package
from app.services.people import find_person, people, trust
from app.services.shared_invitations import turn_away
from app.services.strangers import (
    accept_file,
    accept_stranger,
    keep_stranger,
    strangers,
    throw_away,
    waits_no_longer,
)
from app.services.taking import take_package
from app.services.views.people import people_view


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[list[Laptop]]:
    """Dalia, Omar, and Sami, who begins from a package without an invitation."""
    made = found(tmp_path, "Omar")
    make_package(made[0].use(), Parcel(words=WORDS), tmp_path / "open.masar")
    made.append(joined(tmp_path, "Sami", tmp_path / "open.masar", "member"))
    with made[2].use().write("activity.edit") as unit:
        unit.add(Activity, title_en="Wells")
    yield made
    for laptop in made:
        laptop.use().close()


@pytest.fixture
def package(laptops: list[Laptop], tmp_path: Path) -> Path:
    make_package(laptops[2].use(), Parcel(words=WORDS), tmp_path / "sami.masar")
    return tmp_path / "sami.masar"


def card_of_sami(laptops: list[Laptop]) -> Card:
    return laptops[2].use().identity_card()


def refused(laptop: Laptop, package: Path) -> str:
    with pytest.raises(UserError) as error:
        take_package(laptop.use(), package, WORDS, backup=False)
    return error.value.code


def test_it_waits_whole_and_changes_nothing(laptops: list[Laptop], package: Path) -> None:
    dalia = laptops[0]
    assert refused(dalia, package) == "unknown_sender"
    before = dalia.state()
    assert keep_stranger(dalia.use(), package, WORDS).card.name == "Sami"
    keep_stranger(dalia.use(), package, WORDS)
    package.unlink()
    assert dalia.state() == before
    (one,) = strangers(dalia.use())
    assert (one.card.name, one.file, one.words) == ("Sami", "sami.masar", WORDS)
    (shown,) = people_view(dalia.use()).strangers
    assert (shown.name, shown.known) == ("Sami", False)


def test_a_steward_accepts_the_sender_and_takes_it(laptops: list[Laptop], package: Path) -> None:
    dalia, omar, _ = laptops
    for laptop in (dalia, omar):
        keep_stranger(laptop.use(), package, WORDS)
    with pytest.raises(UserError) as error:
        accept_stranger(omar.use(), strangers(omar.use())[0].id)
    assert error.value.code == "not_a_steward"
    assert len(strangers(omar.use())) == 1
    accept_stranger(dalia.use(), strangers(dalia.use())[0].id[:8])
    assert dalia.use().records(Activity, title_en="Wells")
    assert find_person(dalia.use(), "Sami").status == "member"
    assert strangers(dalia.use()) == ()


def test_who_was_accepted_elsewhere_is_taken_by_anybody(
    laptops: list[Laptop], package: Path, tmp_path: Path
) -> None:
    dalia, omar, _ = laptops
    keep_stranger(omar.use(), package, WORDS)
    accept_file(dalia.use(), package, card_of_sami(laptops), WORDS)
    omar.take(dalia.pack(tmp_path / "on.masar", "Omar"))
    (shown,) = people_view(omar.use()).strangers
    assert shown.known
    accept_stranger(omar.use(), shown.id)
    assert strangers(omar.use()) == ()


def test_another_package_of_the_same_name_goes_on_waiting(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, _, sami = laptops
    card = card_of_sami(laptops)
    for part in ("group", "network"):
        (tmp_path / part).mkdir()
        make_package(sami.use(), Parcel(words=WORDS, spaces=part), tmp_path / part / "Package.masar")
        keep_stranger(dalia.use(), tmp_path / part / "Package.masar", WORDS)
    accept_file(dalia.use(), tmp_path / "network" / "Package.masar", card, WORDS)
    (left,) = strangers(dalia.use())
    accept_stranger(dalia.use(), left.id)
    assert strangers(dalia.use()) == ()


def test_who_was_turned_away_is_not_taken_for_a_card_that_was_accepted(
    laptops: list[Laptop], package: Path
) -> None:
    dalia, card = laptops[0], card_of_sami(laptops)
    trust(dalia.use(), card)
    turn_away(dalia.use(), "Sami")
    before = dalia.state()
    assert refused(dalia, package) == "sender_removed"
    assert dalia.state() == before


def test_thrown_away_means_gone(laptops: list[Laptop], package: Path) -> None:
    dalia = laptops[0]
    keep_stranger(dalia.use(), package, WORDS)
    (one,) = strangers(dalia.use())
    throw_away(dalia.use(), one.id)
    assert list((Path(os.environ["MASAR_DATA_DIR"]) / "waiting").rglob("*.masar")) == []
    for work in (throw_away, accept_stranger):
        with pytest.raises(UserError) as error:
            work(dalia.use(), one.id)
        assert error.value.code == "unknown_stranger"


def test_of_several_packages_a_strangers_is_kept_and_the_others_are_taken(
    laptops: list[Laptop], package: Path, tmp_path: Path
) -> None:
    dalia, omar, _ = laptops
    with omar.use().write("activity.edit") as unit:
        unit.add(Activity, title_en="Roads")
    omar.pack(tmp_path / "omar.masar", "Dalia")
    found = collect(dalia.use(), [package, tmp_path / "omar.masar"], [WORDS])
    assert [one.waits for one in inspect_all(dalia.desk, found.packages).each] == ["", ""]
    assert strangers(dalia.desk) == ()
    went = take_all(dalia.desk, found.packages)
    (kept,) = strangers(dalia.desk)
    assert {one.path.name: one.waits for one in went} == {"sami.masar": kept.id, "omar.masar": ""}
    assert kept.file == "sami.masar"
    assert dalia.desk.records(Activity, title_en="Roads")


def test_what_is_taken_after_all_waits_no_longer(laptops: list[Laptop], package: Path) -> None:
    dalia = laptops[0]
    card = keep_stranger(dalia.use(), package, WORDS).card
    trust(dalia.desk, card)
    assert len(strangers(dalia.desk)) == 1
    (took,) = take_all(dalia.desk, collect(dalia.desk, [package], [WORDS]).packages)
    assert took.report is not None
    assert strangers(dalia.desk) == ()
    waits_no_longer(dalia.desk, package.parent / "gone.masar")


# ------------------------------------------------------------------ work of somebody else, passed on


def test_who_shares_a_laptop_is_accepted_by_name(laptops: list[Laptop], tmp_path: Path) -> None:
    """Omar, known to all, lets Layla begin on his laptop, and passes on what she wrote."""
    dalia, omar, _ = laptops
    mine = omar.use().identity_card().signing_key
    add_person(omar.desk, Newcomer("Layla", "Youth group", "member"), None, CHEAP)
    hers = omar.desk.identity_card()
    with omar.desk.write("activity.edit") as unit:
        unit.add(Activity, title_en="Schools")
    change_person(omar.desk, mine, None)
    make_package(omar.desk, Parcel(to=("Dalia",)), tmp_path / "omar.masar")
    (took,) = take_all(dalia.use(), collect(dalia.desk, [tmp_path / "omar.masar"]).packages, backup=False)
    assert took.waits
    assert took.error is not None
    assert (took.error.code, took.error.params["name"]) == ("unknown_author", "Layla")
    assert took.error.params["sender"] == "Omar"
    (shown,) = people_view(dalia.desk).strangers
    assert (shown.name, shown.fingerprint) == ("Layla", hers.fingerprint())
    accept_stranger(dalia.desk, shown.id)
    assert find_person(dalia.desk, "Layla").key == hers.signing_key
    assert dalia.desk.records(Activity, title_en="Schools")
    assert strangers(dalia.desk) == ()


def test_of_two_unknown_people_the_second_is_asked_for_next(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, _, sami = laptops
    add_person(sami.use(), Newcomer("Layla", "Youth group", "member"), None, CHEAP)
    package = tmp_path / "layla.masar"
    make_package(sami.desk, Parcel(words=WORDS), package)
    assert keep_stranger(dalia.use(), package, WORDS).card.name == "Layla"
    seen = strangers(dalia.desk)[0].id
    with pytest.raises(UnknownPerson) as unknown:
        accept_stranger(dalia.use(), seen)
    assert unknown.value.card.name == "Sami"
    with pytest.raises(UserError, match="unknown_stranger"):
        accept_stranger(dalia.use(), seen)  # Sami's card was not seen.
    assert "Sami" not in {row.name for row in people(dalia.desk)}
    assert [one.card.name for one in strangers(dalia.desk)] == ["Sami"]
    accept_stranger(dalia.desk, strangers(dalia.desk)[0].id)
    assert strangers(dalia.desk) == ()
    assert dalia.desk.records(Activity, title_en="Wells")


def test_a_stranger_with_the_name_of_a_member_is_told_from_them(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    dalia, omar, _ = laptops
    make_package(dalia.use(), Parcel(words=WORDS), tmp_path / "again.masar")
    (tmp_path / "other").mkdir()
    eve = joined(tmp_path / "other", "OMAR", tmp_path / "again.masar", "member")
    make_package(eve.use(), Parcel(words=WORDS), tmp_path / "eve.masar")
    assert refused(dalia, tmp_path / "eve.masar") == "unknown_namesake"
    keep_stranger(dalia.use(), tmp_path / "eve.masar", WORDS)
    (shown,) = people_view(dalia.desk).strangers
    assert (shown.why, shown.fingerprint) == ("unknown_namesake", eve.use().identity_card().fingerprint())
    assert shown.fingerprint != omar.use().identity_card().fingerprint()
    eve.desk.close()


def test_nobody_is_accepted_into_another_area_than_the_packages(laptops: list[Laptop], package: Path) -> None:
    dalia = laptops[0]
    keep_stranger(dalia.use(), package, WORDS)
    own, dalia.desk.area = dalia.desk.area, "00000000-0000-0000-0000-000000000000"
    with pytest.raises(UserError, match="area_not_in_front"):
        accept_stranger(dalia.desk, strangers(dalia.desk)[0].id)
    dalia.desk.area = own
    assert "Sami" not in {row.name for row in people(dalia.desk)}
