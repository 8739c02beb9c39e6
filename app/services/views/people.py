"""The people of an area as the window shows them: who they are, how far they are trusted, what waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models.kinds.people import Person
from app.services.admission import standing
from app.services.desk import Desk
from app.services.devices import Device, devices
from app.services.issuing import Issuer, issued_to, issuers
from app.services.people import card_from_values
from app.services.roster_work import RosterProposal, has_cut_device, proposals
from app.services.rosters import roster
from app.services.shared_invitations import SharedInvitation, shared_invitations
from app.services.strangers import Stranger, strangers
from app.services.views.headquarters_devices import LostEntry, lost_entries
from app.services.views.people_names import WhoEntry, who_is
from app.services.views.said import NAMELESS, Name
from app.sync.roster import Roster, RosterPerson

ORDER = {"steward": 0, "member": 1, "invited": 2, "proposed": 3, "removed": 5}
LEFT = 4
NOBODY = WhoEntry()


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """One person of the roster.

    `status`: steward, member, invited, proposed, removed. `role` is confirmed or invited to, `wish` is
    neither. `ended`: the day they left, "". `shared`: who else began with the same invitation, while it is
    undecided whether this person belongs. `issued`: the title of the issuer whose certificate they hold.
    `revoked`: a device of theirs was cut off and no steward accepted them anew. `fingerprint`: the eight word
    indexes of their keys.
    """

    id: str
    key: str
    name: Name
    organisation: Name
    status: str
    role: str = ""
    wish: str = ""
    me: bool = False
    invited_by: WhoEntry = NOBODY
    compared_by: WhoEntry = NOBODY
    ended: str = ""
    revoked: bool = False
    shared: tuple[Name, ...] = ()
    devices: tuple[Device, ...] = ()
    issued: str = ""
    fingerprint: tuple[int, ...] = ()

    @property
    def compared(self) -> bool:
        """Whether a steward compared their words."""
        return bool(self.compared_by.key)

    @property
    def joined(self) -> str:
        """The day on which their first device began here, as it said itself; "" before that is here."""
        return min((device.first for device in self.devices), default="")[:10]

    @property
    def cut_on(self) -> str:
        """The day up to which the work of devices that were cut off counts, "" for none of it."""
        return max((device.cut_on for device in self.devices if device.cut), default="")[:10]

    @property
    def standing(self) -> str:
        """How far they are trusted, as the end of a code `people.state.…`."""
        if self.status == "removed" or self.ended:
            return "removed" if self.status == "removed" else "left"
        if any(device.cut for device in self.devices):
            return "cut" if self.cut_on else "cut_all"
        if self.status == "proposed":
            return "unknown"
        if self.me and not self.compared:
            return "me"
        by = "invited" if self.status == "invited" else "member"
        return f"{by}_compared" if self.compared else f"{by}_open"

    @property
    def gone(self) -> bool:
        """Whether they left or were removed."""
        return bool(self.ended) or self.status == "removed"


@dataclass(frozen=True, slots=True)
class ProposalEntry:
    """What waits for a steward: who proposes what about whom.

    `what`: introduces, adds, changes, removes, steward, steward_ends, invitation, comparison, revocation.
    `cut`: it shows the key of somebody whose device was cut off; confirming does not let it in again.
    """

    id: str
    what: str
    author: WhoEntry
    about: Name
    role: str = ""
    fields: tuple[str, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class StrangerEntry:
    """A package that waits because nobody here knows somebody whose work is in it.

    `why`: unknown_sender, unknown_namesake or sender_cut_off, "" once a steward accepted them; `fingerprint`
    are the eight word indexes to compare with them before that.
    """

    id: str
    name: str
    organisation: str
    file: str
    kept: str
    why: str
    fingerprint: tuple[int, ...]

    @property
    def known(self) -> bool:
        """Whether by now a steward accepted them."""
        return not self.why


@dataclass(frozen=True, slots=True)
class SharedEntry:
    """An invitation that several people began with (signing keys, by the day they joined), to be decided on.

    `undecided` are those of whom nothing was said yet.
    """

    id: str
    users: tuple[str, ...]
    undecided: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Everybody, what waits for a steward, what the person at work may do; `lost` is for headquarters."""

    people: tuple[PersonEntry, ...] = ()
    proposals: tuple[ProposalEntry, ...] = ()
    issuers: tuple[Issuer, ...] = ()
    strangers: tuple[StrangerEntry, ...] = ()
    shared: tuple[SharedEntry, ...] = ()
    lost: tuple[LostEntry, ...] = ()
    steward: bool = False
    headquarters: bool = False
    stewards: tuple[Name, ...] = ()
    now: str = ""

    @property
    def undecided(self) -> int:
        """How many things wait for a steward: shared invitations, strangers, proposals."""
        return len(self.shared) + len(self.strangers) + len(self.proposals)

    @property
    def me(self) -> PersonEntry | None:
        """The person at work."""
        return next((one for one in self.people if one.me), None)

    def find(self, key: str) -> PersonEntry | None:
        """Return the person with a signing key."""
        return next((one for one in self.people if one.key == key), None)


