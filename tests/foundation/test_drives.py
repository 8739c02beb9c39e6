"""Sticks and network drives are told apart from this laptop's own disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.foundation.drives import is_removable_or_network, on_linux, on_macos, on_windows

MOUNTS = r"""
22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
30 22 8:17 / /media/dalia/MY\040STICK rw,nosuid shared:5 - vfat /dev/sdb1 rw
31 22 0:50 / /mnt/office rw shared:6 - cifs //server/office rw
32 22 0:51 / /run rw shared:7 - tmpfs tmpfs rw
"""


@pytest.mark.parametrize(
    ("place", "removable"),
    [
        ("/srv/dalia/work.masarw", False),
        ("/media/dalia/MY STICK/work.masarw", True),
        ("/media/dalia/other/work.masarw", False),
        ("/mnt/office/work.masarw", True),
        ("/run/work.masarw", False),
    ],
)
def test_on_linux(place: str, removable: bool) -> None:
    assert on_linux(Path(place), MOUNTS, lambda device: device == "/dev/sdb1") is removable


def test_on_linux_without_any_mount() -> None:
    assert not on_linux(Path("/x"), "nonsense", lambda device: True)


@pytest.mark.parametrize(
    ("place", "removable"),
    [
        ("/Library/work.masarw", False),
        ("/Volumes/Stick/work.masarw", True),
        ("/Volumes/Macintosh HD/work.masarw", False),
    ],
)
def test_on_macos(place: str, removable: bool) -> None:
    assert on_macos(Path(place), lambda one: 2 if "Stick" in str(one) else 1) is removable


@pytest.mark.parametrize(
    ("place", "removable"),
    [
        (r"C:\Plans\work.masarw", False),
        (r"E:\work.masarw", True),
        (r"N:\work.masarw", True),
        (r"\\server\share\work.masarw", True),
    ],
)
def test_on_windows(place: str, removable: bool) -> None:
    types = {"C:\\": 3, "E:\\": 2, "N:\\": 4}
    assert on_windows(place, types.__getitem__) is removable


def test_this_computers_temporary_folder_is_its_own(tmp_path: Path) -> None:
    assert not is_removable_or_network(tmp_path)
