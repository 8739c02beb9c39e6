"""A person's keys: made, locked, unlocked, shown as a card; certificates and issuers."""

from __future__ import annotations

import dataclasses
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pyrage
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from app.foundation.clock import SteppingClock
from app.foundation.errors import UserError
from app.keys.certificate import issue, issued_by, issuer_certificate, names_in
from app.keys.identity import Identity, card_of, new_identity
from app.keys.locker import Cost, lock, needs_passphrase, unlock
from app.models.card import card_from_text, card_to_qr, card_to_text
from app.models.signature import Purpose, fits

CHEAP = Cost(n=16)
CLOCK = SteppingClock(datetime(2026, 3, 14, 9, 30, tzinfo=UTC))


@pytest.fixture(scope="module")
def nadia() -> Identity:
    return new_identity("Nadia", "Sinjar Relief", CLOCK)


@pytest.fixture(scope="module")
def issuer() -> tuple[bytes, bytes]:
    """Return headquarters' private key and issuer certificate."""
    identity = new_identity("Issuer", "DSTWG", CLOCK)
    return identity.certificate_key, issuer_certificate(identity.certificate_key, "Issuer", "DSTWG")


def test_a_person_needs_a_name() -> None:
    with pytest.raises(UserError, match="person_without_name"):
        new_identity("  ", "Org", CLOCK)


@pytest.mark.parametrize(("name", "organisation"), [("x" * 201, ""), ("a\u202eb", ""), ("Nadia", "y" * 201)])
def test_names_that_cannot_stand_on_a_card(name: str, organisation: str) -> None:
    with pytest.raises(UserError, match="person_name_malformed"):
        new_identity(name, organisation, CLOCK)


def test_names_are_tidied() -> None:
    assert new_identity("  Cafe\u0301  Noir\n", "", CLOCK).name == "Caf\u00e9 Noir"


def test_the_card_carries_every_public_key(nadia: Identity) -> None:
    card = card_of(nadia, "focal_point")
    assert card_from_text(card_to_text(card)) == card == card_from_text(card_to_qr(card))
    assert (card.signing_key, card.recipient) == (nadia.signing_key, nadia.recipient)
    assert card.role == "focal_point"


def test_keys_belong_together(nadia: Identity) -> None:
    signature = nadia.sign(Purpose.BEGIN, b"bytes")
    assert fits(card_of(nadia).signing_key, Purpose.BEGIN, b"bytes", signature)
    sealed = pyrage.encrypt(b"x", [pyrage.x25519.Recipient.from_str(nadia.recipient)])
    assert pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(nadia.age_identity)]) == b"x"
    assert x509.load_der_x509_certificate(nadia.certificate).public_key() == nadia.private_key().public_key()


def test_secrets_do_not_show_in_messages(nadia: Identity) -> None:
    assert nadia.age_identity not in repr(nadia)


@settings(max_examples=20, deadline=None)
@given(st.text(min_size=1, max_size=30).filter(str.strip))
def test_lock_and_unlock(nadia: Identity, passphrase: str) -> None:
    locked = lock(nadia, passphrase, CHEAP)
    assert unlock(locked, passphrase) == nadia
    assert needs_passphrase(locked)
    for wrong in (passphrase + "x", "", None):
        with pytest.raises(UserError, match="wrong_person_passphrase"):
            unlock(locked, wrong)


def test_a_passphrase_may_be_typed_in_either_unicode_form(nadia: Identity) -> None:
    assert unlock(lock(nadia, "caf\u00e9", CHEAP), "cafe\u0301") == nadia


def test_without_a_passphrase(nadia: Identity) -> None:
    locked = lock(nadia, None)
    assert unlock(locked, None) == unlock(locked, "anything") == nadia
    assert not needs_passphrase(locked)


def test_the_ordinary_cost_works(nadia: Identity) -> None:
    assert unlock(lock(nadia, "pass"), "pass") == nadia


