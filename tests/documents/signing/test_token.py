"""Signing with a key that stays on a token: SoftHSM stands in for one."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from app.documents.signing.prepare import prepare
from app.documents.signing.sign import sign
from app.documents.signing.token import opened_token
from app.documents.signing.values import SigningKey
from app.documents.signing.verify import verify
from tests.documents.signing.made import MOMENT, make_appearance, make_pdf, make_places, refused

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
PIN = "2468"
pytestmark = pytest.mark.skipif(
    not (Path(MODULE).exists() and shutil.which("softhsm2-util")), reason="softhsm2 is not installed"
)


def on_token(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True)


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory, dalia: SigningKey) -> Iterator[str]:
    """The label of a token with Dalia's key and certificate; another one is empty."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}\nlog.level = ERROR\n")
    private = serialization.load_der_private_key(dalia.private_key, None)
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(pem)
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    for label in ("dalia", "empty"):
        on_token("--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "13579")
    named = ("--token", "dalia", "--label", "signing", "--id", "A1", "--pin", PIN)
    on_token("--import", str(folder / "key.pem"), *named)
    keep_certificate(dalia.certificate)
    yield "dalia"
    os.environ.pop("SOFTHSM2_CONF")
    if before is not None:
        os.environ["SOFTHSM2_CONF"] = before


def keep_certificate(certificate: bytes) -> None:
    import pkcs11
    from asn1crypto import x509

    subject = x509.Certificate.load(certificate).subject.dump()
    with pkcs11.lib(MODULE).get_token(token_label="dalia").open(user_pin=PIN, rw=True) as session:
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.ID: b"\xa1",
                pkcs11.Attribute.LABEL: "signing",
                pkcs11.Attribute.SUBJECT: subject,
                pkcs11.Attribute.VALUE: certificate,
            }
        )


def test_the_key_stays_on_the_token_and_the_signature_holds(token: str, dalia: SigningKey) -> None:
    empty = prepare(make_pdf(), make_places())
    with opened_token(MODULE, PIN, token) as key:
        assert key.certificate == dalia.certificate
        pdf = sign(empty, "government", key, make_appearance(), moment=MOMENT)
    found = verify(pdf)
    assert (found.verdict, found.signatures[0].name) == ("all_intact", "Dalia Haddad")
    assert found.signatures[0].moment == MOMENT


@pytest.mark.parametrize(
    ("module", "pin", "label", "code"),
    [
        (MODULE, "wrong", "dalia", "token_pin_wrong"),
        (MODULE, PIN, "nobody", "token_unreachable"),
        ("/nowhere/driver.so", PIN, "dalia", "token_unreachable"),
        (MODULE, PIN, "empty", "token_without_key"),
    ],
)
def test_what_goes_wrong_is_said(token: str, module: str, pin: str, label: str, code: str) -> None:
    assert token
    with refused(code), opened_token(module, pin, label):
        pass
