"""Files that are either written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from app.foundation.errors import PlaceError

_PIECE = 1024 * 1024

WORKSPACE = ".masarw"
"""How the names of workspaces end."""


class Writing:
    """A file being written: `path` is where it will lie, which may be said while it is written; `size` are
    the bytes so far."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.path = path
        self.size = 0

    def write(self, data: bytes) -> int:
        """Write more of the file."""
        self._digest.update(data)
        self.size += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        """The file itself is flushed when everything is written."""

    def digest(self) -> str:
        """Return the SHA-256 of what was written so far."""
        return self._digest.hexdigest()


@contextmanager
def whole(path: Path) -> Iterator[Writing]:
    """Give a file to write, which takes its place once all of it lies on the disk: temporary in the same
    folder, flush, fsync, read back, rename.

    Raises PlaceError `no_space`, `read_only_place`, `folder_missing`, `name_too_long` or `not_written`, and
    as `spare_workspaces`; an old file in its place stays then.
    """
    spare_workspaces(path)
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".masar-", suffix=".tmp")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            writing = Writing(file, path)
            yield writing
            file.flush()
            os.fsync(file.fileno())
        if _digest(temporary) != writing.digest():
            raise PlaceError("not_written", file=path.name)
        temporary.replace(writing.path)
    except OSError as error:
        raise place_error(error, path) from error
    finally:
        if temporary is not None:
            remove(temporary)


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`, all of it or nothing. Raises as `whole`."""
    with whole(path) as file:
        file.write(data)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file of any size, all of it or nothing. Raises as `whole`; PlaceError `file_missing`, or
    `file_not_readable` when the source cannot be read to its end."""
    with whole(target) as file:
        _pour(source, file)


def copy_whole(source: Path, folder: Path, suffix: str) -> str:
    """Copy a file into a folder, made if need be, under its SHA-256 and a suffix. Returns the SHA-256.
    Raises as `copy_file`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise place_error(error, folder) from error
    with whole(folder / source.name) as file:
        _pour(source, file)
        file.path = folder / f"{file.digest()}{suffix}"
    return file.digest()


def _pour(source: Path, file: Writing) -> None:
    for piece in _pieces(source):
        file.write(piece)


def _pieces(source: Path) -> Iterator[bytes]:
    try:
        with source.open("rb") as read:
            while piece := read.read(_PIECE):
                yield piece
    except FileNotFoundError as error:
        raise place_error(error, source) from error
    except OSError as error:
        raise PlaceError("file_not_readable", file=source.name) from error


def readable_name(path: Path) -> str:
    """Return what a file is called, in characters: a stick may hold names that are none in any alphabet."""
    return path.name.encode(errors="replace").decode()


def remove(path: Path) -> None:
    """Delete what is of no use any more, as far as the place allows it."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def is_there(path: Path) -> bool:
    """Whether something lies at a path; a name that no file can have is nowhere."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def spare_workspaces(path: Path) -> None:
    """Raise PlaceError `workspace_in_the_way` when a workspace lies where another file is to be written."""
    if path.suffix == WORKSPACE and is_there(path):
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
        return _digest(path)
    except OSError as error:
        raise place_error(error, path) from error


def _digest(path: Path) -> str:
    with path.open("rb") as read:
        return hashlib.file_digest(read, "sha256").hexdigest()


def place_error(error: OSError, path: Path) -> PlaceError:
    """Return what an operating-system error means for the person, with the file's name."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return PlaceError("no_space", file=path.name)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return PlaceError("read_only_place", file=path.name)
    if error.errno == errno.ENAMETOOLONG:
        longest = max(path.parts, key=len)
        return PlaceError("name_too_long", file=longest if len(longest) <= 40 else f"{longest[:40]}…")
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
