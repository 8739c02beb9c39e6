from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.signing import verify as verifying
from app.documents.signing.attach import attach_plan, content_hash
from app.documents.signing.opening import open_writer
from app.documents.signing.pades import sign_field
from app.documents.signing.prepare import prepare
from app.documents.signing.sign import sign
from app.documents.signing.values import (
    ALL_INTACT,
    CHANGED_AFTER_SIGNING,
    DAMAGED,
    NO_SIGNATURES,
    KnownSigner,
    SigningKey,
    Trust,
    Verification,
    fingerprint,
)
from app.documents.signing.verify import verify
from app.foundation.errors import UserError
from tests.documents.signing import attacks
from tests.documents.signing.made import (
    MOMENT,
    PLAN,
    make_appearance,
    make_key,
    make_name,
    make_pdf,
    make_places,
    refused,
)


def codes(verification: Verification) -> set[str]:
    said = [message.code for message in verification.messages]
    return {*said, *(message.code for report in verification.signatures for message in report.messages)}


def known(*keys: SigningKey, **more: Any) -> Trust:
    return Trust(tuple(KnownSigner(fingerprint(key.certificate), "Dalia Haddad", **more) for key in keys))


def said(pdf: bytes) -> str:
    """The verdict, or the code of the refusal."""
    try:
        return verify(pdf).verdict
    except UserError as error:
        return error.code


def test_several_signers_stay_valid(signed_pdf: bytes, dalia: SigningKey, omar: SigningKey) -> None:
    found = verify(signed_pdf, known(dalia, omar))
    assert found.verdict == ALL_INTACT
    assert found.fine
    assert [report.field for report in found.signatures] == [
        "certification",
        "focal_point_1",
        "focal_point_2",
    ]
    assert [report.later for report in found.signatures] == ["signatures", "signatures", "nothing"]
    assert [report.covers_all for report in found.signatures] == [False, False, True]


def test_who_and_when(signed_pdf: bytes, omar: SigningKey) -> None:
    last = verify(signed_pdf).signatures[-1]
    assert (last.name, last.organisation, last.moment) == ("Omar Saleh", "Al-Rafidain Relief", MOMENT)
    assert last.fingerprint == fingerprint(omar.certificate)


def test_certification_is_told_apart(signed_pdf: bytes) -> None:
    found = verify(signed_pdf)
    assert [report.certification for report in found.signatures] == [True, False, False]
    assert "signing.not_certified" not in codes(found)


def test_open_fields(signed_pdf: bytes) -> None:
    assert "government" in verify(signed_pdf).open_fields
    assert "focal_point_1" not in verify(signed_pdf).open_fields


def test_no_signatures() -> None:
    found = verify(prepare(make_pdf(), make_places()))
    assert found.verdict == NO_SIGNATURES
    assert not found.fine
    assert len(found.open_fields) == 8


def test_data_and_pages_belong_together(signed_pdf: bytes) -> None:
    content = verify(signed_pdf).content
    assert content.metadata == content.attachment == content_hash(PLAN)
    assert content.agree
    assert content.covered


def test_unsigned_plan_is_not_covered() -> None:
    found = verify(attach_plan(make_pdf(), PLAN))
    assert found.content.agree
    assert "signing.content.not_covered" in codes(found)


def test_the_first_signature_closes_a_document_that_nobody_certified(
    dalia: SigningKey, omar: SigningKey
) -> None:
    pdf = sign(prepare(make_pdf(), make_places()), "government", dalia, make_appearance(), moment=MOMENT)
    pdf = sign(pdf, "dstwg", omar, make_appearance("Omar Saleh"), moment=MOMENT)
    found = verify(pdf, known(dalia, omar))
    assert found.fine
    assert [report.certification for report in found.signatures] == [True, False]
    assert "signing.content.none" in codes(found)
    added = verify(attacks.update(pdf, attacks.add_note), known(dalia, omar))
    assert {"signing.change.annotations"} <= codes(added)


