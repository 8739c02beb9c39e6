"""Reads a package forward only, strictly, and gives it to a sink line by line and file by file.

Nothing the sink was given counts before `accepted`: the last block of the age file, every digest and
every signature have been verified then. In all other cases `dropped` is called, once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Protocol

from app.foundation.errors import UserError
from app.foundation.progress import Progress, unwatched
from app.models.card import Card
from app.models.changeset import Arrived, arrived, read_within_bounds
from app.models.signature import Purpose, fits
from app.sync.age_file import Decryption, reading_error
from app.sync.chain_tails import ChainTails
from app.sync.invitation import Invitation, decode_invitation
from app.sync.limits import Limits
from app.sync.manifest import BLOBS, CHANGES, INVITE, MANIFEST, SIGNATURE, Entry, Manifest, decode, head_fits

_END = b"\n"

Entries = Iterator[tuple[bytes, Iterator[bytes]]]

# What the ZIP's own directory at the end may take: once, and for each entry.
_DIRECTORY, _DIRECTORY_ENTRY = 1024, 256


class Sink(Protocol):
    """Where a package goes while it is read."""

    def begin(self, manifest: Manifest) -> bool:
        """Take the manifest; its signature fits the sender's card in it. May refuse with a UserError.

        Returns whether to give the changesets. If not their lines are given, held to nothing but the digest
        that the sender signed, and `read_later` checks and yields them.
        """
        ...

    def line(self, came: Arrived) -> None:
        """Take one changeset, as written."""
        ...

    def unread(self, lines: list[bytes]) -> None:
        """Take the next changesets as the lines they came in, with their ends."""
        ...

    def blob(self, name: str, pieces: Iterator[bytes]) -> None:
        """Take one attached file; `name` is the SHA-256 (hex) its bytes turn out to have."""
        ...

    def accepted(self) -> None:
        """Everything was given and verified."""
        ...

    def dropped(self) -> None:
        """Forget everything given."""
        ...


class CheckingSink:
    """Keeps nothing: for looking at a package or verifying it."""

    def begin(self, manifest: Manifest) -> bool:  # noqa: ARG002
        return True

    def line(self, came: Arrived) -> None: ...

    def unread(self, lines: list[bytes]) -> None: ...

    def blob(self, name: str, pieces: Iterator[bytes]) -> None: ...

    def accepted(self) -> None: ...

    def dropped(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A package that was read to its end: its sender (known or not is for the caller), what came along.

    `lines` counts changesets, `size` is the file's bytes on the disk.
    """

    manifest: Manifest
    invitation: Invitation | None
    lines: int
    size: int

    @property
    def sender(self) -> Card:
        """The card with whose key the manifest is signed."""
        return self.manifest.sender


def read_package(
    path: Path, identities: Sequence[str], sink: Sink, progress: Progress, limits: Limits | None = None
) -> Opened:
    """Read the package at `path` with age identity lines (`AGE-SECRET-KEY-1…`) into `sink`.

    Raises UserError `not_a_package`, `wrong_words_or_not_for_you`, `package_damaged`, `package_too_new`,
    `package_signature_wrong`, `altered_chain`, `package_malformed`, `package_beyond_limits`; PlaceError;
    Cancelled. All but the first two may
    come after the sink was given something.
    """
    try:
        opened = _Reading(path, sink, progress, limits or Limits()).run(identities)
        sink.accepted()
    except BaseException:
        sink.dropped()
        raise
    return opened


def read_later(
    path: Path, identities: Sequence[str], manifest: Manifest, held: Iterator[list[bytes]] | None = None
) -> Iterator[Arrived]:
    """Yield the changesets of a package of which `read_package` verified the digests.

    They are read from their lines, with their ends, if these were held, else from the file once more. Raises
    UserError `package_damaged` and as `read_package` when one is not right or the file is another one by now,
    at the latest after the last.
    """
    reading = _Reading(path, CheckingSink(), unwatched(), Limits())
    return reading.again(identities, manifest) if held is None else reading.changesets(manifest, held)


