"""A certificate that somebody brings along: a PKCS #12 file (.p12, .pfx) with its passphrase."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

from app.foundation.errors import UserError

LARGEST = 1_000_000
LEAST_RSA_BITS = 2048
_CURVES = (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)


@dataclass(frozen=True, slots=True)
class Brought:
    """A certificate (DER), its private key (PKCS #8 DER, in clear) and the certificates that go with it."""

    certificate: bytes
    private_key: bytes
    others: tuple[bytes, ...] = ()

    def __repr__(self) -> str:
        return f"Brought({len(self.others)} others)"


def open_pkcs12(data: bytes, passphrase: str) -> Brought:
    """Return what a PKCS #12 file holds. The key leaves the file for this one signature only.

    Raises UserError `pkcs12_unreadable` (also for a wrong passphrase: the format does not tell them apart),
    `pkcs12_without_key`, `pkcs12_key_unfit` (neither RSA of 2048 bits nor one of NIST's curves).
    """
    if len(data) > LARGEST:
        raise UserError("pkcs12_unreadable")
    try:
        found = load_pkcs12(data, passphrase.encode() if passphrase else None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise UserError("pkcs12_unreadable") from error
    if found.key is None or found.cert is None:
        raise UserError("pkcs12_without_key")
    if not _fits(found.key):
        raise UserError("pkcs12_key_unfit")
    private = found.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    others = tuple(one.certificate.public_bytes(Encoding.DER) for one in found.additional_certs)
    return Brought(found.cert.certificate.public_bytes(Encoding.DER), private, others)


def _fits(key: object) -> bool:
    if isinstance(key, rsa.RSAPrivateKey):
        return key.key_size >= LEAST_RSA_BITS
    return isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, _CURVES)
