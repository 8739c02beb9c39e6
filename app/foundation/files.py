"""Files that are either written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from pathlib import Path

from app.foundation.errors import PlaceError

_PIECE = 1024 * 1024

WORKSPACE = ".masarw"
"""How the names of workspaces end."""


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`: temporary in the same folder, flush, fsync, read back, rename.

    Raises PlaceError `no_space`, `read_only_place`, `folder_missing` or `not_written`, and as
    `spare_workspaces`; an old file at `path` stays then.
    """
    spare_workspaces(path)
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".masar-", suffix=".tmp")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if temporary.read_bytes() != data:
            raise PlaceError("not_written", file=path.name)
        temporary.replace(path)
    except OSError as error:
        raise place_error(error, path) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def spare_workspaces(path: Path) -> None:
    """Raise PlaceError `workspace_in_the_way` when a workspace lies where another file is to be written."""
    if path.suffix == WORKSPACE and path.exists():
        raise PlaceError("workspace_in_the_way", file=path.name)


def check_place(path: Path) -> None:
    """Raise PlaceError, as `write_whole` would, when no file can be made where this one is to lie."""
    spare_workspaces(path)
    try:
        with tempfile.TemporaryFile(dir=path.parent, prefix=".masar-", suffix=".tmp"):
            pass
    except OSError as error:
        raise place_error(error, path) from error


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file of any size. Raises PlaceError `file_missing`."""
    try:
        with path.open("rb") as read:
            return hashlib.file_digest(read, "sha256").hexdigest()
    except OSError as error:
        raise place_error(error, path) from error


def copy_whole(source: Path, folder: Path, suffix: str) -> str:
    """Copy a file into a folder, made if need be, under its SHA-256 and a suffix. Returns the SHA-256.

    Like `write_whole`, of a file of any size. Raises PlaceError as it does, and `file_missing`.
    """
    temporary: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".masar-", suffix=".tmp")
        temporary, digest = Path(name), hashlib.sha256()
        with os.fdopen(handle, "wb") as file, source.open("rb") as read:
            while piece := read.read(_PIECE):
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        with temporary.open("rb") as written:
            if hashlib.file_digest(written, "sha256").digest() != digest.digest():
                raise PlaceError("not_written", file=source.name)
        temporary.replace(folder / f"{digest.hexdigest()}{suffix}")
    except OSError as error:
        raise place_error(error, source) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
    return digest.hexdigest()


def place_error(error: OSError, path: Path) -> PlaceError:
    """Return what an operating-system error means for the person, with the file's name."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return PlaceError("no_space", file=path.name)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return PlaceError("read_only_place", file=path.name)
    if error.errno in (errno.ENOENT, errno.ENOTDIR) and not path.parent.is_dir():
        return PlaceError("folder_missing", folder=str(path.parent))
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return PlaceError("file_missing", file=path.name)
    return PlaceError("not_written", file=path.name)


def read_whole(path: Path, limit: int) -> bytes:
    """Return the bytes of `path`. Raises PlaceError `file_missing`, `file_not_readable`, `too_large` (over
    `limit` bytes).
    """
    try:
        if path.stat().st_size > limit:
            raise PlaceError("too_large", file=path.name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise place_error(error, path) from error
    except OSError as error:
        raise PlaceError("file_not_readable", file=path.name) from error
