"""Certificates and PDFs for the tests of signing: everything is made here, nothing comes from outside."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from reportlab.pdfgen.canvas import Canvas

from app.documents.signing.values import SPARE_FIELDS, SignatureAppearance, SignaturePlace, SigningKey

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
) -> SigningKey:
    """A P-256 key with a certificate, self-signed or signed by `issuer`."""
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
        .add_extension(x509.BasicConstraints(ca=issuer is None and name == "DSTWG", path_length=None), True)
        .sign(issuing, hashes.SHA256())  # type: ignore[arg-type]
    )
    return SigningKey(
        certificate.public_bytes(serialization.Encoding.DER),
        private.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    )


def make_pdf(pages: int = 2) -> bytes:
    output = BytesIO()
    canvas = Canvas(output, invariant=1, pageCompression=0)
    for number in range(1, pages + 1):
        canvas.drawString(72, 700, f"Plan of Action, page {number}")
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def make_places() -> list[SignaturePlace]:
    return [_place(name, at) for at, name in enumerate((*EXPECTED, *SPARE_FIELDS))]


def _place(name: str, at: int) -> SignaturePlace:
    left, bottom = 60 + at % 2 * 250, 560 - at // 2 * 120
    return SignaturePlace(name, 1, (left, bottom, left + 230, bottom + 90), f"Signature of {name}")


def make_appearance(name: str = "Dalia Haddad") -> SignatureAppearance:
    return SignatureAppearance(
        name=name,
        capacity="Focal point",
        organisation="Hand in Hand",
        moment="Digitally signed 20 May 2026, 10:14 (computer clock)",
    )


@pytest.fixture(scope="session")
def dalia() -> SigningKey:
    return make_key("Dalia Haddad")


@pytest.fixture(scope="session")
def omar() -> SigningKey:
    return make_key("Omar Saleh", "Al-Rafidain Relief")


@pytest.fixture(scope="session")
def frozen_pdf(dalia: SigningKey) -> bytes:
    """A PDF with its plan, all fields and Dalia's certification."""
    from app.documents.signing.attach import attach_plan
    from app.documents.signing.prepare import certify, prepare

    return certify(prepare(attach_plan(make_pdf(), PLAN), make_places()), dalia, moment=MOMENT)


@pytest.fixture(scope="session")
def signed_pdf(frozen_pdf: bytes, dalia: SigningKey, omar: SigningKey) -> bytes:
    """The frozen PDF signed by Dalia and then by Omar."""
    from app.documents.signing.sign import sign

    once = sign(frozen_pdf, "focal_point_1", dalia, make_appearance(), moment=MOMENT)
    return sign(once, "focal_point_2", omar, make_appearance("Omar Saleh"), moment=MOMENT)


@pytest.fixture
def pdfsig(tmp_path: Path) -> Callable[[bytes], str]:
    """What the independent program `pdfsig` (Debian: poppler-utils) says of a PDF."""

    def ask(pdf: bytes) -> str:
        program = shutil.which("pdfsig")
        assert program, "pdfsig is missing: install poppler-utils, it confirms our signatures independently"
        file = tmp_path / "signed.pdf"
        file.write_bytes(pdf)
        run = subprocess.run([program, "-nocert", file], capture_output=True, text=True, check=False)
        return run.stdout

    return ask
