"""Compacts, programmes of one joint activity, a plan that stands in for an integrated framework, as PDF."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import msgspec
import pypdfium2
import pytest
from services.example import example_desk
from services.laptops import CHEAP
from services.neighbours import fill

from app.documents.signing.sign import open_fields
from app.foundation.errors import UserError
from app.models.kinds.area import Area
from app.models.kinds.plan import Agreement, JointActivity
from app.models.kinds.review import Signoff
from app.services.desk import Desk
from app.services.joint_documents import compact_pdf, framework_pdf, programme_pdf
from app.services.opening import Newcomer, create_workspace
from app.services.papers.instruments import Instruments
from app.services.papers.scribe import Scribe
from app.services.signatures import sign_pdf, verify_pdf
from app.words.catalogue import Words


@pytest.fixture(scope="module")
def zone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = begun(tmp_path_factory.mktemp("zone"), "priority_zone")
    fill(made)
    yield made
    made.close()


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = example_desk(tmp_path_factory.mktemp("example"))
    yield made
    made.close()


def begun(folder: Path, process: str) -> Desk:
    who = Newcomer("Dalia", "Hand in Hand", "focal_point")
    return create_workspace(folder / "w.masarw", "IQG15Q07", who, None, costs=CHEAP, process=process).desk


def said(data: bytes) -> str:
    with pypdfium2.PdfDocument(BytesIO(data)) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def instruments(desk: Desk, language: str = "en") -> Instruments:
    area = desk.find(Area, desk.area)
    assert area is not None
    return Instruments(Scribe(desk.book(), Words(language)), area, desk.today)


def test_a_compact_holds_engagements_by_type_and_what_is_done_in_return(zone: Desk) -> None:
    text = said(compact_pdf(zone, "en", "Compact with the province"))
    for part in (
        *("Financial engagements", "Legislative engagements", "Political engagements"),
        *("A decree on pasture rights", "donors pay for offices and wells", "every 3 months"),
        *("Ministry of Planning", "stand by the engagements"),
    ):
        assert part in text
    assert "Activities and timeline" not in text
    assert len(said(compact_pdf(zone, "ar", "ميثاق مع المحافظة"))) > 400


def test_a_compact_is_signed_on_the_page_on_which_it_ends(zone: Desk) -> None:
    with pypdfium2.PdfDocument(BytesIO(compact_pdf(zone, "en", "Compact with the province"))) as document:
        last = document[len(document) - 1].get_textpage().get_text_bounded()
    assert "7 · Review" in last
    assert "Agreed and signed" in last


def test_a_compact_is_a_draft_until_it_is_validated(zone: Desk) -> None:
    one = zone.records(Agreement, type="compact")[0]
    compact = instruments(zone).compact(one)
    assert (compact.frozen, len(compact.content_hash)) == (True, 64)
    assert compact.content_hash == instruments(zone).compact(one).content_hash
    assert compact.signatories[0].organisation == "Ministry of Planning"
    draft = Agreement(id="d", space=one.space, type="compact", title_en="New")
    assert not instruments(zone).compact(draft).frozen


def test_a_compact_is_signed_by_those_who_agree_and_belongs_to_no_version(zone: Desk) -> None:
    whole = compact_pdf(zone, "en", "Compact with the province")
    signatories = len(instruments(zone).compact(zone.records(Agreement, type="compact")[0]).signatories)
    fields = open_fields(whole)
    assert (next(iter(fields)), len(fields)) == ("government", signatories + 2)
    signed = sign_pdf(zone, whole, field="signatory_2")
    found = verify_pdf(signed, zone)
    assert (found.fine, [one.field for one in found.signatures]) == (True, ["signatory_2"])
    assert zone.records(Signoff) == []
    text = said(signed)
    assert "does not count" not in text
    assert "version" not in text
    assert "All pages of this paper carry content" in text


def test_a_programme_is_a_draft_until_its_document_is_agreed_on(example: Desk) -> None:
    joint = example.records(JointActivity)[0]
    area = example.find(Area, example.area)
    assert area is not None
    (letter,) = example.records(Agreement, joint_activity=joint.id)
    for status in ("draft", "validated"):
        agreed = msgspec.structs.replace(letter, type="joint_programme_doc", status=status)
        scribe = Scribe(example.book().patched([agreed]), Words("en"))
        assert Instruments(scribe, area, example.today).programme(joint).frozen is (status == "validated")


def test_which_compact_is_meant_must_be_said_where_there_are_several(zone: Desk, example: Desk) -> None:
    with pytest.raises(UserError, match="several_agreements"):
        compact_pdf(zone, "en")
    with pytest.raises(UserError, match="unknown_record"):
        compact_pdf(zone, "en", "Treaty")
    with pytest.raises(UserError, match="no_joint_activity"):
        programme_pdf(zone, "en")
    with pytest.raises(UserError, match="no_agreement"):
        compact_pdf(example, "en")


def test_a_joint_activity_of_a_plan_of_action_has_a_document_of_its_own(example: Desk) -> None:
    joint = example.records(JointActivity)[0]
    text = said(programme_pdf(example, "en", joint.code or ""))
    for part in (joint.title_en or "", "Document register", "Common work plan", "Agreements", "Sources"):
        assert part in text
    assert [share in text for share in ("68.8%", "18.5%", "12.7%", "22% 60%")] == [True] * 4
    document = instruments(example).programme(joint)
    codes = {one.code for objective in document.objectives for one in objective.activities}
    assert codes == {"A-005", "A-006"}
    assert len({one.organisation for one in document.signatories}) >= 3


def test_a_plan_of_action_says_whether_it_may_stand_in(example: Desk) -> None:
    document = instruments(example).framework()
    assert "may stand in for one" in document.chapters[0].parts[0].text
    assert document.figures[0].value == "4 of 4"
    assert [one.field for one in document.signatories] == ["mission", "country_team"]
    assert "Agreed results" in said(framework_pdf(example, "en"))


def test_without_all_four_elements_it_may_not(tmp_path: Path) -> None:
    desk = begun(tmp_path, "durable_solutions")
    assert "cannot stand in" in instruments(desk).framework().chapters[0].parts[0].text
    desk.close()
