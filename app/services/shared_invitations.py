"""Invitations that several people began with: all of them count until a steward says who does not belong.

An invitation is meant for one person and not bound to one: which use of it came first can change as packages
arrive, so nobody is shut out by it. A steward decides: all belong, or somebody is turned away. Either way the
invitation is withdrawn, and lets in nobody whose use of it was not known by then.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from app.foundation.errors import UserError
from app.models.kinds.people import Invitation, Member, Person
from app.services.desk import Desk
from app.services.devices import HERE, NOTHING
from app.services.people import enter_on_roster, find_person, give_role, need_steward
from app.services.roster_work import ALIVE, REFUSED, check_may_go, cut_person, end_stewardship
from app.services.rosters import roster
from app.services.unit import Unit
from app.storage.roster_log import begun_chains
from app.sync.roster import RosterPerson

ORDINARY = "member"


@dataclass(frozen=True, slots=True)
class SharedInvitation:
    """An invitation (`id`: its public key) and the signing keys of all who began with it.

    `undecided` are those of whom no steward has said yet whether they belong.
    """

    id: str
    users: tuple[str, ...]
    undecided: tuple[str, ...]


def undecided_users(desk: Desk) -> frozenset[str]:
    """Return the signing keys of those of whom it is still to be said whether they belong."""
    return frozenset(key for one in shared_invitations(desk) for key in one.undecided)


def shared_invitations(desk: Desk) -> tuple[SharedInvitation, ...]:
    """Return the invitations of the area in front of us that more than one person began with."""
    people = roster(desk).persons
    used: defaultdict[str, dict[str, RosterPerson]] = defaultdict(dict)
    with desk.workspace.read() as connection:
        for chain in begun_chains(connection, desk.network):
            person = people.get(chain.begin.sign)
            if chain.begin.invite and person is not None and person.invited_by:
                used[chain.begin.invite][person.key] = person
    return tuple(
        SharedInvitation(key, tuple(users), tuple(one.key for one in users.values() if _undecided(one)))
        for key, users in sorted(used.items())
        if len(users) > 1
    )


def _undecided(person: RosterPerson) -> bool:
    return person.status == "invited" and not (person.compared_by or person.revoked)


def all_belong(desk: Desk, invitation: str) -> int:
    """Accept everybody who began with an invitation. Returns how many were undecided.

    Raises UserError `not_a_steward`, `unknown_invitation`.
    """
    need_steward(desk)
    found = [one for one in shared_invitations(desk) if invitation and one.id.startswith(invitation)]
    if len(found) != 1:
        raise UserError("unknown_invitation")
    people = roster(desk).persons
    for key in found[0].undecided:
        person = people[key]
        give_role(desk, key, person.invited_role or person.role_wish or ORDINARY)
    with desk.write("person.invitation_closed") as unit:
        _withdraw(unit, desk, found[0].id)
    return len(found[0].undecided)


def turn_away(desk: Desk, named: str, *, work_counts: bool = False) -> None:
    """Say that somebody does not belong to the group, and cut their devices off.

    What has arrived of theirs counts on if `work_counts`, else it is kept and not counted. `come_back` takes
    it all back. Raises UserError `not_a_steward`, `unknown_person`, `left_oneself`, `last_steward`.
    """
    need_steward(desk)
    person = find_person(desk, named)
    check_may_go(desk, person)
    shared = [one.id for one in shared_invitations(desk) if person.key in one.users]
    enter_on_roster(desk, person)
    with desk.write("person.turn_away") as unit:
        unit.decide(Person, person.record, desk.network, ALIVE, False)
        end_stewardship(unit, desk, person)
        for member in desk.records(Member, person=person.record) if work_counts else ():
            unit.set(Member, member.id, ended=desk.today)
        for invitation in shared:
            _withdraw(unit, desk, invitation)
    cut_person(desk, person.key, REFUSED, HERE if work_counts else NOTHING)


def _withdraw(unit: Unit, desk: Desk, invitation: str) -> None:
    for one in desk.records(Invitation, public_key=invitation):
        unit.set(Invitation, one.id, withdrawn=True)
