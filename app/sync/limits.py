"""How much a package may hold: the reader refuses what is beyond, so nothing beyond is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.models.changeset import LARGEST_FILE, LONGEST_LINE
from app.sync.manifest import BLOBS, INVITE, Entry


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a package may ask of this computer; sizes in bytes, unpacked.

    `manifest_texts` counts the names and texts in the manifest: each takes more memory than its bytes.
    As many `lines` take more than an `entry` may.
    """

    manifest: int = 8 * 1024**2
    manifest_texts: int = 200_000
    invite: int = 64 * 1024
    line: int = LONGEST_LINE
    lines: int = 5_000_000
    entry: int = 2**31 - 1
    file: int = LARGEST_FILE
    entries: int = 20_000
    total: int = 8 * 1024**3
    ratio: int = 200
    ratio_free: int = 16 * 1024**2

    def take_manifest(self, data: bytes) -> bool:
        """Whether a manifest is within the limits, by its bytes."""
        return len(data) <= self.manifest and data.count(b'"') <= 2 * self.manifest_texts

    def take_entries(self, entries: Sequence[Entry]) -> bool:
        """Whether the entries are within the limits, each and all, by what the manifest says of them."""
        return (
            len(entries) <= self.entries
            and all(entry.size <= self._most(entry.name) for entry in entries)
            and sum(entry.size for entry in entries) <= self.total
        )

    def take_unpacked(self, entries: Sequence[Entry], packed: int) -> bool:
        """Whether a file of `packed` bytes on the disk may unpack to these entries."""
        return sum(entry.size for entry in entries) <= self.ratio * packed + self.ratio_free

    def _most(self, name: str) -> int:
        if name == INVITE:
            return min(self.invite, self.entry)
        return min(self.file, self.entry) if name.startswith(BLOBS) else self.entry


MOST_FILES = Limits().entries - 2
"""Files of a package: the invitation and the changes are entries too."""

MOST_BYTES = Limits().total - Limits().entry
"""What the files of a package take together at most."""
