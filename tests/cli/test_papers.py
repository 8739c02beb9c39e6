"""Plans signed and verified through the command line."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from pypdfium2 import PdfDocument
from services.test_signing_beside import SECRET, pkcs12

from app.documents.signing.prepare import prepare
from tests.documents.signing.made import make_key, make_pdf, make_places
from tests.documents.signing.test_timestamp import authority


@pytest.fixture
def plan(fine, work, tmp_path):
    path = tmp_path / "plan.pdf"
    fine("export", "plan", work, "-o", path, "--language", "en")
    return path


def test_a_signature_is_put_in_place_and_found(cli, fine, work, plan):
    assert cli("verify", plan, "--json").data["verdict"] == "no_signatures"
    signed = fine("sign", plan, "--workspace", work).out
    assert "Dalia signed plan.pdf, in the box “Signature of Dalia”. It is no frozen version" in signed
    known = fine("verify", plan, "--workspace", work, "--json").data
    assert (known["fine"], known["signatures"][0]["standing"]) == (True, "known")
    assert fine("verify", plan, "--json").data["signatures"][0]["standing"] == "unknown"
    assert "Dalia (Hand in Hand) signed" in fine("verify", plan).out


def test_a_document_is_written_with_word_of_what_stays_out_of_it(cli, fine, work, tmp_path):
    out = tmp_path / "summary.pdf"
    assert "stay out" not in fine("export", "commitments", work, "-o", out, "--language", "en").out
    fine("record", "add", work, "commitment", "--data", '{"text_en": "Kept inside", "sensitivity": 3}')
    said = fine("export", "commitments", work, "-o", out, "--language", "en").out
    assert "One record stays out of this document" in said
    assert fine("export", "commitments", work, "-o", out, "--json").data["held_back"] == 1
    assert "named twice" in cli("export", "plan", work, "-o", out, "--language", "en", "--second", "en").err


def test_a_reservation_stands_in_the_record_of_a_signature(fine, work, tmp_path):
    fine("freeze", work, "--draft", "--language", "en")
    pdf = tmp_path / "draft.pdf"
    fine("export", "plan", work, "-o", pdf, "--version", "0.1", "--language", "en")
    said = ("--decision", "endorse_with_reservation", "--reservation", "Only once the road is open")
    assert fine("sign", pdf, "--workspace", work, *said, "--json").data["version"] == "0.1"
    (signed,) = fine("signoff", work, "0.1", "--json").data
    assert (signed["decision"], signed["reservation"]) == (said[1], said[3])


def test_verify_says_what_the_window_says_and_prints_the_plan(cli, fine, work, plan, monkeypatch):
    signed = plan.with_name("signed.pdf")
    fine("sign", plan, "--workspace", work, "-o", signed)
    told = fine("verify", signed, "--workspace", work, "--json").data
    assert told["plan"]["relation"] == "draft"
    said = fine("verify", signed, "--workspace", work).out.splitlines()
    marks = {"good": "✓", "attention": "!", "wrong": "✗"}
    expected = [
        text
        for line in told["lines"]
        for text in (f"{marks[line['tone']]} {line['text']}", *(f"   {under}" for under in line["under"]))
    ]
    assert said == [*expected, told["last_line"]]
    read = fine("verify", signed, "--plan", "--language", "ar")
    assert "1 · السياق" in read.out
    assert "لا مساحة عمل مفتوحة" in read.out


def test_verify_ends_with_one_for_unsigned_and_changed_documents(cli, fine, work, plan, tmp_path):
    assert cli("verify", plan).status == 1
    signed = tmp_path / "signed.pdf"
    fine("sign", plan, "--workspace", work, "-o", signed)
    data = bytearray(signed.read_bytes())
    data[data.index(b"/MediaBox") + 11] ^= 1
    signed.write_bytes(bytes(data))
    ended = cli("verify", signed, "--workspace", work)
    assert ended.status == 1
    assert "does not fit" in ended.out


def test_what_cannot_be_signed_or_found_is_refused(cli, fine, work, plan, tmp_path):
    letter = tmp_path / "letter.pdf"
    letter.write_text("Dear all")
    assert cli("sign", letter, "--workspace", work).status == 2
    assert letter.read_text() == "Dear all"
    assert cli("sign", tmp_path / "none.pdf", "--workspace", work).status == 3
    assert cli("verify", tmp_path / "none.pdf").status == 3
    assert cli("export", "plan", work, "-o", plan, "--version", "7.0").status == 2
    assert cli("export", "plan", work, "-o", tmp_path / "no" / "plan.pdf").status == 3


def test_a_poster_is_written_on_the_paper_asked_for(cli, fine, work, tmp_path):
    fine("export", "poster", work, "--size", "A2", "--language", "fr", "-o", tmp_path / "wall.pdf")
    assert PdfDocument(tmp_path / "wall.pdf")[0].get_width() > 1_600
    assert cli("export", "poster", work, "--size", "A9", "-o", tmp_path / "no.pdf").status == 2


def test_a_draft_is_frozen_in_the_languages_named(cli, fine, work, tmp_path):
    assert cli("freeze", work).status == 2
    made = fine("freeze", work, "--draft", "--json", "--language", "en").data
    assert (made["number"], made["draft"], made["languages"]) == ("0.1", True, ["en"])
    frozen = tmp_path / "frozen.pdf"
    fine("export", "plan", work, "-o", frozen, "--version", "0.1", "--language", "en")
    assert cli("export", "plan", work, "-o", frozen, "--version", "0.1", "--language", "ar").status == 2
    said = fine("freeze", work, "--draft", "--language", "en", "ar").out
    assert said.startswith("Draft 0.2 is frozen in English and Arabic for review.")


def test_a_version_is_frozen_in_any_of_the_four_languages(fine, work):
    made = fine("freeze", work, "--draft", "--language", "fr", "--language", "ckb", "--json").data
    assert made["languages"] == ["fr", "ckb"]


def test_a_version_is_frozen_in_no_other_language(cli, work):
    assert cli("freeze", work, "--language", "de").status == 2


def test_a_certificate_brought_along_signs_a_frozen_version(cli, fine, work, plan, tmp_path, monkeypatch):
    brought = tmp_path / "suad.p12"
    brought.write_bytes(pkcs12(ec.generate_private_key(ec.SECP256R1())))
    monkeypatch.setenv("MASAR_PKCS12_PASSPHRASE", SECRET)
    refused = cli("sign", plan, "--workspace", work, "--pkcs12", brought)
    assert (refused.status, "is no version frozen in this workspace" in refused.err) == (2, True)
    fine("freeze", work, "--draft", "--language", "en")
    frozen, signed = tmp_path / "frozen.pdf", tmp_path / "signed.pdf"
    number = "0.1"
    fine("export", "plan", work, "-o", frozen, "--version", number, "--language", "en")
    monkeypatch.setenv("MASAR_PKCS12_PASSPHRASE", "wrong")
    assert cli("sign", frozen, "--workspace", work, "--pkcs12", brought).status == 2
    monkeypatch.setenv("MASAR_PKCS12_PASSPHRASE", SECRET)
    said = fine("sign", frozen, "--workspace", work, "--pkcs12", brought, "--role", "governor", "-o", signed)
    assert "Suad Karim signed signed.pdf, in the box “spare place 1”." in said.out
    assert "Suad Karim" in fine("verify", signed).out


def test_a_paper_that_is_no_plan_is_signed_with_a_certificate_brought_along(
    cli, fine, work, tmp_path, monkeypatch
):
    paper, brought = tmp_path / "paper.pdf", tmp_path / "suad.p12"
    paper.write_bytes(prepare(make_pdf(), make_places(), {"focal_point_1": "Signature of Dalia"}))
    brought.write_bytes(pkcs12(ec.generate_private_key(ec.SECP256R1())))
    monkeypatch.setenv("MASAR_PKCS12_PASSPHRASE", SECRET)
    first = fine("sign", paper, "--workspace", work, "--pkcs12", brought, "--role", "governor", "--json").data
    assert first["field"] == "government"
    fine("sign", paper, "--workspace", work)
    fine("sign", paper, "--workspace", work, "--pkcs12", brought, "--field", "spare_2")
    told = fine("verify", paper, "--json").data
    assert [(one["name"], one["field"]) for one in told["signatures"]] == [
        ("Suad Karim", "government"),
        ("Dalia", "focal_point_1"),
        ("Suad Karim", "spare_2"),
    ]


def test_a_timestamp_is_put_on_a_copy_or_refused_in_a_sentence(cli, fine, plan, tmp_path, monkeypatch):
    refused = cli("timestamp", plan, "time.example.org")
    assert (refused.status, "is not the address of a time authority" in refused.err) == (2, True)
    answer = authority(make_key("Time root", "DSTWG", authority=0))
    monkeypatch.setattr("app.services.timestamping._answer", lambda _address, request: answer(request))
    out = tmp_path / "stamped.pdf"
    assert "bears a timestamp now" in fine("timestamp", plan, "https://time.example.org", "-o", out).out
    assert "Time office says that this existed on 1 Jun 2026" in cli("verify", out).out


def test_a_paper_is_signed_with_the_certificate_on_a_token(cli, fine, work, tmp_path, monkeypatch):
    paper, asked = tmp_path / "paper.pdf", []
    paper.write_bytes(prepare(make_pdf(), make_places()))

    @contextmanager
    def opened_token(*arguments):
        asked.append(arguments)
        yield make_key("Suad Karim")

    monkeypatch.setenv("MASAR_PKCS11_PIN", "2468")
    assert cli("sign", paper, "--workspace", work, "--pkcs11", "/nowhere.so").status == 2
    monkeypatch.setattr("app.documents.signing.token.opened_token", opened_token)
    fine("sign", paper, "--workspace", work, "--pkcs11", "/usr/lib/card.so", "--token", "card")
    assert asked == [("/usr/lib/card.so", "2468", "card")]
    assert fine("verify", paper, "--json").data["signatures"][0]["name"] == "Suad Karim"
