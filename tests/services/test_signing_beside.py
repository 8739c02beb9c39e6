"""Signatures of people without a workspace: drawn and witnessed, by a brought certificate, in ink by code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID
from services.example import example_desk
from services.laptops import CHEAP

from app.foundation.errors import UserError
from app.keys.pkcs12 import open_pkcs12
from app.models.kinds.meetings import Attachment
from app.models.kinds.review import Signoff
from app.models.strokes import Strokes, strokes_from, strokes_text
from app.services.desk import Desk
from app.services.freezing import freeze, frozen_pdf
from app.services.opening import Newcomer, add_person
from app.services.review_work import (
    PaperSignature,
    Scan,
    pdf_of_version,
    read_scan,
    record_paper_signature,
    sign_version,
)
from app.services.signatures import verify_pdf
from app.services.signatures_beside import Signing, sign_brought, sign_drawn
from app.services.views.review_signoffs import signoff_lines

WAVE = Strokes(3500, (((500, 2000), (2500, 800), (4500, 2600), (8000, 1500)), ((6000, 900), (6200, 1000))))
MAYOR = Signing("Mahma Khalil", "mayor", "Mayor of Sinjar", place="Sinjar")
SECRET = "seven quiet herons"


def pkcs12(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, name: str = "Suad Karim") -> bytes:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2040, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    lock = BestAvailableEncryption(SECRET.encode())
    return serialize_key_and_certificates(name.encode(), key, made, None, lock)


@pytest.fixture(scope="module")
def _frozen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, str]]:
    made = example_desk(tmp_path_factory.mktemp("beside"))
    yield made, freeze(made, draft=True, languages=("en",))
    made.close()


@pytest.fixture
def desk(_frozen: tuple[Desk, str]) -> Desk:
    return _frozen[0]


@pytest.fixture
def version(_frozen: tuple[Desk, str]) -> Iterator[str]:
    """Return a version that nobody has signed, and forget afterwards what was signed."""
    desk, made = _frozen
    yield made
    with desk.write("signoff.remove") as unit:
        for one in desk.records(Signoff, version=made):
            unit.remove(Signoff, one.id)


def test_a_drawn_signature_is_signed_by_its_witness_and_keeps_its_strokes(desk: Desk, version: str) -> None:
    signed = sign_drawn(desk, version, "en", MAYOR, WAVE)
    (made,) = desk.records(Signoff, version=version)
    assert (made.method, made.name_en, made.role, made.certificate) == (
        "drawn",
        "Mahma Khalil",
        "mayor",
        None,
    )
    assert strokes_from(made.strokes or "") == WAVE
    assert (made.recorded_by, (made.recorded_at or "")[:10]) == ("Dalia Haddad", "2026-04-07")
    (report,) = [one for one in verify_pdf(signed, desk).signatures if not one.certification]
    assert (report.field, report.fingerprint, report.counts) == ("government", made.witness, True)


def test_the_strokes_stand_on_the_page_as_vectors(desk: Desk, version: str) -> None:
    before, after = frozen_pdf(desk, version, "en"), sign_drawn(desk, version, "en", MAYOR, WAVE)
    changed = [
        number
        for number, pair in enumerate(zip(*map(pages, (before, after)), strict=True))
        if pair[0] != pair[1]
    ]
    assert len(changed) == 1
    assert not any(kind in after[len(before) :] for kind in (b"/Subtype /Image", b"/Subtype/Image"))


def pages(pdf: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        return [page.render(scale=0.5).to_pil().tobytes() for page in document]


def test_a_witness_still_signs_for_themselves(desk: Desk, version: str) -> None:
    sign_drawn(desk, version, "en", MAYOR, WAVE)
    signed = sign_version(desk, version, "en")
    found = verify_pdf(signed, desk)
    assert found.fine
    assert [one.field for one in found.signatures if not one.certification] == ["government", "focal_point_1"]


def test_only_a_focal_point_witnesses(tmp_path: Path) -> None:
    desk = example_desk(tmp_path)
    try:
        add_person(desk, Newcomer("Rana Aziz", "Hand in Hand", "member"), None, CHEAP)
        with pytest.raises(UserError, match="witness_focal_point"):
            sign_drawn(desk, "any", "en", MAYOR, WAVE)
    finally:
        desk.close()


@pytest.mark.parametrize(
    ("given", "strokes", "code"),
    [
        (MAYOR, Strokes(3500), "strokes_empty"),
        (MAYOR, Strokes(3500, (((1, 1), (5, 5)),)), "strokes_empty"),
        (Signing(" ", "mayor"), WAVE, "name_needed"),
        (Signing("A", "tsar"), WAVE, "value_not_in_list"),
        (Signing("A", "mayor", decision="perhaps"), WAVE, "value_not_in_list"),
    ],
)
def test_what_cannot_be_a_drawn_signature_is_refused(
    desk: Desk, version: str, given: Signing, strokes: Strokes, code: str
) -> None:
    with pytest.raises(UserError) as caught:
        sign_drawn(desk, version, "en", given, strokes)
    assert caught.value.code == code
    assert desk.records(Signoff, version=version) == []


def test_strokes_of_a_stranger_are_read_with_care() -> None:
    for text in ("", "[]", '{"height":0,"lines":[]}', '{"height":5,"lines":[[[99999999,1]]]}', "{" * 5000):
        with pytest.raises(UserError, match="strokes_unreadable"):
            strokes_from(text)
    with pytest.raises(UserError, match="strokes_too_many"):
        strokes_text(Strokes(3500, ((((0, 0), (9000, 0)) * 3001),)))


@pytest.mark.parametrize("sort", ["rsa", "p384"])
def test_a_certificate_that_somebody_brings_signs(desk: Desk, version: str, sort: str) -> None:
    key = rsa.generate_private_key(65537, 2048) if sort == "rsa" else ec.generate_private_key(ec.SECP384R1())
    file = pkcs12(key)
    given = Signing("", "line_directorate", "Director of Education", decision="endorse_with_reservation",
                    reservation="The school roof comes first.")  # fmt: skip
    signed = sign_brought(desk, version, "en", given, file, SECRET)
    (made,) = desk.records(Signoff, version=version)
    assert (made.name_en, made.method, made.reservation) == (
        "Suad Karim", "digital_key", "The school roof comes first.",
    )  # fmt: skip
    found = verify_pdf(signed, desk)
    (report,) = [one for one in found.signatures if not one.certification]
    assert (report.name, report.intact, report.standing, found.verdict) == (
        "Suad Karim", True, "unknown", "all_intact",
    )  # fmt: skip
    with pytest.raises(UserError, match="signed_already"):
        sign_brought(desk, version, "en", given, file, SECRET)


def test_files_that_hold_no_fit_key_are_refused() -> None:
    weak = pkcs12(rsa.generate_private_key(65537, 1024))
    cases = (
        (b"nothing", "pkcs12_unreadable"),
        (weak, "pkcs12_key_unfit"),
        (b"0" * 1_000_001, "pkcs12_unreadable"),
    )
    for data, code in cases:
        with pytest.raises(UserError, match=code):
            open_pkcs12(data, SECRET)
    with pytest.raises(UserError, match="pkcs12_unreadable"):
        open_pkcs12(weak, "wrong")
    bare = serialize_key_and_certificates(None, None, None, [_certificate()], NoEncryption())
    with pytest.raises(UserError, match="pkcs12_without_key"):
        open_pkcs12(bare, "")


def _certificate() -> x509.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A")])
    ends = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC))
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    return made.serial_number(1).not_valid_before(ends[0]).not_valid_after(ends[1]).sign(key, hashes.SHA256())


def page_as_photo(pdf: bytes, number: int, folder: Path) -> Path:
    """Return a telephone's picture of a printed page: turned a little, grey, compressed."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[number].render(scale=3.5).to_pil().convert("L")
    made = folder / "signed page.jpg"
    page.rotate(2, fillcolor=200, expand=True).save(made, quality=60)
    return made


