"""Headquarters as issuer: its certificate travels, people sign with theirs, and it is believed elsewhere."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_der_x509_certificate
from services.laptops import Laptop, copies, found, invited, joined

from app.documents.signing.prepare import prepare
from app.documents.signing.sign import sign
from app.documents.signing.trust import standing
from app.documents.signing.values import ISSUED, Trust
from app.documents.signing.verify import verify
from app.foundation.errors import UserError
from app.keys.certificate import issued_by, names_in
from app.models.kinds.country import IssuerCertificate
from app.models.kinds.people import Person
from app.services.devices import cut_off, devices
from app.services.issuing import (
    become_issuer,
    issue_certificate,
    issuers,
    own_issuer,
    signing_key,
    trust_root,
    withdraw_issuer,
)
from app.services.people import make_steward, trust
from app.services.rosters import roster
from app.services.signatures import trust_of
from app.services.verifying import check_pdf, lines_of
from app.services.views.people import people_view
from app.words.catalogue import Words
from tests.documents.signing.made import MOMENT, make_appearance, make_key, make_name, make_pdf, make_places


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    folder = tmp_path_factory.mktemp("issuing")
    dalia, omar = found(folder, "Omar")
    package = invited(dalia, folder / "hq.masar", "headquarters")
    hq = joined(folder, "Huda", package, "headquarters")
    dalia.take(hq.pack(folder / "hello.masar", "Dalia"))
    make_steward(dalia.use(), "Huda")
    hq.take(dalia.pack(folder / "welcome.masar", "Huda"))
    for laptop in (dalia, omar, hq):
        laptop.use().close()
    return [dalia, omar, hq]


@pytest.fixture
def three(template: list[Laptop], tmp_path: Path) -> Iterator[tuple[Laptop, Laptop, Laptop]]:
    """Dalia's area, Omar in it, and headquarters as a steward of the area."""
    dalia, omar, hq = copies(template, tmp_path / "copies")
    yield dalia, omar, hq
    for laptop in (dalia, omar, hq):
        laptop.use().close()


def der(encoded: str | None) -> bytes:
    return base64.b64decode(encoded or "")


def test_only_headquarters_issues(three: tuple[Laptop, Laptop, Laptop]) -> None:
    dalia = three[0]
    for work, code in ((become_issuer, "headquarters_only"), (issue_certificate, "no_issuer_here")):
        with pytest.raises(UserError) as refused:
            work(dalia.use(), "Omar")
        assert refused.value.code == code


def test_a_certificate_is_issued_travels_and_signs(
    three: tuple[Laptop, Laptop, Laptop], tmp_path: Path
) -> None:
    dalia, omar, hq = three
    before = signing_key(omar.use())
    assert before.issuers == ()
    record = become_issuer(hq.use(), "Durable Solutions Working Group")
    assert become_issuer(hq.use(), "again") == record
    issue_certificate(hq.use(), "Omar")
    dalia.take(hq.pack(tmp_path / "issued.masar", "Dalia"))
    omar.take(dalia.pack(tmp_path / "on.masar", "Omar"))
    key = signing_key(omar.use())
    (issuer,) = omar.use().records(IssuerCertificate)
    assert key.issuers == (der(issuer.certificate),)
    assert issued_by(key.certificate, der(issuer.certificate))
    assert names_in(key.certificate)[0] == "Omar"
    assert key.private_key == before.private_key
    entry = next(one for one in people_view(dalia.use()).people if one.name.en == "Omar")
    assert entry.issued == "Durable Solutions Working Group"
    stranger = Trust((), (der(issuer.certificate),))
    assert standing(key.certificate, stranger) == ISSUED
    assert len([one for one in trust_of(dalia.use()).signers if one.name == "Omar"]) == 2
    assert [one.mine for one in issuers(hq.use())] == [True]
    assert [one.mine for one in issuers(dalia.use())] == [False]


def test_a_certificate_of_another_key_is_not_used(three: tuple[Laptop, Laptop, Laptop]) -> None:
    """Somebody who writes another person's certificate into their own entry gains nothing."""
    dalia, _, hq = three
    record = become_issuer(hq.use())
    issued = hq.desk.find(IssuerCertificate, record)
    assert issued is not None
    own = dalia.use().find(Person, dalia.desk.person)
    foreign = dalia.desk.find(Person, next(p.id for p in dalia.desk.records(Person) if p.name_en == "Omar"))
    assert own is not None
    assert foreign is not None
    with dalia.use().write("x") as unit:
        unit.set(Person, own.id, issued=foreign.certificate)
    assert signing_key(dalia.use()).issuers == ()
    assert len([one for one in trust_of(dalia.use()).signers if one.name == "Dalia"]) == 1


def test_a_withdrawn_issuer_is_believed_no_longer(three: tuple[Laptop, Laptop, Laptop]) -> None:
    dalia, _, hq = three
    record = become_issuer(hq.use())
    with pytest.raises(UserError) as refused:
        withdraw_issuer(dalia.use(), record)
    assert refused.value.code == "headquarters_only"
    withdraw_issuer(hq.use(), record)
    assert own_issuer(hq.use()) is None
    assert trust_of(hq.use()).issuers == ()
    assert become_issuer(hq.use()) != record


