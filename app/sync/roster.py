"""Who belongs to an area, and whose word counts: a pure function of the log, alike on every laptop.

A change of the roster counts only if its author was a steward according to the causes of its own
changeset. Others' changes are proposals. What lies beyond the cut of a revocation counts for nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from app.models.cut import Cut
from app.models.ids import natural_id
from app.sync.revocation import Ancestry, Cuts, Limits, Ranked, accepted_since, settle, unknown
from app.sync.roster_event import RosterEvent, Value, merged

__all__ = ["Cut", "Proposal", "Roster", "RosterEvent", "RosterPerson", "roster_of"]

STEWARD, MEMBER, INVITED, PROPOSED, REMOVED = "steward", "member", "invited", "proposed", "removed"


class RosterPerson(msgspec.Struct, frozen=True):
    """One person; `key` is the public signing key, `record` the id of the person record.

    `status`: steward, member, invited (by `invited_by`, a key), proposed, removed. `role` is confirmed by
    a steward, `role_wish` is not. `compared_by` is the steward who compared the eight words, or "".
    `invited_role` is the role of the invitation they came by, `revoked` says that a device of theirs was cut
    off and no steward has accepted them since.
    `values` are the person record's fields, a steward's before the person's own; `roles` are all that a
    steward ever confirmed.
    """

    key: str
    record: str
    status: str
    role: str
    role_wish: str
    invited_by: str
    compared_by: str
    values: Mapping[str, Value] = msgspec.field(default_factory=dict)
    invited_role: str = ""
    revoked: bool = False
    roles: frozenset[str] = frozenset()

    @property
    def trusted(self) -> bool:
        """Whether this person's work is taken at once."""
        return self.status in (STEWARD, MEMBER, INVITED)

    @property
    def acts_as(self) -> str:
        """The role that a steward confirmed, else that of the invitation, else what the person says."""
        return self.role or self.invited_role or self.role_wish


class Proposal(msgspec.Struct, frozen=True):
    """A change of the roster by someone who was no steward: kept and shown until a steward decides."""

    changeset: str
    author: str
    kind: str
    record: str
    values: Mapping[str, Value]


class Roster(msgspec.Struct, frozen=True):
    """The people of one area by signing key, devices cut off by (space, replica), open proposals.

    `standing` are the revocations that the cuts follow from.
    """

    persons: Mapping[str, RosterPerson]
    revocations: Cuts
    proposals: tuple[Proposal, ...]
    standing: tuple[Ranked, ...] = ()

    def stewards(self) -> frozenset[str]:
        """Return the signing keys of all stewards."""
        return frozenset(person.key for person in self.persons.values() if person.status == STEWARD)

    def trusts(self, key: str) -> bool:
        """Return whether work signed with this key is taken at once; else its package waits."""
        person = self.persons.get(key)
        return person is not None and person.trusted


def roster_of(
    space: str,
    events: Iterable[RosterEvent],
    first_steward: str,
    issuers: Collection[str] = (),
    ancestry: Ancestry = unknown,
) -> Roster:
    """Return the roster of an area's network `space` from its events, in any order.

    `first_steward` is the signing key of who created the area, `issuers` are those of headquarters' issuers,
    who are always stewards. Give every event; marks have no say over what belongs to the roster.
    """
    ordered = tuple(sorted(events, key=lambda e: e.order))
    return _Reckoning(space, ordered, first_steward, issuers, ancestry).roster()


