"""The devices people write with: which there are, cutting one off, taking it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.foundation.errors import UserError
from app.models.kinds.country import CountryCut
from app.models.kinds.people import GroupCut, Revocation
from app.models.record import Record
from app.models.values import read_day
from app.services.desk import Desk
from app.services.people import need_steward
from app.services.rosters import COUNTRY, roster
from app.services.unit import Unit
from app.storage.chains import forked_replicas, spaces
from app.storage.cutting import beyond_count, cuts_kept
from app.storage.devices import DeviceChain, device_chains, head_until, written_on

HERE, NOTHING = "", "0001-01-01"
"""Up to what has arrived here; none of it."""


@dataclass(frozen=True, slots=True)
class Device:
    """One device of a person: its changes here, the dates of its first and last (its own word).

    `cut`: whether it is cut off; `cut_on`: the moment up to which its work counts, "" for none of it.
    `forked`: it went on in two copies of its file, and begins anew when next opened.
    """

    replica: str
    key: str
    changes: int
    first: str
    last: str
    cut: bool = False
    cut_on: str = ""
    forked: bool = False


def devices(desk: Desk) -> tuple[Device, ...]:
    """Return every device that wrote in the area in front of us, the earliest first."""
    lost = {replica for _, replica in roster(desk).revocations}
    by_replica: defaultdict[str, list[DeviceChain]] = defaultdict(list)
    with desk.workspace.read() as connection:
        for chain in device_chains(connection, desk.spaces):
            by_replica[chain.replica].append(chain)
        cut_on: dict[str, str] = {}
        for cut in cuts_kept(connection):
            if cut.replica in lost and cut.space in desk.spaces and cut.number > 1:
                moment = written_on(connection, cut.space, cut.replica, cut.number)
                cut_on[cut.replica] = max(cut_on.get(cut.replica, ""), moment)
        forked = forked_replicas(connection)
    return tuple(
        _device(replica, chains, cut_on.get(replica, ""), lost=replica in lost, forked=replica in forked)
        for replica, chains in by_replica.items()
    )


def _device(replica: str, chains: Sequence[DeviceChain], cut_on: str, *, lost: bool, forked: bool) -> Device:
    return Device(
        replica,
        chains[0].sign_key,
        sum(chain.sequence for chain in chains),
        min(chain.first for chain in chains),
        max(chain.last for chain in chains),
        lost,
        cut_on,
        forked,
    )


def cut_off(desk: Desk, replicas: Sequence[str], until: str = HERE, reason: str = "") -> int:
    """Say that devices are lost: what they wrote up to a day counts (`HERE`: all that has arrived here).

    Later work of theirs is kept and not in force, wherever this is known. Doing it again moves the cut.
    In spaces where a device has not written yet nothing counts. Each space is told of itself alone: the
    group's own where it is here, the country's when headquarters says it. Returns how many devices. Raises
    UserError `not_a_steward`, `no_device_known`, `not_a_day`, `own_device`.
    """
    need_steward(desk)
    known = _lost(desk, replicas, until)
    group = desk.sees_group
    with desk.write("person.revoke") as unit:
        for replica in known:
            _revoke(unit, desk, known, replica, reason, group=group)
            if desk.may_guide():
                _cut_in_country(unit, known, replica)
    return len(known.keys)


def cut_off_in_country(desk: Desk, replicas: Sequence[str], until: str = HERE) -> int:
    """Say as headquarters that lost devices count in the country space as far as they are here.

    They may be devices of any area here. Returns how many. Raises UserError `headquarters_only`,
    `no_device_known`, `not_a_day`, `own_device`.
    """
    _need_headquarters(desk)
    with desk.workspace.read() as connection:
        held = spaces(connection)
    known = _lost(desk, replicas, until, held)
    with desk.write("person.revoke") as unit:
        for replica in known:
            _cut_in_country(unit, known, replica)
    return len(known.keys)


def take_back_country_cut(desk: Desk, replicas: Sequence[str]) -> int:
    """Let devices count again in the country space, and only there. Returns how many.

    Raises UserError `headquarters_only`.
    """
    _need_headquarters(desk)
    standing = [one for one in desk.records(CountryCut) if one.replica in replicas]
    with desk.write("person.revoke_back") as unit:
        for one in standing:
            unit.remove(CountryCut, one.id)
    return len({one.replica for one in standing})


def _need_headquarters(desk: Desk) -> None:
    if not desk.may_guide():
        raise UserError("headquarters_only", kind="country_cut")


@dataclass(frozen=True, slots=True)
class _Lost:
    """Lost devices: their signing keys, and (space, replica) → the last number and hash that still count."""

    keys: dict[str, str]
    heads: dict[tuple[str, str], tuple[int, str]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys)

    def head(self, space: str, replica: str) -> tuple[int, str | None]:
        number, hash_ = self.heads.get((space, replica), (0, ""))
        return number, hash_ or None


def _lost(desk: Desk, replicas: Sequence[str], until: str, within: Sequence[str] = ()) -> _Lost:
    if until and read_day(until) is None:
        raise UserError("not_a_day", value=until[:40])
    with desk.workspace.read() as connection:
        held = [one for one in device_chains(connection, within or desk.spaces) if one.replica in replicas]
        heads = {(c.space, c.replica): head_until(connection, c.space, c.replica, until) for c in held}
    if not held:
        raise UserError("no_device_known", name="")
    if any(chain.sign_key == desk.author().sign_key for chain in held):
        raise UserError("own_device")
    return _Lost({chain.replica: chain.sign_key for chain in held}, heads)


def _revoke(unit: Unit, desk: Desk, known: _Lost, replica: str, reason: str, *, group: bool) -> None:
    """Write the revocation, and what it means in the group's own space where that is here.

    The numbers are written even if they stand already: who moves one space's cut has a say in all of it.
    """
    number, hash_ = known.head(desk.network, replica)
    record = unit.add(Revocation, replica=replica, sequence=number, reason=reason or None)
    _say(unit, Revocation, record, desk.network, number, hash_)
    if group:
        number, hash_ = known.head(desk.group, replica)
        inside = unit.add(GroupCut, revocation=record, sequence=number)
        _say(unit, GroupCut, inside, desk.group, number, hash_)


def _say(unit: Unit, kind: type[Record], record: str, space: str, number: int, hash_: str | None) -> None:
    unit.decide(kind, record, space, "sequence", number)
    unit.decide(kind, record, space, "hash", hash_)


def _cut_in_country(unit: Unit, known: _Lost, replica: str) -> None:
    number, hash_ = known.head(COUNTRY, replica)
    record = unit.add(CountryCut, replica=replica, sequence=number, sign_key=known.keys[replica])
    _say(unit, CountryCut, record, COUNTRY, number, hash_)


def not_counted(desk: Desk) -> int:
    """Return how many changes here are out of force because they lie beyond the cut of a device."""
    with desk.workspace.read() as connection:
        return beyond_count(connection)


def take_back_cut(desk: Desk, replicas: Sequence[str]) -> int:
    """Let devices that were cut off count again. Returns how many.

    Headquarters lifts the cut in the country space. Raises UserError `not_a_steward`.
    """
    steward = desk.identity_card().signing_key in roster(desk).stewards()
    if not steward and not desk.may_guide():
        raise UserError("not_a_steward")
    standing = [one for one in desk.records(Revocation) if one.replica in replicas] if steward else []
    country = [one for one in desk.records(CountryCut) if one.replica in replicas and desk.may_guide()]
    with desk.write("person.revoke_back") as unit:
        for revocation in standing:
            lift(unit, desk, revocation.id)
        for one in country:
            unit.remove(CountryCut, one.id)
    return len({*(one.replica for one in standing), *(one.replica for one in country)})


def lift(unit: Unit, desk: Desk, revocation: str) -> None:
    """Remove a revocation, and what it means in the group's own space."""
    unit.remove(Revocation, revocation)
    for inside in desk.records(GroupCut, revocation=revocation):
        unit.remove(GroupCut, inside.id)
