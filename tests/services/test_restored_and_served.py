"""Who was restored is served by what they said since; who has two laptops, by what both of them said."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from services.laptops import CHEAP, Laptop, bring_everyone_up_to_date, found

from app.models.kinds.plan import Activity
from app.services.backups import make_backup, restore
from app.services.board import BoardRow, board
from app.services.opening import open_workspace
from app.services.packing import Parcel, make_package, preview_package
from app.services.state import space_words


@pytest.fixture
def three(tmp_path: Path) -> Iterator[list[Laptop]]:
    """Dalia, Omar and Nadia, up to date; everyone said so to Dalia."""
    laptops = found(tmp_path / "all", "Omar", "Nadia")
    bring_everyone_up_to_date(laptops, tmp_path)
    for laptop in laptops[1:]:
        send(laptop, laptops[0], tmp_path)
    yield laptops
    for laptop in laptops:
        laptop.use().close()


def send(sender: Laptop, receiver: Laptop, folder: Path) -> int:
    """Hand a package over; returns how many changes wait."""
    return receiver.take(packed(sender, receiver.name, folder)).waiting


def packed(sender: Laptop, to: str, folder: Path) -> Path:
    return sender.pack(folder / f"{len(list(folder.iterdir()))}.masar", to)


def add(laptop: Laptop, *titles: str) -> None:
    for title in titles:
        with laptop.use().write("activity.add") as unit:
            unit.add(Activity, title_en=title)


def titles(laptop: Laptop) -> set[str | None]:
    return {one.title_en for one in laptop.use().records(Activity)}


def row(laptop: Laptop, name: str) -> BoardRow:
    return next(one for one in board(laptop.use()) if one.person.name == name)


def to_send(laptop: Laptop, name: str) -> int:
    return sum(preview_package(laptop.use(), Parcel(to=(name,))).changes.values())


def opened(laptop: Laptop, file: Path, data: Path) -> tuple[Laptop, str]:
    """Return a person at a file, with a data folder, and what they are told as it opens."""
    os.environ["MASAR_DATA_DIR"] = str(data)
    found_ = open_workspace(file, None, costs=CHEAP)
    return Laptop(laptop.name, laptop.folder, found_.desk), found_.notice


def went_back(omar: Laptop, folder: Path, dalia: Laptop) -> Path:
    """Omar loses what he wrote since his backup, all of it sent to Dalia. Returns the file put aside."""
    backup = make_backup(omar.use(), folder / "backup.masarw")
    add(omar, "Lost wells", "Lost schools")
    assert send(omar, dalia, folder) == 0
    omar.use().close()
    aside = restore(backup, omar.file)
    assert aside is not None
    again, notice = opened(omar, omar.file, omar.folder / "data")
    assert notice == "notice.new_replica_behind"
    omar.desk = again.desk
    return aside


def test_after_a_restore_the_board_and_packages_go_by_the_new_word(
    three: list[Laptop], tmp_path: Path
) -> None:
    dalia, omar, _ = three
    went_back(omar, tmp_path, dalia)
    add(omar, "Written since")
    assert send(omar, dalia, tmp_path) == 0
    lost = row(dalia, "Omar").behind
    assert lost == to_send(dalia, "Omar") >= 2
    assert send(dalia, omar, tmp_path) == 0
    assert titles(omar) == {"Lost wells", "Lost schools", "Written since"}
    assert send(omar, dalia, tmp_path) == 0
    spaces = dalia.desk.spaces
    assert space_words(dalia.use(), spaces) == space_words(omar.use(), spaces)
    assert row(dalia, "Omar").up_to_date
    assert row(omar, "Dalia").behind == 0
    add(dalia, "Next")
    assert (row(dalia, "Omar").behind, to_send(dalia, "Omar")) == (1, 1)
    add(omar, "After all")
    assert (row(omar, "Dalia").ahead, to_send(omar, "Dalia")) == (0, 1)


def test_the_word_of_the_lost_file_does_not_come_back_with_a_late_package(
    three: list[Laptop], tmp_path: Path
) -> None:
    dalia, omar, _ = three
    late = packed(omar, "Dalia", tmp_path)
    went_back(omar, tmp_path, dalia)
    send(omar, dalia, tmp_path)
    send(dalia, omar, tmp_path)
    send(omar, dalia, tmp_path)
    dalia.take(late)
    assert row(dalia, "Omar").up_to_date


def test_a_second_laptop_stays_one_of_its_own(three: list[Laptop], tmp_path: Path) -> None:
    """Omar has two laptops. The first is silent for long; what it lacks goes on being sent."""
    dalia, omar, _ = three
    shutil.copy(omar.file, tmp_path / "second.masarw")
    second, notice = opened(omar, tmp_path / "second.masarw", tmp_path / "second-data")
    assert notice == "notice.new_replica_no_marker"
    second.folder = tmp_path / "second"
    (tmp_path / "second").mkdir()
    shutil.move(tmp_path / "second-data", tmp_path / "second" / "data")
    add(second, "From the second")
    assert send(second, dalia, tmp_path) == 0
    add(dalia, "Wells", "Schools")
    assert send(dalia, second, tmp_path) == 0
    assert send(second, dalia, tmp_path) == 0
    assert row(dalia, "Omar").behind >= 3
    package = packed(dalia, "Omar", tmp_path)
    assert omar.take(package).waiting == second.take(package).waiting == 0
    assert titles(omar) == titles(second) == {"From the second", "Wells", "Schools"}
    assert send(omar, dalia, tmp_path) == 0
    assert row(dalia, "Omar").up_to_date
    second.desk.close()


def test_an_old_copy_that_is_used_again_is_a_laptop_of_its_own(three: list[Laptop], tmp_path: Path) -> None:
    """Omar restores, packs, then opens the file he had put aside: both are served from then on."""
    dalia, omar, _ = three
    aside = went_back(omar, tmp_path, dalia)
    send(omar, dalia, tmp_path)
    send(dalia, omar, tmp_path)
    send(omar, dalia, tmp_path)
    assert row(dalia, "Omar").up_to_date
    old, notice = opened(omar, aside, omar.folder / "data")
    assert notice == "notice.new_replica_no_marker"
    add(old, "From the old copy")
    assert send(old, dalia, tmp_path) == 0
    add(dalia, "Wells")
    assert send(dalia, omar, tmp_path) == 0
    assert send(omar, dalia, tmp_path) == 0
    assert row(dalia, "Omar").behind == 1 + written(omar, dalia)
    package = packed(dalia, "Omar", tmp_path)
    assert old.take(package).waiting == omar.take(package).waiting == 0
    assert titles(old) == titles(omar)
    assert send(old, dalia, tmp_path) == send(omar, dalia, tmp_path) == 0
    assert row(dalia, "Omar").up_to_date
    old.desk.close()


def written(laptop: Laptop, at: Laptop) -> int:
    """Return how many changes a laptop wrote as the replica it is now, as far as another one has them."""
    replica = laptop.desk.author().replica
    with at.use().workspace.read() as connection:
        return int(
            connection.exec_driver_sql(
                "SELECT count(*) FROM changeset s JOIN chain h ON h.id = s.chain WHERE h.replica = ?",
                (replica,),
            ).scalar()
            or 0
        )


def test_who_is_only_known_to_have_been_restored_gets_everything(three: list[Laptop], tmp_path: Path) -> None:
    """Nadia brings what Omar wrote since; what he said before he lost it does not hold any longer."""
    dalia, omar, nadia = three
    add(dalia, "Wells")
    send(dalia, omar, tmp_path)
    omar_backup = make_backup(omar.use(), tmp_path / "before.masarw")
    add(dalia, "Schools")
    send(dalia, omar, tmp_path)
    send(omar, dalia, tmp_path)
    assert to_send(dalia, "Omar") == 0
    add(omar, "Lost")
    omar.desk.close()
    restore(omar_backup, omar.file)
    omar.desk = opened(omar, omar.file, omar.folder / "data")[0].desk
    add(omar, "Written since")
    assert send(omar, nadia, tmp_path) == 0
    assert send(nadia, dalia, tmp_path) == 0
    assert "Written since" in titles(dalia)
    assert to_send(dalia, "Omar") > 5
    assert send(dalia, omar, tmp_path) == 0
    assert titles(omar) == {"Wells", "Schools", "Written since"}


def test_looking_at_a_package_puts_no_marker_away(three: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = three
    went_back(omar, tmp_path, dalia)
    looked = to_send(omar, "Dalia")
    assert list(omar.folder.rglob("*.over")) == []
    assert to_send(omar, "Dalia") == looked
    assert make_package(omar.desk, Parcel(to=("Dalia",)), tmp_path / "made.masar").changes == looked
    assert len(list(omar.folder.rglob("*.over"))) == 1


def test_an_older_package_taken_after_a_newer_one_undoes_nothing(three: list[Laptop], tmp_path: Path) -> None:
    dalia, _, nadia = three
    older = packed(nadia, "Dalia", tmp_path)
    add(dalia, "Wells", "Schools")
    add(nadia, "Clinic")
    send(dalia, nadia, tmp_path)
    send(nadia, dalia, tmp_path)
    before = row(dalia, "Nadia")
    assert before.up_to_date
    dalia.take(older)
    after = row(dalia, "Nadia")
    assert (after.behind, after.heard_at) == (0, before.heard_at)
    assert to_send(dalia, "Nadia") == 0
