"""The board, attached files that are asked for, what a package shows before it is made, and requests."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from services.laptops import Laptop, bring_everyone_up_to_date, found

from app.foundation.clock import SteppingClock
from app.foundation.errors import UserError
from app.models.changeset import LARGEST_FILE
from app.models.kinds.inside import StakeholderView
from app.models.kinds.meetings import Attachment
from app.models.kinds.plan import Activity
from app.services.answering import read_asked
from app.services.asking import make_request
from app.services.board import BoardRow, board
from app.services.packing import Packed, Parcel, make_package, preview_package
from app.services.taking import undo_last_take
from app.storage.staging import blob_sizes, keep_blob

SMALL, LARGE = (
    b"minutes " * 1_000,
    b"".join(hashlib.sha256(bytes([n % 251, n // 251])).digest() for n in range(20_000)),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    """Three laptops that are up to date and said so to Dalia, closed."""
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MASAR_DATA_DIR", str(folder / "data"))
        laptops = found(folder, "Omar", "Nadia")
        bring_everyone_up_to_date(laptops, folder)
        for laptop in laptops[1:]:
            laptops[0].take(laptop.pack(folder / f"word-{laptop.name}.masar", "Dalia"))
        for laptop in laptops:
            laptop.use().close()
    return laptops


def add(laptop: Laptop, title: str) -> str:
    with laptop.use().write("activity.add") as unit:
        return unit.add(Activity, title_en=title)


def attach(laptop: Laptop, data: bytes) -> str:
    """Hang a file on the first activity; returns its digest."""
    desk = laptop.use()
    digest = hashlib.sha256(data).hexdigest()
    with desk.workspace.write() as connection:
        keep_blob(connection, data)
    with desk.write("attachment.add") as unit:
        unit.add(
            Attachment, name_en="scan", subject_kind="activity", subject=desk.records(Activity)[0].id,
            sha256=digest, size=len(data),
        )  # fmt: skip
    return digest


def row(laptop: Laptop, name: str) -> BoardRow:
    return next(one for one in board(laptop.use()) if one.person.name == name)


def files(laptop: Laptop) -> set[str]:
    with laptop.use().workspace.read() as connection:
        return set(blob_sizes(connection))


def pack(laptop: Laptop, out: Path, to: str, attachments: str) -> Packed:
    return make_package(laptop.use(), Parcel(to=(to,), attachments=attachments), out)


def test_a_file_that_nobody_takes_stays_behind_and_the_package_is_taken(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    """A file may be here from before there was a bound, or from another program."""
    dalia, omar, _ = laptops
    add(dalia, "Wells")
    with dalia.use().workspace.write() as connection:
        huge, size = bytes(LARGEST_FILE + 1), LARGEST_FILE + 1
        values = (hashlib.sha256(huge).hexdigest(), size, huge)
        connection.exec_driver_sql("INSERT INTO blob (sha256, size, data) VALUES (?, ?, ?)", values)
    with dalia.use().write("attachment.add") as unit:
        unit.add(
            Attachment, name_en="scan", subject_kind="activity", subject=dalia.desk.records(Activity)[0].id,
            sha256=values[0], size=size,
        )  # fmt: skip
    seen = preview_package(dalia.use(), Parcel(to=("Omar",), attachments="all"))
    assert (seen.files, seen.left_out, seen.left_out_size) == (0, 1, size)
    pack(dalia, tmp_path / "1.masar", "Omar", "all")
    omar.take(tmp_path / "1.masar")
    assert omar.use().records(Activity)[0].title_en == "Wells"


def test_files_beyond_what_a_package_takes_come_with_the_next(
    laptops: list[Laptop], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.packing.MOST_FILES", 1)
    dalia, omar, _ = laptops
    add(dalia, "Wells")
    both = {attach(dalia, SMALL), attach(dalia, LARGE)}
    pack(dalia, tmp_path / "1.masar", "Omar", "all")
    omar.take(tmp_path / "1.masar")
    assert files(omar) == {hashlib.sha256(SMALL).hexdigest()}
    dalia.take(omar.pack(tmp_path / "back.masar", "Dalia"))
    pack(dalia, tmp_path / "2.masar", "Omar", "asked")
    omar.take(tmp_path / "2.masar")
    assert files(omar) == both


def test_behind_since_when_and_what_they_confirmed(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    assert row(dalia, "Omar").up_to_date
    add(dalia, "Wells")
    behind = row(dalia, "Omar")
    assert (behind.behind, behind.since != "", behind.confirmed != "") == (1, True, True)
    omar.take(dalia.pack(tmp_path / "1.masar", "Omar"))
    assert row(dalia, "Omar").behind == 1
    dalia.take(omar.pack(tmp_path / "2.masar", "Dalia"))
    assert row(dalia, "Omar").up_to_date


def test_who_undid_a_take_is_sent_it_again_though_their_clock_was_set_back(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    dalia, omar, _ = laptops
    add(dalia, "Wells")
    omar.take(dalia.pack(tmp_path / "1.masar", "Omar"))
    dalia.take(omar.pack(tmp_path / "2.masar", "Dalia"))
    undo_last_take(omar.use())
    omar.desk.clock = SteppingClock(datetime(2024, 3, 1, tzinfo=UTC))
    dalia.take(omar.pack(tmp_path / "3.masar", "Dalia"))
    assert row(dalia, "Omar").behind == 1
    omar.take(dalia.pack(tmp_path / "4.masar", "Omar"))
    assert [one.title_en for one in omar.desk.records(Activity)] == ["Wells"]
    dalia.take(omar.pack(tmp_path / "5.masar", "Dalia"))
    assert row(dalia, "Omar").up_to_date


def test_what_they_have_and_is_not_here_is_counted(laptops: list[Laptop], tmp_path: Path) -> None:
    """Omar has Nadia's new work; his package for Dalia leaves out what he takes her to have."""
    dalia, omar, nadia = laptops
    add(nadia, "Wells")
    omar.take(nadia.pack(tmp_path / "1.masar", "Omar"))
    make_package(omar.use(), Parcel(to=("Dalia",), spaces="group"), tmp_path / "2.masar")
    dalia.take(tmp_path / "2.masar")
    assert row(dalia, "Omar").ahead == 0
    dalia.take(omar.pack(tmp_path / "3.masar", "Dalia"))
    assert len(dalia.desk.records(Activity)) == 1