def test_document_signed_elsewhere_without_certification(dalia: SigningKey) -> None:
    writer = open_writer(prepare(make_pdf(), make_places()))
    pdf = sign_field(writer, "government", dalia, moment=MOMENT)
    found = verify(pdf, known(dalia))
    assert found.verdict == ALL_INTACT
    assert "signing.not_certified" in codes(found)


# ------------------------------------------------------------------------------------ what was done to it


def test_one_changed_byte(signed_pdf: bytes) -> None:
    found = verify(signed_pdf.replace(b"page 1", b"page 7", 1))
    assert found.verdict == DAMAGED
    assert not any(report.intact for report in found.signatures)


@settings(max_examples=25)
@given(st.data())
def test_no_byte_can_change_unnoticed(signed_pdf: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(signed_pdf) - 1))
    changed = bytearray(signed_pdf)
    changed[place] ^= data.draw(st.integers(1, 255))
    assert said(bytes(changed)) in (DAMAGED, "pdf_damaged", "not_a_pdf", "pdf_locked")


@pytest.mark.parametrize(
    ("attack", "code"),
    [
        (attacks.add_page, "signing.change.pages_added"),
        (attacks.rewrite_first_page, "signing.change.page"),
        (attacks.add_note, "signing.change.annotations"),
        (attacks.empty_field("focal_point_1"), "signing.change.signature_removed"),
        (attacks.paint_field("focal_point_1"), "signing.change.field_look"),
        (attacks.paint_field("government"), "signing.change.field_look"),
        (attacks.replace_plan, "signing.content.swapped"),
        (attacks.swap_plan, "signing.content.swapped"),
    ],
)
def test_changed_after_signing(signed_pdf: bytes, attack: Callable[[Any], None], code: str) -> None:
    found = verify(attacks.update(signed_pdf, attack))
    assert found.verdict == CHANGED_AFTER_SIGNING
    assert code in codes(found)
    assert all(report.intact for report in found.signatures)
    assert not found.fine


def test_annotation_on_an_uncertified_draft(dalia: SigningKey) -> None:
    pdf = sign_field(open_writer(prepare(make_pdf(), make_places())), "government", dalia, moment=MOMENT)
    found = verify(attacks.update(pdf, attacks.add_note))
    assert found.verdict == CHANGED_AFTER_SIGNING
    assert found.signatures[0].later == "annotations"


def test_content_hash_renamed_in_the_metadata(signed_pdf: bytes, dalia: SigningKey, omar: SigningKey) -> None:
    found = verify(attacks.update(signed_pdf, attacks.rename_content), known(dalia, omar))
    assert "signing.content.differs" in codes(found)
    assert not found.fine


def test_signature_cut_off_is_missed(signed_pdf: bytes, omar: SigningKey) -> None:
    end = signed_pdf.rindex(b"%%EOF", 0, signed_pdf.rindex(b"%%EOF")) + len(b"%%EOF\n")
    found = verify(signed_pdf[:end], expected=[fingerprint(omar.certificate)])
    assert [report.name for report in found.signatures] == ["Dalia Haddad", "Dalia Haddad"]
    assert found.missing == (fingerprint(omar.certificate),)
    assert not found.fine


def test_only_signature_removed_by_an_update(frozen_pdf: bytes) -> None:
    found = verify(attacks.update(frozen_pdf, attacks.empty_field("certification")))
    assert found.verdict == DAMAGED
    assert "signing.hidden" in codes(found)


def test_bytes_after_the_end(signed_pdf: bytes) -> None:
    found = verify(signed_pdf + b"% something more\n")
    assert found.verdict == CHANGED_AFTER_SIGNING
    assert "signing.change.bytes_after_end" in codes(found)


