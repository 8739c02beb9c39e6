"""A later timestamp on a signed PDF, given by an authority of the test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.sign.timestamps import DummyTimeStamper

from app.documents.signing.sign import sign
from app.documents.signing.timestamp import Ask, add_timestamp
from app.documents.signing.values import KnownSigner, SigningKey, Trust, fingerprint
from app.documents.signing.verify import verify
from app.documents.signing.wording import say
from app.words.catalogue import Words
from tests.documents.signing import attacks
from tests.documents.signing.made import MOMENT, make_appearance, make_key, make_name, refused

STAMPED = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
ROOT = make_name("Time root", "DSTWG")


@pytest.fixture(scope="session")
def root() -> SigningKey:
    return make_key("Time root", "DSTWG", authority=0)


def authority(root: SigningKey, usage: x509.ObjectIdentifier = ExtendedKeyUsageOID.TIME_STAMPING) -> Ask:
    """Return what an authority answers, with a certificate for one usage, given by a root."""
    private = rsa.generate_private_key(65537, 2048)
    issuing = serialization.load_der_private_key(root.private_key, None)
    assert isinstance(issuing, ec.EllipticCurvePrivateKey)
    made = (
        x509.CertificateBuilder()
        .subject_name(make_name("Time office", "DSTWG"))
        .issuer_name(ROOT)
        .public_key(private.public_key())
        .serial_number(9)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2040, 1, 1, tzinfo=UTC))
        .add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
        .sign(issuing, hashes.SHA256())
    )
    der, form = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8
    key = private.private_bytes(der, form, serialization.NoEncryption())
    office = DummyTimeStamper(
        asn1.Certificate.load(made.public_bytes(der)), keys.PrivateKeyInfo.load(key), fixed_dt=STAMPED
    )
    return lambda request: bytes(office.request_tsa_response(tsp.TimeStampReq.load(request)).dump())


@pytest.fixture(scope="session")
def stamped(signed_pdf: bytes, root: SigningKey) -> bytes:
    return add_timestamp(signed_pdf, authority(root))


def said(pdf: bytes, trust: Trust | None = None) -> list[str]:
    return [say(one, Words("en")) for stamp in verify(pdf, trust).timestamps for one in stamp.messages]


def test_a_timestamp_leaves_the_signatures_as_they_are(
    stamped: bytes, signed_pdf: bytes, dalia: SigningKey, omar: SigningKey, pdfsig: Callable[[bytes], str]
) -> None:
    people = tuple(KnownSigner(fingerprint(one.certificate), "") for one in (dalia, omar))
    found = verify(stamped, Trust(people))
    assert stamped.startswith(signed_pdf)
    assert (found.verdict, found.fine, len(found.signatures)) == ("all_intact", True, 3)
    assert pdfsig(stamped).count("Signature is Valid") >= 3


def test_who_says_since_when(stamped: bytes, root: SigningKey) -> None:
    assert said(stamped)[0] == "Time office says that this existed on 1 Jun 2026, 12:00"
    assert "The timestamp covers the whole file." in said(stamped)
    assert "Nobody here knows the authority Time office." in said(stamped)
    assert "The authority is vouched for by an issuer known here." in said(
        stamped, Trust(issuers=(root.certificate,))
    )


def test_signing_goes_on_after_a_timestamp(stamped: bytes, dalia: SigningKey) -> None:
    found = verify(sign(stamped, "government", dalia, make_appearance(), moment=MOMENT))
    assert (found.verdict, len(found.signatures), len(found.timestamps)) == ("all_intact", 4, 1)
    assert found.timestamps[0].intact


def test_a_changed_byte_damages_the_timestamp_too(stamped: bytes) -> None:
    found = verify(stamped.replace(b"page 1", b"page 7", 1))
    assert not found.timestamps[0].intact
    assert "does not fit it" in said(stamped.replace(b"page 1", b"page 7", 1))[0]


def test_a_stamp_with_a_certificate_for_something_else(signed_pdf: bytes, root: SigningKey) -> None:
    pdf = add_timestamp(signed_pdf, authority(root, ExtendedKeyUsageOID.EMAIL_PROTECTION))
    found = verify(pdf, Trust(issuers=(root.certificate,)))
    assert (found.timestamps[0].intact, found.whole) == (False, False)


def test_what_was_added_after_the_stamp_is_not_covered(stamped: bytes) -> None:
    found = verify(attacks.update(stamped, attacks.add_note))
    assert found.verdict == "changed_after_signing"
    assert "The timestamp covers the file as it was then." in said(attacks.update(stamped, attacks.add_note))


@pytest.mark.parametrize("reply", [b"", b"no", b"0\x00", b"<html>"])
def test_an_answer_that_is_no_timestamp(signed_pdf: bytes, reply: bytes) -> None:
    with refused("timestamp_refused"):
        add_timestamp(signed_pdf, lambda _request: reply)


def test_an_authority_that_says_no(signed_pdf: bytes) -> None:
    status = tsp.PKIStatusInfo({"status": "rejection"})
    with refused("timestamp_refused"):
        add_timestamp(signed_pdf, lambda _request: bytes(tsp.TimeStampResp({"status": status}).dump()))


def test_a_stamp_for_another_file(signed_pdf: bytes, root: SigningKey) -> None:
    """The answer to somebody else's request: its number gives it away."""
    kept: list[bytes] = []
    answer = authority(root)

    def first_again(request: bytes) -> bytes:
        kept.append(answer(request))
        return kept[0]

    with refused("timestamp_refused"):
        add_timestamp(signed_pdf, first_again)
