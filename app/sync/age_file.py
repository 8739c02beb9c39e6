"""The outer shell of a package: an age file (age-encryption.org/v1) to X25519 recipients.

Only X25519 keys are ever offered, so a stranger cannot make this program spend memory on a passphrase
stanza. Decryption runs in a thread behind a pipe, so nothing in clear touches the disk.
"""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self

import pyrage

from app.foundation.errors import MasarError, PlaceError, UserError
from app.foundation.files import place_error

_FIRST_LINE = b"age-encryption.org/v1\n"
_LONGEST_HEADER = 256 * 1024
_PIECE = 64 * 1024
# pyrage has one error class for a failed header; this is its text for "none of these keys opens it".
_NO_KEY_OPENS = "No matching keys found"


class Target(Protocol):
    """Where encrypted bytes go."""

    def write(self, data: bytes, /) -> int:
        """Take all of `data`; return its length."""
        ...

    def flush(self) -> None:
        """Hold nothing back."""
        ...


class _Watched:
    """A file whose reading errors are remembered: age gives them back as its own, without the cause."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.failure: OSError | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._file.read(size)
        except OSError as error:
            self.failure = error
            raise

    def close(self) -> None:
        self._file.close()


class _Pieces:
    """A file-like reader over an iterator of bytes; remembers what went wrong in the iterator."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""
        self.failure: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        while not self._rest:
            piece = self._next()
            if piece is None:
                return b""
            self._rest = piece
        wanted = self._rest[:size] if size >= 0 else self._rest
        self._rest = self._rest[len(wanted) :]
        return wanted

    def _next(self) -> bytes | None:
        try:
            return next(self._pieces, None)
        except BaseException as error:
            self.failure = error
            raise


def encrypt(pieces: Iterator[bytes], target: Target, recipients: Sequence[str]) -> None:
    """Write the age file of `pieces` to `target`, for recipients such as `age1…`.

    Raises UserError `recipient_malformed`, and whatever the iterator or the target raises.
    """
    reader = _Pieces(pieces)
    try:
        keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    except pyrage.RecipientError as error:
        raise UserError("recipient_malformed") from error
    try:
        pyrage.encrypt_io(reader, target, keys)
    except Exception:
        if reader.failure is not None:
            raise reader.failure from None
        raise


class Decryption:
    """A running decryption: iterate for the clear bytes; leave the `with` block to stop it.

    Raises UserError `not_a_package`, `wrong_words_or_not_for_you`, `package_damaged`, and PlaceError.
    The last error may come only at the end: nothing read before is to be believed until then.
    """

    def __init__(self, path: Path, identities: Sequence[str]) -> None:
        self._path = path
        self._identities = [_identity(line) for line in identities]
        self._failure: BaseException | None = None

    def __enter__(self) -> Self:
        self._source = _Watched(_opened(self._path))
        out, into = os.pipe()
        self._out = os.fdopen(out, "rb", buffering=0)
        self._thread = threading.Thread(target=self._run, args=(into,), daemon=True, name="age")
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._out.close()
        self._thread.join()
        self._source.close()

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._out.read(_PIECE):
            yield piece
        self._thread.join()
        if self._failure is not None:
            failure = self._source.failure or self._failure
            raise _meaning(failure, self._path) from failure

    def _run(self, into: int) -> None:
        try:
            with os.fdopen(into, "wb", buffering=0) as pipe:
                pyrage.decrypt_io(self._source, pipe, self._identities)
        except BaseException as error:  # noqa: BLE001 — raised in the reading thread
            self._failure = error


def _identity(line: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(line)
    except pyrage.IdentityError as error:
        raise UserError("identity_malformed") from error


def _opened(path: Path) -> BinaryIO:
    """Refuse what is no age file, and a header of unreasonable length, before anything is parsed."""
    try:
        with path.open("rb") as source:
            start = source.read(_LONGEST_HEADER)
        _check_header(start, path)
        return path.open("rb")
    except OSError as error:
        raise reading_error(error, path) from error


def _check_header(start: bytes, path: Path) -> None:
    if not start.startswith(_FIRST_LINE):
        raise UserError("not_a_package", file=path.name)
    if b"\n---" not in start:
        raise UserError("package_damaged", file=path.name)


def reading_error(error: OSError, path: Path) -> MasarError:
    """Return what an operating-system error while reading a package means for the person."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return place_error(error, path)
    if error.errno == errno.EISDIR or path.is_dir():
        return UserError("not_a_package", file=path.name)
    return PlaceError("not_read", file=path.name)


def _meaning(failure: BaseException, path: Path) -> BaseException:
    if isinstance(failure, pyrage.DecryptError):
        no_key = str(failure) == _NO_KEY_OPENS
        return UserError("wrong_words_or_not_for_you" if no_key else "package_damaged", file=path.name)
    if isinstance(failure, OSError) and failure.errno is not None:
        return reading_error(failure, path)
    if isinstance(failure, OSError):
        return UserError("package_damaged", file=path.name)
    return failure
