"""The records that a take touches, each once, in little memory however many they are."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator

import msgspec

from app.storage.logged import chunks

AT_ONCE = 10_000
"""Records that are looked up together."""

_read = msgspec.json.Decoder(list[str]).decode


class Touched:
    """Record ids: those that begin in the take, packed, and those `known` before or spoken of again."""

    def __init__(self) -> None:
        self.known: set[str] = set()
        self._begun: list[bytes] = []
        self._count = 0

    def begin(self, records: Collection[str]) -> None:
        """Add records of which nothing was here: none of them was added before."""
        if records:
            self._begun.append(zlib.compress(msgspec.json.encode(list(records)), 1))
            self._count += len(records)

    def join(self, other: Touched) -> None:
        """Add what a later take touched."""
        self.known |= other.known
        self._begun += other._begun
        self._count += other._count

    def lists(self) -> Iterator[tuple[bool, list[str]]]:
        """Yield each record once, in lists, and of each list whether its records begin in the take."""
        others = set(self.known)
        for packed in self._begun:
            part = _read(zlib.decompress(packed))
            others.difference_update(part)
            yield True, part
        for part in chunks(others, AT_ONCE):
            yield False, part

    def named(self, most: int) -> frozenset[str]:
        """Return the records, or none of them when there are more than `most`."""
        if self._count + len(self.known) > most:
            return frozenset()
        return frozenset(record for _, part in self.lists() for record in part)
