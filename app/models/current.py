"""Current values of one register: what stands after all changes in force, however they arrived.

Rule (docs/log.md §4): the values of changes in force that no change in force replaces, directly or
through changes not in force. Pure: the same changes give the same answer in any order.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from app.models.record import Merge
from app.models.values import Value, same


class Entry(msgspec.Struct, frozen=True):
    """One change to a register as the log knows it. `ref` is the first 16 bytes of its changeset's hash."""

    ref: str
    value: Value
    replaces: tuple[str, ...]
    in_force: bool
    lamport: int
    replica: str

    @property
    def rank(self) -> tuple[int, str, str]:
        """Decides which of several current values is shown: the highest (Lamport, replica, hash)."""
        return (self.lamport, self.replica, self.ref)


class Standing(msgspec.Struct, frozen=True):
    """What a register holds. `current` has every change nobody replaced, highest rank first."""

    current: tuple[Entry, ...]

    @property
    def shown(self) -> Value:
        """The value shown: that of the highest rank."""
        return self.current[0].value if self.current else None

    @property
    def refs(self) -> tuple[str, ...]:
        """What a new change to this register replaces."""
        return tuple(sorted(entry.ref for entry in self.current))

    def distinct(self) -> tuple[Entry, ...]:
        """Return one entry per different value (equal after NFC and trimming), highest rank first."""
        kept: list[Entry] = []
        for entry in self.current:
            if not any(same(entry.value, other.value) for other in kept):
                kept.append(entry)
        return tuple(kept)

    def in_conflict(self, merge: Merge) -> bool:
        """Whether a person must decide: several different values under the rule `ask`."""
        return merge is Merge.ASK and len(self.current) > 1 and len(self.distinct()) > 1

    def present(self) -> bool:
        """For an element of a set: added here and removed there is present."""
        return any(entry.value is True for entry in self.current)


def standing(entries: Iterable[Entry]) -> Standing:
    """Return what stands in a register, given all its changes."""
    by_ref = {entry.ref: entry for entry in entries}
    in_force = [entry for entry in by_ref.values() if entry.in_force]
    if len(in_force) == 1 and not in_force[0].replaces:
        return Standing((in_force[0],))
    replaced = _replaced(in_force, by_ref)
    current = [entry for entry in in_force if entry.ref not in replaced]
    return Standing(tuple(sorted(current, key=lambda entry: entry.rank, reverse=True)))


def _replaced(in_force: list[Entry], by_ref: dict[str, Entry]) -> set[str]:
    replaced: set[str] = set()
    for entry in in_force:
        waiting = list(entry.replaces)
        while waiting:
            ref = waiting.pop()
            if ref in replaced:
                continue
            replaced.add(ref)
            target = by_ref.get(ref)
            if target is not None and not target.in_force:
                waiting.extend(target.replaces)
    return replaced
