"""A version's file that was signed elsewhere and came back alone: its signatures become sign-offs here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.laptops import CHEAP
from services.test_signing_beside import MAYOR, WAVE

from app.documents.signing.attach import attach_plan
from app.documents.signing.sign import sign
from app.documents.signing.values import fingerprint
from app.foundation.errors import UserError
from app.models.kinds.people import Member, Organisation
from app.models.kinds.plan import Plan
from app.models.kinds.review import FrozenVersion, Signoff
from app.services.desk import Desk
from app.services.documents import manuscript
from app.services.freezing import Rendering, keep_version
from app.services.opening import Newcomer, create_workspace
from app.services.review_work import pdf_of_version, sign_version
from app.services.signature_fields import with_signature_fields
from app.services.signatures_beside import Signing, sign_drawn
from app.services.signatures_returned import record_returned, returned_signatures
from app.services.verifying import check_pdf, lines_of
from app.services.views.review_signoffs import signoff_lines
from app.words.catalogue import Words
from tests.documents.signing.made import make_appearance, make_key, make_pdf, make_places


def small_version(folder: Path) -> tuple[Desk, str]:
    """Return a workspace with two focal points and a frozen draft whose PDF has two pages."""
    who = Newcomer("Dalia", "Hand in Hand", "focal_point")
    desk = create_workspace(folder / "w.masarw", "IQG15Q07", who, None, costs=CHEAP).desk
    with desk.write("records") as unit:
        office = unit.add(Organisation, name_en="Governor of Ninewa", type="10")
        unit.add(Member, name_en="Omar Saleh", role="focal_point", organisation=office)
        unit.set(Plan, desk.records(Plan)[0].id, under_lead_of=office)
    paper = manuscript(desk, version="0.1")
    pdf = with_signature_fields(attach_plan(make_pdf(), paper.content), make_places(), Words("en"))
    return desk, keep_version(desk, Rendering(paper, {"en": pdf}, desk.clock.now(), draft=True))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, str]]:
    desk, version = small_version(tmp_path_factory.mktemp("returned"))
    yield desk, version
    desk.close()


@pytest.fixture
def desk(made: tuple[Desk, str]) -> Iterator[Desk]:
    """A workspace with a version that nobody has signed; what a test recorded is removed afterwards."""
    yield made[0]
    with made[0].write("signoff.remove") as unit:
        for one in made[0].records(Signoff):
            unit.remove(Signoff, one.id)


@pytest.fixture
def version(made: tuple[Desk, str]) -> str:
    return made[1]


def signed(pdf: bytes, field: str, name: str = "Suad Karim") -> tuple[bytes, str]:
    """Return a file with a signature from another laptop, and the certificate's fingerprint."""
    key = make_key(name)
    return sign(pdf, field, key, make_appearance(name)), fingerprint(key.certificate)


def field_of_omar(desk: Desk, version: str) -> tuple[str, Member]:
    found = desk.find(FrozenVersion, version)
    assert found is not None
    omar = next(one for one in desk.records(Member) if one.name_en == "Omar Saleh")
    (field,) = (one.partition("=")[0] for one in found.expected_signatories if one.endswith(omar.id))
    return field, omar


def test_two_signatures_of_one_file_become_two_sign_offs(desk: Desk, version: str) -> None:
    field, omar = field_of_omar(desk, version)
    once, mayor = signed(pdf_of_version(desk, version, "en"), "government")
    twice, other = signed(once, field, "O. Saleh")
    found = returned_signatures(desk, twice)
    assert [(one.certificate, one.given.role) for one in found] == [
        (mayor, "mayor"),
        (other, "abc_focal_point"),
    ]
    assert (found[1].given.name, found[1].given.organisation) == (omar.name_en, omar.organisation)
    for one in found:
        record_returned(desk, twice, one.certificate, one.given)
    lines = signoff_lines(desk, version)
    assert [(one.name.en, one.method, one.valid) for one in lines] == [
        ("Suad Karim", "digital_key", True),
        (omar.name_en, "digital_key", True),
    ]
    assert returned_signatures(desk, twice) == ()
    assert pdf_of_version(desk, version, "en") == twice


def test_what_was_recorded_here_is_not_offered_again(desk: Desk, version: str) -> None:
    sign_version(desk, version, "en")
    whole = sign_drawn(desk, version, "en", MAYOR, WAVE)
    assert returned_signatures(desk, whole) == ()
    more, certificate = signed(whole, "spare_1")
    (one,) = returned_signatures(desk, more)
    assert (one.certificate, one.given.role) == (certificate, "partner")


def test_copies_signed_apart_are_collected(desk: Desk, version: str) -> None:
    frozen = pdf_of_version(desk, version, "en")
    for field, name in (("spare_1", "Suad Karim"), ("spare_2", "Huda Aziz")):
        copy, certificate = signed(frozen, field, name)
        record_returned(desk, copy, certificate, Signing(name, "member"))
    assert {one.name.en for one in signoff_lines(desk, version)} == {"Suad Karim", "Huda Aziz"}


def test_the_verdict_says_what_is_not_recorded(desk: Desk, version: str) -> None:
    copy, _certificate = signed(pdf_of_version(desk, version, "en"), "government")
    found = check_pdf(copy, desk, "en")
    said = [text for line in lines_of(found, Words("en")) for text in line.under]
    assert "In this file and not recorded here: Suad Karim." in said
    assert len(found.returned) == 1
    assert check_pdf(copy, None, "en").returned == ()


def test_a_changed_file_and_an_unknown_signature_are_refused(desk: Desk, version: str) -> None:
    copy, certificate = signed(pdf_of_version(desk, version, "en"), "government")
    changed = copy.replace(b"/MediaBox [ 0", b"/MediaBox [ 1", 1)
    for pdf, key in ((changed, certificate), (copy, "0" * 64)):
        with pytest.raises(UserError, match="nothing_to_record"):
            record_returned(desk, pdf, key, Signing("Suad Karim", "mayor"))
    assert desk.records(Signoff) == []
