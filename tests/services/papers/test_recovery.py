"""The recovery sheet: the code to read and to scan, on one page, and nowhere else in the file."""

from __future__ import annotations

import pypdfium2
import pytest

from app.services.papers.recovery import recovery_pdf, recovery_sheet
from app.storage.lock_box import read_recovery_code, recovery_code
from app.words.catalogue import Words

SECRET = bytes(range(16))
CODE = recovery_code(SECRET)
LANGUAGES = ("en", "ar", "ckb", "fr")


def opened(language: str) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(recovery_pdf(CODE, "Sinjar.masarw", "2026-04-07", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_page_with_all_its_words(language: str) -> None:
    Words.missing.clear()
    assert len(opened(language)) == 1
    assert {one for one in Words.missing if one.startswith(f"{language}:")} == set()


@pytest.mark.parametrize("name", ["x" * 250 + ".masarw", "<b>&\u202eevil.masarw", "سنجار (1).masarw", " "])
def test_whatever_the_file_is_called_it_is_one_page(name: str) -> None:
    made = recovery_pdf(CODE, name, "2026-04-07", "ar")
    assert len(pypdfium2.PdfDocument(made)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_square_code_on_the_page_holds_the_recovery_code(language: str) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    page = opened(language)[0].render(scale=2).to_pil().convert("L")
    (found,) = zxingcpp.read_barcodes(page)
    assert read_recovery_code(found.text) == SECRET


def test_the_code_can_be_read_group_by_group() -> None:
    text = opened("en")[0].get_textpage().get_text_bounded()
    places = [text.index(group) for group in CODE.split("-")]
    assert places == sorted(places)


def test_properties_of_the_file_say_nothing_of_the_code() -> None:
    document = opened("en")
    properties = " ".join(document.get_metadata_dict().values())
    assert "Sinjar.masarw" in properties
    assert [group for group in CODE.split("-") if group in properties] == []


def test_letters_that_are_never_in_a_code_are_named() -> None:
    sheet = recovery_sheet(CODE, "Sinjar.masarw", "2026-04-07", "en")
    named = {letter for letter in "IO01" if f"no {letter}" in sheet.letters}
    assert named == set("IO01")
    assert not named & set(CODE)
