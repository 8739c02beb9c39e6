"""Packages: what goes in comes out; writing and reading can be stopped and refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.foundation.errors import Cancelled, PlaceError, UserError
from app.foundation.progress import Progress, unwatched
from app.models.changeset import Arrived
from app.sync.invitation import encode_invitation, new_invitation
from app.sync.manifest import Manifest
from app.sync.package_reader import CheckingSink, read_later, read_package
from app.sync.package_writer import Blob, Content
from tests.sync.parcels import SPACE, Forge, Recorder, Sender, chain, content, few, line


@few
@given(
    texts=st.lists(st.text(max_size=40), max_size=12),
    blobs=st.lists(st.binary(max_size=2000), max_size=4, unique=True),
    invited=st.booleans(),
)
def test_what_was_written_is_read(
    sender: Sender, tmp_path: Path, texts: list[str], blobs: list[bytes], invited: bool
) -> None:
    lines = chain(*[[text] for text in texts])
    invitation = new_invitation("0190", "member") if invited else None
    invite = encode_invitation(invitation) if invitation else None
    written = sender.write(tmp_path / "a.masar", content(*lines, blobs=blobs, invite=invite))
    opened, sink = sender.read(written.path)
    assert sink.lines == lines
    assert set(sink.blobs.values()) == set(blobs)
    assert sink.ended == ["accepted"]
    assert sink.manifests == [opened.manifest] == [written.manifest]
    assert opened.invitation == invitation
    assert (opened.lines, opened.size) == (len(lines), written.path.stat().st_size)
    assert opened.sender == sender.card


def test_a_package_is_read_once_more(sender: Sender, tmp_path: Path) -> None:
    lines = chain(["a", "b"], ["c"])
    path = sender.write(tmp_path / "a.masar", content(*lines, blobs=[b"file"])).path
    opened, sink = sender.read(path)
    again = read_later(path, [sender.identity], opened.manifest)
    assert [one.text for one in again] == sink.lines == lines


class Later(Recorder):
    """A sink that leaves the changesets for later."""

    def begin(self, manifest: Manifest) -> bool:
        return not super().begin(manifest)


def later(sender: Sender, path: Path, manifest: Manifest, held: list[list[bytes]] | None) -> list[str]:
    """Return the changesets that were left for later, from what was held of them or from the file."""
    lists = iter(held) if held is not None else None
    return [one.text for one in read_later(path, [sender.identity], manifest, lists)]


def test_changesets_that_nobody_wants_yet_are_counted_and_held_to_their_digest(
    sender: Sender, tmp_path: Path
) -> None:
    lines = chain(["a", "b"], ["c"], ["x" * 300_000])
    path = sender.write(tmp_path / "a.masar", content(*lines, blobs=[b"file"])).path
    sink = Later()
    opened = read_package(path, [sender.identity], sink, unwatched())
    assert (opened.lines, sink.lines, len(sink.blobs)) == (3, [], 1)
    assert later(sender, path, opened.manifest, None) == lines
    assert later(sender, path, opened.manifest, sink.unread_lines) == lines


@pytest.mark.parametrize("held", [True, False])
def test_what_is_read_later_is_refused_where_no_signed_head_covers_it(
    sender: Sender, tmp_path: Path, held: bool
) -> None:
    lines = chain(["a"], ["b"])
    letter = sender.letter(lines[:1])
    path = sender.write(tmp_path / "a.masar", content(*lines), letter).path
    sink = Later()
    manifest = read_package(path, [sender.identity], sink, unwatched()).manifest
    with pytest.raises(UserError) as refused:
        later(sender, path, manifest, sink.unread_lines if held else None)
    assert refused.value.code == "altered_chain"


def test_reading_once_more_refuses_another_package(sender: Sender, tmp_path: Path) -> None:
    path = sender.write(tmp_path / "a.masar", content(*chain(["a"]))).path
    manifest = sender.read(path)[0].manifest
    sender.write(path, content(*chain(["b"])))
    with pytest.raises(UserError) as refused:
        list(read_later(path, [sender.identity], manifest))
    assert refused.value.code == "package_damaged"


def test_several_people_can_open_one_package(sender: Sender, tmp_path: Path) -> None:
    from app.sync.package_writer import write_package

    other = Sender(2)
    keys = [sender.card.recipient, other.card.recipient]
    write_package(
        tmp_path / "a.masar", sender.letter([line()]), content(line()), keys, sender.seed, unwatched()
    )
    for person in (sender, other):
        assert person.read(tmp_path / "a.masar")[0].lines == 1


def test_manifest_says_how_far_the_sender_came(sender: Sender, tmp_path: Path) -> None:
    sender.write(tmp_path / "a.masar", content())
    manifest = sender.read(tmp_path / "a.masar")[0].manifest
    assert manifest.vector(SPACE).number("r1") == 2
    assert manifest.vector("country").heads == manifest.base_of(SPACE).heads == frozenset()


def test_lines_longer_than_a_piece_are_whole(sender: Sender, tmp_path: Path) -> None:
    lines = chain(["x" * 300_000], ["y"], ["z" * 70_000])
    sender.write(tmp_path / "a.masar", content(*lines))
    assert sender.read(tmp_path / "a.masar")[1].lines == lines


# ------------------------------------------------------------------ stopping, and the writer


class Stubborn(CheckingSink):
    """A sink that will not have it."""

    def __init__(self, refuse_at: str) -> None:
        self.refuse_at = refuse_at
        self.forgot = 0

    def refuse(self, place: str) -> None:
        if place == self.refuse_at:
            raise UserError("unknown_sender")

    def begin(self, manifest: Manifest) -> bool:
        self.refuse("begin")
        return True

    def line(self, came: Arrived) -> None:
        self.refuse("line")

    def blob(self, name: str, pieces: Iterator[bytes]) -> None:
        self.refuse("blob")

    def accepted(self) -> None:
        self.refuse("accepted")

    def dropped(self) -> None:
        self.forgot += 1


@pytest.mark.parametrize("place", ["begin", "line", "blob", "accepted"])
def test_a_sink_can_refuse(sender: Sender, forge: Forge, place: str) -> None:
    sink = Stubborn(place)
    with pytest.raises(UserError, match="unknown_sender"):
        read_package(forge(), [sender.identity], sink, unwatched())
    assert sink.forgot == 1


def test_a_sink_that_reads_no_files_still_has_them_verified(sender: Sender, forge: Forge) -> None:
    read_package(forge(), [sender.identity], CheckingSink(), unwatched())
    wrong = forge(entries=lambda right: [*right[:3], (right[3][0], b"FILE")])
    with pytest.raises(UserError, match="package_damaged"):
        read_package(wrong, [sender.identity], CheckingSink(), unwatched())


def stopping_after(steps: int) -> Progress:
    seen: list[int] = []

    def listen(done: int, total: int) -> None:
        seen.append(done)
        if len(seen) >= steps:
            progress.cancel()

    progress = Progress(listen)
    return progress


def test_reading_can_be_stopped(sender: Sender, tmp_path: Path) -> None:
    import random

    written = sender.write(tmp_path / "a.masar", content(line(), blobs=[random.Random(2).randbytes(900_000)]))
    sink = Recorder()
    with pytest.raises(Cancelled):
        read_package(written.path, [sender.identity], sink, stopping_after(3))
    assert sink.ended == ["dropped"]


def test_writing_can_be_stopped_and_leaves_the_old_file(sender: Sender, tmp_path: Path) -> None:
    from app.sync.package_writer import write_package

    path = tmp_path / "a.masar"
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write_package(
            path, sender.letter(), content(line()), [sender.card.recipient], sender.seed, stopping_after(1)
        )
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.masar", b"old")]


def test_counting_can_be_stopped_too(sender: Sender, tmp_path: Path) -> None:
    from app.sync.package_writer import write_package

    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        write_package(
            tmp_path / "a", sender.letter(), content(line()), [sender.card.recipient], sender.seed, progress
        )
    assert list(tmp_path.iterdir()) == []


def test_progress_reaches_its_end(sender: Sender, tmp_path: Path) -> None:
    from app.sync.package_writer import write_package

    seen: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: seen.append((done, total)))
    parts = content(line("x" * 600_000), blobs=[b"y" * 1000])
    write_package(tmp_path / "a", sender.letter(), parts, [sender.card.recipient], sender.seed, progress)
    assert seen[-1][0] == seen[-1][1] > 600_000


def test_an_attachment_that_is_not_what_its_name_says(sender: Sender, tmp_path: Path) -> None:
    wrong = Content(list, [Blob("0" * 64, lambda: [b"other"])])
    with pytest.raises(UserError, match="attachment_damaged"):
        sender.write(tmp_path / "a.masar", wrong)
    assert list(tmp_path.iterdir()) == []


def test_a_source_that_changes_between_the_passes(sender: Sender, tmp_path: Path) -> None:
    calls: list[int] = []

    def lines() -> Iterable[str]:
        calls.append(1)
        return [line("x" * len(calls))]

    with pytest.raises(PlaceError, match="not_written"):
        sender.write(tmp_path / "a.masar", Content(lines), sender.letter())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(sender: Sender, tmp_path: Path) -> None:
    with pytest.raises(PlaceError, match="folder_missing"):
        sender.write(tmp_path / "none" / "a.masar", content())


def test_a_malformed_recipient(sender: Sender, tmp_path: Path) -> None:
    from app.sync.package_writer import write_package

    with pytest.raises(UserError, match="recipient_malformed"):
        write_package(tmp_path / "a", sender.letter(), content(), ["age1x"], sender.seed, unwatched())
    assert list(tmp_path.iterdir()) == []


def test_a_line_with_a_line_end_is_a_bug(sender: Sender, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="line end"):
        sender.write(tmp_path / "a.masar", content("{}\n{}"), sender.letter())


def test_a_letter_about_another_space_is_refused(sender: Sender, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="package_damaged"):
        sender.write(tmp_path / "a.masar", content(), sender.letter(spaces=("country",)))