def people_view(desk: Desk) -> PeopleView:
    """Return the people of the area in front of us."""
    found = roster(desk)
    own = desk.writer.sign_key if desk.writer is not None else ""
    used = [one for one in shared_invitations(desk) if one.undecided]
    people = _people(desk, found, own, used)
    return PeopleView(
        people=people,
        proposals=tuple(_proposal(desk, one, own) for one in proposals(desk) if not _asked_above(one, used)),
        issuers=issuers(desk),
        strangers=tuple(_stranger(one, found) for one in strangers(desk)),
        shared=tuple(_shared(one, people) for one in used),
        lost=lost_entries(desk),
        steward=own in found.stewards(),
        headquarters=desk.may_guide(),
        stewards=tuple(one.name for one in people if one.status == "steward"),
        now=desk.clock.now().isoformat(),
    )


def _asked_above(one: RosterProposal, used: Sequence[SharedInvitation]) -> bool:
    """Whether somebody only introduces themselves of whom it is asked first whether they belong."""
    return one.own and not one.removes and any(one.author in shared.undecided for shared in used)


def _people(desk: Desk, found: Roster, own: str, used: Sequence[SharedInvitation]) -> tuple[PersonEntry, ...]:
    known = devices(desk)
    shared = {key: [user for user in one.users if user != key] for one in used for key in one.undecided}
    by_key = {key: tuple(one for one in known if one.key == key) for key in found.persons}
    names = {key: _name(desk, person) for key, person in found.persons.items()}
    rows = [
        _entry(desk, person, own, names, shared.get(key, ()), by_key[key])
        for key, person in found.persons.items()
    ]
    return tuple(sorted(rows, key=_order))


def _shared(one: SharedInvitation, people: Sequence[PersonEntry]) -> SharedEntry:
    users = [person for person in people if person.key in one.users]
    users.sort(key=lambda person: (person.joined, person.name.en or person.name.plain, person.key))
    return SharedEntry(one.id, tuple(person.key for person in users), one.undecided)


def _stranger(one: Stranger, found: Roster) -> StrangerEntry:
    card = one.card
    why = standing(found, card)
    return StrangerEntry(one.id, card.name, card.organisation, one.file, one.kept, why, card.fingerprint())


def _order(one: PersonEntry) -> tuple[bool, int, str, str]:
    return (not one.me, LEFT if one.ended else ORDER[one.status], one.name.en or one.name.plain, one.key)


def _name(desk: Desk, person: RosterPerson) -> Name:
    return who_is(desk.book(), person.key).name or Name(plain=card_from_values(person).name)


def _entry(
    desk: Desk,
    person: RosterPerson,
    own: str,
    names: Mapping[str, Name],
    shared: Sequence[str],
    known: tuple[Device, ...],
) -> PersonEntry:
    who, card = who_is(desk.book(), person.key, own), card_from_values(person)
    invited_to = str(getattr(person, "invited_role", ""))
    return PersonEntry(
        id=person.record,
        key=person.key,
        name=names[person.key],
        organisation=who.organisation or Name(plain=card.organisation),
        status=person.status,
        role=person.role or invited_to,
        wish="" if person.role or person.role_wish == invited_to else person.role_wish,
        me=person.key == own,
        invited_by=who_is(desk.book(), person.invited_by, own) if person.invited_by else WhoEntry(),
        compared_by=who_is(desk.book(), person.compared_by, own) if person.compared_by else WhoEntry(),
        ended=str(person.values.get("ended") or ""),
        revoked=person.revoked,
        shared=tuple(names[key] for key in shared if key in names),
        devices=known,
        issued=issued_to(desk, person),
        fingerprint=card.fingerprint(),
    )


def _proposal(desk: Desk, one: RosterProposal, own: str) -> ProposalEntry:
    author = who_is(desk.book(), one.author, own)
    entry = desk.find(Person, one.about)
    key = str(one.values.get("sign_key") or (entry.sign_key if entry is not None else "") or "")
    about = who_is(desk.book(), key).name if key else NAMELESS
    plain = str(one.values.get("name_en") or one.values.get("name_ar") or "")
    return ProposalEntry(
        one.id,
        _what(one),
        author,
        about or Name(plain=plain),
        str(one.values.get("role") or ""),
        tuple(name for name in one.values if name not in ("alive", "sign_key")),
        cut="sign_key" in one.values and has_cut_device(desk, key),
    )


def _what(one: RosterProposal) -> str:
    if one.kind == "steward":
        return "steward" if one.values.get("granted") is True and not one.removes else "steward_ends"
    if one.kind != "person":
        return one.kind
    if one.removes:
        return "removes"
    if "sign_key" in one.values:
        return "introduces" if one.own else "adds"
    return "changes"
