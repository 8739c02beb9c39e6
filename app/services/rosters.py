"""Whose work is taken, and how far: the roster of an area and the cuts in force, computed from the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from threading import Lock
from typing import Protocol

from app.models.changeset import Begin
from app.models.cut import Cut
from app.models.signature import Purpose, begin_message, fits
from app.storage.chains import spaces
from app.storage.cutting import (
    guidance_known,
    keep_cuts,
    keep_headquarters,
    named_ancestry,
    revocations_known,
)
from app.storage.identities import accepted_cards
from app.storage.knowledge import Knowledge
from app.storage.registers import settle
from app.storage.roster_log import (
    BegunChain,
    RosterChange,
    beginnings,
    begun_chains,
    first_author,
    issuers,
    roster_changes,
    roster_print,
)
from app.storage.settings import read_setting
from app.storage.workspace import Transaction, Workspace
from app.sync.further_cuts import country_cuts, group_cuts
from app.sync.invitation import check_join
from app.sync.revocation import Cuts
from app.sync.roster import Roster, RosterEvent, roster_of

HEADQUARTERS_ROLES = ("headquarters", "dstwg_national")
FIRST_STEWARD = "first_steward/"
COUNTRY = "country"
KEPT_ROSTERS = 64
"""Enough for every area of a country at headquarters, as read and as being written."""


class Seat(Protocol):
    """What a roster is asked for from: a desk at an open workspace with an area in front of it."""

    workspace: Workspace
    area: str


def roster(desk: Seat, area: str = "") -> Roster:
    """Return the roster of an area (the one in front of us when none is named)."""
    named = area or desk.area
    return desk.workspace.reckon(("roster", named), partial(roster_in, area=named))


def headquarters(desk: Seat) -> frozenset[str]:
    """Return the signing keys of who is or ever was headquarters, as far as the areas here know."""
    return desk.workspace.reckon("headquarters", lambda connection: Rosters(connection).headquarters())


def roster_in(connection: Transaction, area: str, knowledge: Knowledge | None = None) -> Roster:
    """Return the roster of an area as the running transaction sees it.

    Who created the area is the first steward; a laptop keeps in mind who that was when it joined. Who
    wrote a certificate of headquarters that stands is its issuer, if this area knows them as headquarters.
    """
    space = f"area/{area}/network"
    first = read_setting(connection, FIRST_STEWARD + space) or first_author(connection, space, area)
    certified = issuers(connection)
    seen = (space, first, certified, roster_print(connection, space))
    return _reckoned.get(seen, lambda: _reckon(connection, space, first, certified, knowledge))


def _reckon(
    connection: Transaction, space: str, first: str, certified: frozenset[str], knowledge: Knowledge | None
) -> Roster:
    knowledge = knowledge or Knowledge(connection)
    events = [_event(change) for change in roster_changes(connection, space, knowledge)]
    events += [_begun(chain) for chain in begun_chains(connection, space, knowledge)]
    reckon = partial(roster_of, space, events, first, ancestry=partial(named_ancestry, connection))
    return reckon(issuers=certified & _headquarters(reckon())) if certified else reckon()


class _Reckoned:
    """The rosters reckoned last, by all that they follow from: most of what is written leaves them alone."""

    def __init__(self) -> None:
        self._rosters: dict[object, Roster] = {}
        self._one_at_a_time = Lock()

    def get(self, seen: object, reckon: Callable[[], Roster]) -> Roster:
        """Return the roster that follows from what was seen, reckoned when it is not kept."""
        with self._one_at_a_time:
            found = self._rosters.pop(seen, None)
        found = found or reckon()
        with self._one_at_a_time:
            self._rosters[seen] = found
            if len(self._rosters) > KEPT_ROSTERS:
                del self._rosters[next(iter(self._rosters))]
        return found


_reckoned = _Reckoned()


def _event(change: RosterChange) -> RosterEvent:
    return RosterEvent(
        change.hash, change.replica, change.sign_key, change.sequence, change.lamport, change.known,
        change.kind, change.record, change.values, change.chain,
    )  # fmt: skip


def _begun(chain: BegunChain) -> RosterEvent:
    begin = chain.begin
    message = begin_message(chain.space, chain.replica, begin.sign)
    values: dict[str, str | int | bool | None] = {
        "name_en": begin.name,
        "sign_key": begin.sign,
        "age_key": begin.age,
        "certificate": begin.cert,
        "organisation_name": begin.organisation,
        "role": begin.role,
    }
    if begin.invite and check_join(begin.invite, message, begin.joined):
        values["invitation"] = begin.invite
    return RosterEvent(
        chain.hash, chain.replica, begin.sign, 1, chain.lamport, chain.known, "begin", begin.sign, values,
        chain.chain,
    )  # fmt: skip


def proved(space: str, replica: str, begin: Begin) -> bool:
    """Whether the first change of a chain was made with the key it shows."""
    return fits(begin.sign, Purpose.BEGIN, begin_message(space, replica, begin.sign), begin.proof)


def _areas(connection: Transaction) -> list[str]:
    return sorted({space.split("/")[1] for space in spaces(connection) if space.startswith("area/")})


class Rosters:
    """The rosters of all areas as one running transaction sees them, each reckoned once.

    Nothing may arrive in the transaction while one is in use.
    """

    def __init__(self, connection: Transaction) -> None:
        self._connection = connection
        self.knowledge = Knowledge(connection)
        self._rosters: dict[str, Roster] = {}

    def of(self, area: str) -> Roster:
        """Return the roster of an area."""
        if area not in self._rosters:
            self._rosters[area] = roster_in(self._connection, area, self.knowledge)
        return self._rosters[area]

    def trusted(self, space: str) -> frozenset[str]:
        """Return the signing keys whose work in a space is taken at once.

        In an area's spaces: who is on that area's roster. In the country space: who is on any roster here.
        And everywhere: whose card was accepted here, unless they were taken off a roster.
        """
        areas = _areas(self._connection) if space == COUNTRY else [space.split("/")[1]]
        keys = {card.signing_key for card in accepted_cards(self._connection)}
        if keys:
            keys -= self._gone()
        for area in areas:
            keys |= {key for key, person in self.of(area).persons.items() if person.trusted}
        return frozenset(keys)

    def _gone(self) -> set[str]:
        """Return who was taken off the roster of an area."""
        people = (one for area in _areas(self._connection) for one in self.of(area).persons.items())
        return {key for key, person in people if person.status == "removed"}

    def removed(self, spaces: Iterable[str], key: str) -> bool:
        """Whether somebody was taken off the group of an area that one of these spaces belongs to."""
        areas = {space.split("/")[1] for space in spaces if space != COUNTRY}
        found = (self.of(area).persons.get(key) for area in sorted(areas))
        return any(person is not None and person.status == "removed" for person in found)

    def admitted(self, space: str) -> frozenset[str]:
        """Return the keys whose chains may lie in an area's space: who is trusted, and who was removed.

        What somebody wrote before they were removed stays in everybody's packages; the cut of their device
        says how far it counts.
        """
        persons = self.of(space.split("/")[1]).persons
        gone = {key for key, person in persons.items() if person.status == "removed"}
        return self.trusted(space) | gone

    def headquarters(self) -> frozenset[str]:
        """Return the signing keys of who is or ever was headquarters: by a role that a steward of an area
        here confirmed or invited to. What they wrote stays when they become something else."""
        return frozenset().union(*(_ever_headquarters(self.of(area)) for area in _areas(self._connection)))

    def holds_group(self, area: str, key: str) -> bool:
        """Whether a person may hold the group's own space of an area: headquarters does not."""
        person = self.of(area).persons.get(key)
        return person is None or (person.role or person.invited_role) not in HEADQUARTERS_ROLES

    def cuts(self) -> list[Cut]:
        """Return the cuts in force in all spaces here: one per space and device."""
        back = partial(named_ancestry, self._connection)
        found = list(self._country_cuts().values())
        for area in _areas(self._connection):
            network, group = self.of(area), f"area/{area}/group"
            found += network.revocations.values()
            if network.standing:
                found += group_cuts(group, network.standing, self._events(group), back).values()
        return sorted(found)

    def _country_cuts(self) -> Cuts:
        events = self._events(COUNTRY)
        if not events:
            return {}
        keys = {replica: begin.sign for replica, begin in beginnings(self._connection, COUNTRY)}
        known = self.headquarters()
        back = partial(named_ancestry, self._connection)
        return country_cuts(events, keys, known, issuers(self._connection) & known, back)

    def _events(self, space: str) -> list[RosterEvent]:
        return [_event(change) for change in roster_changes(self._connection, space, self.knowledge)]


def _headquarters(known: Roster) -> frozenset[str]:
    return frozenset(
        key
        for key, person in known.persons.items()
        if person.invited_role in HEADQUARTERS_ROLES or (person.trusted and person.role in HEADQUARTERS_ROLES)
    )


def _ever_headquarters(known: Roster) -> frozenset[str]:
    people = known.persons.items()
    return frozenset(k for k, p in people if {p.invited_role, *p.roles} & set(HEADQUARTERS_ROLES))


def put_cuts(connection: Transaction) -> set[str]:
    """Put out of force what lies beyond the revocations in force, and what is for headquarters to write and
    comes from somebody not known as headquarters here; and back in force what no longer does.

    Returns the records touched, not settled yet. Without any of both this is one look into an index.
    """
    if not revocations_known(connection) and not guidance_known(connection):
        return set()
    rosters = Rosters(connection)
    keep_headquarters(connection, rosters.headquarters())
    return keep_cuts(connection, rosters.cuts())


def settle_cuts(connection: Transaction) -> set[str]:
    """Do as `put_cuts`, and bring the records touched in line."""
    touched = put_cuts(connection)
    settle(connection, dict.fromkeys(touched, frozenset()))
    return touched