def test_a_photo_of_the_signed_page_is_matched_by_its_code(desk: Desk, version: str, tmp_path: Path) -> None:
    pdf = pdf_of_version(desk, version, "en")
    with pypdfium2.PdfDocument(pdf) as document:
        last = len(document)
    photo = page_as_photo(pdf, last - 1, tmp_path)
    scan = read_scan(photo)
    given = PaperSignature("Mahma Khalil", "mayor", "2026-04-07", scan=scan)
    made = desk.find(Signoff, record_paper_signature(desk, version, given, "en"))
    assert (made.code_on_scan, made.page, made.signed_file is not None) == (True, last, True)
    assert [one.name_en for one in desk.records(Attachment, subject=version)][-1] == "signed page.jpg"


def test_a_photo_of_other_content_is_refused(desk: Desk, version: str) -> None:
    other = Scan("page.jpg", b"x", "image/jpeg", "ab" * 32, 3)
    with pytest.raises(UserError, match="scan_of_another"):
        record_paper_signature(desk, version, PaperSignature("A", "mayor", "2026-04-07", scan=other), "en")
    assert desk.records(Signoff, version=version) == []


def test_all_ways_stand_in_one_table_with_what_was_found_out(
    desk: Desk, version: str, tmp_path: Path
) -> None:
    sign_version(desk, version, "en")
    sign_drawn(desk, version, "en", MAYOR, WAVE)
    sign_brought(
        desk,
        version,
        "en",
        Signing("", "line_directorate"),
        pkcs12(ec.generate_private_key(ec.SECP256R1())),
        SECRET,
    )
    plain = PaperSignature("Khalil Qasim", "community_rep", "2026-04-07", decision="decline")
    record_paper_signature(desk, version, plain, "en")
    with desk.write("signoff.edit") as unit:
        unit.add(Signoff, version=version, name_en="B", role="partner", decision="endorse",
                 content_hash="0" * 64, signed_file="1" * 64, method="digital_key",
                 signed_on="2026-04-08")  # fmt: skip
    lines = signoff_lines(desk, version)
    found = {line.name.en or line.name.plain: (line.valid, line.why) for line in lines}
    assert found == {
        "Dalia Haddad": (True, ("draft", "intact")),
        "Mahma Khalil": (True, ("draft", "witnessed")),
        "Suad Karim": (True, ("draft", "unknown_here")),
        "Khalil Qasim": (False, ("declined", "draft", "no_scan")),
        "B": (False, ("other_content", "to_come", "draft", "file_not_here")),
    }
    assert [line.strokes == WAVE for line in lines if line.method == "drawn"] == [True]
    assert signoff_lines(desk, "nowhere") == ()