def test_a_file_left_out_is_asked_for_and_comes_later(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    add(dalia, "Wells")
    digest = attach(dalia, LARGE)
    pack(dalia, tmp_path / "1.masar", "Omar", "small")
    omar.take(tmp_path / "1.masar")
    assert digest not in files(omar)
    dalia.take(omar.pack(tmp_path / "2.masar", "Dalia"))
    lacking = row(dalia, "Omar")
    assert (lacking.behind, lacking.files, lacking.files_size) == (0, 1, len(LARGE))
    assert not lacking.up_to_date
    pack(dalia, tmp_path / "3.masar", "Omar", "all")
    omar.take(tmp_path / "3.masar")
    assert digest in files(omar)
    dalia.take(omar.pack(tmp_path / "4.masar", "Dalia"))
    assert row(dalia, "Omar").up_to_date


def test_the_choice_of_attachments_acts_and_none_is_sent_twice(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    add(dalia, "Wells")
    small, large = attach(dalia, SMALL), attach(dalia, LARGE)
    sizes = {
        choice: pack(dalia, tmp_path / f"{choice}.masar", "Omar", choice).size
        for choice in ("none", "small", "all")
    }
    assert sizes["none"] < sizes["small"] < len(LARGE) < sizes["all"]
    omar.take(tmp_path / "all.masar")
    assert {small, large} <= files(omar)
    dalia.take(omar.pack(tmp_path / "back.masar", "Dalia"))
    assert pack(dalia, tmp_path / "again.masar", "Omar", "all").size < 4_000


def test_the_preview_counts_what_is_sent_and_foretells_the_size(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    dalia = laptops[0]
    wells = add(dalia, "Wells")
    with dalia.use().write("activity.edit") as unit:
        unit.set(Activity, wells, title_en="Deep wells")
    attach(dalia, LARGE)
    preview = preview_package(dalia.use(), Parcel(to=("Omar",)))
    assert preview.kinds == {"activity": 1, "attachment": 1}
    assert (preview.withheld, preview.left_out, preview.left_out_size) == (1, 1, len(LARGE))
    size = pack(dalia, tmp_path / "1.masar", "Omar", "small").size
    assert 0.8 < preview.size / size < 1.25


def test_headquarters_never_gets_positions(laptops: list[Laptop]) -> None:
    dalia = laptops[0]
    from app.models.kinds.inside import Stakeholder

    with dalia.use().write("stakeholder.add") as unit:
        stakeholder = unit.add(Stakeholder, name_en="Elders")
        unit.add(StakeholderView, stakeholder=stakeholder, influence="3")
    preview = preview_package(dalia.use(), Parcel(to=("Omar",), spaces="network"))
    assert "stakeholder_view" not in preview.kinds
    assert preview.held_back == (dalia.desk.group,)
    whole = preview_package(dalia.use(), Parcel(to=("Omar",)))
    assert whole.kinds["stakeholder_view"] == 1


def test_a_file_there_is_not_replaced_unless_that_was_agreed(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, out = laptops[0], tmp_path / "plan.docx"
    out.write_text("my only copy")
    with pytest.raises(UserError, match="file_exists"):
        make_package(dalia.use(), Parcel(to=("Omar",)), out, replace=False)
    assert out.read_text() == "my only copy"


def test_a_request_is_answered_with_exactly_what_lacks(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    add(dalia, "Wells")
    make_request(omar.use(), tmp_path / "omar.masar-request")
    asked = read_asked(dalia.use(), tmp_path / "omar.masar-request")
    assert (asked.name, asked.preview.kinds, asked.wanted) == ("Omar", {"activity": 1}, 0)
    make_package(dalia.desk, asked.parcel, tmp_path / "answer.masar")
    assert omar.take(tmp_path / "answer.masar").new == {"activity": 1}


def test_a_request_for_files_brings_large_ones_too(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    add(dalia, "Wells")
    digest = attach(dalia, LARGE)
    pack(dalia, tmp_path / "1.masar", "Omar", "none")
    omar.take(tmp_path / "1.masar")
    request = make_request(omar.use(), tmp_path / "omar.masar-request")
    assert request.wanted == (digest,)
    asked = read_asked(dalia.use(), tmp_path / "omar.masar-request")
    assert (asked.wanted, asked.missing, asked.preview.files) == (1, 0, 1)
    make_package(dalia.desk, asked.parcel, tmp_path / "answer.masar")
    omar.take(tmp_path / "answer.masar")
    assert digest in files(omar)


def test_a_stranger_is_not_answered(laptops: list[Laptop], tmp_path: Path) -> None:
    from services.laptops import founded

    dalia, stranger = laptops[0], founded(tmp_path, "Zaid", "IQG15Q07")
    make_request(stranger.use(), tmp_path / "zaid.masar-request")
    with pytest.raises(UserError, match="request_from_stranger"):
        read_asked(dalia.use(), tmp_path / "zaid.masar-request")
    stranger.use().close()


def test_the_board_foretells_the_size_of_the_package(laptops: list[Laptop], tmp_path: Path) -> None:
    """With signed heads and small files; with a large one as soon as they said that they lack it."""
    dalia, omar, _ = laptops
    add(dalia, "Wells")
    for parcel, data in (("1", LARGE[:40_000]), ("2", LARGE)):
        attach(dalia, data)
        foretold = row(dalia, "Omar").size
        assert foretold == pytest.approx(preview_package(dalia.desk, asked("Omar")).size, rel=0.05)
        made = make_package(dalia.desk, asked("Omar"), tmp_path / f"{parcel}.masar")
        assert 0.8 < foretold / made.size < 1.25
    omar.take(tmp_path / "2.masar")
    dalia.take(omar.pack(tmp_path / "said.masar", "Dalia"))
    lacking = row(dalia, "Omar")
    assert (lacking.behind, lacking.files, lacking.size > len(LARGE)) == (0, 1, True)
    assert lacking.size == preview_package(dalia.desk, asked("Omar")).size


def asked(name: str) -> Parcel:
    return Parcel(to=(name,), attachments="asked")


def test_what_somebody_lacks_travels_when_it_is_asked_for_and_new_large_files_do_not(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    dalia, omar, _ = laptops
    add(dalia, "Wells")
    wanted = attach(dalia, LARGE)
    omar.take(dalia.pack(tmp_path / "1.masar", "Omar"))
    dalia.take(omar.pack(tmp_path / "2.masar", "Dalia"))
    attach(dalia, LARGE[::-1])
    preview = preview_package(dalia.use(), asked("Omar"))
    assert (preview.files, preview.files_size, preview.left_out) == (1, len(LARGE), 1)
    make_package(dalia.desk, asked("Omar"), tmp_path / "3.masar")
    omar.take(tmp_path / "3.masar")
    assert wanted in files(omar)
