"""Whose box a signature goes into: that of the role, the person, the organisation, else a spare one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from services.laptops import CHEAP

from app.documents.signing.prepare import prepare
from app.documents.signing.values import SignaturePlace
from app.foundation.errors import UserError
from app.models.kinds.people import Member, Organisation
from app.models.kinds.review import FrozenVersion
from app.services.desk import Desk
from app.services.opening import Newcomer, create_workspace
from app.services.signature_boxes import Signer, box_for, open_boxes
from app.services.signature_fields import with_signature_fields
from app.services.signatures import own_box, sign_pdf
from app.services.signatures_beside import Signing, box_beside
from app.words.catalogue import Words
from tests.documents.signing.made import make_pdf

MINISTRY, AGENCY = "Ministry of Planning", "Shelter Agency"
FIELDS = {"government": MINISTRY, "signatory_2": AGENCY, "signatory_3": "Hand in Hand", "spare_1": ""}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("boxes")
    who = Newcomer("Dalia", "Hand in Hand", "focal_point")
    made = create_workspace(folder / "w.masarw", "IQG15Q07", who, None, costs=CHEAP).desk
    with made.write("records") as unit:
        for name in (MINISTRY, AGENCY):
            unit.add(Organisation, name_en=name, name_ar=f"{name} بالعربية")
    yield made
    made.close()


def paper(language: str = "en", **more: str) -> bytes:
    places = [
        SignaturePlace(name, 1, (60, 100 + 90 * at, 290, 180 + 90 * at), who)
        for at, (name, who) in enumerate({**FIELDS, **more}.items())
    ]
    return with_signature_fields(make_pdf(), places, Words(language))


def office(desk: Desk, name: str) -> str:
    return next(one.id for one in desk.records(Organisation) if one.name_en == name)


def test_boxes_say_for_whom_they_are() -> None:
    assert [(one.field, one.called, one.spare) for one in open_boxes(paper())] == [
        ("government", "Signature of Ministry of Planning", False),
        ("signatory_2", "Signature of Shelter Agency", False),
        ("signatory_3", "Signature of Hand in Hand", False),
        ("spare_1", "spare place 1", True),
    ]


def test_a_member_signs_in_the_box_of_the_organisation_then_in_a_spare_one(desk: Desk) -> None:
    whole = paper()
    assert own_box(desk, whole).field == "signatory_3"
    assert own_box(desk, sign_pdf(desk, whole)).field == "spare_1"


def test_a_box_with_ones_own_name_comes_before_that_of_the_organisation(desk: Desk) -> None:
    assert own_box(desk, paper(chair="Dalia")).field == "chair"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (Signing("Suad Karim", "mayor"), "government"),
        (Signing("Suad Karim", "organisation", organisation=AGENCY), "signatory_2"),
        (Signing("Suad Karim", "partner", organisation=MINISTRY), "spare_1"),
        (Signing("Suad Karim", "member"), "spare_1"),
        (Signing("Dalia", "abc_focal_point"), "focal_point_1"),
    ],
)
def test_who_brings_a_certificate_signs_where_it_was_prepared(desk: Desk, given: Signing, field: str) -> None:
    held = office(desk, given.organisation) if given.organisation else ""
    named = Signing(given.name, given.role, organisation=held)
    assert box_beside(desk, paper(focal_point_1="Dalia"), None, named).field == field


def test_what_a_version_keeps_for_a_record_counts_whatever_the_box_says(desk: Desk) -> None:
    member, agency = desk.records(Member)[0].id, office(desk, AGENCY)
    expected = (f"signatory_2={member}", f"signatory_3={agency}", "government")
    version = FrozenVersion(id="v", space=desk.area, expected_signatories=expected)
    whole = paper(signatory_2="Somebody")
    assert box_for(desk, whole, version, Signer(frozenset(), "member", member)).field == "signatory_2"
    given = Signer(frozenset({"Suad"}), "organisation", "", agency)
    assert box_for(desk, whole, version, given).field == "signatory_3"


def test_without_a_box_for_anybody_it_is_refused(desk: Desk) -> None:
    whole = prepare(make_pdf(), [SignaturePlace("government", 1, (60, 100, 290, 180))])
    with pytest.raises(UserError, match="no_open_field"):
        own_box(desk, whole)
    assert box_beside(desk, whole, None, Signing("Suad", "governor")).called == "government"


def test_the_box_is_found_by_the_name_in_the_language_of_the_page(desk: Desk) -> None:
    named = {"signatory_2": f"{AGENCY} بالعربية"}
    given = Signing("Suad Karim", "organisation", organisation=office(desk, AGENCY))
    assert box_beside(desk, paper("en", **named), None, given).field == "signatory_2"
