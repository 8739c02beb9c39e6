"""A package may not ask for more than its limits, however it is packed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.foundation.errors import MasarError, UserError
from app.foundation.progress import unwatched
from app.sync.invitation import encode_invitation, new_invitation
from app.sync.limits import Limits
from app.sync.package_reader import read_package
from app.sync.package_writer import write_package
from tests.sync.parcels import Forge, Recorder, Sender, content, few, forged_changes, line, refusal

# ------------------------------------------------------------------ limits


LIMITS = [
    Limits(manifest=100), Limits(line=4), Limits(lines=0), Limits(entry=3), Limits(entries=1),
    Limits(total=10), Limits(ratio=0, ratio_free=10), Limits(manifest_texts=20), Limits(file=3),
]  # fmt: skip


@pytest.mark.parametrize("limits", LIMITS, ids=[str(place) for place in range(len(LIMITS))])
def test_every_limit_holds(sender: Sender, forge: Forge, limits: Limits) -> None:
    assert refusal(sender, forge(), limits) == "package_beyond_limits"


def test_a_large_invitation_is_refused(sender: Sender, tmp_path: Path) -> None:
    invite = encode_invitation(new_invitation("0190"))
    sender.write(tmp_path / "a.masar", content(invite=invite))
    assert refusal(sender, tmp_path / "a.masar", Limits(invite=10)) == "package_beyond_limits"


HELD_BY_THE_WRITER = [
    Limits(manifest=100), Limits(manifest_texts=20), Limits(invite=10), Limits(entry=3), Limits(file=3),
    Limits(entries=1), Limits(total=10), Limits(ratio=0, ratio_free=10),
]  # fmt: skip


@pytest.mark.parametrize("limits", HELD_BY_THE_WRITER, ids=str)
def test_nothing_is_written_that_is_beyond_the_limits(sender: Sender, tmp_path: Path, limits: Limits) -> None:
    invite = encode_invitation(new_invitation("0190"))
    full = content(line('{"v":1}'), blobs=[b"a file"], invite=invite)
    letter = sender.letter(full.lines())
    with pytest.raises(UserError, match="package_too_full"):
        write_package(
            tmp_path / "a.masar", letter, full, [sender.card.recipient], sender.seed, unwatched(), limits
        )
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_nothing_but_zeros_is_not_written_as_the_bomb_it_looks_like(
    sender: Sender, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="package_too_full"):
        sender.write(tmp_path / "a.masar", content(line('{"v":1}'), blobs=[bytes(30_000_000)]))
    assert list(tmp_path.iterdir()) == []


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


@settings(few, max_examples=50)
@given(
    places=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=3)
)
def test_a_tampered_zip_is_refused_or_means_the_same(
    sender: Sender, tmp_path: Path, small: bytes, places: list[tuple[float, int]]
) -> None:
    """Whoever can encrypt to us can send any bytes; what is taken is still exactly what was signed."""
    clear = bytearray(pyrage.decrypt(small, [sender.age]))
    for place, value in places:
        clear[int(place * len(clear))] = value
    path, sink = sender.wrap(tmp_path / "a.masar", bytes(clear)), Recorder()
    code = ""
    try:
        read_package(path, [sender.identity], sink, unwatched())
    except MasarError as refused:
        code = refused.code
    given = (sink.ended, sink.lines, list(sink.blobs.values()))
    taken = (["accepted"], [line('{"v":1}')], [b"a file"])
    assert given == taken if not code else sink.ended == ["dropped"]
    assert code in {"", "package_damaged", "package_beyond_limits", "package_malformed", "altered_chain"}


def test_nothing_hides_behind_the_last_entry(sender: Sender, tmp_path: Path, forge: Forge) -> None:
    clear = pyrage.decrypt(forge().read_bytes(), [sender.age])
    path = sender.wrap(tmp_path / "a.masar", clear + b"\0" * 100_000)
    assert refusal(sender, path) == "package_damaged"