class _Reading:
    """One pass through one package."""

    def __init__(self, path: Path, sink: Sink, progress: Progress, limits: Limits) -> None:
        self._sink = sink
        self._path = path
        self._limits = limits
        self._progress = progress
        self._size = _size(path)
        self._clear = 0
        self._last_byte: int | None = None
        self._lines = 0
        self._gives_lines = True
        self._invitation: Invitation | None = None

    def run(self, identities: Sequence[str]) -> Opened:
        with Decryption(self._path, identities) as decryption:
            manifest = self._read(self._unzipped(decryption))
        return Opened(manifest, self._invitation, self._lines, self._size)

    def again(self, identities: Sequence[str], manifest: Manifest) -> Iterator[Arrived]:
        """Yield the changesets; with the digests of the manifest everything is as it was."""
        with Decryption(self._path, identities) as decryption:
            entries = self._unzipped(decryption)
            data = self._manifest(entries)
            self._small(entries, SIGNATURE, 128)
            if decode(data) != manifest:
                raise self._damaged()
            for entry in manifest.entries:
                pieces = self._verified(entry, self._next(entries, entry.name))
                if entry.name == CHANGES:
                    yield from self.changesets(manifest, self._lists(pieces))
                    return
                for _ in pieces:
                    """What comes before the changes is passed over."""

    def _unzipped(self, decryption: Decryption) -> Entries:
        """Yield (name, pieces); whatever the ZIP readers find wrong (always a ValueError) is damage."""
        from stream_unzip import stream_unzip

        try:
            for name, _, pieces in stream_unzip(self._measured(decryption), allow_zip64=False):
                yield name, self._unpacked(pieces)
        except ValueError as error:
            raise self._damaged() from error

    def _unpacked(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        try:
            yield from pieces
        except ValueError as error:
            raise self._damaged() from error

    def _read(self, entries: Entries) -> Manifest:
        data = self._manifest(entries)
        signature = self._small(entries, SIGNATURE, 128)
        manifest = decode(data)
        _check_signatures(manifest, data, signature)
        self._check_sizes(manifest)
        self._gives_lines = self._sink.begin(manifest)
        for entry in manifest.entries:
            self._take(manifest, entry, self._verified(entry, self._next(entries, entry.name)))
        self._last_byte = self._clear + _DIRECTORY + _DIRECTORY_ENTRY * len(manifest.entries)
        if next(entries, None) is not None:
            raise self._damaged()
        return manifest

    def _measured(self, pieces: Decryption) -> Iterator[bytes]:
        """Pass the clear bytes on; behind the last entry only the ZIP's own directory may follow."""
        for piece in pieces:
            self._clear += len(piece)
            if self._last_byte is not None and self._clear > self._last_byte:
                raise self._damaged()
            self._progress.step(self._clear, self._size)
            yield piece

    def _next(self, entries: Entries, name: str) -> Iterator[bytes]:
        found, pieces = next(entries, (b"", iter(())))
        if found != name.encode("ascii"):
            raise self._damaged()
        return pieces

    def _manifest(self, entries: Entries) -> bytes:
        data = self._small(entries, MANIFEST, self._limits.manifest)
        if not self._limits.take_manifest(data):
            raise self._beyond()
        return data

    def _small(self, entries: Entries, name: str, most: int) -> bytes:
        data = bytearray()
        for piece in self._next(entries, name):
            data += piece
            if len(data) > most:
                raise self._beyond()
        return bytes(data)

    def _check_sizes(self, manifest: Manifest) -> None:
        """Refuse by what the manifest announces before unpacking it; `_verified` holds it to that."""
        limits, entries = self._limits, manifest.entries
        if not (limits.take_entries(entries) and limits.take_unpacked(entries, self._size)):
            raise self._beyond()

    def _verified(self, entry: Entry, pieces: Iterator[bytes]) -> Iterator[bytes]:
        size, digest = 0, hashlib.sha256()
        for piece in pieces:
            size += len(piece)
            if size > entry.size:
                raise self._damaged()
            digest.update(piece)
            yield piece
        if size != entry.size or digest.hexdigest() != entry.sha256:
            raise self._damaged()

    def _take(self, manifest: Manifest, entry: Entry, pieces: Iterator[bytes]) -> None:
        if entry.name == INVITE:
            self._invitation = decode_invitation(b"".join(pieces))
        elif entry.name == CHANGES and self._gives_lines:
            for came in self.changesets(manifest, self._lists(pieces)):
                self._sink.line(came)
        elif entry.name == CHANGES:
            for lines in self._lists(pieces):
                self._sink.unread(lines)
        else:
            self._sink.blob(entry.name.removeprefix(BLOBS), pieces)
        for _ in pieces:
            """The sink left something unread: it is verified all the same."""

    def _split(self, pieces: Iterator[bytes]) -> Iterator[list[bytes]]:
        """Yield the lines with their ends, never holding more than one line of the allowed length."""
        held: list[bytes] = []
        length = 0
        for piece in filter(None, pieces):  # an empty piece has no line
            lines = BytesIO(piece).readlines()
            held.append(lines[0])
            length += len(lines[0])
            if length > self._limits.line + len(_END):
                raise self._beyond()
            ends = piece.endswith(_END)
            if ends or len(lines) > 1:
                lines[0] = b"".join(held)
                held = [] if ends else [lines.pop()]
                length = sum(map(len, held))
                yield lines
        if held:
            raise self._damaged()

    def _lists(self, pieces: Iterator[bytes]) -> Iterator[list[bytes]]:
        """Yield the lines, and count them."""
        for lines in self._split(pieces):
            self._lines += len(lines)
            if self._lines > self._limits.lines:
                raise self._beyond()
            yield lines

    def changesets(self, manifest: Manifest, lists: Iterator[list[bytes]]) -> Iterator[Arrived]:
        """Yield each changeset, checked by itself; at the end, whether signed heads cover them all.

        A line is let go before its changeset is given: it may be long.
        """
        tails = ChainTails(manifest)
        for lines in lists:
            lines.reverse()
            while lines:
                came = self._changeset(lines.pop()[: -len(_END)])
                tails.add(came)
                yield came
        tails.finish()

    def _changeset(self, line: bytes) -> Arrived:
        try:
            shape = read_within_bounds(line)
        except UserError as error:
            raise self._damaged() from error
        if shape is None:
            raise self._beyond()
        return arrived(shape, len(line))

    def _beyond(self) -> UserError:
        return UserError("package_beyond_limits", file=self._path.name)

    def _damaged(self) -> UserError:
        return UserError("package_damaged", file=self._path.name)


def _check_signatures(manifest: Manifest, data: bytes, signature: bytes) -> None:
    own = fits(manifest.sender.signing_key, Purpose.MANIFEST, data, signature.decode("ascii", "replace"))
    if not (own and all(head_fits(head) for head in manifest.heads)):
        raise UserError("package_signature_wrong")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise reading_error(error, path) from error
