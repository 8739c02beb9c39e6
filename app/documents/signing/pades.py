"""One PAdES baseline B signature (SHA-256, no network) into one field.

Own certificates are P-256; a certificate that somebody brings along may be RSA or another curve of NIST.
"""

from __future__ import annotations

from datetime import datetime
from typing import cast

from asn1crypto import keys, x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.x509 import load_der_x509_certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import BaseStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app.documents.signing.opening import Added
from app.documents.signing.values import SigningKey, TokenKey
from app.foundation.errors import UserError

LEAST_RSA_BITS = 2048
CURVES = frozenset({"secp256r1", "secp384r1", "secp521r1"})


class _ClockedSigner(PdfSigner):
    """A signer that takes the moment it is given instead of looking at the computer's clock."""

    moment: datetime | None = None

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        if self.moment is not None:
            session.system_time = self.moment
        return session


def sign_field(
    writer: IncrementalPdfFileWriter,
    field: str,
    key: SigningKey | TokenKey,
    *,
    moment: datetime | None,
    reason: str = "",
    stamp: BaseStampStyle | None = None,
    new_field: SigFieldSpec | None = None,
    certify: MDPPerm | None = None,
) -> bytes:
    """Return the writer's PDF with the field signed, as an addition to the bytes that are there.

    Raises UserError `signing_key_unfit` when key and certificate do not belong together or do not fit.
    """
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason or None,
        certify=certify is not None,
        docmdp_permissions=certify or MDPPerm.FILL_FORMS,
    )
    signer = _ClockedSigner(metadata, _signer(key), stamp_style=stamp, new_field_spec=new_field)
    signer.moment = moment
    output = Added()
    signer.sign_pdf(writer, output=output, existing_fields_only=new_field is None)
    return output.getvalue()


def _signer(key: SigningKey | TokenKey) -> Signer:
    if isinstance(key, TokenKey):
        return cast(Signer, key.signer)
    _check_pair(key)
    store = SimpleCertificateStore()
    store.register_multiple([x509.Certificate.load(issuer) for issuer in key.issuers])
    return SimpleSigner(
        signing_cert=x509.Certificate.load(key.certificate),
        signing_key=keys.PrivateKeyInfo.load(key.private_key),
        cert_registry=store,
    )


def _check_pair(key: SigningKey) -> None:
    try:
        private = serialization.load_der_private_key(key.private_key, password=None)
        public = load_der_x509_certificate(key.certificate).public_key()
    except (ValueError, TypeError) as error:
        raise UserError("signing_key_unfit") from error
    if not _is_strong(private) or private.public_key() != public:
        raise UserError("signing_key_unfit")


def _is_strong(private: object) -> bool:
    """Whether a key is RSA of at least 2048 bits or on one of NIST's curves from 256 bits."""
    if isinstance(private, RSAPrivateKey):
        return private.key_size >= LEAST_RSA_BITS
    return isinstance(private, EllipticCurvePrivateKey) and private.curve.name in CURVES
