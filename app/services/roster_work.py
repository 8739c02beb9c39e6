"""What stewards decide about the people of an area: proposals, leaving, handing over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.foundation.errors import UserError
from app.models.card import Card
from app.models.ids import natural_id
from app.models.kinds.people import Member, Person, Revocation, Steward
from app.models.registry import KINDS
from app.models.values import Value, read_day
from app.services.desk import Desk
from app.services.devices import HERE, cut_off, devices, lift
from app.services.opening import check_role
from app.services.people import find_person, need_belonging, need_steward
from app.services.rosters import roster
from app.services.unit import Unit
from app.storage.roster_log import RosterChange, roster_changes
from app.sync.roster import RosterPerson

FOCAL_POINT = "focal_point"
ALIVE, KEY = "alive", "sign_key"
LEFT, REFUSED = "left", "refused"
CUT_BY_DECISION = (LEFT, REFUSED)
"""The reasons that revocations carry when somebody leaves or is turned away; such devices are not lost."""


@dataclass(frozen=True, slots=True)
class RosterProposal:
    """What somebody who is no steward changed on the roster: it counts once a steward confirms it.

    `about` is the record id of the person it concerns ("" for an invitation), `own` whether its author
    speaks of themselves; `values` are the proposed fields.
    """

    id: str
    kind: str
    author: str
    record: str
    about: str
    own: bool
    values: Mapping[str, Value]

    @property
    def removes(self) -> bool:
        """Whether it takes the record away."""
        return self.values.get(ALIVE) is False


def proposals(desk: Desk) -> tuple[RosterProposal, ...]:
    """Return what waits for a steward, one entry per author and record."""
    found = roster(desk)
    gathered: defaultdict[tuple[str, str, str], dict[str, Value]] = defaultdict(dict)
    for one in found.proposals:
        gathered[one.author, one.kind, one.record].update(one.values)
    return tuple(_proposal(desk, key, values) for key, values in gathered.items())


def _proposal(desk: Desk, key: tuple[str, str, str], values: Mapping[str, Value]) -> RosterProposal:
    author, kind, record = key
    own = record == natural_id(desk.network, "person", (author,))
    about = record if kind == "person" else str(values.get("person") or _person_of(desk, kind, record))
    return RosterProposal(f"{author[:16]}.{record}", kind, author, record, about, own, values)


def _person_of(desk: Desk, kind: str, record: str) -> str:
    return str(getattr(desk.find(KINDS[kind], record), "person", "") or "")


def _named(desk: Desk, proposal: str) -> RosterProposal:
    found = [one for one in proposals(desk) if proposal and one.id.startswith(proposal)]
    if len(found) != 1:
        raise UserError("unknown_proposal")
    return found[0]


def confirm_proposal(desk: Desk, proposal: str) -> None:
    """Write what somebody proposed as a steward's own word. Raises `not_a_steward`, `unknown_proposal`."""
    need_steward(desk)
    one = _named(desk, proposal)
    with desk.write("person.confirm") as unit:
        _write(unit, desk, one, one.values)


def confirm_all(desk: Desk, but: Collection[str] = ()) -> int:
    """Confirm the introduction of everybody of whom no device was cut off, `but` some. Returns how many.

    Raises `not_a_steward`.
    """
    need_steward(desk)
    waiting = [one for one in proposals(desk) if one.own and one.kind == "person" and not one.removes]
    waiting = [one for one in waiting if one.author not in but and not has_cut_device(desk, one.author)]
    with desk.write("person.confirm") as unit:
        for one in waiting:
            _write(unit, desk, one, one.values)
    return len(waiting)


def decline_proposal(desk: Desk, proposal: str) -> None:
    """Set back what somebody proposed. Somebody who only proposed themselves is removed, and their devices
    are cut off. Raises `not_a_steward`, `unknown_proposal`.
    """
    need_steward(desk)
    one = _named(desk, proposal)
    before = _said_by_stewards(desk, one.record)
    with desk.write("person.decline") as unit:
        if before:
            _write(unit, desk, one, {name: before.get(name, _unsaid(name)) for name in one.values})
        else:
            unit.decide(KINDS[one.kind], one.record, desk.network, ALIVE, False)
    if one.own and not before:
        cut_person(desk, one.author, REFUSED)


def _unsaid(name: str) -> Value:
    return True if name == ALIVE else None


def has_cut_device(desk: Desk, key: str) -> bool:
    """Whether a device of somebody was cut off and no steward has accepted them anew."""
    person = roster(desk).persons.get(key)
    return person is not None and person.revoked


def _write(unit: Unit, desk: Desk, one: RosterProposal, values: Mapping[str, Value]) -> None:
    """Write fields as a steward's own word. The key of somebody whose device was cut off is not among them:
    writing it lets their other devices in again, and a steward says that by accepting their card."""
    shown = {name: value for name, value in values.items() if name != KEY or not _is_cut(desk, value)}
    for name, value in shown.items():
        unit.decide(KINDS[one.kind], one.record, desk.network, name, value)


