"""Who signed, as the reader's roster and issuers see it. The roster decides, never a clock or a network."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.x509 import (
    BasicConstraints,
    Certificate,
    ExtensionNotFound,
    Name,
    ObjectIdentifier,
    load_der_x509_certificate,
)
from cryptography.x509.oid import NameOID

from app.documents.signing.values import (
    ISSUED,
    ISSUER_WITHDRAWN,
    KNOWN,
    LOST,
    NAME_BORROWED,
    REVOKED,
    UNKNOWN,
    UNKNOWN_ISSUER,
    KnownSigner,
    Trust,
    fingerprint,
)

_LONGEST_CHAIN, _MOST_OTHERS = 8, 24


@dataclass(frozen=True, slots=True)
class Chain:
    """How a signer stands, and the certificates (DER) from the signer's up to who vouches, if found."""

    standing: str
    links: tuple[bytes, ...]


def chain_of(certificate: bytes, trust: Trust, others: Sequence[bytes] = ()) -> Chain:
    """Return who vouches for a certificate (DER); `others` are those that came along with the signature.

    `name_borrowed`: the certificate is nobody's we know and carries the name of somebody we know.
    `unknown_issuer`: somebody vouches for it whom nobody here knows.
    """
    links = [certificate]
    offered = (*trust.issuers, *trust.withdrawn, *others[:_MOST_OTHERS])
    while len(links) < _LONGEST_CHAIN and (len(links) == 1 or links[-1] not in trust.issuers):
        fitting = (one for one in offered if one not in links and _issued_by(links[-1], one, len(links) - 1))
        found = next(fitting, None)
        if found is None:
            break
        links.append(found)
    return Chain(_standing(certificate, trust, links), tuple(links))


def standing(certificate: bytes, trust: Trust) -> str:
    """Return how the signer of a certificate (DER) stands, as `chain_of` without other certificates."""
    return chain_of(certificate, trust).standing


def _standing(certificate: bytes, trust: Trust, links: Sequence[bytes]) -> str:
    own, above = known_signer(certificate, trust), links[1:]
    if own is not None:
        return REVOKED if own.revoked else LOST if own.lost else KNOWN
    if any(one in trust.issuers for one in above):
        return ISSUED
    if any(one in trust.withdrawn for one in above):
        return ISSUER_WITHDRAWN
    name = _folded(signer_name(certificate))
    if any(_folded(known.name) == name for known in trust.signers):
        return NAME_BORROWED
    return UNKNOWN_ISSUER if issuer_name(certificate) else UNKNOWN


def outside(links: Sequence[bytes], moment: datetime) -> tuple[datetime, datetime] | None:
    """Return the first and last moment of a certificate that was not valid at a moment, None if all were."""
    for one in map(_load, links):
        if one is not None and not one.not_valid_before_utc <= moment <= one.not_valid_after_utc:
            return one.not_valid_before_utc, one.not_valid_after_utc
    return None


def issuer_name(certificate: bytes) -> str:
    """Return who a certificate says issued it; "" for one that a person made for himself or herself."""
    loaded = _load(certificate)
    if loaded is None or loaded.issuer == loaded.subject:
        return ""
    return _named(loaded.issuer, NameOID.COMMON_NAME) or _named(loaded.issuer, NameOID.ORGANIZATION_NAME)


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


def _subject(certificate: bytes, part: ObjectIdentifier) -> str:
    loaded = _load(certificate)
    return "" if loaded is None else _named(loaded.subject, part)


def _named(name: Name, part: ObjectIdentifier) -> str:
    return " ".join(str(entry.value) for entry in name if entry.oid == part)


def _issued_by(certificate: bytes, issuer: bytes, between: int) -> bool:
    issued, issuing = _load(certificate), _load(issuer)
    if issued is None or issuing is None or certificate == issuer or not _may_issue(issuing, between):
        return False
    try:
        issued.verify_directly_issued_by(issuing)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _may_issue(issuer: Certificate, between: int) -> bool:
    """Whether a certificate is an issuer's, with that many other issuers between it and the person's."""
    try:
        basic = issuer.extensions.get_extension_for_class(BasicConstraints).value
    except (ExtensionNotFound, ValueError):
        return False
    return basic.ca and (basic.path_length is None or basic.path_length >= between)


@lru_cache(maxsize=128)
def _load(certificate: bytes) -> Certificate | None:
    try:
        return load_der_x509_certificate(certificate)
    except ValueError:
        return None


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
