"""All packages of a folder: found by content, in an order in which nothing waits, words tried on all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.laptops import WORDS, Laptop, bring_everyone_up_to_date, copies, found

from app.foundation.errors import UserError
from app.models.kinds.plan import Activity
from app.services.asking import what_waits
from app.services.collecting import collect, inspect_all, take_all
from app.services.packing import Parcel, make_package
from app.services.recognising import kind_of_file
from app.sync.request import Request


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    """Three laptops that are up to date, closed."""
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MASAR_DATA_DIR", str(folder / "data"))
        laptops = found(folder, "Omar", "Nadia")
        bring_everyone_up_to_date(laptops, folder)
        for laptop in laptops:
            laptop.use().close()
    return laptops


@pytest.fixture
def laptops(template: list[Laptop], tmp_path: Path) -> Iterator[list[Laptop]]:
    copied = copies(template, tmp_path / "laptops")
    yield copied
    for laptop in copied:
        laptop.use().close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick" / "from-the-field"
    folder.mkdir(parents=True)
    return folder


def add(laptop: Laptop, title: str) -> None:
    with laptop.use().write("activity.add") as unit:
        unit.add(Activity, title_en=title)


def pack_beyond(laptop: Laptop, out: Path, to: Laptop) -> None:
    """Make a package that supposes its receiver to have everything made before."""
    from app.storage.chains import spaces, vector

    with laptop.use().workspace.read() as connection:
        vectors = {space: vector(connection, space) for space in spaces(connection)}
    add(laptop, out.stem)
    request = Request(to.desk.identity_card(), to.desk.author().replica, "2026-03-14T09:30:00Z", vectors)
    make_package(laptop.use(), Parcel(to=(to.name,), request=request), out)


def test_packages_are_known_by_content_and_the_rest_is_named(laptops: list[Laptop], stick: Path) -> None:
    dalia, omar, _ = laptops
    add(omar, "Wells")
    omar.pack(stick / "holiday.jpg", "Dalia")
    (stick / "notes.masar").write_text("not a package")
    (stick / ".hidden").write_text("x")
    found_there = collect(dalia.use(), [stick.parent])
    assert [one.path.name for one in found_there.packages] == ["holiday.jpg"]
    assert [path.name for path in found_there.others] == ["notes.masar"]
    assert kind_of_file(stick / "gone") == "unreadable"


def test_what_builds_on_another_comes_after_it_whatever_the_names_say(
    laptops: list[Laptop], stick: Path
) -> None:
    dalia, omar, _ = laptops
    for name in ("c", "b", "a"):
        pack_beyond(omar, stick / f"{name}.masar", dalia)
    there = collect(dalia.use(), [stick])
    assert [one.path.stem for one in there.packages] == ["c", "b", "a"]
    took = take_all(dalia.use(), there.packages, backup=False)
    assert [one.report.waiting for one in took if one.report] == [0, 0, 0]
    assert what_waits(dalia.desk)[0] == []
    assert {one.title_en for one in dalia.desk.records(Activity)} == {"a", "b", "c"}


def test_words_are_tried_on_every_package(laptops: list[Laptop], stick: Path) -> None:
    dalia, omar, nadia = laptops
    add(omar, "Wells")
    make_package(omar.desk, Parcel(words=WORDS), stick / "1.masar")
    add(nadia, "Schools")
    make_package(nadia.desk, Parcel(words=WORDS), stick / "2.masar")
    before = collect(dalia.use(), [stick])
    assert [one.path.name for one in before.locked] == ["1.masar", "2.masar"]
    after = collect(dalia.use(), [stick], [(9, 9, 9, 9, 9, 9), WORDS])
    assert [one.sender for one in after.packages] == ["Omar", "Nadia"]
    take_all(dalia.use(), after.packages, backup=False)
    assert len(dalia.desk.records(Activity)) == 2


def test_what_is_damaged_is_named_and_the_others_are_taken(laptops: list[Laptop], stick: Path) -> None:
    dalia, omar, _ = laptops
    add(omar, "Wells")
    whole = omar.pack(stick / "whole.masar", "Dalia").read_bytes()
    (stick / "cut.masar").write_bytes(whole[:-40])
    there = collect(dalia.use(), [stick])
    assert [(one.path.name, one.error.code, one.locked) for one in there.refused] == [
        ("cut.masar", "package_damaged", False)
    ]
    assert len(there.packages) == 1


def test_looking_at_all_changes_nothing(laptops: list[Laptop], stick: Path) -> None:
    dalia, omar, _ = laptops
    add(omar, "Wells")
    omar.pack(stick / "1.masar", "Dalia")
    before = dalia.state()
    seen = inspect_all(dalia.use(), collect(dalia.use(), [stick]).packages)
    assert [one.report.new for one in seen if one.report] == [{"activity": 1}]
    assert dalia.state() == before


def test_a_folder_that_is_gone_is_refused(laptops: list[Laptop], tmp_path: Path) -> None:
    with pytest.raises(UserError, match="folder_missing"):
        collect(laptops[0].use(), [tmp_path / "no-stick"])
