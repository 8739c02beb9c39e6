"""Headquarters as issuer: its certificate in the country space, and certificates it gives to people.

Who holds an issuer's certificate believes every certificate it signed, also of people of other areas whose
roster they do not have. The issuer signs with the same key as its person signs documents.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import msgspec

from app.foundation.errors import UserError
from app.models.kinds.country import IssuerCertificate
from app.models.kinds.people import Person
from app.services.desk import Desk
from app.services.people import find_person, need_steward
from app.sync.roster import RosterPerson

if TYPE_CHECKING:
    from app.documents.signing.values import SigningKey


LARGEST_CERTIFICATE = 64_000
"""Bytes of a file that holds one certificate."""


class Issuer(msgspec.Struct, frozen=True):
    """An issuer's certificate that this file holds; `mine`: the person at work has its key."""

    id: str
    title: str
    name: str
    organisation: str
    withdrawn: bool
    mine: bool


def issuers(desk: Desk) -> tuple[Issuer, ...]:
    """Return every issuer's certificate here, those in use first."""
    own = desk.identity_card().signing_key if desk.writer is not None else ""
    found = [_issuer(one, desk, own) for one in desk.records(IssuerCertificate) if one.certificate]
    return tuple(sorted(found, key=lambda one: (one.withdrawn, one.title, one.id)))


def _issuer(record: IssuerCertificate, desk: Desk, own: str) -> Issuer:
    from app.keys.certificate import names_in

    der = _der(record.certificate)
    try:
        name, organisation = names_in(der)
    except UserError:
        name, organisation = "", ""
    mine = bool(own) and same_key(der, _der(desk.identity_card().certificate))
    return Issuer(record.id, record.title or name, name, organisation, bool(record.withdrawn), mine)


def become_issuer(desk: Desk, title: str = "") -> str:
    """Publish the certificate with which this person issues others', in the space that all areas hold.

    Returns its record id; the one that is here already when there is one. Raises UserError
    `headquarters_only`.
    """
    from app.keys.certificate import issuer_certificate

    mine = own_issuer(desk)
    if mine is not None:
        return mine.id
    identity = desk.identity()
    made = issuer_certificate(identity.certificate_key, identity.name, identity.organisation)
    with desk.write("issuer.begin") as unit:
        return unit.add(
            IssuerCertificate, title=title or identity.organisation or identity.name, certificate=_text(made)
        )


def trust_root(desk: Desk, certificate: bytes, title: str = "") -> str:
    """Let every area believe an organisation's own issuer, from its certificate (PEM or DER).

    Whoever issues certificates may. Returns its record id; the one that is here already when there is one.
    Raises UserError `no_issuer_here`, `certificate_malformed`, `not_an_issuer`, `value_…` (too long).
    """
    from app.keys.certificate import authority_in, names_in

    if own_issuer(desk) is None:
        raise UserError("no_issuer_here")
    der = authority_in(certificate)
    held = next((one for one in desk.records(IssuerCertificate) if _der(one.certificate) == der), None)
    if held is not None and not held.withdrawn:
        return held.id
    named = title or next(filter(None, names_in(der)), "")
    with desk.write("issuer.trust") as unit:
        return unit.add(IssuerCertificate, title=named, certificate=_text(der))


def withdraw_issuer(desk: Desk, record: str) -> None:
    """Say that an issuer's certificate is believed no longer. Raises UserError `headquarters_only`."""
    if not desk.may_guide():
        raise UserError("headquarters_only", kind="issuer_certificate")
    with desk.write("issuer.withdraw") as unit:
        unit.set(IssuerCertificate, record, withdrawn=True)


def own_issuer(desk: Desk) -> IssuerCertificate | None:
    """Return the issuer's certificate of the person at work that is in use, or None."""
    mine = {one.id for one in issuers(desk) if one.mine and not one.withdrawn}
    return next((one for one in desk.records(IssuerCertificate) if one.id in mine), None)


def issue_certificate(desk: Desk, named: str) -> str:
    """Give a person of the roster a certificate signed by this issuer. Returns the person's record id.

    Raises UserError `no_issuer_here`, `not_a_steward`, `unknown_person`, `person_without_certificate`.
    """
    from app.keys.certificate import issue

    issuer = own_issuer(desk)
    if issuer is None:
        raise UserError("no_issuer_here")
    need_steward(desk)
    person = find_person(desk, named)
    own = str(person.values.get("certificate") or "")
    if not own:
        raise UserError("person_without_certificate", name=str(person.values.get("name_en") or ""))
    made = issue(desk.identity().certificate_key, _der(issuer.certificate), _der(own))
    with desk.write("person.issue") as unit:
        unit.decide(Person, person.record, desk.network, "issued", _text(made))
    return person.record


def issued_to(desk: Desk, person: RosterPerson) -> str:
    """Return the title of the issuer in use whose certificate a person holds, "" for none."""
    from app.keys.certificate import issued_by

    held = str(person.values.get("issued") or "")
    if not held:
        return ""
    for one in desk.records(IssuerCertificate):
        if one.certificate and not one.withdrawn and issued_by(_der(held), _der(one.certificate)):
            return one.title or ""
    return ""


def signing_key(desk: Desk) -> SigningKey:
    """Return the key with which the person at work signs documents.

    With the certificate that an issuer in use gave for this very key, and the issuer's along; else with
    their own.
    """
    from app.documents.signing.values import SigningKey
    from app.keys.certificate import issued_by

    identity = desk.identity()
    entry = desk.find(Person, desk.person)
    held = _der(entry.issued if entry is not None else None)
    if held and same_key(held, identity.certificate):
        for one in desk.records(IssuerCertificate):
            vouching = _der(one.certificate)
            if vouching and not one.withdrawn and issued_by(held, vouching):
                return SigningKey(held, identity.certificate_key, (vouching,))
    return SigningKey(identity.certificate, identity.certificate_key)


def same_key(one: bytes, other: bytes) -> bool:
    """Return whether two certificates (DER) are of one key."""
    from app.keys.certificate import public_point

    try:
        return public_point(one) == public_point(other)
    except UserError:
        return False


def _text(der: bytes) -> str:
    return base64.b64encode(der).decode()


def _der(encoded: str | None) -> bytes:
    try:
        return base64.b64decode(encoded or "", validate=True)
    except ValueError:
        return b""
