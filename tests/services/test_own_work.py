"""A person's own work: undo across restarts, restored and copied files, two people on one laptop."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from services.laptops import CHEAP, WORDS, Laptop, bring_everyone_up_to_date, found

from app.foundation.errors import UserError
from app.models.kinds.country import PlaceAlias
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity
from app.services.backups import make_backup, restore
from app.services.board import board
from app.services.desk import Desk
from app.services.opening import Newcomer, add_person, change_person, close_workspace, open_workspace
from app.services.packing import Parcel, make_package, preview_package
from app.services.people import people, trust
from app.services.taking import take_package, undo_last_take
from app.services.views.exchange import exchange_view
from app.storage.identities import writers


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[list[Laptop]]:
    laptops = found(tmp_path, "Omar")
    yield laptops
    for laptop in laptops:
        laptop.use().close()


def add(laptop: Laptop, title: str) -> str:
    with laptop.use().write("activity.add") as unit:
        return unit.add(Activity, title_en=title)


def title(laptop: Laptop, activity: str) -> str | None:
    found_ = laptop.use().find(Activity, activity)
    return found_.title_en if found_ else None


def rename(laptop: Laptop, activity: str, name: str) -> None:
    with laptop.use().write("activity.edit") as unit:
        unit.set(Activity, activity, title_en=name)


def reopen(laptop: Laptop) -> str:
    laptop.use().close()
    opened = open_workspace(laptop.file, None, costs=CHEAP)
    laptop.desk = opened.desk
    return opened.notice


def test_undo_and_redo_survive_a_restart(pair: list[Laptop]) -> None:
    dalia = pair[0]
    wells = add(dalia, "Wells")
    rename(dalia, wells, "Deep wells")
    assert reopen(dalia) == ""
    dalia.use().undo()
    assert title(dalia, wells) == "Wells"
    reopen(dalia)
    assert dalia.desk.can_undo() == (True, True)
    dalia.use().redo()
    assert title(dalia, wells) == "Deep wells"


def test_a_new_edit_clears_redo_and_taking_does_not(pair: list[Laptop], tmp_path: Path) -> None:
    dalia, omar = pair
    wells = add(dalia, "Wells")
    rename(dalia, wells, "Deep wells")
    dalia.use().undo()
    add(omar, "Schools")
    dalia.take(omar.pack(tmp_path / "schools.masar", "Dalia"))
    assert dalia.desk.can_undo()[1]
    add(dalia, "Clinic")
    assert not dalia.desk.can_undo()[1]
    assert dalia.use().redo() is None


def test_undo_leaves_what_someone_else_has_changed_since(pair: list[Laptop], tmp_path: Path) -> None:
    dalia, omar = pair
    wells = add(dalia, "Wells")
    rename(dalia, wells, "Deep wells")
    omar.take(dalia.pack(tmp_path / "1.masar", "Omar"))
    rename(omar, wells, "Clean wells")
    dalia.take(omar.pack(tmp_path / "2.masar", "Dalia"))
    dalia.use().undo()
    assert title(dalia, wells) == "Clean wells"
    assert dalia.conflicts() == []


def test_who_belongs_to_the_area_is_not_undone_by_the_way(pair: list[Laptop]) -> None:
    dalia = pair[0]
    before = [(row.name, row.status) for row in people(dalia.use())]
    while dalia.use().undo():
        pass
    assert [(row.name, row.status) for row in people(dalia.use())] == before


def test_one_action_in_two_spaces_is_one_step_to_undo(pair: list[Laptop]) -> None:
    from app.models.kinds.inside import Stakeholder

    dalia = pair[0]
    with dalia.use().write("both") as unit:
        unit.add(Organisation, name_en="Water office")
        unit.add(Stakeholder, name_en="Water office")
    dalia.use().undo()
    assert dalia.desk.records(Organisation, name_en="Water office") == []
    assert dalia.desk.records(Stakeholder) == []
    dalia.use().redo()
    assert len(dalia.desk.records(Organisation, name_en="Water office")) == 1
    assert len(dalia.desk.records(Stakeholder)) == 1


def test_a_restored_backup_begins_a_new_replica_and_loses_nothing(pair: list[Laptop], tmp_path: Path) -> None:
    """What was written before the backup and never sent reaches others, and so does what follows it."""
    dalia, omar = pair
    wells = add(dalia, "Wells")
    backup = make_backup(dalia.use(), tmp_path / "backup.masarw")
    add(dalia, "Lost with the laptop")
    replica = dalia.desk.author().replica
    dalia.use().close()
    aside = restore(backup, dalia.file)
    assert aside is not None
    opened = open_workspace(dalia.file, None, costs=CHEAP)
    dalia.desk = opened.desk
    assert opened.notice == "notice.new_replica_behind"
    assert dalia.desk.author().replica != replica
    rename(dalia, wells, "Deep wells")
    report = omar.take(dalia.pack(tmp_path / "after.masar", "Omar"))
    assert report.waiting == 0
    assert title(omar, wells) == "Deep wells"
    bring_everyone_up_to_date(pair, tmp_path)
    assert omar.state() == dalia.state()


def test_a_copied_file_begins_a_new_replica(pair: list[Laptop], tmp_path: Path) -> None:
    omar = pair[1]
    omar.use().close()
    shutil.rmtree(omar.folder / "data")
    opened = open_workspace(omar.file, None, costs=CHEAP)
    omar.desk = opened.desk
    assert opened.notice == "notice.new_replica_no_marker"
    add(omar, "Wells")
    assert reopen(omar) == ""


def test_who_only_reads_a_copied_file_leaves_no_replica_behind(pair: list[Laptop], tmp_path: Path) -> None:
    """Not in the file, not in the data folder, and the laptop that wrote it goes on as it was."""
    omar = pair[1]
    replica = omar.desk.author().replica
    omar.use().close()
    os.environ["MASAR_DATA_DIR"] = str(tmp_path / "another")
    for _ in range(2):
        opened = open_workspace(omar.file, None, costs=CHEAP)
        assert opened.notice == "notice.new_replica_no_marker"
        opened.desk.records(Activity)
        opened.desk.close()
    assert list((tmp_path / "another").rglob("*.json")) == []
    omar.use()
    omar.desk = open_workspace(omar.file, None, costs=CHEAP).desk
    assert omar.desk.author().replica == replica


def test_a_file_used_from_two_data_folders_in_turn_has_two_replicas(
    pair: list[Laptop], tmp_path: Path
) -> None:
    omar = pair[1]
    omar.use().close()
    other = Laptop("Omar", tmp_path / "another", omar.desk)
    seen = []
    for number, place in enumerate((omar, other, omar, other, omar)):
        os.environ["MASAR_DATA_DIR"] = str(place.folder / "data")
        desk = open_workspace(omar.file, None, costs=CHEAP).desk
        with desk.write("activity.edit") as unit:
            unit.add(Activity, title_en=f"Wells {number}")
        seen.append(desk.author().replica)
        desk.close()
    assert seen[0] == seen[2] == seen[4] != seen[1] == seen[3]
    omar.use()
    omar.desk = open_workspace(omar.file, None, costs=CHEAP).desk
    dalia = pair[0]
    assert dalia.take(omar.pack(tmp_path / "all.masar", "Dalia")).waiting == 0
    assert dalia.state() == omar.state()


def test_a_package_made_from_a_copy_keeps_its_replica(pair: list[Laptop], tmp_path: Path) -> None:
    omar = pair[1]
    omar.use().close()
    shutil.rmtree(omar.folder / "data")
    omar.desk = open_workspace(omar.file, None, costs=CHEAP).desk
    omar.pack(tmp_path / "p.masar", "Dalia")
    replica = omar.desk.author().replica
    assert reopen(omar) == ""
    assert omar.desk.author().replica == replica


def test_where_no_marker_can_be_kept_every_opening_begins_a_new_replica(pair: list[Laptop]) -> None:
    omar = pair[1]
    omar.use().close()
    shutil.rmtree(omar.folder / "data")
    (omar.folder / "data").write_text("a file where a folder should be")
    opened = open_workspace(omar.file, None, costs=CHEAP)
    omar.desk = opened.desk
    assert opened.notice == "notice.new_replica_not_writable"
    assert reopen(omar) == "notice.new_replica_not_writable"


def test_two_copies_of_one_file_that_write_apart_are_merged(pair: list[Laptop], tmp_path: Path) -> None:
    """The marker travelled along with a copied data folder: a fork. Both branches are kept, by everyone."""
    dalia, omar = pair
    wells = add(dalia, "Wells")
    dalia.use().close()
    shutil.copytree(dalia.folder, tmp_path / "twin")
    twin = Laptop("Dalia", tmp_path / "twin", dalia.desk)
    for laptop in (dalia, twin):
        laptop.use()
        laptop.desk = open_workspace(laptop.file, None, costs=CHEAP).desk
    rename(dalia, wells, "Deep wells")
    with twin.use().write("activity.edit") as unit:
        unit.set(Activity, wells, objective="SO4")
    twin.use().undo()
    twin.use().redo()
    for number, laptop in enumerate((dalia, twin, dalia, twin)):
        omar.take(laptop.pack(tmp_path / f"{number}.masar", "Omar"))
    for laptop in (dalia, twin):
        laptop.take(omar.pack(tmp_path / f"to-{laptop.folder.name}.masar", "Dalia"))
        assert laptop.state() == omar.state()
        assert laptop.rebuilt() == omar.state()
    merged = omar.use().find(Activity, wells)
    assert merged is not None
    assert (merged.title_en, merged.objective) == ("Deep wells", "SO4")
    assert [one.forked for one in exchange_view(omar.use()).board] == [True]
    assert [one.forked for one in exchange_view(dalia.use()).board] == [False]
    assert reopen(twin) == "notice.new_replica_forked"
    rename(twin, wells, "Deep wells again")
    assert reopen(twin) == ""
    twin.use().close()


@pytest.mark.parametrize("undone", [False, True], ids=["taken", "undone"])
def test_what_a_copy_began_goes_on_here(pair: list[Laptop], tmp_path: Path, undone: bool) -> None:
    """A copy of the laptop writes first in the country; here that is taken, perhaps undone, and more."""
    dalia, omar = pair
    omar.use().close()
    shutil.copytree(omar.folder, tmp_path / "twin")
    twin = Laptop("Omar", tmp_path / "twin", omar.desk)
    for laptop in (omar, twin):
        laptop.use()
        laptop.desk = open_workspace(laptop.file, None, costs=CHEAP).desk
    for laptop, spelling in ((twin, "Sinjaar"), (omar, "Shengal")):
        with laptop.use().write("place_alias.add") as unit:
            unit.add(PlaceAlias, pcode="IQG15Q07", spelling=spelling)
        if laptop is twin:
            make_package(twin.use(), Parcel(words=WORDS), tmp_path / "twin.masar")
            take_package(omar.use(), tmp_path / "twin.masar", WORDS, backup=False)
            if undone:
                undo_last_take(omar.use())
    dalia.take(omar.pack(tmp_path / "omar.masar", "Dalia"))
    add(dalia, "Wells")
    make_package(dalia.use(), Parcel(words=WORDS), tmp_path / "back.masar")
    assert take_package(omar.use(), tmp_path / "back.masar", WORDS, backup=False).waiting == 0
    if undone:
        dalia.take(twin.pack(tmp_path / "again.masar", "Dalia"))
        omar.take(twin.pack(tmp_path / "again.masar", "Omar"))
    assert {"Sinjaar", "Shengal"} == {one.spelling for one in dalia.use().records(PlaceAlias)}
    assert dalia.state() == omar.state()
    assert dalia.rebuilt() == omar.rebuilt() == omar.state()
    twin.use().close()


def test_two_people_on_one_laptop_are_two_replicas(pair: list[Laptop], tmp_path: Path) -> None:
    """What the first wrote is signed when the second sits down: the second's package is complete."""
    dalia, omar = pair
    first = dalia.desk.author()
    wells = add(dalia, "Wells")
    add_person(dalia.use(), Newcomer("Huda", "Hand in Hand", "member"), None, CHEAP)
    assert dalia.desk.author().replica != first.replica
    rename(dalia, wells, "Deep wells")
    dalia.use().undo()
    assert title(dalia, wells) == "Wells"
    dalia.use().undo()
    assert title(dalia, wells) == "Wells"
    dalia.use().redo()
    assert change_person(dalia.use(), first.sign_key, None) == ""
    assert dalia.desk.author() == first
    assert [row.person.name for row in board(dalia.desk)] == ["Omar"]  # Huda has what is here
    report = omar.take(dalia.pack(tmp_path / "from-first.masar", "Omar"))
    assert report.waiting == 0
    assert {row.person.name for row in board(omar.desk)} == {"Dalia", "Huda"}


