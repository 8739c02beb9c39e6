from __future__ import annotations

import errno
from pathlib import Path

import pytest

from app.foundation.errors import PlaceError
from app.foundation.files import copy_whole, place_error, read_whole, write_whole


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
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"something else")
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