def test_beginning_again_revives_nothing_that_was_withdrawn(
    three: tuple[Laptop, Laptop, Laptop], tmp_path: Path
) -> None:
    """The new issuer has the same key and name; what the old one gave names the old one."""
    dalia, omar, hq = three
    withdrawn = become_issuer(hq.use(), "first")
    issue_certificate(hq.use(), "Omar")
    omar.take(hq.pack(tmp_path / "1.masar", "Omar"))
    before = signing_key(omar.use())
    pdf = sign(prepare(make_pdf(), make_places()), "government", before, make_appearance(), moment=MOMENT)
    withdraw_issuer(hq.use(), withdrawn)
    again = become_issuer(hq.use(), "again")
    for laptop in (dalia, omar):
        laptop.take(hq.pack(tmp_path / f"{laptop.name}.masar", laptop.name))
    for laptop in three:
        assert issued(laptop) == ""
    assert signing_key(omar.desk).issuers == ()
    assert check_pdf(pdf, omar.desk, "en").fine, "on the own roster the person counts, not the issuer"
    judged = replace(trust_of(hq.desk), signers=())
    assert verify(pdf, judged).signatures[0].standing == "issuer_withdrawn"
    assert standing(before.certificate, judged) == "issuer_withdrawn"
    issue_certificate(hq.desk, "Omar")
    omar.take(hq.pack(tmp_path / "2.masar", "Omar"))
    assert issued(omar) == "again"
    anew = hq.desk.find(IssuerCertificate, again)
    assert anew is not None
    assert signing_key(omar.desk).issuers == (der(anew.certificate),)
    assert standing(signing_key(omar.desk).certificate, judged) == ISSUED


def issued(laptop: Laptop) -> str:
    """Return whose certificate Omar holds, as a laptop has it."""
    return next(one.issued for one in people_view(laptop.use()).people if one.name.en == "Omar")


def test_an_issuer_lets_every_area_believe_an_organisations_root(
    three: tuple[Laptop, Laptop, Laptop], tmp_path: Path
) -> None:
    """A certificate that an office of a ministry gave is believed where only the root is known."""
    dalia, _, hq = three
    name = make_name("Ministry", "Ministry of Planning")
    root = make_key("Ministry", "Ministry of Planning", authority=1)
    office = make_key("Office", "Ninewa", issuer=(root, name), authority=0)
    governor = make_key("Governor", "Ninewa", issuer=(office, make_name("Office", "Ninewa")))
    for data, code in ((root.certificate, "no_issuer_here"), (b"rubbish", "certificate_malformed")):
        with pytest.raises(UserError) as refused:
            trust_root(hq.use(), data)
        assert refused.value.code == code
        become_issuer(hq.use())
    with pytest.raises(UserError, match="not_an_issuer"):
        trust_root(hq.use(), governor.certificate)
    pem = load_der_x509_certificate(root.certificate).public_bytes(Encoding.PEM)
    record = trust_root(hq.use(), pem)
    assert trust_root(hq.use(), root.certificate) == record
    dalia.take(hq.pack(tmp_path / "root.masar", "Dalia"))
    assert "Ministry" in [one.title for one in issuers(dalia.use())]
    with_office = replace(governor, issuers=(office.certificate,))
    pdf = sign(
        prepare(make_pdf(), make_places()), "government", with_office, make_appearance(), moment=MOMENT
    )
    found = check_pdf(pdf, dalia.use(), "en")
    assert found.fine
    said = [text for line in lines_of(found, Words("en")) for text in line.under]
    assert said[-3:] == [
        "The certificate of Governor was issued by Office.",
        "The certificate of Office was issued by Ministry.",
        "The certificate of Governor was issued by an issuer known here.",
    ]
    withdraw_issuer(hq.use(), record)
    assert check_pdf(pdf, hq.use(), "en").found.signatures[0].standing == "issuer_withdrawn"


def test_the_key_of_a_device_that_was_cut_off_signs_for_nobody(three: tuple[Laptop, Laptop, Laptop]) -> None:
    """Until a steward accepts the person's card anew: whoever has the device has the key."""
    dalia, omar, _ = three
    empty = prepare(make_pdf(), make_places())
    pdf = sign(empty, "government", signing_key(omar.use()), make_appearance("Omar"), moment=MOMENT)
    assert check_pdf(pdf, dalia.use(), "en").fine
    person = next(one for one in roster(dalia.use()).persons.values() if one.values.get("name_en") == "Omar")
    cut_off(dalia.use(), [one.replica for one in devices(dalia.use()) if one.key == person.key])
    found = check_pdf(pdf, dalia.use(), "en")
    assert (found.fine, found.found.signatures[0].standing) == (False, "lost")
    assert "A device with the key of Omar was reported lost" in "".join(
        text for line in lines_of(found, Words("en")) for text in line.under
    )
    trust(dalia.use(), omar.use().identity_card())
    assert check_pdf(pdf, dalia.use(), "en").fine