def test_nothing_secret_lies_in_a_locked_box(nadia: Identity) -> None:
    locked = lock(nadia, "pass", CHEAP)
    assert b"SECRET" not in locked
    assert b"Nadia" not in locked


@pytest.mark.parametrize("change", [
    {"masar-keys": 2}, {"cost": {"n": 2**30, "r": 8, "p": 1}}, {"cost": {"n": 15, "r": 8, "p": 1}},
    {"cost": {"n": 16, "r": 2**20, "p": 1}}, {"cost": {"n": 16, "r": 8, "p": 999}}, {"cost": None},
    {"salt": ""}, {"nonce": ""}, {"box": 7},
])  # fmt: skip
def test_damaged_boxes(nadia: Identity, change: dict[str, object]) -> None:
    shape = {**msgspec.json.decode(lock(nadia, "pass", CHEAP)), **change}
    with pytest.raises(UserError, match="person_keys_damaged"):
        unlock(msgspec.json.encode(shape), "pass")


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b"[" * 5000])
def test_no_keys_at_all(data: bytes) -> None:
    with pytest.raises(UserError, match="person_keys_damaged"):
        unlock(data, "pass")


def test_the_certificate_outlives_wrong_clocks(nadia: Identity) -> None:
    certificate = x509.load_der_x509_certificate(nadia.certificate)
    assert certificate.not_valid_before_utc.year == 2000
    assert certificate.not_valid_after_utc.year == 2099
    assert names_in(nadia.certificate) == ("Nadia", "Sinjar Relief")
    assert isinstance(nadia.private_key().curve, ec.SECP256R1)


def test_long_names_and_no_organisation() -> None:
    identity = new_identity("ن" * 90, "", CLOCK)
    assert names_in(identity.certificate) == ("ن" * 32, "")
    organisation = "منظمة سنجار للإغاثة والتنمية والحلول الدائمة للنازحين"
    cut = names_in(new_identity("Nadia", organisation, CLOCK).certificate)[1]
    assert organisation.startswith(cut + " ")


def test_an_issuer_signs_another_persons_key(nadia: Identity, issuer: tuple[bytes, bytes]) -> None:
    given_one = issue(*issuer, nadia.certificate)
    assert issued_by(given_one, issuer[1])
    assert not issued_by(nadia.certificate, issuer[1])
    assert names_in(given_one) == names_in(nadia.certificate)
    read = x509.load_der_x509_certificate(given_one)
    assert read.public_key() == nadia.private_key().public_key()


def test_openssl_agrees(nadia: Identity, issuer: tuple[bytes, bytes], tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.serialization import Encoding

    for name, data in (("issuer", issuer[1]), ("person", issue(*issuer, nadia.certificate))):
        pem = x509.load_der_x509_certificate(data).public_bytes(Encoding.PEM)
        (tmp_path / f"{name}.pem").write_bytes(pem)
    result = subprocess.run(
        ["openssl", "verify", "-CAfile", str(tmp_path / "issuer.pem"), str(tmp_path / "person.pem")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr


def test_a_person_is_no_issuer(nadia: Identity, issuer: tuple[bytes, bytes]) -> None:
    with pytest.raises(UserError, match="not_an_issuer"):
        issue(nadia.certificate_key, nadia.certificate, issuer[1])
    with pytest.raises(UserError, match="not_an_issuer"):
        issue(nadia.certificate_key, issuer[1], nadia.certificate)
    other = new_identity("Other", "", CLOCK)
    assert not issued_by(other.certificate, nadia.certificate)


def test_malformed_certificates(issuer: tuple[bytes, bytes]) -> None:
    with pytest.raises(UserError, match="certificate_malformed"):
        issue(*issuer, b"no certificate")


def test_two_people_never_share_keys(nadia: Identity) -> None:
    other = new_identity("Nadia", "Sinjar Relief", CLOCK)
    values = dataclasses.astuple(nadia)
    assert not {value for value in values if isinstance(value, bytes)} & set(dataclasses.astuple(other))
