"""What a lost device may still say in the group's own space and in the country space.

Both are told in the space they are about, so that no package of one space names chains of another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

import msgspec

from app.models.cut import Cut
from app.models.ids import natural_id
from app.sync.revocation import Ancestry, Cuts, Limits, Place, Rank, Ranked, cut_in, settle
from app.sync.roster_event import RosterEvent, merged

COUNTRY = "country"


def group_cuts(
    space: str, standing: Sequence[Ranked], events: Sequence[RosterEvent], ancestry: Ancestry
) -> Cuts:
    """Return the cuts of the group `space` that belong to the revocations which stand in the network space.

    Heard is who has a say in the revocation itself, as far as an earlier settled cut of this space lets them.
    """
    cuts: dict[Place, Cut] = {}
    for revocation in sorted(standing, key=lambda one: one.rank):
        limits = Limits(space, cuts, ancestry)
        record = natural_id(space, "group_cut", (revocation.record,))
        heard = [e for e in events if e.record == record and e.person in revocation.authors]
        state = merged(e for e in sorted(heard, key=lambda e: e.order) if not limits.beyond(e))
        cut = cut_in(space, revocation.cut.replica, state, revocation.cut.key)
        if cut is not None:
            cuts[space, cut.replica] = cut
    return cuts


def country_cuts(
    events: Sequence[RosterEvent],
    keys: Mapping[str, str],
    headquarters: Collection[str],
    issuers: Collection[str],
    ancestry: Ancestry,
) -> Cuts:
    """Return the cuts of the country space: headquarters writes them, those of an issuer's device an issuer.

    `keys`: replica → signing key of the chains there. Issuers come before others, then the earlier.
    """
    ordered = sorted((event for event in events if event.person in headquarters), key=lambda e: e.order)

    def rank(event: RosterEvent) -> Rank:
        return (0 if event.person in issuers else 1, *event.order)

    def standing(cuts: Cuts) -> list[Ranked]:
        limits = Limits(COUNTRY, cuts, ancestry)
        by_record: defaultdict[str, list[RosterEvent]] = defaultdict(list)
        for event in ordered:
            if event.kind == "country_cut" and not limits.beyond(event):
                by_record[event.record].append(event)
        found = (_ranked(said, keys, issuers, rank) for said in by_record.values())
        return [one for one in found if one is not None]

    return settle(standing)


def _ranked(
    said: Sequence[RosterEvent],
    keys: Mapping[str, str],
    issuers: Collection[str],
    rank: Callable[[RosterEvent], Rank],
) -> Ranked | None:
    state = merged(said)
    replica, named = str(state.get("replica") or ""), str(state.get("sign_key") or "")
    owner = keys.get(replica) or named
    if {owner, named} & set(issuers):
        said = [event for event in said if event.person in issuers]
    found = Ranked.of(COUNTRY, said, {replica: owner}, rank)
    if found is None:
        return None
    closed = str(merged(e for e in said if e.person in found.authors).get("sign_key") or "")
    return msgspec.structs.replace(found, cut=msgspec.structs.replace(found.cut, key=closed))
