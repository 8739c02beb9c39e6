"""The records that a take touches, each once, in little memory however many they are."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping

import msgspec

from app.storage.logged import chunks

AT_ONCE = 10_000
"""Records that are looked up together."""

_read = msgspec.json.Decoder(dict[str, str]).decode


class Touched:
    """Record ids: those that begin in the take, packed, and those `known` before or spoken of again."""

    def __init__(self) -> None:
        self.known: set[str] = set()
        self._begun: list[bytes] = []
        self._count = 0

    def begin(self, kinds: Mapping[str, str]) -> None:
        """Add records of which nothing was here, record id → kind: none of them was added before."""
        if kinds:
            self._begun.append(zlib.compress(msgspec.json.encode(kinds), 1))
            self._count += len(kinds)

    def join(self, other: Touched) -> None:
        """Add what a later take touched."""
        self.known |= other.known
        self._begun += other._begun
        self._count += other._count

    def begun(self) -> Iterator[dict[str, str]]:
        """Yield the records that begin in the take, as record id → kind."""
        for packed in self._begun:
            yield _read(zlib.decompress(packed))

    def others(self) -> Iterator[list[str]]:
        """Yield the other records, each once, in lists."""
        others = set(self.known)
        for kinds in self.begun():
            others.difference_update(kinds)
        yield from chunks(others, AT_ONCE)

    def named(self, most: int) -> frozenset[str]:
        """Return the records, or none of them when there are more than `most`."""
        if self._count + len(self.known) > most:
            return frozenset()
        return frozenset(self.known).union(*self.begun())
