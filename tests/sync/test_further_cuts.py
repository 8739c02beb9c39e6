"""What a lost device may still say in the group's own space and in the country space, told in each."""

from __future__ import annotations

import dataclasses
import hashlib

from app.models.cut import Cut
from app.models.ids import natural_id
from app.sync.further_cuts import country_cuts, group_cuts
from app.sync.revocation import Ranked, unknown
from app.sync.roster_event import RosterEvent, Value

GROUP = "area/0190/group"


def key(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def digest(name: str, number: int) -> str:
    return hashlib.sha256(f"{name} {number}".encode()).hexdigest()


def standing(name: str, *authors: str, rank: int = 0) -> Ranked:
    """A revocation of somebody's device, which stands in the network space."""
    cut = Cut("area/0190/network", name, 5, "ff" * 32, key(name))
    return Ranked(cut, (rank,), f"revocation-{name}", frozenset(key(author) for author in authors))


def event(by: str, number: int, kind: str, record: str, **values: Value) -> RosterEvent:
    return RosterEvent(digest(by, number), by, key(by), number, number, {}, kind, record, values)


def inside(by: str, name: str, number: int, sequence: int = 3, **values: Value) -> RosterEvent:
    record = natural_id(GROUP, "group_cut", (f"revocation-{name}",))
    told: dict[str, Value] = {"sequence": sequence, "hash": digest(name, sequence), **values}
    return event(by, number, "group_cut", record, **told)


def groups(revocations: list[Ranked], *events: RosterEvent) -> dict[str, int]:
    found = group_cuts(GROUP, revocations, events, unknown)
    assert {space for space, _ in found} <= {GROUP}
    return {replica: cut.number for (_, replica), cut in found.items()}


def test_the_groups_cut_counts_with_its_revocation_and_of_the_same_author() -> None:
    written = inside("nadia", "omar", 2)
    assert groups([standing("omar", "nadia")], written) == {"omar": 3}
    assert groups([], written) == {}
    assert groups([standing("omar", "sara")], written) == {}


def test_the_other_devices_are_closed_as_the_revocation_says() -> None:
    (cut,) = group_cuts(GROUP, [standing("omar", "nadia")], [inside("nadia", "omar", 2)], unknown).values()
    assert cut == Cut(GROUP, "omar", 3, digest("omar", 3), key("omar"))
    one = standing("omar", "nadia")
    one = Ranked(Cut(one.cut.space, "omar", 5, "", ""), one.rank, one.record, one.authors)
    (cut,) = group_cuts(GROUP, [one], [inside("nadia", "omar", 2)], unknown).values()
    assert cut.key == ""


def test_it_is_moved_by_whoever_has_a_say_and_lifted() -> None:
    both = [standing("omar", "nadia", "sara")]
    first, moved = inside("nadia", "omar", 2), inside("sara", "omar", 4, 7)
    assert groups(both, moved, first) == {"omar": 7}
    assert groups(both, first, moved, inside("nadia", "omar", 9, alive=False)) == {}
    assert groups(both, first, inside("eve", "omar", 9, 1)) == {"omar": 3}


def test_another_record_that_claims_to_belong_to_it_says_nothing() -> None:
    false = event("nadia", 2, "group_cut", "r1", revocation="revocation-omar", sequence=1)
    assert groups([standing("omar", "nadia")], false) == {}


def test_who_is_cut_off_in_the_group_has_no_further_say_there() -> None:
    """Sara helped to revoke Omar, and was cut off herself before she moved the cut."""
    revocations = [standing("sara", "nadia"), standing("omar", "nadia", "sara", rank=1)]
    told = [inside("nadia", "sara", 2, 3), inside("nadia", "omar", 3, 3), inside("sara", "omar", 4, 9)]
    assert groups(revocations, *told) == {"sara": 3, "omar": 3}
    told[2] = inside("sara", "omar", 2, 9)
    assert groups(revocations, *told) == {"sara": 3, "omar": 3}


# ------------------------------------------------------------------ the country


def country(by: str, name: str, number: int, sequence: int = 3, **values: Value) -> RosterEvent:
    told: dict[str, Value] = {"replica": name, "sequence": sequence, "sign_key": key(name), **values}
    return event(by, number, "country_cut", f"cut-{name}", **told)


def cuts(*events: RosterEvent, issuers: tuple[str, ...] = ()) -> dict[str, Cut]:
    names = ("huda", "hala", "omar")
    headquarters = {key(name) for name in ("huda", "hala")}
    found = country_cuts(
        events, {name: key(name) for name in names}, headquarters, {key(name) for name in issuers}, unknown
    )
    return {replica: cut for (_, replica), cut in found.items()}


def test_only_headquarters_says_what_counts_in_the_country_space() -> None:
    assert cuts(country("dalia", "omar", 1)) == {}
    assert cuts(country("huda", "omar", 1)) == {"omar": Cut("country", "omar", 3, "", key("omar"))}


def test_the_other_devices_count_again_when_headquarters_says_so() -> None:
    closed, opened = country("huda", "omar", 1), country("hala", "omar", 2)
    opened = dataclasses.replace(opened, values={"sign_key": None})
    assert cuts(closed, opened)["omar"] == Cut("country", "omar", 3, "", "")


def test_an_issuers_device_is_cut_off_by_an_issuer_alone() -> None:
    assert "huda" in cuts(country("hala", "huda", 1))
    assert cuts(country("hala", "huda", 1), issuers=("huda",)) == {}
    assert "huda" in cuts(country("hala", "huda", 1), issuers=("huda", "hala"))


def test_of_two_who_cut_each_other_off_the_issuer_wins_then_the_earlier() -> None:
    mutual = country("huda", "hala", 3, 1), country("hala", "huda", 2, 1)
    assert set(cuts(*mutual)) == {"huda"}
    assert set(cuts(*mutual, issuers=("huda",))) == {"hala"}


def test_nobody_lifts_a_cut_of_their_own() -> None:
    assert "hala" in cuts(country("huda", "hala", 1), country("hala", "hala", 2, 99, alive=False))
