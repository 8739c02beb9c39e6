"""Damaged, cut and foreign files are refused, each with its own answer."""

from __future__ import annotations

import errno
import io
from pathlib import Path

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.foundation.errors import MasarError
from app.foundation.progress import unwatched
from app.sync.package_reader import read_package
from tests.sync.parcels import Recorder, Sender, content, few, line, refusal
from tests.sync.stanzas import to_a_passphrase

# ------------------------------------------------------------------ damage


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
    (tmp_path / "a.masar").write_bytes(to_a_passphrase(17))
    assert refusal(sender, tmp_path / "a.masar") == "wrong_words_or_not_for_you"


def test_an_age_file_with_something_else_inside(sender: Sender, tmp_path: Path) -> None:
    assert refusal(sender, sender.wrap(tmp_path / "a.masar", b"hello")) == "package_damaged"
    assert refusal(sender, sender.wrap(tmp_path / "a.masar", b"")) == "package_damaged"


def test_a_missing_file(sender: Sender, tmp_path: Path) -> None:
    assert refusal(sender, tmp_path / "none.masar") == "file_missing"


def test_a_folder_is_no_package(sender: Sender, tmp_path: Path) -> None:
    assert refusal(sender, tmp_path) == "not_a_package"


def test_a_stick_pulled_while_reading(
    sender: Sender, tmp_path: Path, small: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.masar"
    path.write_bytes(small)
    real, opened = Path.open, []

    class Pulled(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(errno.EIO, "gone")

    def opening(self: Path, mode: str = "r") -> object:
        opened.append(1)
        return real(self, mode) if len(opened) == 1 else Pulled()

    monkeypatch.setattr(Path, "open", opening)
    assert refusal(sender, path) == "not_read"


def test_nobody_can_open_without_a_key(sender: Sender, tmp_path: Path, small: bytes) -> None:
    (tmp_path / "a.masar").write_bytes(small)
    with pytest.raises(MasarError, match="wrong_words_or_not_for_you"):
        read_package(tmp_path / "a.masar", [], Recorder(), unwatched())


def test_a_wrong_identity_line(sender: Sender, tmp_path: Path, small: bytes) -> None:
    (tmp_path / "a.masar").write_bytes(small)
    assert refusal(sender, tmp_path / "a.masar", identity="AGE-SECRET-KEY-1QQ") == "identity_malformed"
