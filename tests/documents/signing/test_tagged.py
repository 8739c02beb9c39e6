"""Fields to sign are found where their boxes are read, and a signed plan stays what archives take."""

from __future__ import annotations

import page
import pytest

from app.documents.pdf.plan import RenderedPlan, render_plan
from app.documents.signing.attach import attach_plan, content_hash
from app.documents.signing.prepare import certify, prepare
from app.documents.signing.sign import open_fields, sign
from app.documents.signing.values import SignatureAppearance, SigningKey
from app.words.catalogue import Words
from tests.documents.pdf.conftest import make_plan
from tests.documents.pdf.structures import Structured
from tests.documents.signing.made import MOMENT, PLAN, make_pdf, make_places

LABEL = "Signature of somebody"


def prepared(language: str) -> tuple[RenderedPlan, bytes]:
    drawn = render_plan(make_plan(language, count=6, content_hash=content_hash(PLAN)), Words(language))
    labels = {place.name: LABEL for place in drawn.signature_fields}
    return drawn, prepare(attach_plan(drawn.pdf, PLAN), drawn.signature_fields, labels)


def test_every_field_is_read_in_its_box() -> None:
    drawn, pdf = prepared("ar")
    document = Structured(pdf)
    boxes = [one for one in document.tree.of("/Div") if "/T" in one.entries]
    assert [str(box.entries["/T"]) for box in boxes] == [place.name for place in drawn.signature_fields]
    kept = document.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    by_key = {int(kept[at]): kept[at + 1] for at in range(0, len(kept), 2)}
    for box in boxes:
        form = box.kids[-1]
        assert form.role == "/Form"  # type: ignore[union-attr]
        widget = form.entries["/K"]["/Obj"]  # type: ignore[union-attr]
        assert (widget["/T"], widget["/TU"]) == (box.entries["/T"], LABEL)
        assert by_key[int(widget["/StructParent"])].get_object() == form.entries  # type: ignore[union-attr]


def test_a_document_without_structure_gets_its_fields_all_the_same() -> None:
    places = make_places()
    assert list(open_fields(prepare(make_pdf(), places))) == [place.name for place in places]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_signed_plan_is_an_archive(language: str, dalia: SigningKey) -> None:
    """Of several signatures each but the last covers the file as it was then, which the validator minds."""
    pdf = certify(prepared(language)[1], dalia, moment=MOMENT)
    assert found(pdf) == set()
    words = SignatureAppearance("داليا Haddad", moment="20 May 2026", right_to_left=language == "ar")
    assert found(sign(pdf, next(iter(open_fields(pdf))), dalia, words, moment=MOMENT)) == {
        "PDFA3A-SIGNATURE-BYTERANGE-001"
    }


def found(pdf: bytes) -> set[str]:
    """Return the rules of PDF/A-3a that a validator finds broken."""
    return {one.rule_id for one in page.validate_pdf_bytes(pdf, profile="3a").failures}
