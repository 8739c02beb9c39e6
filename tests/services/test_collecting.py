"""All packages of a folder: found by content, in an order in which nothing waits, words tried on all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from services.laptops import WORDS, Laptop, bring_everyone_up_to_date, found, joined

from app.foundation.errors import Cancelled, PlaceError, UserError
from app.foundation.progress import Progress
from app.models.kinds.plan import Activity
from app.services import looking_ahead
from app.services.asking import what_waits
from app.services.collecting import collect, take_all
from app.services.desk import Desk
from app.services.looking_ahead import inspect_all
from app.services.packing import Parcel, make_package
from app.services.recognising import kind_of_file
from app.storage.workspace import Transaction
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
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick" / "from-the-field"
    folder.mkdir(parents=True)
    return folder


def add(laptop: Laptop, title: str) -> None:
    with laptop.use().write("activity.add") as unit:
        unit.add(Activity, title_en=title)


def retitle(laptop: Laptop, record: str, title: str) -> None:
    with laptop.use().write("activity.edit") as unit:
        unit.set(Activity, record, title_en=title)


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
    assert [one.report.new for one in seen.each if one.report] == [{"activity": 1}]
    assert dalia.state() == before


def test_a_full_disk_while_packages_are_tried_out_is_said(
    laptops: list[Laptop], stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dalia, omar, _ = laptops
    with omar.use().write("activity.add") as unit:
        for number in range(400):
            unit.add(Activity, title_en=f"Wells {number}", description_en="deep " * 100)
    omar.pack(stick / "1.masar", "Dalia")
    before, real = dalia.state(), looking_ahead.put

    def put(desk: Desk, connection: Transaction, *rest: Any) -> Any:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        return real(desk, connection, *rest)

    monkeypatch.setattr(looking_ahead, "put", put)
    packages = collect(dalia.use(), [stick]).packages
    with pytest.raises(PlaceError, match="no_space"):
        inspect_all(dalia.use(), packages)
    monkeypatch.undo()
    assert dalia.state() == before
    assert inspect_all(dalia.use(), packages).together.new == {"activity": 400}


def test_work_is_saved_while_packages_are_tried_out(laptops: list[Laptop], stick: Path) -> None:
    dalia, omar, _ = laptops
    add(omar, "Wells")
    omar.pack(stick / "1.masar", "Dalia")
    packages = collect(dalia.use(), [stick]).packages
    progress = Progress(lambda done, total: add(dalia, "Saved meanwhile"))
    assert inspect_all(dalia.use(), packages, progress).together.new == {"activity": 1}
    assert [one.title_en for one in dalia.desk.records(Activity)] == ["Saved meanwhile"]


def test_several_are_tried_out_one_upon_the_other(laptops: list[Laptop], stick: Path) -> None:
    """The second package edits what the first adds, and decides what it makes a conflict of."""
    dalia, omar, nadia = laptops
    add(omar, "Wells")
    with dalia.use().write("activity.add") as unit:
        shared = unit.add(Activity, title_en="Road")
    for other in (omar, nadia):
        other.take(dalia.pack(stick / "road.masar", other.name))
        (stick / "road.masar").unlink()
    retitle(omar, shared, "Road by Omar")
    omar.pack(stick / "1.masar", "Dalia")
    nadia.take(omar.pack(stick.parent / "for-nadia.masar", "Nadia"))
    retitle(nadia, shared, "Road by Nadia")
    (wells,) = nadia.desk.records(Activity, title_en="Wells")
    retitle(nadia, wells.id, "Deep wells")
    nadia.pack(stick / "2.masar", "Dalia")
    retitle(dalia, shared, "Road by Dalia")
    before = dalia.state()
    would = inspect_all(dalia.use(), collect(dalia.use(), [stick]).packages)
    each = {one.path.stem: one.report for one in would.each}
    first, then = each["1"], each["2"]
    assert first is not None
    assert then is not None
    assert (first.new, first.changed, first.conflicts) == ({"activity": 1}, {"activity": 1}, {"activity": 1})
    assert (then.new, then.conflicts, then.waiting) == ({}, {}, 0)
    assert (would.together.new, would.together.conflicts) == ({"activity": 1}, {"activity": 1})
    assert would.together.changed == {"activity": 1}
    assert (dalia.state(), dalia.conflicts()) == (before, [])
    went = take_all(dalia.desk, collect(dalia.desk, [stick]).packages, backup=False)
    assert [one.report for one in went] == [one.report for one in would.each]
    assert len(dalia.conflicts()) == 1


def test_what_waits_for_another_package_of_the_set_is_not_missing(laptops: list[Laptop], stick: Path) -> None:
    """Taken by itself each of these would wait for the others."""
    dalia, omar, nadia = laptops
    pack_beyond(omar, stick / "1.masar", dalia)
    pack_beyond(omar, stick / "2.masar", dalia)
    (stick / "3.masar").write_bytes((stick / "2.masar").read_bytes()[:-40])
    add(nadia, "Never packed")
    pack_beyond(nadia, stick / "4.masar", dalia)
    found_there = collect(dalia.use(), [stick])
    backwards = tuple(reversed(found_there.packages))
    would = inspect_all(dalia.use(), backwards)
    waiting = {one.path.stem: one.report.waiting for one in would.each if one.report}
    assert waiting == {"1": 0, "2": 0, "4": 1}
    assert would.together.waiting == 1
    assert what_waits(dalia.desk)[0] == []
    went = take_all(dalia.desk, backwards, backup=False)
    assert {one.path.stem: one.report.waiting for one in went if one.report} == waiting


def test_one_that_is_refused_leaves_nothing_in_the_sum(laptops: list[Laptop], stick: Path) -> None:
    dalia, omar, nadia = laptops
    make_package(dalia.use(), Parcel(words=WORDS), stick.parent / "open.masar")
    sami = joined(stick.parent, "Sami", stick.parent / "open.masar", "member")
    add(sami, "By a stranger")
    make_package(sami.use(), Parcel(to=("Dalia",)), stick / "sami.masar")
    sami.use().close()
    add(omar, "Wells")
    omar.pack(stick / "omar.masar", "Dalia")
    add(nadia, "Schools")
    nadia.pack(stick / "nadia.masar", "Dalia")
    would = inspect_all(dalia.use(), collect(dalia.use(), [stick]).packages)
    refused = [one.path.stem for one in would.each if one.error is not None]
    assert (refused, would.together.new) == (["sami"], {"activity": 2})


class StoppedAt(Progress):
    """Somebody stops before a package."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def step(self, done: int, total: int) -> None:
        if done == self.number:
            raise Cancelled


