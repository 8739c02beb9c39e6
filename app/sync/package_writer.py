"""Writes a package: an age file with a ZIP inside, whole or not at all.

The manifest comes first and holds the digests of what follows, so the source is gone through twice:
once to count and hash, once to write. Nothing in clear touches the disk.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.foundation.errors import PlaceError, UserError
from app.foundation.files import whole
from app.foundation.progress import Progress
from app.models.signature import Purpose, sign
from app.sync.age_file import encrypt
from app.sync.limits import Limits
from app.sync.manifest import (
    BLOBS,
    CHANGES,
    INVITE,
    MANIFEST,
    SIGNATURE,
    Entry,
    Letter,
    Manifest,
    encode,
    manifest_of,
)

_PIECE = 256 * 1024
# Lines of changes hold many hashes: the highest level saves a tenth of what the usual one leaves.
HARDEST = 9

Pieces = Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Blob:
    """An attached file: its digest, and a way to read its bytes, as often as asked."""

    sha256: str
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a package. `lines` gives the same lines at every call; they hold no line ends."""

    lines: Callable[[], Iterable[str]]
    blobs: Sequence[Blob] = ()
    invite: bytes | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A finished package: where it is, its bytes on the disk, and the manifest that is in it."""

    path: Path
    size: int
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    pieces: Pieces


def write_package(
    path: Path,
    letter: Letter,
    content: Content,
    recipients: Sequence[str],
    seed: bytes,
    progress: Progress,
    limits: Limits | None = None,
) -> Written:
    """Write a package to `path` for age `recipients`, signed with the sender's private `seed`.

    Raises UserError `attachment_damaged`, `recipient_malformed`, `package_too_full` (a reader with these
    `limits` would refuse it), PlaceError (`no_space`, …) or Cancelled; an old file at `path` then stays as it
    was.
    """
    parts, limits = _parts(content), limits or Limits()
    entries = tuple(_counted(part, progress) for part in parts)
    manifest = manifest_of(letter, entries)
    signed = encode(manifest)
    _check(limits.take_entries(entries) and limits.take_manifest(signed))
    signature = sign(seed, Purpose.MANIFEST, signed).encode("ascii")
    head = [_Part(MANIFEST, lambda: [signed]), _Part(SIGNATURE, lambda: [signature])]
    pieces = _zipped([*head, *_unchanged(parts, entries)], progress, sum(entry.size for entry in entries))
    with whole(path) as file:
        encrypt(pieces, file, recipients)
        _check(limits.take_unpacked(entries, file.size))
    return Written(path, file.size, manifest)


def _check(fits: bool) -> None:
    if not fits:
        raise UserError("package_too_full")


def _parts(content: Content) -> list[_Part]:
    invite = content.invite
    first = [] if invite is None else [_Part(INVITE, lambda: [invite])]
    blobs = sorted(content.blobs, key=lambda blob: blob.sha256)
    files = [_Part(BLOBS + blob.sha256, blob.pieces) for blob in blobs]
    return [*first, _Part(CHANGES, lambda: _joined(content.lines())), *files]


def _joined(lines: Iterable[str]) -> Iterator[bytes]:
    """Yield the lines, each with its line end, in larger pieces."""
    gathered = bytearray()
    for line in lines:
        if "\n" in line or not line:
            raise ValueError("a line of changes is empty or holds a line end")
        gathered += line.encode()
        gathered += b"\n"
        if len(gathered) >= _PIECE:
            yield bytes(gathered)
            gathered.clear()
    yield bytes(gathered)


def _counted(part: _Part, progress: Progress) -> Entry:
    size, digest = 0, hashlib.sha256()
    for piece in part.pieces():
        progress.step(0, 1)
        size += len(piece)
        digest.update(piece)
    found = digest.hexdigest()
    if part.name.startswith(BLOBS) and part.name != BLOBS + found:
        raise UserError("attachment_damaged", file=part.name.removeprefix(BLOBS))
    return Entry(part.name, size, found)


def _unchanged(parts: Sequence[_Part], entries: Sequence[Entry]) -> Iterator[_Part]:
    """Yield the parts again, each refusing to end when it gives other bytes than the first time."""
    for part, entry in zip(parts, entries, strict=True):
        yield _Part(part.name, partial(_compared, part, entry))


def _compared(part: _Part, entry: Entry) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for piece in part.pieces():
        digest.update(piece)
        yield piece
    if digest.hexdigest() != entry.sha256:
        raise PlaceError("not_written", file=part.name)


class _Collector:
    """What the ZIP writer writes to: it cannot go back, so sizes follow each entry."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data


def _zipped(parts: Sequence[_Part], progress: Progress, total: int) -> Iterator[bytes]:
    """Yield the ZIP; report unpacked bytes of `total`, and notice a wish to stop.

    Entries opened by name carry no date of their own (1980-01-01): the manifest says when they were made.
    """
    out, done = _Collector(), 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=HARDEST) as archive:  # type: ignore[call-overload]
        for part in parts:
            with archive.open(part.name, "w") as entry:
                for piece in part.pieces():
                    entry.write(piece)
                    done += len(piece)
                    progress.step(min(done, total), total)
                    yield out.taken()
    yield out.taken()
