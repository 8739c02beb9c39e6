"""The training example's plan as a PDF: one document per language, looked at page by page."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from app.documents.pdf.plan import render_plan
from app.documents.signing import wording
from app.services.documents import plan_pdf
from app.services.sample import create_sample
from app.services.signatures import sign_pdf
from app.words.catalogue import Words

# Head and foot of a page, with the marks of a draft of the training example.
MARKS = 260


@pytest.fixture(scope="module", params=["en", "ar"])
def printed(request, example) -> tuple[Words, pypdfium2.PdfDocument]:
    words = Words(request.param)
    return words, pypdfium2.PdfDocument(render_plan(example.document(request.param), words).pdf)


def text(page: pypdfium2.PdfPage) -> str:
    said = page.get_textpage().get_text_range()
    return re.sub("[\u2066-\u2069\u200e\u200f]", "", said)


def test_no_page_is_empty(printed) -> None:
    _, pages = printed
    lengths = [len(text(page)) for page in pages]
    assert min(lengths[1:]) > MARKS, lengths


def test_every_page_says_which_of_how_many_it_is_and_for_whom(printed) -> None:
    words, pages = printed
    for number, page in enumerate(pages, 1):
        said = text(page)
        assert set(re.findall(r"\d+", words.say("documents.page", page=number, pages=len(pages)))) <= set(
            re.findall(r"\d+", said)
        )
        assert words.say("documents.training_mark").split(" · ")[0] in said
        assert words.say("papers.for_partners").split(" · ")[0] in said


def test_the_contents_name_the_pages_of_the_blocks(printed) -> None:
    words, pages = printed
    for entry in pages.get_toc():
        if entry.level == 0:
            title = entry.get_title()
            assert title.split(" · ")[-1][:12] in text(pages[entry.get_dest().get_index()])
            assert title.split(" · ")[-1][:12] in text(pages[1])


def test_the_plan_of_the_example_fits_two_dozen_pages(printed) -> None:
    _, pages = printed
    assert 15 <= len(pages) <= 24


def test_a_signature_on_an_arabic_page_names_person_and_organisation_in_arabic(tmp_path, monkeypatch) -> None:
    said: list[dict[str, object]] = []
    real = wording.appearance

    def noted(*args: object, **named: object) -> object:
        said.append(named)
        return real(*args, **named)

    monkeypatch.setattr(wording, "appearance", noted)
    desk = create_sample(tmp_path / "example.masarw").desk
    try:
        signed = sign_pdf(desk, plan_pdf(desk, "ar"))
    finally:
        desk.close()
    assert signed.startswith(b"%PDF")
    assert (said[0]["name"], said[0]["organisation"]) == ("داليا حداد", "منظمة سنبلة للتنمية")
