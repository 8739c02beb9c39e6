"""Signatures in a version's file that came back: those no sign-off here tells of are recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.foundation.errors import UserError
from app.models.codes import CODE_LISTS
from app.models.kinds.people import Member, Organisation
from app.models.kinds.review import FrozenVersion, Signoff
from app.services.desk import Desk
from app.services.signatures import ROLE_OF_SIGNER, record_signed_file, verify_pdf, version_of, was_rewritten
from app.services.signatures_beside import Signing, signoff_values

if TYPE_CHECKING:
    from app.documents.signing.values import SignatureReport, Verification

ROLE_OF_FIELD = {
    "government": "mayor",
    "focal_point": "abc_focal_point",
    "organisation": "organisation",
    **{one: one for one in CODE_LISTS["signoff_role"]},
}
"""In which role somebody signed who used a field, by its name without the number."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A signature to be recorded: of which version, by which certificate, on which ISO day, proposed as."""

    version: str
    certificate: str
    day: str
    given: Signing


def returned_signatures(desk: Desk, pdf: bytes, found: Verification | None = None) -> tuple[Returned, ...]:
    """Return what a file of a version frozen here bears and no sign-off tells of, in the order of signing.

    Left out is what is damaged, withdrawn, under a borrowed name or from a lost device, and every file
    whose frozen bytes were written anew. `found` spares looking at the file again. Raises as `verify_pdf`.
    """
    from app.documents.signing.attach import read_plan
    from app.documents.signing.values import CERTIFICATION_FIELD, HARMLESS, LOST, NAME_BORROWED, REVOKED

    version = version_of(desk, read_plan(pdf))
    if version is None or was_rewritten(desk, version, pdf):
        return ()
    known = set(_certificates(desk, version))
    reports = (found or verify_pdf(pdf, desk)).signatures
    return tuple(
        Returned(version.id, one.fingerprint, _day(one, desk.today), _proposed(desk, version, one))
        for one in reports
        if one.intact and one.later in HARMLESS and one.standing not in {REVOKED, NAME_BORROWED, LOST}
        if one.field != CERTIFICATION_FIELD and one.fingerprint not in known
    )


def record_returned(desk: Desk, pdf: bytes, certificate: str, given: Signing) -> str:
    """Record one signature of a file that came back, with the file; return the sign-off's id.

    Raises UserError `nothing_to_record`, `name_needed`, `value_…`, and as `verify_pdf`.
    """
    from app.documents.signing.language import language_of

    one = next((each for each in returned_signatures(desk, pdf) if each.certificate == certificate), None)
    version = desk.find(FrozenVersion, one.version) if one is not None else None
    if one is None or version is None:
        raise UserError("nothing_to_record", file="PDF")
    values = signoff_values(given, language_of(pdf) or "en")
    made = {"method": "digital_key", "certificate": certificate, "signed_on": one.day}
    return record_signed_file(desk, version, pdf, **values, **made)


def _certificates(desk: Desk, version: FrozenVersion) -> Iterator[str]:
    for one in desk.records(Signoff, version=version.id):
        yield from filter(None, (one.certificate, one.witness))


def _day(one: SignatureReport, today: str) -> str:
    """Return when it was signed by the signer's clock, today when that clock runs ahead."""
    return min(one.moment.date().isoformat(), today) if one.moment is not None else today


def _proposed(desk: Desk, version: FrozenVersion, one: SignatureReport) -> Signing:
    """Return who signed, as the box says that was signed, else as the certificate says."""
    held = dict(each.partition("=")[::2] for each in version.expected_signatories).get(one.field, "")
    member = desk.find(Member, held) or _member_named(desk, one.name)
    office = desk.find(Organisation, held)
    organisation = (
        member.organisation if member is not None else office.id if office is not None else ""
    ) or ""
    place = one.field.rpartition("_")[0] if one.field[-1:].isdigit() else one.field
    as_member = ROLE_OF_SIGNER.get(member.role or "", "member") if member is not None else "partner"
    name = (member.name_en if member is not None else "") or one.name
    return Signing(name, ROLE_OF_FIELD.get(place, as_member), organisation=organisation)


def _member_named(desk: Desk, name: str) -> Member | None:
    return next((one for one in desk.records(Member) if name and one.name_en == name), None)
