"""The devices people write with: which there are, cutting one off, taking it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.foundation.errors import UserError
from app.models.kinds.people import Revocation
from app.models.values import read_day
from app.services.desk import Desk
from app.services.people import need_steward
from app.services.rosters import roster
from app.storage.chains import forked_replicas, spaces
from app.storage.cutting import beyond_count
from app.storage.devices import DeviceChain, device_chains, head_until, written_on

HERE = ""
"""Up to what has arrived here."""


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
    cuts = roster(desk).revocations
    by_replica: defaultdict[str, list[DeviceChain]] = defaultdict(list)
    with desk.workspace.read() as connection:
        for chain in device_chains(connection, desk.spaces):
            by_replica[chain.replica].append(chain)
        cut_on: dict[str, str] = {}
        for (space, replica), cut in cuts.items():
            moment = written_on(connection, space, replica, cut.number) if cut.number > 1 else ""
            cut_on[replica] = max(cut_on.get(replica, ""), moment)
        forked = forked_replicas(connection)
    return tuple(
        _device(replica, chains, cut_on, forked=replica in forked) for replica, chains in by_replica.items()
    )


def _device(replica: str, chains: Sequence[DeviceChain], cut_on: dict[str, str], *, forked: bool) -> Device:
    return Device(
        replica,
        chains[0].sign_key,
        sum(chain.sequence for chain in chains),
        min(chain.first for chain in chains),
        max(chain.last for chain in chains),
        replica in cut_on,
        cut_on.get(replica, ""),
        forked,
    )


def cut_off(desk: Desk, replicas: Sequence[str], until: str = HERE, reason: str = "") -> int:
    """Say that devices are lost: what they wrote up to a day counts (`HERE`: all that has arrived here).

    Later work of theirs is kept and not in force, wherever this is known. Doing it again moves the cut.
    In spaces where a device has not written yet nothing counts. Returns how many chains were cut. Raises
    UserError `not_a_steward`, `no_device_known`, `not_a_day`, `own_device`.
    """
    need_steward(desk)
    if until and read_day(until) is None:
        raise UserError("not_a_day", value=until[:40])
    with desk.workspace.read() as connection:
        held = [chain for chain in device_chains(connection, desk.spaces) if chain.replica in replicas]
        cuts = [(chain, head_until(connection, chain.space, chain.replica, until)) for chain in held]
        empty = _not_begun(spaces(connection), desk.spaces, held)
    if not cuts:
        raise UserError("no_device_known", name="")
    if any(chain.sign_key == desk.author().sign_key for chain in held):
        raise UserError("own_device")
    with desk.write("person.revoke") as unit:
        for chain, (sequence, hash_) in cuts:
            unit.add(
                Revocation, replica=chain.replica, cut_space=chain.space, sequence=sequence,
                hash=hash_ or None, reason=reason or None,
            )  # fmt: skip
        for space, replica in empty:
            unit.add(Revocation, replica=replica, cut_space=space, sequence=0, reason=reason or None)
    return len(cuts)


def _not_begun(
    held: Sequence[str], of_area: Sequence[str], chains: Sequence[DeviceChain]
) -> list[tuple[str, str]]:
    begun = {(chain.space, chain.replica) for chain in chains}
    return sorted({(s, c.replica) for s in of_area if s in held for c in chains} - begun)


def not_counted(desk: Desk) -> int:
    """Return how many changes here are out of force because they lie beyond the cut of a device."""
    with desk.workspace.read() as connection:
        return beyond_count(connection)


def take_back_cut(desk: Desk, replicas: Sequence[str]) -> int:
    """Let devices that were cut off count again. Returns how many cuts were lifted.

    Raises UserError `not_a_steward`.
    """
    need_steward(desk)
    standing = [one for one in desk.records(Revocation) if one.replica in replicas]
    with desk.write("person.revoke_back") as unit:
        for one in standing:
            unit.remove(Revocation, one.id)
    return len(standing)