def test_signature_moved_to_another_document(signed_pdf: bytes) -> None:
    other = signed_pdf.replace(b"Plan of Action, page 1", b"Plan of Attack, page 1", 1)
    assert verify(other).verdict == DAMAGED


def test_field_that_holds_rubbish(frozen_pdf: bytes) -> None:
    start = frozen_pdf.index(b"/Contents <3082") + len(b"/Contents <")
    broken = frozen_pdf[:start] + b"00" * 40 + frozen_pdf[start + 80 :]
    found = verify(broken)
    assert found.verdict == DAMAGED
    assert not found.signatures[0].intact


# --------------------------------------------------------------------------------------------- who it was


def test_known_by_the_roster(signed_pdf: bytes, dalia: SigningKey) -> None:
    standings = [report.standing for report in verify(signed_pdf, known(dalia)).signatures]
    assert standings == ["known", "known", "unknown"]


def test_revoked(signed_pdf: bytes, dalia: SigningKey) -> None:
    found = verify(signed_pdf, known(dalia, revoked=True))
    assert found.verdict == ALL_INTACT
    assert found.signatures[0].standing == "revoked"
    assert not found.fine


def test_somebody_else_of_the_same_name(frozen_pdf: bytes, dalia: SigningKey) -> None:
    impostor = make_key("  DALIA  Haddad")
    pdf = sign(frozen_pdf, "focal_point_1", impostor, make_appearance(), moment=MOMENT)
    found = verify(pdf, known(dalia))
    assert found.signatures[-1].standing == "name_borrowed"
    assert "signing.standing.name_borrowed" in codes(found)
    assert not found.fine


def issued_by(issuer: SigningKey) -> SigningKey:
    return make_key("Governor", "Ninewa", issuer=(issuer, make_name("DSTWG", "DSTWG")))


def test_issued_by_a_known_issuer(frozen_pdf: bytes) -> None:
    issuer = make_key("DSTWG", "DSTWG")
    pdf = sign(frozen_pdf, "government", issued_by(issuer), make_appearance(), moment=MOMENT)
    assert verify(pdf, Trust(issuers=(issuer.certificate,))).signatures[-1].standing == "issued"


def test_issuer_of_the_same_name_with_another_key(frozen_pdf: bytes) -> None:
    issued = issued_by(make_key("DSTWG", "DSTWG"))
    pdf = sign(frozen_pdf, "government", issued, make_appearance(), moment=MOMENT)
    other = make_key("DSTWG", "DSTWG").certificate
    found = verify(pdf, Trust(issuers=(other,)))
    assert found.signatures[-1].standing == "unknown_issuer"
    assert {"signing.chain.issued", "signing.standing.unknown_issuer"} <= codes(found)


@pytest.mark.parametrize("years", [(2000, 2001), (2090, 2099)])
def test_no_clock_decides_over_somebody_of_the_roster(frozen_pdf: bytes, years: tuple[int, int]) -> None:
    key = make_key("Governor", years=years)
    pdf = sign(frozen_pdf, "government", key, make_appearance(), moment=MOMENT)
    found = verify(pdf, known(key))
    assert found.signatures[-1].counts
    assert "signing.expired" in codes(found)


def test_what_an_issuer_says_of_a_stranger_has_an_end(frozen_pdf: bytes) -> None:
    issuer = make_key("DSTWG", "DSTWG")
    key = make_key("Governor", issuer=(issuer, make_name("DSTWG", "DSTWG")), years=(2020, 2021))
    pdf = sign(frozen_pdf, "government", key, make_appearance(), moment=MOMENT)
    found = verify(pdf, Trust(issuers=(issuer.certificate,)))
    assert (found.signatures[-1].standing, found.signatures[-1].counts) == ("issued", False)
    assert "signing.expired" in codes(found)


def test_key_of_a_lost_device(signed_pdf: bytes, dalia: SigningKey, omar: SigningKey) -> None:
    lost = KnownSigner(fingerprint(omar.certificate), "Omar Saleh", lost=True)
    found = verify(signed_pdf, Trust((*known(dalia).signers, lost)))
    assert "signing.standing.lost" in codes(found)
    assert not found.fine


