"""Devices that an area cut off, and whether the country's records still count them: headquarters decides.

A steward's revocation says nothing in the country space, as stewards are known only to those who hold their
area. So each one is a question to headquarters, and each one that was lifted since as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.models.cut import Cut
from app.models.ids import natural_id
from app.models.kinds.country import CountryCut
from app.services.desk import Desk
from app.services.roster_work import CUT_BY_DECISION
from app.services.rosters import COUNTRY, roster
from app.storage.cutting import cuts_kept, revocations_known
from app.storage.devices import device_chains, written_on
from app.storage.history import record_history
from app.storage.workspace import Transaction

OPEN, CUT, LIFTED = "open", "cut", "lifted"


@dataclass(frozen=True, slots=True)
class LostDevice:
    """A device that an area cut off.

    `state`: open (the country's records still count it), cut (they do not), lifted (the area counts it again,
    the country's records do not). `said_on` and `said_by` (a signing key): when and by whom the area was
    told, "" where none says so any longer; `reason` as given; `lost` whether it was reported lost rather than
    cut off because its person left or was turned away. `until`, `country_until`: the moment up to which its
    work counts in the area and in the country, "" for none of it. `changes`: how many it has in the country
    space here, without the first, which only shows whose it is. `mine`: it is of the person at work, who
    cannot cut off their own.
    """

    replica: str
    key: str
    area: str
    state: str
    said_on: str = ""
    said_by: str = ""
    reason: str = ""
    lost: bool = True
    until: str = ""
    country_until: str = ""
    changes: int = 0
    mine: bool = False


def lost_devices(desk: Desk) -> tuple[LostDevice, ...]:
    """Return the devices cut off in any area here or in the country space, those to be decided first.

    Only headquarters decides; for others there are none.
    """
    if desk.writer is None or not desk.may_guide():
        return ()
    with desk.workspace.read() as connection:
        if not revocations_known(connection):
            return ()
    cuts = [(area.id, cut) for area in desk.areas() for cut in roster(desk, area.id).revocations.values()]
    with desk.workspace.read() as connection:
        found = {one.replica: one for one in _Looked(desk, connection).devices(cuts)}
    order = {OPEN: 0, LIFTED: 1, CUT: 2}
    return tuple(sorted(found.values(), key=lambda one: (order[one.state], one.said_on, one.replica)))


def undecided(desk: Desk) -> int:
    """Return how many devices wait for headquarters to say whether the country's records count them."""
    return sum(one.state == OPEN for one in lost_devices(desk))


class _Looked:
    """What the country space says of devices."""

    def __init__(self, desk: Desk, connection: Transaction) -> None:
        self._connection, self._own = connection, desk.author().sign_key
        self._cuts = {cut.replica: cut for cut in cuts_kept(connection) if cut.space == COUNTRY}
        self._chains = {chain.replica: chain for chain in device_chains(connection, (COUNTRY,))}
        self._records = {one.replica or "": one for one in desk.records(CountryCut)}

    def devices(self, cuts: list[tuple[str, Cut]]) -> Iterator[LostDevice]:
        for area, cut in cuts:
            yield self._of_area(area, cut)
        gone = self._cuts.keys() & self._records.keys() - {cut.replica for _, cut in cuts}
        for replica in sorted(gone):
            yield self._device(replica, self._key(replica), "", LIFTED)

    def _key(self, replica: str) -> str:
        chain, record = self._chains.get(replica), self._records.get(replica)
        return chain.sign_key if chain is not None else (record.sign_key if record is not None else "") or ""

    def _of_area(self, area: str, cut: Cut) -> LostDevice:
        record = natural_id(cut.space, "revocation", (cut.replica,))
        told = [one for one in record_history(self._connection, record) if one.in_force]
        reason = next((str(one.new or "") for one in reversed(told) if one.field == "reason"), "")
        held = device_chains(self._connection, (cut.space,))
        key = next((chain.sign_key for chain in held if chain.replica == cut.replica), cut.key)
        return self._device(
            cut.replica, key, area, CUT if cut.replica in self._cuts else OPEN,
            said_on=told[0].written if told else "", said_by=told[0].sign_key if told else "",
            reason="" if reason in CUT_BY_DECISION else reason, lost=reason not in CUT_BY_DECISION,
            until=self._moment(cut),
        )  # fmt: skip

    def _device(
        self, replica: str, key: str, area: str, state: str, *, said_on: str = "", said_by: str = "",
        reason: str = "", lost: bool = True, until: str = "",
    ) -> LostDevice:  # fmt: skip
        chain, cut = self._chains.get(replica), self._cuts.get(replica)
        return LostDevice(
            replica, key, area, state, said_on, said_by, reason, lost, until,
            self._moment(cut) if cut is not None else "",
            chain.sequence - 1 if chain is not None else 0,
            key == self._own,
        )  # fmt: skip

    def _moment(self, cut: Cut) -> str:
        """Return up to when a device counts; its first changeset only shows whose it is."""
        if cut.number <= 1:
            return ""
        return written_on(self._connection, cut.space, cut.replica, cut.number)
