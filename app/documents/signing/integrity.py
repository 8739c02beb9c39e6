"""One signature of a PDF: do its bytes hold, how far does it reach, and what came later.

The mathematics only: no clock, no network and no chain of certificates decides anything here.
"""

from __future__ import annotations

from typing import Any

from asn1crypto.algos import DigestAlgorithm
from asn1crypto.core import Null
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel, SuspiciousModification
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import CMSExtractionError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from app.documents.signing.values import (
    ANNOTATIONS,
    CONTENT,
    FORM_FIELDS,
    HOUSEKEEPING,
    NOTHING,
    SIGNATURES,
    UNCLEAR,
)

_SUBFILTERS = frozenset({"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"})
DIGESTS = frozenset({"sha256", "sha384", "sha512"})
_LEVELS = {
    ModificationLevel.NONE: NOTHING,
    ModificationLevel.LTA_UPDATES: HOUSEKEEPING,
    ModificationLevel.FORM_FILLING: SIGNATURES,
    ModificationLevel.ANNOTATIONS: ANNOTATIONS,
    ModificationLevel.OTHER: CONTENT,
}
# What the libraries raise over a signature that is no signature; anything else is a bug of ours.
BROKEN = (
    PdfError, SignatureValidationError, CMSExtractionError, ValueError, TypeError, KeyError, IndexError,
    AttributeError, AssertionError, NotImplementedError, RecursionError, OverflowError,
)  # fmt: skip


def embedded(reader: PdfFileReader, name: str, field: Any) -> EmbeddedPdfSignature | None:
    """Return the signature in a field, None where what lies there cannot be read as one."""
    try:
        signature = EmbeddedPdfSignature(reader, field.get_object(), name)
        signature.signer_cert.dump()
    except BROKEN:
        return None
    return signature


def is_intact(signature: EmbeddedPdfSignature) -> bool:
    """Return whether the signed bytes, the signature and the certificate inside it belong together."""
    try:
        if not _in_good_form(signature):
            return False
        digest = signature.compute_digest()
        same_bytes, signed = validate_sig_integrity(
            signature.signer_info, signature.signer_cert, "data", digest
        )
    except BROKEN:
        return False
    return bool(same_bytes and signed)


def _in_good_form(signature: EmbeddedPdfSignature) -> bool:
    """Refuse old digests, containers without signed attributes and bytes hidden beside the signature."""
    info = signature.signer_info
    content = signature.signed_data["encap_content_info"]
    return bool(
        signature.sig_object["/SubFilter"] in _SUBFILTERS
        and info["version"].native == signature.signed_data["version"].native == "v1"
        and all(_is_plain(used) for used in (info["digest_algorithm"], *_digests(signature)))
        and len(info["signed_attrs"]) > 0
        and content["content_type"].native == "data"
        and content["content"].native is None
        and _hole_is_signature(signature)
    )


def _digests(signature: EmbeddedPdfSignature) -> list[DigestAlgorithm]:
    return list(signature.signed_data["digest_algorithms"])


def _is_plain(used: DigestAlgorithm) -> bool:
    """Whether a digest is one of today's, written in one of its two proper forms."""
    name = used["algorithm"].native
    forms = [DigestAlgorithm({"algorithm": name}), DigestAlgorithm({"algorithm": name, "parameters": Null()})]
    return name in DIGESTS and used.dump() in [form.dump() for form in forms]


def _hole_is_signature(signature: EmbeddedPdfSignature) -> bool:
    """Whether the unsigned gap holds one signature in hexadecimal, then zeros, and nothing else."""
    start, first, second, _ = (int(number) for number in signature.byte_range)
    stream = signature.reader.stream
    stream.seek(start + first)
    gap = stream.read(second - first - start)
    contents = signature.pkcs7_content
    written = contents.hex().encode()
    length = _der_length(contents)
    return gap in (b"<%s>" % written, b"<%s>" % written.upper()) and not contents[length:].strip(b"\0")


def _der_length(data: bytes) -> int:
    """Return how long the first DER value in `data` is, header included."""
    if data[1] < 0x80:
        return 2 + data[1]
    size = data[1] & 0x7F
    return 2 + size + int.from_bytes(data[2 : 2 + size], "big")


def reaches_end(signature: EmbeddedPdfSignature) -> bool:
    """Return whether nothing follows the signed bytes."""
    return bool(_coverage(signature) == SignatureCoverageLevel.ENTIRE_FILE)


def _coverage(signature: EmbeddedPdfSignature) -> SignatureCoverageLevel:
    try:
        return signature.evaluate_signature_coverage()
    except BROKEN:
        return SignatureCoverageLevel.UNCLEAR


def later(signature: EmbeddedPdfSignature) -> str:
    """Return what was added after the signed bytes (the codes of `SignatureReport.later`)."""
    reach = _coverage(signature)
    if reach == SignatureCoverageLevel.ENTIRE_FILE:
        return NOTHING
    if reach != SignatureCoverageLevel.ENTIRE_REVISION:
        return UNCLEAR
    if signature.signed_revision >= signature.reader.xrefs.total_revisions - 1:
        return CONTENT  # bytes after the end that belong to no revision
    try:
        return _difference(signature)
    except (SuspiciousModification, *BROKEN):
        return CONTENT


def _difference(signature: EmbeddedPdfSignature) -> str:
    """Compare the signed revision with each later one; raises SuspiciousModification over foreign changes."""
    reader = signature.reader
    base = reader.get_historical_resolver(signature.signed_revision)
    level, fields = ModificationLevel.NONE, set[str]()
    for revision in range(signature.signed_revision + 1, reader.xrefs.total_revisions):
        result = DEFAULT_DIFF_POLICY.apply(
            base, reader.get_historical_resolver(revision), signature.fieldmdp, signature.docmdp_level
        )
        level = max(level, result.modification_level)
        fields |= result.changed_form_fields
    kind = _LEVELS[level]
    return FORM_FIELDS if kind == SIGNATURES and not _newly_signed(signature, fields) else kind


def _newly_signed(signature: EmbeddedPdfSignature, fields: set[str]) -> bool:
    """Whether every field touched since was empty then and carries a signature now."""
    base = signature.reader.get_historical_resolver(signature.signed_revision)
    before = {name for name, value, _ in enumerate_sig_fields(base) if value is not None}
    now = {name for name, value, _ in enumerate_sig_fields(signature.reader) if value is not None}
    return fields <= now - before
