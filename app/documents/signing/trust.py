"""Who signed, as the reader's roster and issuers see it. The roster decides, never a clock or a network."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.x509 import BasicConstraints, Certificate, ExtensionNotFound, load_der_x509_certificate
from cryptography.x509.oid import NameOID

from app.documents.signing.values import (
    ISSUED,
    KNOWN,
    NAME_BORROWED,
    REVOKED,
    UNKNOWN,
    KnownSigner,
    Trust,
    fingerprint,
)


def standing(certificate: bytes, trust: Trust) -> str:
    """Return how the signer of a certificate (DER) stands: known, issued, unknown, revoked, name_borrowed.

    `name_borrowed`: the certificate is nobody's we know and carries the name of somebody we know.
    """
    own = known_signer(certificate, trust)
    if own is not None:
        return REVOKED if own.revoked else KNOWN
    if any(_issued_by(certificate, issuer) for issuer in trust.issuers):
        return ISSUED
    name = _folded(signer_name(certificate))
    return NAME_BORROWED if any(_folded(known.name) == name for known in trust.signers) else UNKNOWN


def known_signer(certificate: bytes, trust: Trust) -> KnownSigner | None:
    """Return the person of the roster whose certificate this is."""
    digest = fingerprint(certificate)
    return next((known for known in trust.signers if known.fingerprint.lower() == digest), None)


def signer_name(certificate: bytes) -> str:
    """Return the common name in a certificate, "" where there is none."""
    return _subject(certificate, NameOID.COMMON_NAME)


def signer_organisation(certificate: bytes) -> str:
    """Return the organisation in a certificate, "" where there is none."""
    return _subject(certificate, NameOID.ORGANIZATION_NAME)


def _subject(certificate: bytes, part: object) -> str:
    loaded = _load(certificate)
    if loaded is None:
        return ""
    return " ".join(str(entry.value) for entry in loaded.subject if entry.oid == part)


def _issued_by(certificate: bytes, issuer: bytes) -> bool:
    issued, issuing = _load(certificate), _load(issuer)
    if issued is None or issuing is None or certificate == issuer or not _may_issue(issuing):
        return False
    try:
        issued.verify_directly_issued_by(issuing)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _may_issue(issuer: Certificate) -> bool:
    try:
        return issuer.extensions.get_extension_for_class(BasicConstraints).value.ca
    except (ExtensionNotFound, ValueError):
        return False


@lru_cache(maxsize=128)
def _load(certificate: bytes) -> Certificate | None:
    try:
        return load_der_x509_certificate(certificate)
    except ValueError:
        return None


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