def _is_cut(desk: Desk, key: Value) -> bool:
    return isinstance(key, str) and has_cut_device(desk, key)


def _said_by_stewards(desk: Desk, record: str) -> dict[str, Value]:
    """Return the fields of a roster record as stewards last wrote them."""
    stewards = roster(desk).stewards()
    with desk.workspace.read() as connection:
        written = [c for c in roster_changes(connection, desk.network) if c.record == record]
    said: dict[str, Value] = {}
    for change in sorted(written, key=_order):
        if change.sign_key in stewards:
            said.update(change.values)
    return said


def _order(change: RosterChange) -> tuple[int, str, str]:
    return (change.lamport, change.replica, change.hash)


def propose_person(desk: Desk, card: Card) -> str:
    """Write somebody's card down for the stewards to decide on. Returns the person's record id."""
    with desk.write("person.propose") as unit:
        return unit.add(
            Person, name_en=card.name, sign_key=card.signing_key, age_key=card.recipient,
            certificate=card.certificate or None, organisation_name=card.organisation or None,
            role=card.role or None,
        )  # fmt: skip


def leave(desk: Desk, named: str, day: str = "", *, cut: bool = True) -> None:
    """Say that somebody left: their work stays; with `cut` nothing they write from now on counts.

    They are no steward any longer and are offered for no package. Raises `not_a_steward`, `unknown_person`,
    `last_steward`, `left_oneself`, `not_a_day`.
    """
    need_steward(desk)
    person = find_person(desk, named)
    check_may_go(desk, person)
    ended = day or desk.today
    if read_day(ended) is None:
        raise UserError("not_a_day", value=ended[:40])
    with desk.write("person.leave") as unit:
        unit.decide(Person, person.record, desk.network, "ended", ended)
        end_stewardship(unit, desk, person)
        for member in desk.records(Member, person=person.record):
            unit.set(Member, member.id, ended=ended)
    if cut:
        cut_person(desk, person.key, LEFT)


def come_back(desk: Desk, named: str) -> None:
    """Say that somebody who left or was turned away belongs to the group again; what was cut off then counts.

    A device that was reported lost stays cut off.
    """
    need_steward(desk)
    person = find_person(desk, named)
    with desk.write("person.come_back") as unit:
        unit.decide(Person, person.record, desk.network, "ended", None)
        if person.status == "removed":
            unit.decide(Person, person.record, desk.network, ALIVE, True)
        own = {one.replica for one in devices(desk) if one.key == person.key}
        for cut in desk.records(Revocation):
            if cut.replica in own and cut.reason in CUT_BY_DECISION:
                lift(unit, desk, cut.id)
        for member in desk.records(Member, person=person.record):
            unit.set(Member, member.id, ended=None)


def check_may_go(desk: Desk, person: RosterPerson) -> None:
    """Raise UserError `left_oneself`, `last_steward` when somebody can neither leave nor be turned away."""
    if desk.writer is not None and person.key == desk.writer.sign_key:
        raise UserError("left_oneself")
    if roster(desk).stewards() <= {person.key}:
        raise UserError("last_steward")


def end_stewardship(unit: Unit, desk: Desk, person: RosterPerson) -> None:
    """Write that somebody is no steward any longer, if they are one."""
    record = natural_id(desk.network, "steward", (person.record,))
    if person.status == "steward":
        unit.decide(Steward, record, desk.network, "person", person.record)
        unit.decide(Steward, record, desk.network, "granted", False)


def cut_person(desk: Desk, key: str, reason: str, until: str = HERE) -> None:
    """Cut off every device of a person, for one of the reasons `CUT_BY_DECISION`."""
    own = [one.replica for one in devices(desk) if one.key == key]
    if own:
        cut_off(desk, own, until, reason)


def take_over(desk: Desk, named: str, instead_of: str = "") -> None:
    """Make somebody a focal point and steward; whom they follow becomes a member without stewardship.

    One action. Raises `not_a_steward`, `unknown_person`, `several_persons`, `left_oneself`,
    `not_in_the_group`.
    """
    check_role(FOCAL_POINT)
    need_steward(desk)
    person = find_person(desk, named)
    need_belonging(person)
    before = find_person(desk, instead_of) if instead_of else None
    if before is not None and before.key == person.key:
        raise UserError("same_person_twice")
    with desk.write("person.take_over") as unit:
        _give(unit, desk, person, FOCAL_POINT)
        record = natural_id(desk.network, "steward", (person.record,))
        unit.decide(Steward, record, desk.network, "person", person.record)
        unit.decide(Steward, record, desk.network, "granted", True)
        if before is not None:
            _give(unit, desk, before, "member")
            end_stewardship(unit, desk, before)


def _give(unit: Unit, desk: Desk, person: RosterPerson, role: str) -> None:
    unit.decide(Person, person.record, desk.network, "role", role)
    for member in desk.records(Member, person=person.record):
        unit.set(Member, member.id, role=role)
