"""The verdict on a PDF: every signature, what came after it, and whether data and pages belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from app.documents.signing import attach, integrity, trust
from app.documents.signing.changes import changes_since, field_look
from app.documents.signing.opening import honest_refusals, open_reader, page_count
from app.documents.signing.pages import changed_pages
from app.documents.signing.timestamp import is_timestamp, timestamps
from app.documents.signing.values import (
    ALL_INTACT,
    ANNOTATIONS,
    CERTIFICATION_FIELD,
    CHANGED_AFTER_SIGNING,
    CONTENT,
    DAMAGED,
    HARMLESS,
    NO_SIGNATURES,
    NOTHING,
    UNCLEAR,
    UNKNOWN,
    ContentCheck,
    Message,
    SignatureReport,
    Trust,
    Verification,
    fingerprint,
)
from app.foundation.errors import UserError

_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[")
_LARGEST_NUMBER = 400  # signatures in one PDF; ours have some ten
_MOST_TOLD = 12


def verify(pdf: bytes, known: Trust | None = None, expected: Sequence[str] = ()) -> Verification:
    """Return what is true of the signatures in a PDF, without network and without regard to any clock.

    `known` says whom the reader knows; `expected` are fingerprints of those who are recorded as having
    signed, so that a signature cut off is noticed. Raises UserError `not_a_pdf`, `pdf_damaged`,
    `pdf_locked`, `pdf_too_large`, `plan_too_large`.
    """
    reader = open_reader(pdf)
    with honest_refusals():
        found = _signatures(reader)
        hidden = _hidden(pdf, reader)
        if not found and pdf[pdf.rfind(b"%%EOF") + len(b"%%EOF") :].strip(b"\r\n\0 "):
            raise UserError("pdf_damaged")  # cut off within a later revision, perhaps the signed one
        reports = tuple(_report(name, signature, known or Trust()) for name, signature in found)
        content, state = _content(reader, [one for _, one in found], reports)
        found_out = _verification(reader, reports, content, state, expected, hidden)
        return replace(found_out, timestamps=timestamps(reader, known or Trust()))


def _signatures(reader: PdfFileReader) -> list[tuple[str, EmbeddedPdfSignature | None]]:
    """Return (field, signature) in the order they were made; None for what cannot be read as a signature."""
    found: list[tuple[str, EmbeddedPdfSignature | None]] = []
    for name, value, field in enumerate_sig_fields(reader, filled_status=True):
        if is_timestamp(value):
            continue
        found.append((name, integrity.embedded(reader, name, field)))
        if len(found) > _LARGEST_NUMBER:
            raise OverflowError(name)
    return sorted(found, key=lambda one: -1 if one[1] is None else one[1].signed_revision)


def _hidden(pdf: bytes, reader: PdfFileReader) -> int:
    """Return how many signatures lie in the file's bytes that the document no longer names."""
    return max(0, len(_BYTE_RANGE.findall(pdf)) - sum(1 for _ in enumerate_sig_fields(reader, True)))


def _report(field: str, signature: EmbeddedPdfSignature | None, known: Trust) -> SignatureReport:
    if signature is None:
        broken = (Message("signing.signature.unreadable", {"field": field}),)
        return SignatureReport(field, "", "", "", None, False, False, UNCLEAR, UNKNOWN, False, broken)
    certificate = signature.signer_cert.dump()
    intact, later = integrity.is_intact(signature), integrity.later(signature)
    changes = changes_since(signature.reader, signature.signed_revision) if later == CONTENT else ()
    if changes and all(change.code == "signing.change.annotations" for change in changes):
        later = ANNOTATIONS
    others = [one.dump() for one in signature.other_embedded_certs]
    chain, moment = trust.chain_of(certificate, known, others), _moment(signature)
    report = SignatureReport(
        field=field,
        name=trust.signer_name(certificate),
        organisation=trust.signer_organisation(certificate),
        fingerprint=fingerprint(certificate),
        moment=moment,
        intact=intact,
        covers_all=integrity.reaches_end(signature),
        later=later,
        standing=chain.standing,
        certification=_is_certification(signature),
        messages=(),
        expired=bool(moment and trust.outside(chain.links, moment)),
    )
    return replace(report, messages=tuple(_said_of(report, signature, chain.links, changes)))


def _moment(signature: EmbeddedPdfSignature) -> datetime | None:
    try:
        moment = signature.self_reported_timestamp
    except integrity.BROKEN:
        return None
    return moment if isinstance(moment, datetime) else None


def _is_certification(signature: EmbeddedPdfSignature) -> bool:
    """Whether the catalogue names this signature as the one that closes the preparation."""
    try:
        permitted = signature.reader.root["/Perms"].raw_get("/DocMDP")
        return bool(permitted.reference == signature.sig_field.raw_get("/V").reference)
    except integrity.BROKEN:
        return False


