"""The people of an area: cards, invitations, comparison by words, stewards, roles."""

from __future__ import annotations

import msgspec

from app.foundation.clock import stamp
from app.foundation.errors import UserError
from app.models.card import Card
from app.models.ids import natural_id
from app.models.kinds.country import CountryCut
from app.models.kinds.people import Comparison, Invitation, Member, Person, Steward
from app.services.desk import Desk
from app.services.opening import check_role
from app.services.rosters import roster
from app.storage.identities import accept_card, keep_invitation
from app.sync.invitation import Invitation as Invite
from app.sync.invitation import new_invitation
from app.sync.roster import RosterPerson


class PersonRow(msgspec.Struct, frozen=True):
    """One person as lists show them; `fingerprint` are the eight word indexes that two people compare."""

    id: str
    key: str
    name: str
    organisation: str
    role: str
    status: str
    compared: bool
    fingerprint: tuple[int, ...]
    me: bool
    revoked: bool = False
    ended: bool = False


def people(desk: Desk) -> list[PersonRow]:
    """Return everyone on the area's roster, stewards first, then by name."""
    own = desk.writer.sign_key if desk.writer is not None else ""
    rows = [_row(person, own) for person in roster(desk).persons.values()]
    order = {"steward": 0, "member": 1, "invited": 2, "proposed": 3, "removed": 4}
    return sorted(rows, key=lambda row: (order[row.status], row.name, row.key))


def _row(person: RosterPerson, own: str) -> PersonRow:
    card = card_from_values(person)
    return PersonRow(
        id=person.record,
        key=person.key,
        name=card.name,
        organisation=card.organisation,
        role=person.acts_as,
        status=person.status,
        compared=bool(person.compared_by),
        fingerprint=card.fingerprint(),
        me=person.key == own,
        revoked=person.revoked,
        ended=bool(person.values.get("ended")),
    )


def card_from_values(person: RosterPerson) -> Card:
    """Return the card that a roster entry amounts to."""
    values = {name: str(value) for name, value in person.values.items() if value is not None}
    name = values.get("name_en") or values.get("name_ar") or person.key[:8]
    return Card(
        name,
        values.get("organisation_name", ""),
        person.acts_as,
        person.key,
        values.get("age_key", ""),
        values.get("certificate", ""),
        "",
    )


def find_person(desk: Desk, named: str, *, lost: bool = False) -> RosterPerson:
    """Return the one person on the roster with this name, record id, or beginning of the signing key.

    Of several with one name the one whose device was not cut off is meant, unless `lost` ones count too.
    Raises UserError `unknown_person`, `several_persons`.
    """
    wanted = named.strip().casefold()
    found = [
        person
        for person in roster(desk).persons.values()
        if wanted
        and (
            person.record == wanted
            or (len(wanted) >= 8 and person.key.startswith(wanted))
            or wanted
            in {str(person.values.get(f"name_{code}") or "").casefold() for code in ("en", "ar", "ckb", "fr")}
        )
    ]
    found = found if lost else [person for person in found if not person.revoked] or found
    if not found:
        raise UserError("unknown_person", name=named[:80])
    if len(found) > 1:
        raise UserError("several_persons", name=named[:80])
    return found[0]


def is_steward(desk: Desk) -> bool:
    """Whether the person may change the roster. Raises UserError `nobody_here`."""
    return desk.identity_card().signing_key in roster(desk).stewards()


def need_steward(desk: Desk) -> None:
    """Raise UserError `not_a_steward` when the person may not change the roster."""
    if not is_steward(desk):
        raise UserError("not_a_steward")


def invite(desk: Desk, role: str = "", note: str = "") -> Invite:
    """Make an invitation: its public half joins the roster, its secret goes into one package."""
    need_steward(desk)
    if role:
        check_role(role)
    made = new_invitation(desk.area, role)
    with desk.write("person.invite") as unit:
        unit.add(Invitation, public_key=made.key, role=role or None, note=note or None)
    with desk.workspace.write() as connection:
        keep_invitation(connection, made.key, desk.network, made.seed)
    return made