class _Reckoning:
    """The events in a causal order, and what follows from them."""

    def __init__(
        self,
        space: str,
        events: Sequence[RosterEvent],
        first_steward: str,
        issuers: Collection[str],
        ancestry: Ancestry,
    ) -> None:
        self._space = space
        self._ancestry = ancestry
        self._devices = {event.replica: event.person for event in events}
        self._events = events
        self._first = first_steward
        self._issuers = frozenset(issuers)
        keys = {first_steward, *issuers, *(event.person for event in events)}
        keys |= {str(event.values["sign_key"]) for event in events if event.values.get("sign_key")}
        self._records = {key: natural_id(space, "person", (key,)) for key in sorted(keys) if key}

    def roster(self) -> Roster:
        cuts = settle(self._revocations)
        counted = self._counted(cuts)
        limits = Limits(self._space, cuts, self._ancestry)
        in_force = [event for event in self._events if not limits.beyond(event)]
        self._closed = frozenset(cut.key for cut in cuts.values() if cut.key)
        people = {key: self._person(key, counted, in_force) for key in self._records}
        shown = {key: person for key, person in people.items() if person is not None}
        standing = tuple(one for one in self._revocations(cuts) if cuts.get(one.place) == one.cut)
        return Roster(shown, cuts, _proposals(in_force, counted), standing)

    def _counted(self, cuts: Cuts) -> list[RosterEvent]:
        """Return the events that count, earliest first: their author was a steward by their own causes."""
        counted: list[RosterEvent] = []
        naming: list[RosterEvent] = []
        limits = Limits(self._space, cuts, self._ancestry)
        for event in self._events:
            if event.kind == "begin" or limits.beyond(event):
                continue
            if self._is_steward(event.person, [earlier for earlier in naming if event.knows(earlier)]):
                counted.append(event)
                naming += [event] if event.kind == "steward" else []
        return counted

    def _is_steward(self, key: str, naming: Sequence[RosterEvent]) -> bool:
        if not key or key in self._issuers:
            return bool(key)
        record = self._records.get(key)
        named = [state for state in _states(naming, "steward").values() if state.get("person") == record]
        if not named:
            return key == self._first
        return any(state.get("granted") is True and _alive(state) for state in named)

    def _revocations(self, cuts: Cuts) -> list[Ranked]:
        """Return the revocations that stand while `cuts` hold, with the rank of who spoke first."""
        events_of: defaultdict[str, list[RosterEvent]] = defaultdict(list)
        counted = self._counted(cuts)
        for event in counted:
            if event.kind == "revocation":
                events_of[event.record].append(event)
        found = {
            name: Ranked.of(self._space, events, self._devices, self._rank)
            for name, events in events_of.items()
        }
        about: defaultdict[str, list[RosterEvent]] = defaultdict(list)
        for name, ranked in found.items():
            about[ranked.cut.key if ranked is not None else ""] += events_of[name]
        persons = [event for event in counted if event.kind == "person"]
        accepted = {key for key, events in about.items() if key and accepted_since(key, persons, events)}
        return [_open(one) if one.cut.key in accepted else one for one in found.values() if one is not None]

    def _rank(self, event: RosterEvent) -> tuple[object, ...]:
        """Headquarters before the area's creator before other stewards; then the earlier."""
        grade = 0 if event.person in self._issuers else 1 if event.person == self._first else 2
        return (grade, *event.order)

    def _person(
        self, key: str, counted: Sequence[RosterEvent], in_force: Sequence[RosterEvent]
    ) -> RosterPerson | None:
        record = self._records[key]
        own = [e for e in in_force if e.person == key and (e.kind == "begin" or e.record == record)]
        said = [e for e in counted if e.kind == "person" and e.record == record]
        confirmed = merged(said)
        invitation = _invitation(own, counted)
        status = self._status(key, counted, confirmed, invited=invitation is not None)
        if status == PROPOSED and not any(e.kind in ("begin", "person") for e in own):
            return None
        wishes = merged(own)
        invited_role = str(invitation.values.get("role") or "") if invitation else ""
        return RosterPerson(
            key=key, record=record, status=status,
            role=str(confirmed.get("role") or ""), role_wish=str(wishes.get("role") or ""),
            invited_by=invitation.person if invitation else "", compared_by=_compared_by(record, counted),
            values={**wishes, **confirmed}, invited_role=invited_role, revoked=key in self._closed,
            roles=frozenset(str(e.values["role"]) for e in said if e.values.get("role")),
        )  # fmt: skip

    def _status(
        self, key: str, counted: Sequence[RosterEvent], confirmed: Mapping[str, Value], *, invited: bool
    ) -> str:
        if self._is_steward(key, [event for event in counted if event.kind == "steward"]):
            return STEWARD
        if confirmed:
            return MEMBER if _alive(confirmed) else REMOVED
        return INVITED if invited else PROPOSED


def _open(ranked: Ranked) -> Ranked:
    """Return a revocation that leaves the other devices of its person alone."""
    return msgspec.structs.replace(ranked, cut=msgspec.structs.replace(ranked.cut, key=""))


def _alive(state: Mapping[str, Value]) -> bool:
    return state.get("alive") is not False


def _states(events: Iterable[RosterEvent], kind: str) -> dict[str, dict[str, Value]]:
    """Return the fields of every record of a kind, later events before earlier ones."""
    by_record: defaultdict[str, list[RosterEvent]] = defaultdict(list)
    for event in events:
        if event.kind == kind:
            by_record[event.record].append(event)
    return {record: merged(found) for record, found in by_record.items()}


def _invitation(own: Sequence[RosterEvent], counted: Sequence[RosterEvent]) -> RosterEvent | None:
    """Return the event that made the invitation somebody joined with, unless it was withdrawn before."""
    for begin in own:
        wanted = begin.values.get("invitation")
        invitations = [event for event in counted if event.kind == "invitation"]
        made = [event for event in invitations if wanted and event.values.get("public_key") == wanted]
        for first in made[:1]:
            later = [e for e in counted if e.record == first.record]
            if begin.kind == "begin" and not _withdrawn(begin, later):
                return first
    return None


def _withdrawn(begin: RosterEvent, events: Sequence[RosterEvent]) -> bool:
    """Return whether the invitation is withdrawn, by someone who did not know yet that it was used."""
    state = merged(events)
    if _alive(state) and state.get("withdrawn") is not True:
        return False
    ending = [e for e in events if e.values.get("withdrawn") is True or e.values.get("alive") is False]
    return not any(event.knows(begin) for event in ending)


def _compared_by(record: str, counted: Sequence[RosterEvent]) -> str:
    states = _states(counted, "comparison")
    standing = {name for name, state in states.items() if state.get("person") == record and _alive(state)}
    authors = [event.person for event in counted if event.kind == "comparison" and event.record in standing]
    return authors[-1] if authors else ""


def _proposals(in_force: Sequence[RosterEvent], counted: Sequence[RosterEvent]) -> tuple[Proposal, ...]:
    """Return what no steward wrote and no steward has answered by a change of the same record since."""
    settled = {(event.changeset, event.record) for event in counted}
    answers: defaultdict[str, list[RosterEvent]] = defaultdict(list)
    for event in counted:
        answers[event.record].append(event)
    open_ones = (
        event
        for event in in_force
        if event.kind != "begin"
        and (event.changeset, event.record) not in settled
        and not any(answer.knows(event) for answer in answers[event.record])
    )
    return tuple(Proposal(e.changeset, e.person, e.kind, e.record, e.values) for e in open_ones)
