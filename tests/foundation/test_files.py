from __future__ import annotations

import errno
import io
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from app.foundation.errors import PlaceError
from app.foundation.files import (
    copy_file,
    copy_whole,
    is_there,
    place_error,
    read_whole,
    readable_name,
    write_whole,
)


def test_a_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "plan.pdf"
    write_whole(target, b"first")
    write_whole(target, b"second")
    assert target.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [target]


def test_the_old_file_stays_when_the_disk_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "plan.pdf"
    write_whole(target, b"old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(PlaceError) as refusal:
        write_whole(target, b"new")
    assert (refusal.value.code, refusal.value.params) == ("no_space", {"file": "plan.pdf"})
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_bytes_that_read_back_differently_are_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.foundation.files._digest", lambda _path: "another")
    with pytest.raises(PlaceError, match="not_written"):
        write_whole(tmp_path / "plan.pdf", b"new")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(PlaceError, match="folder_missing"):
        write_whole(tmp_path / "gone" / "plan.pdf", b"x")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "no_space"),
        (errno.EROFS, "read_only_place"),
        (errno.EACCES, "read_only_place"),
        (errno.ENOENT, "file_missing"),
        (errno.EIO, "not_written"),
        (errno.ENAMETOOLONG, "name_too_long"),
    ],
)
def test_each_failure_has_its_code(number: int, code: str, tmp_path: Path) -> None:
    assert place_error(OSError(number, "x"), tmp_path / "plan.pdf").code == code


def test_read_whole_returns_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"12345")
    assert read_whole(file, 5) == b"12345"


@pytest.mark.parametrize(("name", "code"), [("a", "too_large"), ("b", "file_missing")])
def test_read_whole_refuses(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    with pytest.raises(PlaceError, match=code):
        read_whole(tmp_path / name, 4)


def test_a_copy_is_named_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.masar").write_bytes(b"12345" * 500_000)
    digest = copy_whole(tmp_path / "a.masar", tmp_path / "kept", ".masar")
    assert (tmp_path / "kept" / f"{digest}.masar").read_bytes() == b"12345" * 500_000
    assert len([*(tmp_path / "kept").iterdir()]) == 1


def test_a_copy_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.masar").write_bytes(b"12345")
    with pytest.raises(PlaceError, match="file_missing"):
        copy_whole(tmp_path / "gone", tmp_path / "kept", ".masar")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(PlaceError, match="no_space"):
        copy_whole(tmp_path / "a.masar", tmp_path / "kept", ".masar")
    assert [*(tmp_path / "kept").iterdir()] == []


def test_a_copy_that_stops_half_way_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.masar").write_bytes(b"new")
    (tmp_path / "stick.masar").write_bytes(b"old")
    (tmp_path / "work.masarw").write_bytes(b"mine")
    with pytest.raises(PlaceError, match="workspace_in_the_way"):
        copy_file(tmp_path / "a.masar", tmp_path / "work.masarw")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", _failing)
        with pytest.raises(PlaceError, match="file_not_readable"):
            copy_file(tmp_path / "a.masar", tmp_path / "stick.masar")
    assert (tmp_path / "stick.masar").read_bytes() == b"old"
    copy_file(tmp_path / "a.masar", tmp_path / "stick.masar")
    assert (tmp_path / "stick.masar").read_bytes() == b"new"
    assert len([*tmp_path.iterdir()]) == 3


def _failing(_path: Path, _mode: str) -> BinaryIO:
    """Open a file of which the second piece cannot be read."""
    pieces = iter([b"n"])

    class Pulled(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            if piece := next(pieces, b""):
                return piece
            raise OSError(errno.EIO, "pulled out")

    return Pulled()


def test_a_stick_that_is_pulled_out_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be cleaned up there any more."""

    def gone(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "pulled out")

    monkeypatch.setattr("os.fsync", gone)
    monkeypatch.setattr(Path, "unlink", gone)
    with pytest.raises(PlaceError, match="not_written"):
        write_whole(tmp_path / "plan.pdf", b"new")


def test_names_that_no_disk_takes_are_nowhere_and_refused(tmp_path: Path) -> None:
    long = tmp_path / ("x" * 300)
    assert not is_there(long)
    assert not is_there(tmp_path / "a\0b")
    assert is_there(tmp_path)
    (tmp_path / "a").write_bytes(b"1")
    with pytest.raises(PlaceError, match=r"name_too_long.*x{40}…"):
        copy_file(tmp_path / "a", tmp_path / long.name / "b")


def test_a_name_that_is_no_text_has_one_that_is() -> None:
    assert readable_name(Path(os.fsdecode(b"a\xe9.masar"))) == "a?.masar"
    assert readable_name(Path("x/\u062e\u0637\u0629.masar")) == "\u062e\u0637\u0629.masar"
