from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.documents.signing.trust import (
    chain_of,
    known_signer,
    outside,
    signer_name,
    signer_organisation,
    standing,
)
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
    assert standing(key.certificate, Trust(issuers=(dalia.certificate,))) == "unknown_issuer"


ROOT = make_name("Ministry", "Ministry of Planning")


def made_chain(length: int | None = 1) -> tuple[SigningKey, SigningKey, SigningKey]:
    """A root, an office it lets issue, and a governor to whom the office gave a certificate."""
    root = make_key("Ministry", "Ministry of Planning", authority=length)
    office = make_key("Office", "Ninewa", issuer=(root, ROOT), authority=0)
    governor = make_key("Governor", "Ninewa", issuer=(office, make_name("Office", "Ninewa")))
    return root, office, governor


def test_a_chain_through_an_office_ends_at_a_root_that_is_known() -> None:
    root, office, governor = made_chain()
    found = chain_of(governor.certificate, Trust(issuers=(root.certificate,)), [office.certificate])
    assert (found.standing, found.links) == (
        "issued",
        (governor.certificate, office.certificate, root.certificate),
    )


def test_a_chain_to_a_root_nobody_knows_vouches_for_nothing() -> None:
    root, office, governor = made_chain()
    found = chain_of(governor.certificate, Trust(), [office.certificate, root.certificate])
    assert (found.standing, len(found.links)) == ("unknown_issuer", 3)
    assert standing(governor.certificate, Trust(issuers=(root.certificate,))) == "unknown_issuer"


def test_an_office_may_issue_no_further_offices_than_its_root_allows() -> None:
    root, office, governor = made_chain(0)
    trust = Trust(issuers=(root.certificate,))
    assert chain_of(governor.certificate, trust, [office.certificate]).standing == "unknown_issuer"


def test_an_issuer_that_headquarters_withdrew() -> None:
    root, _, _ = made_chain()
    person = make_key("Mayor", issuer=(root, ROOT))
    assert standing(person.certificate, Trust(withdrawn=(root.certificate,))) == "issuer_withdrawn"


def test_a_lost_device_is_told_apart_from_somebody_removed(dalia: SigningKey) -> None:
    lost = KnownSigner(fingerprint(dalia.certificate), "Dalia Haddad", lost=True)
    assert standing(dalia.certificate, Trust((lost,))) == "lost"


def test_the_time_of_every_certificate_in_a_chain_counts() -> None:
    root, _, _ = made_chain()
    key = make_key("Mayor", issuer=(root, ROOT), years=(2020, 2021))
    links = [key.certificate, root.certificate]
    assert outside(links, datetime(2020, 6, 1, tzinfo=UTC)) is None
    found = outside(links, datetime(2026, 6, 1, tzinfo=UTC))
    assert found is not None
    assert (found[0].year, found[1].year) == (2020, 2021)


def test_names_in_arabic() -> None:
    certificate = make_key("داليا حداد", "يدًا بيد").certificate
    assert (signer_name(certificate), signer_organisation(certificate)) == ("داليا حداد", "يدًا بيد")


def test_rubbish_is_nobody(dalia: SigningKey) -> None:
    assert signer_name(b"rubbish") == ""
    assert known_signer(b"rubbish", roster(dalia)) is None
    assert standing(b"rubbish", Trust(issuers=(dalia.certificate,))) == "unknown"
    assert standing(dalia.certificate, Trust(issuers=(b"rubbish",))) == "unknown"
