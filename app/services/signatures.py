"""Signing PDFs with a person's certificate, and saying what became of signatures."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from app.foundation.clock import stamp
from app.foundation.errors import UserError
from app.models.kinds.country import IssuerCertificate
from app.models.kinds.people import Member, Organisation
from app.models.kinds.plan import Plan
from app.models.kinds.review import FrozenVersion, Signoff
from app.models.values import check_entry
from app.process.facts import current_plan
from app.process.signing import standing
from app.services.desk import Desk
from app.services.freezing import PDF, expected_fields, keep_file
from app.services.issuing import same_key, signing_key
from app.services.papers.content import content_hash
from app.services.rosters import roster
from app.storage.staging import keep_blob
from app.sync.roster import RosterPerson
from app.words.catalogue import Words

if TYPE_CHECKING:
    from app.documents.signing.values import Trust, Verification

ENDORSE = "endorse"
DSTWG = "dstwg"
"""The role, and the name of the field, of the technical working group."""

ROLE_OF_SIGNER = {
    "focal_point": "abc_focal_point",
    "headquarters": DSTWG,
    "dstwg_national": DSTWG,
    "backstop_area": DSTWG,
    "dso": DSTWG,
}


def sign_pdf(
    desk: Desk,
    pdf: bytes,
    *,
    field: str = "",
    language: str = "",
    decision: str = ENDORSE,
    reservation: str = "",
) -> bytes:
    """Return the PDF with one more signature, by the person who sits here.

    Without `field` it is the one prepared for this person, else the first spare one. A paper that is no
    plan (minutes, a compact) is signed alike and not recorded. When the content is a version frozen here,
    the signature is recorded as a sign-off with the signed file and the `decision`, which stands in the box
    too, with its `reservation`, unless it is to endorse. Raises UserError `value_not_in_list`,
    `no_open_field` and as `documents.signing.sign`.
    """
    from app.documents.signing.attach import read_plan
    from app.documents.signing.language import language_of
    from app.documents.signing.sign import sign
    from app.documents.signing.wording import appearance

    check_entry("signoff", {"decision": decision}, adding=False)
    key = signing_key(desk)
    words = Words(language or language_of(pdf) or "en")
    content = read_plan(pdf)
    version = version_of(desk, content)
    moment = desk.clock.now()
    box = appearance(
        words,
        key.certificate,
        moment,
        _capacity(desk, words),
        name=_own_name(desk, words),
        organisation=_own_organisation(desk, words),
        draft=content is not None and (version is None or version.draft is True),
        decision=decision,
        reservation=reservation,
    )
    chosen = field or _field_for(desk, pdf, version)
    signed = sign(pdf, chosen, key, box, moment=moment)
    if version is not None:
        _record(desk, version, signed, key.certificate, decision, reservation)
    return signed


def _member(desk: Desk) -> Member | None:
    return next((m for m in desk.records(Member) if m.person == desk.person), None) or next(
        (m for m in desk.records(Member) if m.name_en == desk.identity_card().name), None
    )


def _own_name(desk: Desk, words: Words) -> str:
    member = _member(desk)
    return words.pick(member, "name") if member is not None else desk.identity_card().name


def _own_organisation(desk: Desk, words: Words) -> str:
    """Return the organisation's name in the document's language; "" leaves it to the certificate."""
    member = _member(desk)
    found = desk.find(Organisation, member.organisation or "") if member is not None else None
    return words.pick(found, "name") if found is not None else ""


def own_role(desk: Desk) -> str:
    """Return in which role this person signs (code list `signoff_role`)."""
    member = _member(desk)
    role = (member.role if member is not None else "") or desk.identity_card().role
    return ROLE_OF_SIGNER.get(role or "", "member")


def _capacity(desk: Desk, words: Words) -> str:
    member = _member(desk)
    role = (member.role if member is not None else "") or desk.identity_card().role
    return words.code("role", role) if role else ""


def version_of(desk: Desk, content: bytes | None) -> FrozenVersion | None:
    """Return the version frozen here whose content this is."""
    if content is None:
        return None
    digest = content_hash(content)
    return next((v for v in desk.records(FrozenVersion) if v.content_hash == digest), None)


def _field_for(desk: Desk, pdf: bytes, version: FrozenVersion | None) -> str:
    """Return the field prepared for this person, else the first spare one that is open."""
    from app.documents.signing.sign import open_fields

    fields = open_fields(pdf)
    member = _member(desk)
    expected = version.expected_signatories if version is not None else expected_fields(desk)
    own = [
        entry.partition("=")[0]
        for entry in expected
        if member is not None and entry.endswith(f"={member.id}")
    ]
    if own_role(desk) == DSTWG:
        own.append(DSTWG)
    spare = [name for name in fields if name.startswith("spare")]
    chosen = [name for name in own if name in fields] + spare
    if not chosen:
        raise UserError("no_open_field")
    return chosen[0]


def _record(
    desk: Desk, version: FrozenVersion, signed: bytes, certificate: bytes, decision: str, reservation: str
) -> None:
    from app.documents.signing.values import fingerprint

    member = _member(desk)
    record_signed_file(
        desk,
        version,
        signed,
        name_en=(member.name_en if member is not None else None) or desk.identity_card().name,
        name_ar=member.name_ar if member is not None else None,
        organisation=member.organisation if member is not None else None,
        role=own_role(desk),
        decision=decision,
        reservation=reservation,
        method="digital_key",
        certificate=fingerprint(certificate),
    )


def record_signed_file(desk: Desk, version: FrozenVersion, signed: bytes, **values: object) -> str:
    """Record a signature on a frozen version, made now, with the signed file, which always travels.

    Returns the sign-off's id. Raises UserError `value_…`.
    """
    with desk.workspace.write() as connection:
        keep_blob(connection, signed)
    with desk.write("plan.sign") as unit:
        made = unit.add(
            Signoff,
            version=version.id,
            **{
                "signed_on": desk.today,
                "content_hash": version.content_hash,
                "signed_file": content_hash(signed),
                **recorded_now(desk),
                **values,
            },
        )
        keep_file(unit, version.id, f"plan-{version.number}-signed.pdf", signed, PDF)
    begin_implementing(desk)
    return made


def begin_implementing(desk: Desk) -> None:
    """Move a finalised plan on to implementation once its final version is signed by all it needs."""
    book = desk.book()
    plan = current_plan(book)
    if plan is not None and plan.status == "finalised" and standing(book, desk.today).complete:
        with desk.write("plan.edit") as unit:
            unit.set(Plan, plan.id, status="implementing")


def recorded_now(desk: Desk) -> dict[str, object]:
    """Return by whom, and when by this laptop's clock, something is recorded."""
    return {"recorded_at": stamp(desk.clock.now()), "recorded_by": desk.identity_card().name}


