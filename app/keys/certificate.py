"""P-256 certificates for signing PDFs: a person's own, and those an issuer (headquarters) gives.

All run from 2000 to 2099: laptop clocks are wrong, and trust comes from the roster and revocations.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)
from cryptography.x509.oid import NameOID

from app.foundation.errors import UserError

_FROM = datetime(2000, 1, 1, tzinfo=UTC)
_UNTIL = datetime(2099, 12, 31, 23, 59, 59, tzinfo=UTC)
# X.520 allows 64 characters in a name; the certificate library counts bytes of UTF-8.
_LONGEST_NAME = 64


def new_p256() -> bytes:
    """Return a fresh P-256 private key (PKCS #8 DER, in clear)."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def p256(private_key: bytes) -> ec.EllipticCurvePrivateKey:
    """Return the P-256 key in PKCS #8 DER bytes. Raises UserError `person_keys_damaged`."""
    try:
        key = load_der_private_key(private_key, password=None)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise UserError("person_keys_damaged") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise UserError("person_keys_damaged")
    return key


def self_signed(private_key: bytes, name: str, organisation: str) -> bytes:
    """Return a person's own certificate (DER): subject and issuer are the person (key = PKCS #8 DER)."""
    key = p256(private_key)
    subject = _subject(name, organisation)
    return _signed(_builder(subject, subject, key.public_key(), authority=False), key, key.public_key())


def issuer_certificate(private_key: bytes, name: str, organisation: str) -> bytes:
    """Return an issuer's own certificate (DER), which may sign others' (`private_key` = PKCS #8 DER).

    Its name is like no other's: certificates are found by their issuer's name and key, so those of an
    earlier one of the same person and key, which was withdrawn, are not taken for this one's.
    """
    key = p256(private_key)
    own = x509.NameAttribute(NameOID.DN_QUALIFIER, secrets.token_hex(8))
    subject = x509.Name([*_subject(name, organisation), own])
    return _signed(_builder(subject, subject, key.public_key(), authority=True), key, key.public_key())


def issue(issuer_key: bytes, issuer: bytes, certificate: bytes) -> bytes:
    """Return a new certificate (DER) for the person and P-256 key of `certificate`, signed by an issuer.

    `issuer_key` is PKCS #8 DER, `issuer` the issuer's certificate. Raises UserError
    `certificate_malformed`, or `not_an_issuer` when `issuer` may not sign others or is not of that key.
    """
    key, authority, person = p256(issuer_key), _read(issuer), _read(certificate)
    public = person.public_key()
    if not isinstance(public, ec.EllipticCurvePublicKey) or not isinstance(public.curve, ec.SECP256R1):
        raise UserError("certificate_malformed")
    if not _may_issue(authority) or authority.public_key() != key.public_key():
        raise UserError("not_an_issuer")
    builder = _builder(person.subject, authority.subject, public, authority=False)
    return _signed(builder, key, key.public_key())


def issued_by(certificate: bytes, issuer: bytes) -> bool:
    """Return whether `certificate` (DER) was signed by the issuer whose certificate is `issuer`."""
    person, authority = _read(certificate), _read(issuer)
    if not _may_issue(authority):
        return False
    try:
        person.verify_directly_issued_by(authority)
    except Exception:  # noqa: BLE001 — the library raises several kinds, all meaning no
        return False
    return True


def authority_in(data: bytes) -> bytes:
    """Return the certificate (DER) of one who issues others, from PEM or DER.

    Raises UserError `certificate_malformed`, or `not_an_issuer` when it may not sign others.
    """
    try:
        is_text = b"-----BEGIN CERTIFICATE-----" in data
        found = x509.load_pem_x509_certificate(data) if is_text else x509.load_der_x509_certificate(data)
    except ValueError as error:
        raise UserError("certificate_malformed") from error
    if not _may_issue(found):
        raise UserError("not_an_issuer")
    return found.public_bytes(Encoding.DER)


def names_in(certificate: bytes) -> tuple[str, str]:
    """Return (name, organisation) of a certificate's subject. Raises UserError `certificate_malformed`."""
    subject = _read(certificate).subject
    return _one(subject, NameOID.COMMON_NAME), _one(subject, NameOID.ORGANIZATION_NAME)


def public_point(certificate: bytes) -> bytes:
    """Return the public key of a certificate (DER). Raises UserError `certificate_malformed`."""
    return _read(certificate).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _subject(name: str, organisation: str) -> x509.Name:
    values = [(NameOID.COMMON_NAME, name), (NameOID.ORGANIZATION_NAME, organisation)]
    return x509.Name([x509.NameAttribute(oid, _short(text)) for oid, text in values if text.strip()])


def _short(text: str) -> str:
    """Return the text, or as many of its words (of one long word: letters) as a certificate holds."""
    if len(text.encode()) <= _LONGEST_NAME:
        return text
    cut = text.encode()[:_LONGEST_NAME].decode(errors="ignore")
    return cut.rpartition(" ")[0] or cut


def _builder(
    subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, *, authority: bool
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_UNTIL)
        .add_extension(x509.BasicConstraints(authority, 0 if authority else None), critical=True)
        .add_extension(_usage(authority=authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _signed(
    builder: x509.CertificateBuilder, key: ec.EllipticCurvePrivateKey, public: ec.EllipticCurvePublicKey
) -> bytes:
    named = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
    return named.sign(key, SHA256()).public_bytes(Encoding.DER)


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_cert_sign=authority, crl_sign=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _may_issue(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False


def _read(certificate: bytes) -> x509.Certificate:
    try:
        return x509.load_der_x509_certificate(certificate)
    except ValueError as error:
        raise UserError("certificate_malformed") from error


def _one(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    values = [str(attribute.value) for attribute in name.get_attributes_for_oid(oid)]
    return values[0] if values else ""
