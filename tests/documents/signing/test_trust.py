from __future__ import annotations

import pytest

from app.documents.signing.trust import known_signer, signer_name, signer_organisation, standing
from app.documents.signing.values import KnownSigner, SigningKey, Trust, fingerprint
from tests.documents.signing.made import make_key, make_name


def roster(key: SigningKey, name: str = "Dalia Haddad", revoked: bool = False) -> Trust:
    return Trust((KnownSigner(fingerprint(key.certificate), name, revoked=revoked),))


def test_fingerprint_decides_not_the_name(dalia: SigningKey) -> None:
    assert standing(dalia.certificate, roster(dalia, "Married name")) == "known"


def test_fingerprint_in_capitals(dalia: SigningKey) -> None:
    trust = Trust((KnownSigner(fingerprint(dalia.certificate).upper(), "Dalia"),))
    assert standing(dalia.certificate, trust) == "known"


def test_revocation_wins_over_the_issuer() -> None:
    issuer = make_key("DSTWG", "DSTWG")
    key = make_key("Governor", issuer=(issuer, make_name("DSTWG", "DSTWG")))
    trust = Trust(roster(key, revoked=True).signers, (issuer.certificate,))
    assert standing(key.certificate, trust) == "revoked"


@pytest.mark.parametrize("name", ["Dalia Haddad", "DALIA HADDAD", " dalia   haddad ", "Ｄalia Haddad"])
def test_borrowed_names_are_seen_through_spelling(name: str, dalia: SigningKey) -> None:
    assert standing(make_key(name).certificate, roster(dalia)) == "name_borrowed"


def test_stranger(dalia: SigningKey, omar: SigningKey) -> None:
    assert standing(omar.certificate, roster(dalia)) == "unknown"
    assert standing(omar.certificate, Trust()) == "unknown"


def test_issuer_does_not_vouch_for_itself() -> None:
    issuer = make_key("DSTWG", "DSTWG")
    assert standing(issuer.certificate, Trust(issuers=(issuer.certificate,))) == "unknown"


def test_person_is_no_issuer(dalia: SigningKey) -> None:
    key = make_key("Friend", issuer=(dalia, make_name("Dalia Haddad", "Hand in Hand")))
    assert standing(key.certificate, Trust(issuers=(dalia.certificate,))) == "unknown"


def test_names_in_arabic() -> None:
    certificate = make_key("داليا حداد", "يدًا بيد").certificate
    assert (signer_name(certificate), signer_organisation(certificate)) == ("داليا حداد", "يدًا بيد")


def test_rubbish_is_nobody(dalia: SigningKey) -> None:
    assert signer_name(b"rubbish") == ""
    assert known_signer(b"rubbish", roster(dalia)) is None
    assert standing(b"rubbish", Trust(issuers=(dalia.certificate,))) == "unknown"
    assert standing(dalia.certificate, Trust(issuers=(b"rubbish",))) == "unknown"
