"""A package of somebody nobody knows: it waits whole, a steward accepts its sender or it is thrown away."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from services.laptops import WORDS, Laptop, found, joined

from app.foundation.errors import UserError
from app.models.kinds.plan import Activity
from app.services.collecting import collect, take_all
from app.services.looking_ahead import inspect_all
from app.services.packing import Parcel, make_package
from app.services.people import find_person
from app.services.strangers import accept_file, accept_stranger, keep_stranger, strangers, throw_away
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


def refused(laptop: Laptop, package: Path) -> str:
    with pytest.raises(UserError) as error:
        take_package(laptop.use(), package, WORDS, backup=False)
    return error.value.code


def test_it_waits_whole_and_changes_nothing(laptops: list[Laptop], package: Path) -> None:
    dalia = laptops[0]
    assert refused(dalia, package) == "unknown_sender"
    before = dalia.state()
    assert keep_stranger(dalia.use(), package, WORDS).name == "Sami"
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
    accept_file(dalia.use(), package, WORDS)
    omar.take(dalia.pack(tmp_path / "on.masar", "Omar"))
    (shown,) = people_view(omar.use()).strangers
    assert shown.known
    accept_stranger(omar.use(), shown.id)
    assert strangers(omar.use()) == ()


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
    assert [one.waits for one in inspect_all(dalia.desk, found.packages).each] == [False, False]
    assert strangers(dalia.desk) == ()
    went = take_all(dalia.desk, found.packages)
    assert {one.path.name: one.waits for one in went} == {"sami.masar": True, "omar.masar": False}
    assert [one.file for one in strangers(dalia.desk)] == ["sami.masar"]
    assert dalia.desk.records(Activity, title_en="Roads")
