"""Devices cut off: per space and replica, the last number and hash that are still accepted.

Stewards may revoke each other's devices, and a revocation may itself lie beyond another's cut. Cuts are
therefore settled one at a time, by rank, until nothing changes; the result depends on the log alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from app.sync.roster_event import RosterEvent, merged

Rank = tuple[object, ...]


class Cut(msgspec.Struct, frozen=True):
    """The last changeset of a replica that is accepted in one space; number 0: none."""

    number: int
    hash: str


Place = tuple[str, str]
"""(space, replica)."""

Cuts = Mapping[Place, Cut]


class Ranked(msgspec.Struct, frozen=True):
    """A revocation that stands, and its rank: the lower rank is settled first."""

    place: Place
    cut: Cut
    rank: Rank

    @classmethod
    def of(cls, events: Sequence[RosterEvent], rank: Callable[[RosterEvent], Rank]) -> Ranked | None:
        """Return what the events of one revocation record say, None when it cuts nothing.

        The device that is cut off has no say in its own revocation.
        """
        target = merged(events).get("replica")
        heard = [event for event in events if event.replica != target]
        state = merged(heard)
        space, number = state.get("cut_space"), state.get("sequence")
        if not (heard and isinstance(space, str) and isinstance(target, str) and type(number) is int):
            return None
        if state.get("alive") is False:
            return None
        return cls((space, target), Cut(number, str(state.get("hash") or "")), rank(heard[0]))


def beyond(event: RosterEvent, space: str, cuts: Cuts) -> bool:
    """Return whether an event of `space` lies beyond the cut of its replica."""
    cut = cuts.get((space, event.replica))
    if cut is None:
        return False
    return event.sequence > cut.number or (event.sequence == cut.number and event.changeset != cut.hash)


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
