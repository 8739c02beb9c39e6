"""The verdict on a PDF: every signature, what came after it, and whether data and pages belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from app.documents.signing import attach, integrity, trust
from app.documents.signing.changes import changes_since
from app.documents.signing.opening import honest_refusals, open_reader
from app.documents.signing.values import (
    ALL_INTACT,
    ANNOTATIONS,
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
        content = _content(reader, [one for _, one in found], reports)
        return _verification(reader, reports, content, expected, hidden)


def _signatures(reader: PdfFileReader) -> list[tuple[str, EmbeddedPdfSignature | None]]:
    """Return (field, signature) in the order they were made; None for what cannot be read as a signature."""
    found: list[tuple[str, EmbeddedPdfSignature | None]] = []
    for name, value, field in enumerate_sig_fields(reader, filled_status=True):
        if _is_timestamp(value):
            continue
        found.append((name, integrity.embedded(reader, name, field)))
        if len(found) > _LARGEST_NUMBER:
            raise OverflowError(name)
    return sorted(found, key=lambda one: -1 if one[1] is None else one[1].signed_revision)


def _hidden(pdf: bytes, reader: PdfFileReader) -> int:
    """Return how many signatures lie in the file's bytes that the document no longer names."""
    return max(0, len(_BYTE_RANGE.findall(pdf)) - sum(1 for _ in enumerate_sig_fields(reader, True)))


def _is_timestamp(value: Any) -> bool:
    plain = value.get_object() if isinstance(value, IndirectObject) else value
    return bool(plain.get("/Type") == "/DocTimeStamp")


def _report(field: str, signature: EmbeddedPdfSignature | None, known: Trust) -> SignatureReport:
    if signature is None:
        broken = (Message("signing.signature.unreadable", {"field": field}),)
        return SignatureReport(field, "", "", "", None, False, False, UNCLEAR, UNKNOWN, False, broken)
    certificate = signature.signer_cert.dump()
    intact, later = integrity.is_intact(signature), integrity.later(signature)
    changes = changes_since(signature.reader, signature.signed_revision) if later == CONTENT else ()
    if changes and all(change.code == "signing.change.annotations" for change in changes):
        later = ANNOTATIONS
    report = SignatureReport(
        field=field,
        name=trust.signer_name(certificate),
        organisation=trust.signer_organisation(certificate),
        fingerprint=fingerprint(certificate),
        moment=_moment(signature),
        intact=intact,
        covers_all=integrity.reaches_end(signature),
        later=later,
        standing=trust.standing(certificate, known),
        certification=_is_certification(signature),
        messages=(),
    )
    return _with_messages(report, changes)


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


def _with_messages(report: SignatureReport, changes: Iterable[Message]) -> SignatureReport:
    named = {"name": report.name or report.field}
    state = "intact" if report.intact else "damaged"
    messages = [Message(f"signing.signature.{state}", named)]
    if report.intact and report.later != NOTHING:
        messages.append(Message(f"signing.later.{report.later}", named))
    messages.append(Message(f"signing.standing.{report.standing}", named))
    return replace(report, messages=(*messages, *(changes if report.intact else ())))


def _content(
    reader: PdfFileReader,
    signatures: Sequence[EmbeddedPdfSignature | None],
    reports: Sequence[SignatureReport],
) -> ContentCheck:
    named, attached = _hashes(reader)
    agree = bool(named) and named == attached
    covered = agree and any(
        signature is not None
        and report.intact
        and _hashes(reader.get_historical_resolver(signature.signed_revision)) == (named, attached)
        for signature, report in zip(signatures, reports, strict=True)
    )
    return ContentCheck(named, attached, agree, covered)


def _hashes(handler: PdfFileReader | HistoricalResolver) -> tuple[str, str]:
    """Return the content hash in the metadata and that of the attachment, "" for what is not there."""
    plan = attach.plan_of(handler)
    return attach.named_hash_of(handler), "" if plan is None else attach.content_hash(plan)


def _verification(
    reader: PdfFileReader,
    reports: tuple[SignatureReport, ...],
    content: ContentCheck,
    expected: Sequence[str],
    hidden: int,
) -> Verification:
    signed = {report.fingerprint for report in reports if report.intact}
    missing = tuple(digest for digest in expected if digest.lower() not in signed)
    verdict = _verdict(reports, hidden)
    empty = tuple(name for name, _, _ in enumerate_sig_fields(reader, filled_status=False))
    messages = _messages(verdict, reports, content, {"missing": len(missing), "hidden": hidden})
    return Verification(verdict, reports, empty, missing, content, messages)


def _verdict(reports: Sequence[SignatureReport], hidden: int) -> str:
    if not reports:
        return DAMAGED if hidden else NO_SIGNATURES
    if any(not report.intact or report.later == UNCLEAR for report in reports):
        return DAMAGED
    if hidden:
        return CHANGED_AFTER_SIGNING
    return ALL_INTACT if all(report.later in HARMLESS for report in reports) else CHANGED_AFTER_SIGNING


def _messages(
    verdict: str, reports: Sequence[SignatureReport], content: ContentCheck, lost: dict[str, int]
) -> tuple[Message, ...]:
    messages = [Message(f"signing.verdict.{verdict}", {"count": len(reports)})]
    messages += [Message(f"signing.{what}", {"count": count}) for what, count in lost.items() if count]
    if reports and not any(report.certification for report in reports):
        messages.append(Message("signing.not_certified", {}))
    messages.append(Message(f"signing.content.{_content_state(content)}", {}))
    return tuple(messages)


def _content_state(content: ContentCheck) -> str:
    if not content.metadata and not content.attachment:
        return "none"
    if not content.agree:
        return "differs"
    return "agrees" if content.covered else "not_covered"