def test_who_stops_is_told_what_was_taken(laptops: list[Laptop], stick: Path) -> None:
    dalia, omar, nadia = laptops
    for laptop in (omar, nadia):
        add(laptop, f"By {laptop.name}")
        laptop.pack(stick / f"{laptop.name}.masar", "Dalia")
    there = collect(dalia.use(), [stick]).packages
    with pytest.raises(Cancelled):
        take_all(dalia.desk, there, StoppedAt(0), backup=False)
    took = take_all(dalia.desk, there, StoppedAt(1), backup=False)
    assert [one.report is not None for one in took] == [True, False]
    assert took[1].error is not None
    assert took[1].error.code == "stopped_before"


def test_a_stranger_who_cannot_wait_hides_no_result(
    laptops: list[Laptop], stick: Path, tmp_path: Path
) -> None:
    dalia, omar, _ = laptops
    make_package(dalia.use(), Parcel(words=WORDS), tmp_path / "open.masar")
    sami = joined(tmp_path, "Sami", tmp_path / "open.masar", "member")
    sami.pack(stick / "sami.masar", "Dalia")
    add(omar, "Wells")
    omar.pack(stick / "wells.masar", "Dalia")
    there = collect(dalia.use(), [stick]).packages
    (dalia.folder / "data" / "waiting").write_text("a file where a folder should be")
    took = {one.path.name: one for one in take_all(dalia.use(), there, backup=False)}
    assert took["wells.masar"].report is not None
    assert isinstance(took["sami.masar"].error, PlaceError)
    assert not took["sami.masar"].waits
    sami.use().close()


