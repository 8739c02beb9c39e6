"""What goes into a package: heads of chains that travel, a short card for those who know the sender."""

from __future__ import annotations

from pathlib import Path

import pytest
from services.laptops import Laptop, found, joined

from app.foundation.progress import unwatched
from app.models.kinds.plan import Activity
from app.services.packing import Parcel, make_package
from app.sync.manifest import Manifest
from app.sync.package_reader import CheckingSink, read_package
from app.sync.word_key import identity_line

WORDS = (1, 2, 3, 4, 5, 6)
TEN_CHANGES = 4_000


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    """Three laptops that know each other, closed."""
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MASAR_DATA_DIR", str(folder / "data"))
        laptops = found(folder, "Omar", "Nadia")
        laptops[0].take(laptops[1].pack(folder / "omar.masar", "Dalia"))
        laptops[0].take(laptops[2].pack(folder / "nadia.masar", "Dalia"))
        for laptop in laptops:
            laptop.use().close()
    return laptops


def manifest_of(receiver: Laptop, package: Path) -> Manifest:
    """Return the manifest of a package that somebody can open."""
    keys = [receiver.use().identity().age_identity, identity_line(WORDS)]
    return read_package(package, keys, CheckingSink(), unwatched()).manifest


def add_wells(laptop: Laptop) -> None:
    with laptop.use().write("activity.add") as unit:
        unit.add(Activity, title_en="Wells")


def test_only_chains_that_travel_bring_a_signed_head(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    add_wells(dalia)
    manifest = manifest_of(omar, dalia.pack(tmp_path / "1.masar", "Omar"))
    assert [(head.space, head.replica) for head in manifest.heads] == [
        (dalia.desk.network, dalia.desk.author().replica)
    ]


def test_who_holds_the_chain_of_the_sender_is_not_sent_the_certificate_again(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    dalia, omar, _ = laptops
    add_wells(dalia)
    known = manifest_of(omar, dalia.pack(tmp_path / "1.masar", "Omar"))
    make_package(dalia.use(), Parcel(words=WORDS), tmp_path / "2.masar")
    unknown = manifest_of(omar, tmp_path / "2.masar")
    assert (known.sender.certificate, unknown.sender.certificate != "") == ("", True)
    assert omar.take(tmp_path / "1.masar").new == {"activity": 1}


def test_a_newcomer_gets_the_whole_card(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia = laptops[0]
    make_package(dalia.use(), Parcel(words=WORDS, invite=True, role="member"), tmp_path / "join.masar")
    huda = joined(tmp_path, "Huda", tmp_path / "join.masar", "member")
    assert dalia.take(huda.pack(tmp_path / "hello.masar", "Dalia")).sender == "Huda"
    huda.use().close()


def test_one_change_to_one_person_is_small(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia = laptops[0]
    add_wells(dalia)
    assert dalia.pack(tmp_path / "1.masar", "Omar").stat().st_size < TEN_CHANGES * 3 // 5