def verify_pdf(pdf: bytes, desk: Desk | None = None) -> Verification:
    """Return what is true of a PDF's signatures, judged by the roster and issuers of a workspace if given.

    Raises UserError as `documents.signing.verify`.
    """
    from app.documents.signing.attach import read_plan
    from app.documents.signing.verify import verify

    if desk is None:
        return verify(pdf)
    version = version_of(desk, read_plan(pdf))
    return verify(pdf, trust_of(desk), _expected(desk, version, pdf))


def _expected(desk: Desk, version: FrozenVersion | None, pdf: bytes) -> tuple[str, ...]:
    """Return the certificates that the sign-off record of this very file, or of a later one, expects."""
    if version is None:
        return ()
    digest = content_hash(pdf)
    records = [
        s for s in desk.records(Signoff, version=version.id) if s.method == "digital_key" and s.certificate
    ]
    if any(record.signed_file == digest for record in records):
        return tuple(str(record.certificate) for record in records if record.signed_file == digest)
    return ()


def trust_of(desk: Desk) -> Trust:
    """Return whom this workspace knows: people of the roster and headquarters' issuers."""
    from app.documents.signing.values import KnownSigner, Trust, fingerprint

    signers = []
    for person in roster(desk).persons.values():
        if person.status == "proposed":
            continue
        name = str(person.values.get("name_en") or person.values.get("name_ar") or "")
        organisation = str(person.values.get("organisation_name") or "")
        signers += [
            KnownSigner(fingerprint(der), name, organisation, person.status == "removed")
            for der in _certificates(person)
        ]
    issuers = tuple(
        base64.b64decode(one.certificate)
        for one in desk.records(IssuerCertificate)
        if one.certificate and not one.withdrawn
    )
    return Trust(tuple(signers), issuers)


def _certificates(person: RosterPerson) -> list[bytes]:
    """Return a person's own certificate, and the one an issuer gave for the same key."""
    own, issued = (base64.b64decode(str(person.values.get(f) or "")) for f in ("certificate", "issued"))
    return [own, issued] if own and issued and same_key(own, issued) else [own] if own else []
