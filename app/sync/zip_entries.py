"""A ZIP file read forward only, entry by entry, as it comes out of the decryption.

Packages hold stored and deflated entries and nothing else a ZIP may have: no encryption (age is around it),
no ZIP64, no other methods. What the directory at the end repeats is not looked at; it is read to its end.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Generator, Iterator
from typing import Any, NamedTuple

_LOCAL, _DESCRIPTOR, _DIRECTORY, _END = b"PK\x03\x04", b"PK\x07\x08", b"PK\x01\x02", b"PK\x05\x06"
_HEADER = struct.Struct("<HHHHHLLLHH")
_SIZES = struct.Struct("<LLL")
_ENCRYPTED, _SIZES_FOLLOW = 0x1, 0x8
_STORED, _DEFLATED = 0, 8
_ZIP64 = 0xFFFFFFFF
_PIECE = 64 * 1024


class _Sizes(NamedTuple):
    """What is said of an entry's bytes: CRC-32, how many packed and unpacked."""

    crc: int
    packed: int
    size: int


class _Bytes:
    """The bytes of the file in order; what was taken too much is given back."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = filter(None, pieces)
        self._held = b""
        self._place = 0

    def some(self, most: int = _PIECE) -> bytes:
        """Return the next bytes, at most so many; none at the end."""
        if self._place == len(self._held):
            self._held, self._place = next(self._pieces, b""), 0
        found = self._held[self._place : self._place + most]
        self._place += len(found)
        return found

    def exactly(self, count: int) -> bytes:
        """Return the next `count` bytes. Raises ValueError where the file ends before."""
        found = b""
        while len(found) < count:
            piece = self.some(count - len(found))
            if not piece:
                raise ValueError("the file ends within an entry")
            found += piece
        return found

    def give_back(self, data: bytes) -> None:
        """Let the bytes taken last come next again."""
        if len(data) <= self._place:
            self._place -= len(data)
        else:
            self._held, self._place = data + self._held[self._place :], 0


def zip_entries(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, Iterator[bytes]]]:
    """Yield (name, pieces of its bytes) of each entry; what is left unread of one is passed over.

    Raises ValueError for anything that is no such ZIP file, while names or pieces are asked for.
    """
    source = _Bytes(pieces)
    while (mark := source.exactly(4)) == _LOCAL:
        _, flags, method, _, _, *sizes, name, extra = _HEADER.unpack(source.exactly(_HEADER.size))
        said = _Sizes(*sizes)
        title = source.exactly(name)
        source.exactly(extra)
        data = _entry(source, flags, method, said)
        yield title, data
        for _ in data:
            """Unread pieces are verified all the same."""
    if mark not in (_DIRECTORY, _END):
        raise ValueError("neither an entry nor the directory")
    while source.some():
        """The directory says nothing new."""


def _entry(source: _Bytes, flags: int, method: int, said: _Sizes) -> Iterator[bytes]:
    """Yield the bytes of an entry and hold them to what is said of them, before or behind them."""
    follows = bool(flags & _SIZES_FOLLOW)
    if flags & _ENCRYPTED or _ZIP64 in (said.packed, said.size) or (method == _STORED and follows):
        raise ValueError("an entry of a kind that packages do not have")
    found = yield from _unpacked(source, method, said.packed)
    if found != (_behind(source) if follows else said):
        raise ValueError("an entry is not what its sizes and checksum say")


def _unpacked(source: _Bytes, method: int, packed: int) -> Generator[bytes, None, _Sizes]:
    if method == _DEFLATED:
        return (yield from _inflated(source))
    if method == _STORED:
        return (yield from _copied(source, packed))
    raise ValueError("an entry packed in another way")


def _copied(source: _Bytes, count: int) -> Generator[bytes, None, _Sizes]:
    crc, left = 0, count
    while left:
        piece = source.some(min(left, _PIECE))
        if not piece:
            raise ValueError("the file ends within an entry")
        left -= len(piece)
        crc = zlib.crc32(piece, crc)
        yield piece
    return _Sizes(crc, count, count)


def _inflated(source: _Bytes) -> Generator[bytes, None, _Sizes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    crc = packed = size = 0
    full = False
    while not inflater.eof:
        data = inflater.unconsumed_tail
        if not data and not full:
            data = source.some()
            packed += len(data)
            if not data:
                raise ValueError("the file ends within an entry")
        piece = _inflate(inflater, data)
        full = len(piece) == _PIECE
        if piece:
            size += len(piece)
            crc = zlib.crc32(piece, crc)
            yield piece
    beyond = inflater.unconsumed_tail or inflater.unused_data
    source.give_back(beyond)
    return _Sizes(crc, packed - len(beyond), size)


def _inflate(inflater: Any, data: bytes) -> bytes:
    """Return at most `_PIECE` bytes more. Raises ValueError."""
    try:
        return bytes(inflater.decompress(data, _PIECE))
    except zlib.error as error:
        raise ValueError("an entry that cannot be unpacked") from error


def _behind(source: _Bytes) -> _Sizes:
    """Return what is said of an entry behind it; the mark before may be left out."""
    mark = source.exactly(4)
    if mark != _DESCRIPTOR:
        source.give_back(mark)
    return _Sizes(*_SIZES.unpack(source.exactly(_SIZES.size)))