def test_changing_person_asks_for_that_persons_own_passphrase(pair: list[Laptop]) -> None:
    dalia = pair[0]
    first = dalia.desk.author()
    add_person(dalia.use(), Newcomer("Huda", "Hand in Hand", "member"), "Huda's own", CHEAP)
    with dalia.use().workspace.read() as connection:
        huda = next(writer for writer in writers(connection) if writer.card.name == "Huda")
    change_person(dalia.use(), first.sign_key, None)
    with pytest.raises(UserError, match="wrong_person_passphrase"):
        change_person(dalia.use(), huda.sign_key, "a guess")
    assert dalia.desk.author() == first
    assert dalia.desk.identity().signing_key == first.sign_key
    change_person(dalia.use(), huda.sign_key, "Huda's own")
    assert dalia.desk.identity_card().name == "Huda"


@pytest.mark.parametrize("in_order", [True, False])
def test_what_one_of_two_wrote_is_signed_as_the_program_closes(
    pair: list[Laptop], tmp_path: Path, *, in_order: bool
) -> None:
    """Huda's keys are open until then; who sits down later builds on her work and cannot sign it for her."""
    dalia, omar = pair
    first = dalia.use().author()
    add_person(dalia.desk, Newcomer("Huda", "Hand in Hand", "member"), "Huda's own", CHEAP)
    add(dalia, "Huda's wells")
    (close_workspace if in_order else Desk.close)(dalia.desk)
    dalia.desk = open_workspace(dalia.file, None, costs=CHEAP).desk
    change_person(dalia.use(), first.sign_key, None)
    add(dalia, "Dalia's wells")
    assert preview_package(dalia.desk, Parcel(to=("Omar",))).unsigned == (() if in_order else ("Huda",))
    report = omar.take(dalia.pack(tmp_path / "both.masar", "Omar"))
    assert bool(report.waiting) is not in_order


