"""Signing PDFs with a person's certificate, and saying what became of signatures."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from app.foundation.clock import stamp
from app.models.kinds.country import IssuerCertificate
from app.models.kinds.people import Member, Organisation
from app.models.kinds.plan import Plan
from app.models.kinds.review import FrozenVersion, Signoff
from app.models.values import check_entry
from app.process.facts import current_plan
from app.process.signing import standing
from app.services.desk import Desk
from app.services.freezing import PDF, keep_file
from app.services.issuing import same_key, signing_key
from app.services.papers.content import content_hash
from app.services.rosters import roster
from app.services.signature_boxes import Box, Signer, box_for
from app.storage.staging import keep_blob, read_blob
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

    Without `field` it is that of `own_box`. A paper that is no plan (minutes, a compact) is signed alike and
    not recorded. When the content is a version frozen here,
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
    chosen = field or own_box(desk, pdf).field
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


def own_box(desk: Desk, pdf: bytes) -> Box:
    """Return the box in which the person who sits here signs a PDF. Raises as `box_for`."""
    from app.documents.signing.attach import read_plan

    member, version = _member(desk), version_of(desk, read_plan(pdf))
    names = (member.name_en, member.name_ar, member.name_ckb, member.name_fr) if member is not None else ()
    signer = Signer(
        frozenset(filter(None, (*names, desk.identity_card().name))),
        own_role(desk),
        member.id if member is not None else "",
        (member.organisation or "") if member is not None else "",
    )
    return box_for(desk, pdf, version, signer)


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

    Of a version frozen here whose file was written anew, the signatures recorded here are expected to be in
    it. Raises UserError as `documents.signing.verify`.
    """
    from app.documents.signing.attach import read_plan
    from app.documents.signing.verify import verify

    if desk is None:
        return verify(pdf)
    version = version_of(desk, read_plan(pdf))
    if version is None:
        return verify(pdf, trust_of(desk))
    given = recorded_on(desk, version, pdf)
    expected = [digest for digest in given if digest] if was_rewritten(desk, version, pdf) else []
    return verify(pdf, _vouched(trust_of(desk), given), expected)


def was_rewritten(desk: Desk, version: FrozenVersion, pdf: bytes) -> bool:
    """Return whether a file of a version does not begin with the bytes that were frozen here."""
    frozen = [one for one in _frozen(desk, version).values() if one is not None]
    return bool(frozen) and not any(pdf.startswith(one) for one in frozen)


def recorded_on(desk: Desk, version: FrozenVersion, pdf: bytes) -> dict[str, Signoff]:
    """Return the sign-offs recorded here on files of a version in this PDF's language, by certificate."""
    from app.documents.signing.language import language_of

    frozen, found = _frozen(desk, version).get(language_of(pdf)), dict[str, Signoff]()
    with desk.workspace.read() as connection:
        for one in desk.records(Signoff, version=version.id):
            data = read_blob(connection, one.signed_file) if one.signed_file else None
            if frozen is not None and data is not None and data.startswith(frozen):
                found[one.witness or one.certificate or ""] = one
    return found


def _frozen(desk: Desk, version: FrozenVersion) -> dict[str, bytes | None]:
    digests = {one: getattr(version, f"pdf_{one}") for one in ("en", "ar", "ckb", "fr")}
    with desk.workspace.read() as connection:
        return {one: read_blob(connection, digest) for one, digest in digests.items() if digest}


def _vouched(trust: Trust, given: Mapping[str, Signoff]) -> Trust:
    """A signature recorded here, by a change still in force, was made before the device was lost."""
    signers = (replace(one, lost=one.lost and one.fingerprint not in given) for one in trust.signers)
    return replace(trust, signers=tuple(signers))


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
            KnownSigner(fingerprint(der), name, organisation, person.status == "removed", person.revoked)
            for der in _certificates(person)
        ]
    held = [one for one in desk.records(IssuerCertificate) if one.certificate]
    issuers, withdrawn = (
        tuple(base64.b64decode(one.certificate or "") for one in held if bool(one.withdrawn) is gone)
        for gone in (False, True)
    )
    return Trust(tuple(signers), issuers, withdrawn)


def _certificates(person: RosterPerson) -> list[bytes]:
    """Return a person's own certificate, and the one an issuer gave for the same key."""
    own, issued = (base64.b64decode(str(person.values.get(f) or "")) for f in ("certificate", "issued"))
    return [own, issued] if own and issued and same_key(own, issued) else [own] if own else []
