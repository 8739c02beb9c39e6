"""Minutes: sections, marks, places to sign."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from app.documents.minutes_content import MinutesDocument
from app.documents.pdf.minutes import render_minutes
from app.words.catalogue import Words

Make = Callable[..., MinutesDocument]


def whole_text(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def test_sections_in_order(minutes_of: Make) -> None:
    text = whole_text(render_minutes(minutes_of("en"), Words("en")).pdf)
    heads = [
        "Who took part",
        "Agenda",
        "What was said",
        "Decisions",
        "Commitments",
        "Action points",
        "Agreed and",
    ]
    places = [text.index(f"\n{head}") for head in heads]
    assert places == sorted(places)
    assert "14 March 2026" in text
    assert "Draft" not in text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_places_to_sign_and_language(language: str, minutes_of: Make) -> None:
    Words.missing.clear()
    minutes = render_minutes(minutes_of(language, final=False), Words(language))
    assert [place.name for place in minutes.signature_fields] == [
        "signatory_1", "signatory_2", "spare_1", "spare_2"
    ]  # fmt: skip
    root = PdfFileReader(io.BytesIO(minutes.pdf)).root
    assert root["/Lang"] == language
    assert {code for code in Words.missing if ":documents." in code} == set()


def test_empty_sections_are_left_out(minutes_of: Make) -> None:
    bare: dict[str, object] = dict.fromkeys(
        ("agenda", "voices", "decisions", "commitments", "actions", "attendance", "facts", "figures",
         "summary", "closing", "signatories"), ()
    )  # fmt: skip
    minutes = render_minutes(minutes_of("en", spare_signatures=0, **bare), Words("en"))
    text = whole_text(minutes.pdf)
    assert minutes.signature_fields == ()
    assert "Agenda" not in text
    assert "Agreed and signed" not in text


def test_a_table_is_not_taken_up_again_on_the_same_page(minutes_of: Make) -> None:
    pdf = render_minutes(minutes_of("ar"), Words("ar")).pdf
    for page in pypdfium2.PdfDocument(pdf):
        assert page.get_textpage().get_text_bounded().count("يقوده") <= 1