def test_what_is_signed_as_the_program_closes_is_undone_as_ever(pair: list[Laptop]) -> None:
    dalia = pair[0]
    first = dalia.use().author()
    wells = add(dalia, "Wells")
    add_person(dalia.desk, Newcomer("Huda", "Hand in Hand", "member"), None, CHEAP)
    change_person(dalia.desk, first.sign_key, None)
    rename(dalia, wells, "Deep wells")
    rename(dalia, wells, "Very deep wells")
    close_workspace(dalia.desk)
    dalia.desk = open_workspace(dalia.file, None, costs=CHEAP).desk
    dalia.use().undo()
    assert title(dalia, wells) == "Deep wells"


def test_a_replica_that_only_came_by_package_is_nobodys_here(pair: list[Laptop], tmp_path: Path) -> None:
    """A copy of the file goes on beside the first on the same account, and hands its work over."""
    dalia = pair[0]
    first = dalia.use().author()
    add(dalia, "Wells")
    copied = tmp_path / "copy.masarw"
    dalia.desk.close()
    shutil.copyfile(dalia.file, copied)
    dalia.desk = open_workspace(dalia.file, None, costs=CHEAP).desk
    add(dalia, "Schools")
    copy = open_workspace(copied, None, costs=CHEAP).desk
    with copy.write("activity.add") as unit:
        unit.add(Activity, title_en="Roads")
    assert copy.author().replica != first.replica
    make_package(copy, Parcel(words=WORDS), tmp_path / "copy.masar")
    take_package(dalia.use(), tmp_path / "copy.masar", WORDS, backup=False)
    dalia.desk.close()
    dalia.desk = open_workspace(dalia.file, None, costs=CHEAP).desk
    assert dalia.desk.author().replica != copy.author().replica
    add(dalia, "Clinics")
    omar = pair[1]
    dalia.take(omar.pack(tmp_path / "omar.masar", "Dalia"))
    report = omar.take(dalia.pack(tmp_path / "all.masar", "Omar"))
    assert report.waiting == 0
    assert {"Wells", "Schools", "Roads", "Clinics"} <= {one.title_en for one in omar.desk.records(Activity)}
    copy.close()


def test_an_unknown_person_does_not_sit_down(pair: list[Laptop]) -> None:
    with pytest.raises(UserError, match="unknown_person"):
        change_person(pair[0].use(), "00" * 32, None)


def test_a_member_who_adds_a_second_person_does_not_vouch_for_them(
    pair: list[Laptop], tmp_path: Path
) -> None:
    """Only a steward lets people in; the package waits until one accepts the card it shows."""
    dalia, omar = pair
    add_person(omar.use(), Newcomer("Sami", "Youth group", "member"), None, CHEAP)
    package = omar.pack(tmp_path / "sami.masar", "Dalia")
    with pytest.raises(UserError) as refused:
        dalia.take(package)
    assert (refused.value.code, refused.value.params["name"]) == ("unknown_sender", "Sami")
    trust(dalia.use(), omar.desk.identity_card())
    assert dalia.take(package).waiting == 0
