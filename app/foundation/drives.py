"""Whether a file lies on a stick or a network drive: a workspace is not worked on there.

A stick is pulled out and a network drive loses its locks; SQLite's write-ahead log bears neither.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

NETWORK_SYSTEMS = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "fuse.sshfs", "fuse.rclone", "davfs")
)
_WINDOWS_REMOVABLE, _WINDOWS_REMOTE = 2, 4
_OCTAL = re.compile(r"\\([0-7]{3})")


def is_removable_or_network(path: Path) -> bool:
    """Return whether `path` (a file or folder that exists) lies on a removable or network drive.

    False where this cannot be found out.
    """
    place = path.resolve()
    try:
        if sys.platform == "win32":
            return on_windows(str(place), _windows_drive_type)
        if sys.platform == "darwin":
            return on_macos(place, lambda one: one.stat().st_dev)
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8")
        return on_linux(place, mounts, _is_removable_block)
    except OSError:
        return False


def on_linux(place: Path, mountinfo: str, is_removable: Callable[[str], bool]) -> bool:
    """Return it from the text of `/proc/self/mountinfo`; `is_removable` tells of a device such as
    /dev/sdb1."""
    mounts = [found for line in mountinfo.splitlines() if (found := _mount(line)) is not None]
    holding = [mount for mount in mounts if place.is_relative_to(mount[0])]
    if not holding:
        return False
    _, system, device = max(holding, key=lambda mount: len(mount[0].parts))
    return system in NETWORK_SYSTEMS or (device.startswith("/dev/") and is_removable(device))


def _mount(line: str) -> tuple[Path, str, str] | None:
    """Return mount point, file system and device of one line, as proc(5) describes it."""
    before, _, after = line.partition(" - ")
    fields, rest = before.split(), after.split()
    if len(fields) < 5 or len(rest) < 2:
        return None
    point = _OCTAL.sub(lambda found: chr(int(found[1], 8)), fields[4])
    return Path(point), rest[0], rest[1]


def _is_removable_block(device: str) -> bool:
    """Ask the kernel; large USB disks say they are not removable, but hang on a USB bus."""
    where = Path("/sys/class/block") / Path(os.path.realpath(device)).name
    if not where.exists():
        return False
    real = where.resolve()
    flags = (real / "removable", real.parent / "removable")
    return "/usb" in str(real) or any(flag.is_file() and flag.read_text().strip() == "1" for flag in flags)


def on_macos(place: Path, device_of: Callable[[Path], int]) -> bool:
    """Return whether the place lies below /Volumes on another volume than the system's."""
    if len(place.parts) < 3 or place.parts[1] != "Volumes":
        return False
    return device_of(Path(*place.parts[:3])) != device_of(Path("/"))


def on_windows(place: str, drive_type: Callable[[str], int]) -> bool:
    r"""Return it from the drive type (GetDriveTypeW: 2 removable, 4 remote); `\\server\share` is one too."""
    drive = PureWindowsPath(place).drive
    if drive.startswith("\\\\"):
        return True
    return bool(drive) and drive_type(drive + "\\") in (_WINDOWS_REMOVABLE, _WINDOWS_REMOTE)


def _windows_drive_type(root: str) -> int:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (there only on Windows)
    return int(kernel.GetDriveTypeW(root))