def test_what_cannot_be_read_is_named(
    laptops: list[Laptop], stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dalia, omar, _ = laptops
    omar.pack(stick / "good.masar", "Dalia")
    (stick / "worn.masar").write_bytes(b"x")
    (stick / "deep").mkdir()
    really_open, really_look = Path.open, Path.is_symlink

    def no_open(path: Path, *args: Any, **named: Any) -> Any:
        if path.name == "worn.masar":
            raise OSError(5, "Input/output error")
        return really_open(path, *args, **named)

    def no_look(path: Path) -> bool:
        if path.name == "deep":
            raise PermissionError(13, "Permission denied")
        return really_look(path)

    monkeypatch.setattr(Path, "open", no_open)
    monkeypatch.setattr(Path, "is_symlink", no_look)
    there = collect(dalia.use(), [stick])
    assert [one.path.name for one in there.packages] == ["good.masar"]
    assert [(one.path.name, one.error.code) for one in there.refused] == [("worn.masar", "file_not_readable")]
    assert there.others == ()


def test_a_folder_that_is_gone_is_refused(laptops: list[Laptop], tmp_path: Path) -> None:
    with pytest.raises(UserError, match="folder_missing"):
        collect(laptops[0].use(), [tmp_path / "no-stick"])


def test_a_name_that_is_no_text_holds_nothing_up(laptops: list[Laptop], stick: Path) -> None:
    """Sticks and unzipped folders hold such names."""
    dalia, omar, nadia = laptops
    add(omar, "Wells")
    add(nadia, "Schools")
    odd = stick / os.fsdecode(b"a\xe9.masar")
    odd.write_bytes(omar.pack(stick.parent.parent / "x.masar", "Dalia").read_bytes())
    nadia.pack(stick / "z.masar", "Dalia")
    found_there = collect(dalia.use(), [stick])
    assert not any(one.error for one in inspect_all(dalia.desk, found_there.packages).each)
    assert not any(one.error for one in take_all(dalia.desk, found_there.packages))
    assert {one.title_en for one in dalia.desk.records(Activity)} >= {"Wells", "Schools"}
    make_package(dalia.desk, Parcel(to=("Omar",)), odd)


def test_a_folder_with_more_files_than_are_looked_at_says_so(
    laptops: list[Laptop], stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        (stick / f"{number}.txt").write_text("x")
    for most, cut_short in ((5, True), (6, False), (7, False)):
        monkeypatch.setattr("app.services.collecting.MOST_FILES", most)
        assert collect(laptops[0].use(), [stick]).cut_short == cut_short


def test_looking_through_a_folder_can_be_stopped(laptops: list[Laptop], stick: Path) -> None:
    (stick / "1.pdf").write_bytes(b"%PDF-1.7")
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        collect(laptops[0].use(), [stick], (), stopped)


def test_the_marks_of_a_document_are_found_wherever_they_stand(stick: Path) -> None:
    for at in (9, (1 << 20) - 5, (1 << 20) - 1, 3 << 20):
        (stick / "a.pdf").write_bytes(b"%PDF-1.7\n".ljust(at, b" ") + b"/ByteRange" + b" " * 99)
        assert kind_of_file(stick / "a.pdf") == "document"
    (stick / "a.pdf").write_bytes(b"%PDF-1.7\n".ljust(3 << 20, b" "))
    assert kind_of_file(stick / "a.pdf") == "pdf"
