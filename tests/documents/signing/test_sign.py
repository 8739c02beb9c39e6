from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields

from app.documents.signing.opening import open_reader, open_writer
from app.documents.signing.pades import sign_field
from app.documents.signing.prepare import certify, prepare
from app.documents.signing.sign import open_fields, sign
from app.documents.signing.values import (
    CERTIFICATION_FIELD,
    SPARE_FIELDS,
    SignatureAppearance,
    SignaturePlace,
    SigningKey,
)
from tests.documents.signing.made import MOMENT, make_appearance, make_key, make_pdf, make_places, refused


def test_fields_for_all_signatories_and_four_spare(frozen_pdf: bytes) -> None:
    fields = open_fields(frozen_pdf)
    assert len(fields) == 8
    assert set(SPARE_FIELDS) < set(fields)


def test_readers_can_say_whose_field_it_is() -> None:
    pdf = prepare(make_pdf(), make_places(), {"government": "توقيع المحافظ"})
    fields = {name: field.get_object() for name, _, field in enumerate_sig_fields(open_reader(pdf))}
    assert fields["government"]["/TU"] == "توقيع المحافظ"


def test_signing_only_adds(frozen_pdf: bytes, dalia: SigningKey) -> None:
    signed = sign(frozen_pdf, "government", dalia, make_appearance(), moment=MOMENT)
    assert signed.startswith(frozen_pdf)
    assert "government" not in open_fields(signed)


def test_signature_is_pades_baseline_b(signed_pdf: bytes) -> None:
    for signature in PdfFileReader(BytesIO(signed_pdf)).embedded_signatures:
        attributes = {attribute["type"].native for attribute in signature.signer_info["signed_attrs"]}
        assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
        assert {"content_type", "message_digest", "signing_certificate_v2"} <= attributes
        assert "signing_time" not in attributes
        assert signature.md_algorithm == "sha256"


def test_certification_allows_form_filling_and_shows_nothing(frozen_pdf: bytes) -> None:
    (signature,) = PdfFileReader(BytesIO(frozen_pdf)).embedded_signatures
    assert signature.field_name == CERTIFICATION_FIELD
    assert signature.docmdp_level.value == 2
    assert list(signature.sig_field["/Rect"]) == [0, 0, 0, 0]


def test_moment_is_the_one_given(signed_pdf: bytes) -> None:
    signatures = PdfFileReader(BytesIO(signed_pdf)).embedded_signatures
    assert {signature.self_reported_timestamp for signature in signatures} == {MOMENT}


def test_pdfsig_confirms_every_signature(signed_pdf: bytes, pdfsig: Callable[[bytes], str]) -> None:
    said = pdfsig(signed_pdf)
    assert said.count("Signature Validation: Signature is Valid.") == 3
    assert said.count("Signature Validation:") == 3
    assert said.count("Total document signed") == 1


def test_pdfsig_sees_a_changed_byte(signed_pdf: bytes, pdfsig: Callable[[bytes], str]) -> None:
    said = pdfsig(signed_pdf.replace(b"page 1", b"page 7", 1))
    assert "Signature is Valid" not in said


def test_arabic_appearance_is_embedded_and_signed(
    frozen_pdf: bytes, dalia: SigningKey, pdfsig: Callable[[bytes], str]
) -> None:
    words = SignatureAppearance(
        "داليا حداد", "نقطة اتصال", "منظمة", "وُقّع رقميًا في 20 أيار 2026", right_to_left=True
    )
    signed = sign(frozen_pdf, "focal_point_1", dalia, words, moment=MOMENT)
    assert re.search(rb"NotoNaskhArabic", signed)
    assert pdfsig(signed).count("Signature is Valid") == 2


def test_no_second_signature_in_a_field(signed_pdf: bytes, dalia: SigningKey) -> None:
    with refused("signature_field_taken"):
        sign(signed_pdf, "focal_point_1", dalia, make_appearance())


def test_unknown_field(frozen_pdf: bytes, dalia: SigningKey) -> None:
    with refused("signature_field_missing"):
        sign(frozen_pdf, "governor_of_atlantis", dalia, make_appearance())


def test_key_of_another_certificate(frozen_pdf: bytes, dalia: SigningKey) -> None:
    mixed = SigningKey(dalia.certificate, make_key("Somebody").private_key)
    with refused("signing_key_unfit"):
        sign(frozen_pdf, "government", mixed, make_appearance())


def test_key_that_is_no_key(frozen_pdf: bytes) -> None:
    with refused("signing_key_unfit"):
        sign(frozen_pdf, "government", SigningKey(b"certificate", b"key"), make_appearance())


def test_certification_must_be_first(signed_pdf: bytes, dalia: SigningKey) -> None:
    with refused("pdf_already_signed"):
        certify(signed_pdf, dalia)


def test_no_fields_after_signatures(signed_pdf: bytes) -> None:
    with refused("pdf_already_signed"):
        prepare(signed_pdf, [SignaturePlace("late", 0, (0, 0, 100, 50))])


@pytest.mark.parametrize("name", ["", CERTIFICATION_FIELD, "a.b"])
def test_field_names_that_cannot_be(name: str) -> None:
    with refused("signature_field_twice"):
        prepare(make_pdf(), [SignaturePlace(name, 0, (0, 0, 100, 50))])


def test_field_twice() -> None:
    with refused("signature_field_twice"):
        prepare(make_pdf(), [*make_places(), make_places()[0]])


def test_field_on_a_page_that_is_not_there() -> None:
    with refused("signature_page_missing"):
        prepare(make_pdf(1), [SignaturePlace("government", 1, (0, 0, 100, 50))])


def test_closed_document(dalia: SigningKey) -> None:
    writer = open_writer(prepare(make_pdf(), make_places()))
    closed = sign_field(writer, "dstwg", dalia, moment=MOMENT, certify=MDPPerm.NO_CHANGES)
    with refused("signing_not_allowed"):
        sign(closed, "government", dalia, make_appearance())


def test_key_does_not_show_itself(dalia: SigningKey) -> None:
    assert dalia.private_key.hex()[:20] not in repr(dalia)
    assert "private" not in repr(dalia)
