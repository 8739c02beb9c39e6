"""Devices cut off: per space and replica, the last number and hash that are still accepted.

A revocation speaks of the network space. What it means in the group's own space is written there, and what
holds in the country space headquarters writes there: no space names chains of another.

Stewards may revoke each other's devices, and a revocation may itself lie beyond another's cut. Cuts are
therefore settled one at a time, by rank, until nothing changes; the result depends on the log alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from app.models.cut import Cut
from app.sync.roster_event import RosterEvent, Value, merged

Rank = tuple[object, ...]

Place = tuple[str, str]
"""(space, replica)."""

Cuts = Mapping[Place, Cut]

Ancestry = Callable[[Cut], Mapping[str, int]]
"""Gives how far the way back from the changeset of a cut runs on each chain; nothing when it is not here."""


def unknown(_cut: Cut) -> Mapping[str, int]:
    """Say that no way back is known: then no chain has branches."""
    return {}


class Ranked(msgspec.Struct, frozen=True):
    """A revocation that stands: its rank (the lower is settled first), record, who has a say in it."""

    cut: Cut
    rank: Rank
    record: str = ""
    authors: frozenset[str] = frozenset()

    @property
    def place(self) -> Place:
        return (self.cut.space, self.cut.replica)

    @classmethod
    def of(
        cls,
        space: str,
        events: Sequence[RosterEvent],
        keys: Mapping[str, str],
        rank: Callable[[RosterEvent], Rank],
    ) -> Ranked | None:
        """Return what the events of one record say of a device in a space, None when it cuts nothing.

        Whose device is cut off, on whichever device, has no say in it. `keys`: replica → signing key.
        """
        target = str(merged(events).get("replica") or "")
        key = keys.get(target, "")
        heard = [event for event in events if event.replica != target and event.person != key]
        state = merged(heard)
        cut = cut_in(space, target, state, key)
        if cut is None or not heard:
            return None
        return cls(cut, rank(heard[0]), heard[0].record, frozenset(event.person for event in heard))


def cut_in(space: str, replica: str, state: Mapping[str, Value], key: str) -> Cut | None:
    """Return the cut that the fields of a record amount to, None when it names no number or was removed."""
    number = state.get("sequence")
    if not replica or type(number) is not int or state.get("alive") is False:
        return None
    return Cut(space, replica, number, str(state.get("hash") or ""), key)


class Limits:
    """Says of events of one space whether they lie beyond the cuts that hold."""

    def __init__(self, space: str, cuts: Cuts, ancestry: Ancestry) -> None:
        self._cuts = {cut.replica: cut for cut in cuts.values() if cut.space == space}
        self._closed = {cut.key for cut in self._cuts.values() if cut.key}
        self._paths = {cut.replica: ancestry(cut) for cut in self._cuts.values()}

    def beyond(self, event: RosterEvent) -> bool:
        """Return whether an event lies beyond the cut of its replica, or comes from another device of a
        person whose device was cut off."""
        cut = self._cuts.get(event.replica)
        if cut is None:
            return event.person in self._closed
        if event.sequence >= cut.number:
            return event.sequence > cut.number or event.changeset != cut.hash
        path = self._paths[cut.replica]
        return bool(path) and event.sequence > path.get(event.chain, 0)


def accepted_since(key: str, persons: Iterable[RosterEvent], about: Iterable[RosterEvent]) -> bool:
    """Return whether a steward showed a person's key anew, knowing of every revocation of their devices.

    `about` has what was written about revocations of their devices; moving a cut is no new revocation.
    """
    revoking = [event for event in about if "replica" in event.values or event.values.get("alive") is True]
    return any(
        event.values.get("sign_key") == key
        and event.person != key
        and all(event.knows(earlier) for earlier in revoking)
        for event in persons
    )


def settle(standing: Callable[[Cuts], Sequence[Ranked]]) -> Cuts:
    """Return the cuts that hold. `standing` gives the revocations that stand while given cuts hold.

    Of two that would undo each other the one of lower rank is settled first and wins.
    """
    cuts: dict[Place, Cut] = {}
    for _ in range(4 * len(standing(cuts)) + 8):
        wanted = _by_place(standing(cuts))
        gone = sorted(place for place in cuts if place not in wanted)
        if gone:
            del cuts[gone[0]]
            continue
        changed = [ranked for ranked in wanted.values() if cuts.get(ranked.place) != ranked.cut]
        if not changed:
            break
        first = min(changed, key=lambda ranked: ranked.rank)
        cuts[first.place] = first.cut
    return cuts


def _by_place(standing: Sequence[Ranked]) -> dict[Place, Ranked]:
    """Return one revocation per device and space: of several records the one of lowest rank."""
    places: dict[Place, Ranked] = {}
    for ranked in sorted(standing, key=lambda found: found.rank):
        places.setdefault(ranked.place, ranked)
    return places