def test_what_a_signature_covers_is_said(signed_pdf: bytes) -> None:
    said = [
        next(one.code for one in report.messages if ".covers." in one.code)
        for report in verify(signed_pdf).signatures
    ]
    assert said == ["signing.covers.then", "signing.covers.then", "signing.covers.whole"]


# -------------------------------------------------------------------------------- before anybody signed


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    return prepare(attach_plan(make_pdf(), PLAN), make_places())


def test_visible_text_changed_before_anybody_signed(unsigned: bytes, dalia: SigningKey) -> None:
    edited = attacks.update(unsigned, attacks.rewrite_first_page)
    found = verify(edited)
    assert (found.verdict, found.edited) == (NO_SIGNATURES, (1,))
    assert "signing.page_edited" in codes(found)
    signed = verify(sign(edited, "government", dalia, make_appearance(), moment=MOMENT), known(dalia))
    assert (signed.verdict, signed.edited, signed.fine) == (ALL_INTACT, (1,), False)


def test_text_replaced_in_the_bytes_of_an_unsigned_file(unsigned: bytes) -> None:
    assert verify(unsigned.replace(b"page 2", b"page 9", 1)).edited == (2,)


def test_a_field_painted_as_if_it_were_signed(unsigned: bytes) -> None:
    found = verify(attacks.update(unsigned, attacks.paint_field("government")))
    assert found.painted == ("government",)
    assert "signing.painted" in codes(found)


def test_data_taken_out_or_from_another_plan(unsigned: bytes) -> None:
    assert "signing.content.differs" in codes(verify(attacks.update(unsigned, attacks.replace_plan)))
    assert "signing.content.gone" in codes(verify(attacks.update(unsigned, attacks.drop_plan)))


# ---------------------------------------------------------------------------------------- what is no PDF


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04" * 100, b"\0" * 5000])
def test_not_a_pdf(data: bytes) -> None:
    with refused("not_a_pdf"):
        verify(data)


@pytest.mark.parametrize("part", [0.1, 0.4, 0.9])
def test_truncated(signed_pdf: bytes, part: float) -> None:
    assert said(signed_pdf[: int(len(signed_pdf) * part)]) in ("pdf_damaged", CHANGED_AFTER_SIGNING)


def test_cut_off_before_the_first_signature(frozen_pdf: bytes) -> None:
    with refused("pdf_damaged"):
        verify(frozen_pdf[: frozen_pdf.index(b"/ByteRange") - 200])


def test_only_a_header() -> None:
    with refused("pdf_damaged"):
        verify(b"%PDF-1.7\n%%EOF\n")


def test_needs_a_password() -> None:
    from io import BytesIO

    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    output = BytesIO()
    canvas = Canvas(output, encrypt=StandardEncryption("secret", strength=128))
    canvas.showPage()
    canvas.save()
    with refused("pdf_locked"):
        verify(output.getvalue())


def test_too_large(monkeypatch: pytest.MonkeyPatch, signed_pdf: bytes) -> None:
    monkeypatch.setattr("app.documents.signing.opening.LARGEST_PDF", 1000)
    with refused("pdf_too_large"):
        verify(signed_pdf)


def test_too_many_signatures(monkeypatch: pytest.MonkeyPatch, signed_pdf: bytes) -> None:
    monkeypatch.setattr(verifying, "_LARGEST_NUMBER", 2)
    with refused("pdf_damaged"):
        verify(signed_pdf)


def test_certificates_in_the_tests_are_as_ours(dalia: SigningKey) -> None:
    certificate = x509.load_der_x509_certificate(dalia.certificate)
    assert (certificate.not_valid_before_utc.year, certificate.not_valid_after_utc.year) == (2000, 2099)
