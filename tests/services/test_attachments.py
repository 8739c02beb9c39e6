"""Files on records: kept small in the record's space, one undo step, named while they are not here."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from services.laptops import Laptop, found

from app.foundation.errors import MasarError, UserError
from app.models.kinds.area import Intentions, Source
from app.models.kinds.inside import Outreach, Stakeholder
from app.models.kinds.meetings import Attachment
from app.process.terms import Term
from app.services.attachments import (
    attach,
    file_of,
    keep_chosen,
    proposed_name,
    read_chosen,
    save_copy,
    thumbnail,
)
from app.services.desk import Desk
from app.services.packing import Parcel, make_package
from app.services.views.attachments import attachments_of
from app.services.views.said import Name
from app.storage.staging import blob_sizes


def photo(folder: Path, name: str = "IMG_2041.png", size: tuple[int, int] = (3000, 100)) -> Path:
    made = folder / name
    Image.new("RGB", size, "teal").save(made)
    return made


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    return found(tmp_path)[0]


@pytest.fixture
def desk(laptop: Laptop) -> Desk:
    return laptop.use()


def a_source(desk: Desk, **more: object) -> str:
    with desk.write("source.add") as unit:
        return unit.add(Source, title_en="Returns Index", **more)


def test_a_photo_hangs_on_a_record_small_and_named_after_its_file(desk: Desk, tmp_path: Path) -> None:
    source = a_source(desk, sensitivity=2)
    made = desk.find(Attachment, attach(desk, "source", source, photo(tmp_path), language="ar"))
    assert made is not None
    assert (made.name_ar, made.file_name, made.sensitivity) == ("IMG 2041", "IMG_2041.png", 2)
    assert (made.subject, made.space, made.media_type) == (source, desk.network, "image/jpeg")
    with Image.open(Path(save(desk, made.id, tmp_path))) as kept:
        assert kept.size == (2000, 67)


def save(desk: Desk, attachment: str, folder: Path) -> Path:
    found_one, _ = file_of(desk, attachment)
    out = folder / proposed_name(found_one)
    save_copy(desk, attachment, out)
    return out


def test_it_lives_where_its_record_lives(desk: Desk, tmp_path: Path) -> None:
    with desk.write("stakeholder.add") as unit:
        elders = unit.add(Stakeholder, name_en="Elders")
    made = desk.find(Attachment, attach(desk, "stakeholder", elders, photo(tmp_path), "Card", 3))
    assert made is not None
    assert (made.space, made.name_en, made.sensitivity) == (desk.group, "Card", 3)


def test_several_files_are_one_step_and_the_same_one_is_kept_once(desk: Desk, tmp_path: Path) -> None:
    source = a_source(desk)
    two = (read_chosen(photo(tmp_path)), read_chosen(photo(tmp_path, "b.png", (50, 50))))
    ids = keep_chosen(desk, "source", source, two)
    assert len(set(ids)) == 2
    assert keep_chosen(desk, "source", source, two[:1]) == ids[:1]
    desk.undo()
    assert desk.records(Attachment) == []
    desk.redo()
    assert len(desk.records(Attachment)) == 2


def test_what_cannot_be_taken_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    text = tmp_path / "notes.docx"
    text.write_bytes(b"PK\x03\x04")
    for path in (text, tmp_path, tmp_path / "gone.pdf"):
        with pytest.raises(MasarError):
            attach(desk, "source", a_source(desk), path)
    with pytest.raises(UserError, match="unknown_record"):
        attach(desk, "source", "nothing", photo(tmp_path))
    assert desk.records(Attachment) == []
    with desk.workspace.read() as connection:
        assert blob_sizes(connection) == {}


def test_a_file_too_large_is_not_even_read(desk: Desk, tmp_path: Path) -> None:
    huge = tmp_path / "huge.jpg"
    with huge.open("wb") as file:
        file.truncate(70_000_000)
    with pytest.raises(UserError, match="attachment_too_large"):
        read_chosen(huge)


def test_the_view_says_what_hangs_here_how_large_and_from_whom(desk: Desk, tmp_path: Path) -> None:
    source = a_source(desk)
    assert attachments_of(desk, "source", source).files == ()
    attach(desk, "source", source, photo(tmp_path))
    view = attachments_of(desk, "source", source)
    one = view.files[0]
    assert (one.here, one.fixed, one.who.me, one.saved_as) == (True, False, True, "IMG_2041.jpg")
    assert view.bytes_here == one.size > 0
    assert len(one.rgb) == one.width * one.height * 3
    assert attachments_of(desk, "source", "gone").may_write is False


def test_the_files_of_an_outreach_are_named_for_whom_it_goes_to(desk: Desk) -> None:
    with desk.write("outreach.add") as unit:
        board = unit.add(Stakeholder, name_en="Water board")
        outreach = unit.add(Outreach, stakeholder=board, status="planned")
        counted = unit.add(Intentions, group="returnee")
    assert attachments_of(desk, "outreach", outreach).subject == Name("Water board")
    assert attachments_of(desk, "intentions", counted).subject == Term("kind.intentions")


def test_a_file_left_behind_is_named_and_comes_with_a_later_package(tmp_path: Path) -> None:
    mine, theirs = found(tmp_path, "Omar")
    source = a_source(mine.use())
    made = attach(mine.use(), "source", source, photo(tmp_path))
    without, whole = tmp_path / "without.masar", tmp_path / "whole.masar"
    make_package(mine.use(), Parcel(to=("Omar",), attachments="none"), without)
    theirs.take(without)
    view = attachments_of(theirs.use(), "source", source)
    assert (view.lacking, view.files[0].here, view.files[0].rgb) == (1, False, b"")
    assert str(view.files[0].who.name.plain or view.files[0].who.name.en) == mine.name
    assert thumbnail(theirs.use(), made) is None
    with pytest.raises(UserError, match="attachment_missing"):
        file_of(theirs.use(), made)
    make_package(mine.use(), Parcel(to=("Omar",), attachments="all"), whole)
    theirs.take(whole)
    assert attachments_of(theirs.use(), "source", source).lacking == 0
