"""Packages: what goes in comes out; anything else is refused, and then nothing stays."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.foundation.errors import Cancelled, MasarError, PlaceError, UserError
from app.foundation.progress import Progress, unwatched
from app.sync.invitation import encode_invitation, new_invitation
from app.sync.manifest import Manifest
from app.sync.package_reader import CheckingSink, Limits, depth_within, read_package
from app.sync.package_writer import Blob, Content
from tests.sync.parcels import SPACE, Recorder, Sender, content, line

Forge = Callable[..., Path]
Entries = list[tuple[str, bytes]]

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def refusal(sender: Sender, path: Path, limits: Limits | None = None, identity: str = "") -> str:
    """Return the code of the refusal, after seeing that the sink was told to forget everything."""
    sink = Recorder()
    with pytest.raises(MasarError) as refused:
        read_package(path, [identity or sender.identity], sink, unwatched(), limits)
    assert sink.ended == ["dropped"]
    return refused.value.code


@few
@given(
    headers=st.lists(st.text(max_size=40), max_size=12),
    blobs=st.lists(st.binary(max_size=2000), max_size=4, unique=True),
    invited=st.booleans(),
)
def test_what_was_written_is_read(
    sender: Sender, tmp_path: Path, headers: list[str], blobs: list[bytes], invited: bool
) -> None:
    lines = [line('{"v":"x"}', header=header) for header in headers]
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


def test_several_people_can_open_one_package(sender: Sender, tmp_path: Path) -> None:
    from app.sync.package_writer import write_package

    other = Sender(2)
    keys = [sender.card.recipient, other.card.recipient]
    write_package(tmp_path / "a.masar", sender.letter(), content(line()), keys, sender.seed, unwatched())
    for person in (sender, other):
        assert person.read(tmp_path / "a.masar")[0].lines == 1


def test_manifest_says_how_far_the_sender_came(sender: Sender, tmp_path: Path) -> None:
    sender.write(tmp_path / "a.masar", content())
    manifest = sender.read(tmp_path / "a.masar")[0].manifest
    assert manifest.vector(SPACE).number("r1") == 2
    assert manifest.vector("country").heads == manifest.base_of(SPACE).heads == frozenset()


def test_lines_longer_than_a_piece_are_whole(sender: Sender, tmp_path: Path) -> None:
    lines = [line("x" * 300_000), line("y"), line("z" * 70_000)]
    sender.write(tmp_path / "a.masar", content(*lines))
    assert sender.read(tmp_path / "a.masar")[1].lines == lines


# ------------------------------------------------------------------ damage


@pytest.fixture(scope="module")
def small(sender: Sender, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("small") / "small.masar"
    sender.write(path, content(line('{"v":1}'), blobs=[b"a file"]))
    return path.read_bytes()


@settings(few, max_examples=50)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_one_flipped_bit_anywhere_is_refused(
    sender: Sender, tmp_path: Path, small: bytes, place: float, bit: int
) -> None:
    data = bytearray(small)
    data[int(place * len(data))] ^= 1 << bit
    (tmp_path / "flipped.masar").write_bytes(data)
    codes = {"not_a_package", "wrong_words_or_not_for_you", "package_damaged"}
    assert refusal(sender, tmp_path / "flipped.masar") in codes


@settings(few, max_examples=50)
@given(kept=st.floats(0, 1, exclude_max=True))
def test_a_cut_package_is_refused(sender: Sender, tmp_path: Path, small: bytes, kept: float) -> None:
    (tmp_path / "cut.masar").write_bytes(small[: int(kept * len(small))])
    assert refusal(sender, tmp_path / "cut.masar") in {"not_a_package", "package_damaged"}


def test_a_large_package_cut_at_a_block_is_refused_at_the_end(sender: Sender, tmp_path: Path) -> None:
    import random

    noise = random.Random(1).randbytes(400_000)
    written = sender.write(tmp_path / "a.masar", content(line(), blobs=[noise]))
    data = written.path.read_bytes()
    for blocks in (1, 3, 5):
        (tmp_path / "cut.masar").write_bytes(data[: -(written.size % 65552) - 65552 * blocks + 65552])
        assert refusal(sender, tmp_path / "cut.masar") == "package_damaged"


def test_bytes_behind_the_end_are_refused(sender: Sender, tmp_path: Path, small: bytes) -> None:
    (tmp_path / "a.masar").write_bytes(small + b"x")
    assert refusal(sender, tmp_path / "a.masar") == "package_damaged"


def test_the_last_block_is_awaited(sender: Sender, tmp_path: Path) -> None:
    """All entries may have been given already when the end of the age file turns out to be missing."""
    right = sender.write(tmp_path / "a.masar", content(line()))
    clear = pyrage.decrypt(right.path.read_bytes(), [sender.age]) + b"\0" * 0
    filler = b"PK\x05\x06" + b"\0" * 18
    sealed = pyrage.encrypt(clear.replace(filler, filler), [sender.age.to_public()])
    (tmp_path / "b.masar").write_bytes(sealed[:-1])
    assert refusal(sender, tmp_path / "b.masar") == "package_damaged"


# ------------------------------------------------------------------ not ours


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"age-encryption.org/v2\n", b"\0" * 500])
def test_other_files_are_no_packages(sender: Sender, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.masar").write_bytes(data)
    assert refusal(sender, tmp_path / "a.masar") == "not_a_package"


def test_an_endless_header_is_refused(sender: Sender, tmp_path: Path) -> None:
    (tmp_path / "a.masar").write_bytes(b"age-encryption.org/v1\n" + b"-> X25519 a\n" * 100_000)
    assert refusal(sender, tmp_path / "a.masar") == "package_damaged"


def test_a_package_for_somebody_else(sender: Sender, tmp_path: Path, small: bytes) -> None:
    (tmp_path / "a.masar").write_bytes(small)
    code = refusal(sender, tmp_path / "a.masar", identity=Sender(2).identity)
    assert code == "wrong_words_or_not_for_you"


def test_a_passphrase_stanza_costs_nothing(sender: Sender, tmp_path: Path) -> None:
    (tmp_path / "a.masar").write_bytes(pyrage.passphrase.encrypt(b"x", "long enough"))
    assert refusal(sender, tmp_path / "a.masar") == "wrong_words_or_not_for_you"


def test_an_age_file_with_something_else_inside(sender: Sender, tmp_path: Path) -> None:
    assert refusal(sender, sender.wrap(tmp_path / "a.masar", b"hello")) == "package_damaged"
    assert refusal(sender, sender.wrap(tmp_path / "a.masar", b"")) == "package_damaged"


def test_a_missing_file(sender: Sender, tmp_path: Path) -> None:
    assert refusal(sender, tmp_path / "none.masar") == "file_missing"


def test_a_wrong_identity_line(sender: Sender, tmp_path: Path, small: bytes) -> None:
    (tmp_path / "a.masar").write_bytes(small)
    assert refusal(sender, tmp_path / "a.masar", identity="AGE-SECRET-KEY-1QQ") == "identity_malformed"


# ------------------------------------------------------------------ forged by someone who can sign


def test_the_forger_can_make_a_right_package(sender: Sender, forge: Forge) -> None:
    assert sender.read(forge())[1].blobs == {hashlib.sha256(b"file").hexdigest(): b"file"}


def drop(number: int) -> Callable[[Entries], Entries]:
    return lambda right: [entry for place, entry in enumerate(right) if place != number]


ENTRY_FORGERIES: dict[str, Callable[[Entries], Entries]] = {
    "no manifest": drop(0),
    "no signature": drop(1),
    "no changes": drop(2),
    "no file": drop(3),
    "nothing": lambda right: [],
    "other order": lambda right: [right[0], right[1], right[3], right[2]],
    "signature first": lambda right: [right[1], right[0], *right[2:]],
    "one more": lambda right: [*right, ("more.txt", b"more")],
    "a file twice": lambda right: [*right, right[3]],
    "changes twice": lambda right: [*right[:3], right[2], right[3]],
    "unannounced invitation": lambda right: [*right[:2], ("invite.json", b"{}"), *right[2:]],
    "a path": lambda right: [*right[:3], ("../" + right[3][0], right[3][1])],
    "an absolute path": lambda right: [*right[:3], ("/" + right[3][0], right[3][1])],
    "a backslash": lambda right: [*right[:3], (right[3][0].replace("/", "\\"), right[3][1])],
    "other bytes": lambda right: [*right[:3], (right[3][0], b"FILE")],
    "longer": lambda right: [*right[:3], (right[3][0], b"file and more")],
    "shorter": lambda right: [*right[:3], (right[3][0], b"fil")],
    "other changes": lambda right: [*right[:2], (right[2][0], b'{"h":"","c":[]}\n'), right[3]],
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("forgery", ENTRY_FORGERIES)
def test_entries_are_exactly_those_announced(sender: Sender, forge: Forge, forgery: str) -> None:
    assert refusal(sender, forge(entries=ENTRY_FORGERIES[forgery])) == "package_damaged"


def rename(number: int, name: str) -> Callable[[dict[str, list[dict[str, object]]]], None]:
    return lambda shape: shape["entries"][number].update(name=name)


MANIFEST_FORGERIES: dict[str, Callable[..., object]] = {
    "path in the manifest": rename(1, "blobs/../../etc"),
    "other name": rename(0, "changes.json"),
    "name is not the digest": rename(1, "blobs/" + "0" * 64),
    "negative size": lambda shape: shape["entries"][0].update(size=-1),
    "two of one file": lambda shape: shape["entries"].append(shape["entries"][1]),
    "no space": lambda shape: shape.update(spaces=[]),
    "a space twice": lambda shape: shape.update(spaces=[SPACE, SPACE]),
    "a space of no known form": lambda shape: shape.update(spaces=[SPACE, "area/x/secret"]),
    "vector of another space": lambda shape: shape["vectors"].update(country={}),
    "base of another space": lambda shape: shape["base"].update(country={}),
    "head of another space": lambda shape: shape["heads"][0].update(space="country"),
    "head without number": lambda shape: shape["heads"][0].update(number=0),
    "title of another area": lambda shape: shape["area_titles"].update(other={"en": "Other"}),
    "malformed vector": lambda shape: shape["vectors"].update({SPACE: {"r1": [[0, "ab" * 16]]}}),
    "malformed card": lambda shape: shape["sender"].update(recipient="age1x"),
    "nobody": lambda shape: shape["sender"].update(name=" "),
    "wanted is no digest": lambda shape: shape.update(wanted=["../x"]),
    "no format": lambda shape: shape.pop("format"),
    "rules of no number": lambda shape: shape.update(rules=0),
    "recipient is no key": lambda shape: shape.update(recipients=[{"key": "x", "name": ""}]),
}


@pytest.mark.parametrize("forgery", MANIFEST_FORGERIES)
def test_a_malformed_manifest_is_refused(sender: Sender, forge: Forge, forgery: str) -> None:
    assert refusal(sender, forge(change=MANIFEST_FORGERIES[forgery])) == "package_damaged"


def test_a_newer_major_format_is_named(sender: Sender, forge: Forge) -> None:
    path = forge(change=lambda shape: (shape.clear(), shape.update(format=[2, 0], anything={"new": 1})))
    assert refusal(sender, path) == "package_too_new"


def test_a_newer_minor_format_is_taken(sender: Sender, forge: Forge) -> None:
    path = forge(change=lambda shape: shape.update(format=[1, 7], added_later=[1, 2, 3]))
    assert sender.read(path)[0].manifest.format == (1, 7)


def test_a_signature_of_somebody_else(sender: Sender, forge: Forge) -> None:
    stranger = Sender(2)
    path = forge(entries=lambda right: [right[0], ("manifest.sig", stranger.signed(right[0][1])), *right[2:]])
    assert refusal(sender, path) == "package_signature_wrong"


@pytest.mark.parametrize("signature", [b"", b"00" * 64, b"\xff" * 128, b"zz" * 64])
def test_no_signature(sender: Sender, forge: Forge, signature: bytes) -> None:
    path = forge(entries=lambda right: [right[0], ("manifest.sig", signature), *right[2:]])
    assert refusal(sender, path) == "package_signature_wrong"


def test_a_head_somebody_else_signed(sender: Sender, forge: Forge) -> None:
    path = forge(change=lambda shape: shape["heads"][0].update(number=3))
    assert refusal(sender, path) == "package_signature_wrong"


CHANGES_FORGERIES = {
    "no line end": b'{"h":"","c":[]}',
    "empty line": b'\n{"h":"","c":[]}\n',
    "no JSON": b"hello\n",
    "no UTF-8": b'{"h":"\xff","c":[]}\n',
    "another shape": b'{"h":1,"c":[]}\n',
    "malformed leaf": b'{"h":"","c":[{"leaf":"x"}]}\n',
    "very deep": b'{"h":"","c":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n",
}


def with_changes(data: bytes) -> Callable[..., None]:
    entry = {"name": "changes.jsonl", "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return lambda shape: shape["entries"].__setitem__(0, entry)


def forged_changes(forge: Forge, data: bytes) -> Path:
    return forge(change=with_changes(data), entries=lambda right: [*right[:2], (right[2][0], data), right[3]])


@pytest.mark.parametrize("forgery", CHANGES_FORGERIES)
def test_malformed_lines_are_refused(sender: Sender, forge: Forge, forgery: str) -> None:
    assert refusal(sender, forged_changes(forge, CHANGES_FORGERIES[forgery])) == "package_damaged"


def test_deep_changes_are_refused(sender: Sender, forge: Forge) -> None:
    deep = line('{"v":' + "[" * 50 + "]" * 50 + "}").encode() + b"\n"
    assert refusal(sender, forged_changes(forge, deep)) == "package_beyond_limits"


def test_a_withheld_change_may_stand_as_its_leaf(sender: Sender, forge: Forge) -> None:
    text = msgspec.json.encode({"h": "{}", "c": ['{"v":1}', {"leaf": "0" * 64}]}) + b"\n"
    assert sender.read(forged_changes(forge, text))[1].lines == [text.decode().rstrip()]


@pytest.mark.parametrize(("text", "fits"), [
    ("[" * 8 + "]" * 8, True), ("[" * 9 + "]" * 9, False), ('"' + "[" * 99 + '"', True),
    ('"\\"' + "{" * 99 + '"', True), ("[{}]" * 99, True), ('{"a":' * 9 + "1" + "}" * 9, False),
])  # fmt: skip
def test_depth(text: str, fits: bool) -> None:
    assert depth_within(text, 8) is fits


# ------------------------------------------------------------------ limits


LIMITS = [
    Limits(manifest=100), Limits(line=4), Limits(lines=0), Limits(entry=3), Limits(entries=1),
    Limits(total=10), Limits(ratio=0, ratio_free=10),
]  # fmt: skip


@pytest.mark.parametrize("limits", LIMITS, ids=[str(place) for place in range(len(LIMITS))])
def test_every_limit_holds(sender: Sender, forge: Forge, limits: Limits) -> None:
    assert refusal(sender, forge(), limits) == "package_beyond_limits"


def test_a_large_invitation_is_refused(sender: Sender, tmp_path: Path) -> None:
    invite = encode_invitation(new_invitation("0190"))
    sender.write(tmp_path / "a.masar", content(invite=invite))
    assert refusal(sender, tmp_path / "a.masar", Limits(invite=10)) == "package_beyond_limits"


def test_an_announced_bomb_is_refused_before_it_is_unpacked(sender: Sender, forge: Forge) -> None:
    bomb = b"\n" * 50_000_000
    path = forged_changes(forge, bomb)
    assert path.stat().st_size < 100_000
    assert refusal(sender, path) == "package_beyond_limits"


def test_an_unannounced_bomb_is_stopped_early(sender: Sender, forge: Forge) -> None:
    path = forge(entries=lambda right: [*right[:3], (right[3][0], b"\0" * 30_000_000)])
    assert refusal(sender, path) == "package_damaged"


def test_a_bomb_as_manifest_is_stopped_early(sender: Sender, forge: Forge) -> None:
    path = forge(entries=lambda right: [("manifest.json", b" " * 30_000_000), *right[1:]])
    assert refusal(sender, path) == "package_beyond_limits"


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_STORED])
def test_other_compression(sender: Sender, tmp_path: Path, forge: Forge, method: int) -> None:
    clear = pyrage.decrypt(forge().read_bytes(), [sender.age])
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(clear)) as old, zipfile.ZipFile(packed, "w") as new:
        for info in old.infolist():
            new.writestr(zipfile.ZipInfo(info.filename), old.read(info), method)
    path = sender.wrap(tmp_path / "a.masar", packed.getvalue())
    if method == zipfile.ZIP_STORED:
        assert sender.read(path)[0].lines == 1
    else:
        assert refusal(sender, path) == "package_damaged"


def test_nothing_hides_behind_the_last_entry(sender: Sender, tmp_path: Path, forge: Forge) -> None:
    clear = pyrage.decrypt(forge().read_bytes(), [sender.age])
    path = sender.wrap(tmp_path / "a.masar", clear + b"\0" * 100_000)
    assert refusal(sender, path) == "package_damaged"


# ------------------------------------------------------------------ stopping, and the writer


class Stubborn(CheckingSink):
    """A sink that will not have it."""

    def __init__(self, refuse_at: str) -> None:
        self.refuse_at = refuse_at
        self.forgot = 0

    def refuse(self, place: str) -> None:
        if place == self.refuse_at:
            raise UserError("unknown_sender")

    def begin(self, manifest: Manifest) -> None:
        self.refuse("begin")

    def line(self, text: str) -> None:
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
    wrong = forge(entries=ENTRY_FORGERIES["other bytes"])
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


def test_an_attachment_that_is_not_what_its_name_says(sender: Sender, tmp_path: Path) -> None:
    wrong = Content(list, [Blob("0" * 64, lambda: [b"other"])])
    with pytest.raises(UserError, match="attachment_damaged"):
        sender.write(tmp_path / "a.masar", wrong)
    assert list(tmp_path.iterdir()) == []


def test_a_source_that_changes_between_the_passes(sender: Sender, tmp_path: Path) -> None:
    calls: list[int] = []

    def lines() -> Iterable[str]:
        calls.append(1)
        return [line(header="x" * len(calls))]

    with pytest.raises(PlaceError, match="not_written"):
        sender.write(tmp_path / "a.masar", Content(lines))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(sender: Sender, tmp_path: Path) -> None:
    with pytest.raises(PlaceError, match="file_missing"):
        sender.write(tmp_path / "none" / "a.masar", content())


def test_a_malformed_recipient(sender: Sender, tmp_path: Path) -> None:
    from app.sync.package_writer import write_package

    with pytest.raises(UserError, match="recipient_malformed"):
        write_package(tmp_path / "a", sender.letter(), content(), ["age1x"], sender.seed, unwatched())
    assert list(tmp_path.iterdir()) == []


def test_a_line_with_a_line_end_is_a_bug(sender: Sender, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="line end"):
        sender.write(tmp_path / "a.masar", content("{}\n{}"))


def test_a_letter_about_another_space_is_refused(sender: Sender, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="package_damaged"):
        sender.write(tmp_path / "a.masar", content(), sender.letter(spaces=("country",)))
