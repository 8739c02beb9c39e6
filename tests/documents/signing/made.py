"""Certificates, PDFs and words made for the tests of signing."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from reportlab.pdfgen.canvas import Canvas

from app.documents.signing.values import SPARE_FIELDS, SignatureAppearance, SignaturePlace, SigningKey
from app.foundation.errors import UserError

PLAN = b'{"plan":"Sinjar and Al-Ba\'aj","version":"1.0"}'
MOMENT = datetime(2026, 5, 20, 10, 14, tzinfo=UTC)
EXPECTED = ("focal_point_1", "focal_point_2", "government", "dstwg")


def make_name(name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        ]
    )


def make_key(
    name: str,
    organisation: str = "Hand in Hand",
    issuer: tuple[SigningKey, x509.Name] | None = None,
    years: tuple[int, int] = (2000, 2099),
    authority: int | None = None,
) -> SigningKey:
    """A P-256 key with a certificate, self-signed or signed by `issuer`.

    With `authority` it may issue others, through at most that many further issuers.
    """
    issues = authority is not None or (issuer is None and name == "DSTWG")
    private = ec.generate_private_key(ec.SECP256R1())
    subject = make_name(name, organisation)
    issuing = (
        serialization.load_der_private_key(issuer[0].private_key, None) if issuer is not None else private
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[1] if issuer is not None else subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(years[0], 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(years[1], 12, 31, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=issues, path_length=authority), True)
        .sign(issuing, hashes.SHA256())  # type: ignore[arg-type]
    )
    return SigningKey(
        certificate.public_bytes(serialization.Encoding.DER),
        private.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    )


def make_pdf(pages: int = 2, keywords: str = "") -> bytes:
    output = BytesIO()
    canvas = Canvas(output, invariant=1, pageCompression=0)
    canvas.setKeywords(keywords)
    for number in range(1, pages + 1):
        canvas.drawString(72, 700, f"Plan of Action, page {number}")
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def make_places() -> list[SignaturePlace]:
    return [_place(name, at) for at, name in enumerate((*EXPECTED, *SPARE_FIELDS))]


def _place(name: str, at: int) -> SignaturePlace:
    left, bottom = 60 + at % 2 * 250, 560 - at // 2 * 120
    return SignaturePlace(name, 1, (left, bottom, left + 230, bottom + 90))


def make_appearance(name: str = "Dalia Haddad") -> SignatureAppearance:
    return SignatureAppearance(
        name=name,
        capacity="Focal point",
        organisation="Hand in Hand",
        moment="Digitally signed 20 May 2026, 10:14 (computer clock)",
    )


def refused(code: str) -> pytest.RaisesExc[UserError]:
    return pytest.raises(UserError, check=lambda error: error.code == code)
