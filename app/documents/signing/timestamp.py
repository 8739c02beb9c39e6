"""A later timestamp (RFC 3161) over a whole PDF: an authority says that all of it existed by then."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import new as digest_with
from typing import Any

from asn1crypto import tsp
from cryptography.x509 import ExtendedKeyUsage, ExtensionNotFound, load_der_x509_certificate
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from app.documents.signing import integrity, trust
from app.documents.signing.opening import Added, honest_refusals, open_writer
from app.documents.signing.values import ISSUED, KNOWN, Message, TimestampReport, Trust
from app.foundation.errors import UserError

Ask = Callable[[bytes], bytes]
"""Sends a request (DER) to a time authority and returns its reply (DER)."""
_LARGEST_NUMBER = 40


class _Authority(TimeStamper):
    """Asks through a function of ours: no library reaches for the network by itself."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._ask = ask

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return tsp.TimeStampResp.load(self._ask(req.dump()), strict=True)


def add_timestamp(pdf: bytes, ask: Ask) -> bytes:
    """Return the PDF with a timestamp over all of it; signatures stay as they are.

    Raises UserError `timestamp_refused` when the authority says no or answers something else,
    `signing_not_allowed` and those of `open_reader`; and what `ask` raises.
    """
    writer, output = open_writer(pdf), Added()
    with honest_refusals():
        try:
            PdfTimeStamper(_Authority(ask)).timestamp_pdf(writer, "sha256", output=output)
        except SigningError as error:
            raise UserError("signing_not_allowed") from error
        except (TimestampRequestError, AttributeError, ValueError, TypeError, KeyError) as error:
            raise UserError("timestamp_refused") from error
    return output.getvalue()


def timestamps(reader: PdfFileReader, known: Trust) -> tuple[TimestampReport, ...]:
    """Return what is true of the timestamps in an opened PDF, in the order they were made."""
    found = [
        (name, field)
        for name, value, field in enumerate_sig_fields(reader, filled_status=True)
        if is_timestamp(value)
    ]
    return tuple(_report(reader, name, field, known) for name, field in found[:_LARGEST_NUMBER])


def is_timestamp(value: Any) -> bool:
    """Return whether the value of a signature field is a timestamp of the document."""
    return bool(value.get_object().get("/Type") == "/DocTimeStamp")


def _report(reader: PdfFileReader, name: str, field: Any, known: Trust) -> TimestampReport:
    stamp = integrity.embedded(reader, name, field)
    if stamp is None or not _is_intact(stamp):
        return TimestampReport(
            name, intact=False, known=False, messages=(Message("signing.timestamp.damaged", {}),)
        )
    certificate = stamp.signer_cert.dump()
    chain = trust.chain_of(certificate, known, [one.dump() for one in stamp.other_embedded_certs])
    moment = stamp.signed_data["encap_content_info"]["content"].parsed["gen_time"].native
    believed = chain.standing in (ISSUED, KNOWN) and trust.outside(chain.links, moment) is None
    named = {"name": trust.signer_name(certificate), "moment": moment.isoformat()}
    reach = "whole" if integrity.reaches_end(stamp) else "then"
    said = (
        Message("signing.timestamp.made", named),
        Message(f"signing.timestamp.{reach}", {}),
        *(Message("signing.chain.issued", one) for one in _issuers(chain.links)),
        Message(f"signing.timestamp.{'known' if believed else 'unknown'}", named),
    )
    return TimestampReport(name, intact=True, known=believed, messages=said)


def _issuers(links: tuple[bytes, ...]) -> list[dict[str, str]]:
    named = ({"name": trust.signer_name(one), "issuer": trust.issuer_name(one)} for one in links)
    return [one for one in named if one["issuer"]]


def _is_intact(stamp: EmbeddedPdfSignature) -> bool:
    """Whether the stamped bytes, the token and the authority's signature belong together."""
    try:
        token = stamp.signed_data["encap_content_info"]
        imprint = token["content"].parsed["message_imprint"]
        strong = imprint["hash_algorithm"]["algorithm"].native in integrity.DIGESTS
        said_of = strong and imprint["hashed_message"].native == stamp.compute_digest()
        used = str(stamp.signer_info["digest_algorithm"]["algorithm"].native)
        digest = digest_with(used, bytes(token["content"])).digest()
        same, signed = validate_sig_integrity(stamp.signer_info, stamp.signer_cert, "tst_info", digest)
        return bool(said_of and same and signed and _is_authority(stamp.signer_cert.dump()))
    except integrity.BROKEN:
        return False


def _is_authority(certificate: bytes) -> bool:
    """Whether a certificate is made for timestamps and for nothing else (RFC 3161, 2.3)."""
    try:
        usage = load_der_x509_certificate(certificate).extensions.get_extension_for_class(ExtendedKeyUsage)
    except ExtensionNotFound:
        return False
    return usage.critical and list(usage.value) == [ExtendedKeyUsageOID.TIME_STAMPING]