def _said_of(
    report: SignatureReport,
    signature: EmbeddedPdfSignature,
    links: Sequence[bytes],
    changes: Sequence[Message],
) -> Iterator[Message]:
    """Yield whether a signature holds, what it covers, what came later, who vouches, who signed."""
    named = {"name": report.name or report.field}
    yield Message(f"signing.signature.{'intact' if report.intact else 'damaged'}", named)
    if report.intact and report.later != UNCLEAR:
        covered = signature.reader.get_historical_resolver(signature.signed_revision)
        reach = "whole" if report.covers_all else "then"
        yield Message(f"signing.covers.{reach}", {"count": page_count(covered)})
    if report.intact and report.later != NOTHING:
        yield Message(f"signing.later.{report.later}", named)
    if report.certification and report.field != CERTIFICATION_FIELD:
        yield Message("signing.closed_with", {})
    yield from _vouchers(links)
    yield Message(f"signing.standing.{report.standing}", named)
    if report.expired and report.moment:
        start, end = trust.outside(links, report.moment) or (report.moment, report.moment)
        yield Message("signing.expired", {"start": start.date().isoformat(), "end": end.date().isoformat()})
    yield from changes if report.intact else ()


def _vouchers(links: Sequence[bytes]) -> Iterator[Message]:
    for one in links:
        name, issuer = trust.signer_name(one), trust.issuer_name(one)
        if issuer:
            yield Message("signing.chain.issued", {"name": name, "issuer": issuer})
        elif one is links[0]:
            yield Message("signing.chain.own", {"name": name})


def _content(
    reader: PdfFileReader,
    signatures: Sequence[EmbeddedPdfSignature | None],
    reports: Sequence[SignatureReport],
) -> tuple[ContentCheck, str]:
    """Return what data and pages say of each other, and that as a code of `signing.content.…`."""
    named, attached = _hashes(reader)
    agree = bool(named) and named == attached
    signed = [
        _hashes(reader.get_historical_resolver(signature.signed_revision))
        for signature, report in zip(signatures, reports, strict=True)
        if signature is not None and report.intact
    ]
    covered = agree and (named, attached) in signed
    swapped = bool(attached) and not covered and any(one[1] not in ("", attached) for one in signed)
    state = "swapped" if swapped else _content_state(named, attached, covered=covered)
    return ContentCheck(named, attached, agree, covered), state


def _content_state(named: str, attached: str, *, covered: bool) -> str:
    if not attached:
        return "gone" if named else "none"
    if named != attached:
        return "differs"
    return "agrees" if covered else "not_covered"


def _hashes(handler: PdfFileReader | HistoricalResolver) -> tuple[str, str]:
    """Return the content hash in the metadata and that of the attachment, "" for what is not there."""
    plan = attach.plan_of(handler)
    return attach.named_hash_of(handler), "" if plan is None else attach.content_hash(plan)


def _verification(
    reader: PdfFileReader,
    reports: tuple[SignatureReport, ...],
    content: ContentCheck,
    state: str,
    expected: Sequence[str],
    hidden: int,
) -> Verification:
    signed = {report.fingerprint for report in reports if report.intact}
    missing = tuple(digest for digest in expected if digest.lower() not in signed)
    verdict = _verdict(reports, hidden)
    empty, painted = _open_fields(reader)
    # A change after signing is told with the signature; what was noted tells of one that came before.
    edited = changed_pages(reader) if verdict in (NO_SIGNATURES, ALL_INTACT) else ()
    messages = [
        Message(f"signing.verdict.{verdict}", {"count": len(reports)}),
        *_counted({"missing": len(missing), "hidden": hidden}),
        *(Message("signing.page_edited", {"page": number}) for number in edited[:_MOST_TOLD]),
        *(Message("signing.painted", {"field": name}) for name in painted[:_MOST_TOLD]),
    ]
    if reports and not any(report.certification for report in reports):
        messages.append(Message("signing.not_certified", {}))
    messages.append(Message(f"signing.content.{state}", {}))
    return Verification(verdict, reports, empty, missing, content, tuple(messages), edited, painted)


def _counted(found: dict[str, int]) -> Iterator[Message]:
    return (Message(f"signing.{what}", {"count": count}) for what, count in found.items() if count)


def _open_fields(reader: PdfFileReader) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the signature fields nobody signed, and those of them that were made to look signed."""
    empty = [(name, field) for name, _, field in enumerate_sig_fields(reader, filled_status=False)]
    painted = tuple(name for name, field in empty if field_look(field.get_object()).strip())
    return tuple(name for name, _ in empty), painted


def _verdict(reports: Sequence[SignatureReport], hidden: int) -> str:
    if not reports:
        return DAMAGED if hidden else NO_SIGNATURES
    if any(not report.intact or report.later == UNCLEAR for report in reports):
        return DAMAGED
    if hidden:
        return CHANGED_AFTER_SIGNING
    return ALL_INTACT if all(report.later in HARMLESS for report in reports) else CHANGED_AFTER_SIGNING