def withdraw_invitation(desk: Desk, made: Invite) -> None:
    """Take an invitation off the roster that nobody was given."""
    with desk.write("person.invite") as unit:
        for one in desk.records(Invitation, public_key=made.key):
            unit.remove(Invitation, one.id)


def trust(desk: Desk, card: Card) -> str:
    """Put somebody's card on the roster: a steward accepts them. Returns the person's record id.

    Accepts somebody whose device was revoked anew: what they write on another device counts, in the country
    space once headquarters has accepted them.
    """
    need_steward(desk)
    known = roster(desk).persons.get(card.signing_key)
    with desk.workspace.write() as connection:
        accept_card(connection, card, stamp(desk.clock.now()))
    with desk.write("person.trust") as unit:
        record = unit.add(
            Person,
            name_en=card.name,
            sign_key=card.signing_key,
            age_key=card.recipient,
            certificate=card.certificate or None,
            organisation_name=card.organisation,
            role=card.role or None,
        )
        if known is not None and known.revoked:
            unit.decide(Person, record, desk.network, "sign_key", card.signing_key)
        for cut in desk.records(CountryCut, sign_key=card.signing_key) if desk.may_guide() else ():
            unit.set(CountryCut, cut.id, sign_key=None)
    return record


def mark_compared(desk: Desk, named: str) -> None:
    """Note that a steward compared the eight words with the person; it counts for all."""
    need_steward(desk)
    person = find_person(desk, named)
    need_belonging(person)
    if person.key == desk.author().sign_key:
        raise UserError("own_words")
    enter_on_roster(desk, person)
    with desk.write("person.compared") as unit:
        unit.add(Comparison, person=person.record, compared_on=desk.today)


def make_steward(desk: Desk, named: str, *, granted: bool = True) -> None:
    """Name somebody a steward, or end it. Raises UserError `not_a_steward`, `not_in_the_group`,
    `last_steward`.
    """
    need_steward(desk)
    person = find_person(desk, named)
    if granted:
        need_belonging(person)
    elif roster(desk).stewards() <= {person.key}:
        raise UserError("last_steward")
    enter_on_roster(desk, person)
    with desk.write("person.steward") as unit:
        record = natural_id(desk.network, "steward", (person.record,))
        if desk.find(Steward, record) is None:
            unit.add(Steward, person=person.record, granted=granted)
        else:
            unit.set(Steward, record, granted=granted)


def give_role(desk: Desk, named: str, role: str) -> None:
    """Confirm or change somebody's role. Raises UserError `value_not_in_list`, `not_in_the_group`."""
    check_role(role)
    need_steward(desk)
    person = find_person(desk, named)
    need_belonging(person)
    enter_on_roster(desk, person)
    with desk.write("person.role") as unit:
        # Written even if it equals their wish: a steward's own entry is what confirms a person.
        unit.decide(Person, person.record, desk.network, "role", role)
        for member in desk.records(Member, person=person.record):
            unit.set(Member, member.id, role=role)


def need_belonging(person: RosterPerson) -> None:
    """Raise UserError `not_in_the_group` for somebody who was turned away: first they come back."""
    if person.status == "removed":
        raise UserError("not_in_the_group", name=str(person.values.get("name_en") or ""))


def enter_on_roster(desk: Desk, person: RosterPerson) -> None:
    """Write a person who is only invited or proposed as a roster entry of a steward's own.

    Not one whose device was cut off: their key, written by a steward, would let their devices in again.
    """
    if person.revoked or desk.find(Person, person.record) is not None:
        return
    card = card_from_values(person)
    with desk.write("person.trust") as unit:
        unit.add(
            Person,
            name_en=card.name,
            sign_key=card.signing_key,
            age_key=card.recipient or None,
            certificate=card.certificate or None,
            organisation_name=card.organisation or None,
            role=card.role or None,
        )
