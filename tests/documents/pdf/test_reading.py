"""What can be copied and searched: the words of each script in the order of reading, as two readers see it.

Readers reorder lines of two directions by rules of their own, and reorder an /ActualText on the page as
well; so the drawn glyphs alone say what they stand for. The one in the structure they leave alone.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from app.documents.pdf.booklet import Booklet, Running
from app.documents.pdf.fonts import NASKH, font
from app.documents.pdf.lines import single_line
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.theme import Style
from app.foundation.progress import unwatched

TEXTS = {
    "ar": "تباطأت العودة بعد عام 2021. وتذكر الأسر تضرر المساكن (مسح الأسر المعيشية، العدد = 646) ولذلك تشمل "
    "الخطة قرى بأكملها بالتعاون مع منظمة Hand in Hand NGO (فرع سنجار) بنسبة 46% من 1,200 شخص، "
    "لا إله لديه كتاب.",
    "ckb": "ڕێکخراوی پێکهێنان لە ساڵی 2026 پلانی کاری بۆ چارەسەرە هەمیشەییەکان (وەشانی 1.0) ئامادە کرد، "
    "لەگەڵ Hand in Hand NGO و 1,200 خێزان بە ڕێژەی 46% لە گەڕەکی کوردان.",
    "fr": "Plan d’action n° 3 : « déplacés » et retournés, 46\u202f% — Ninewa (نينوى), 1\u202f200 ménages.",
}
WORD = re.compile(r"[\u0620-\u06ff]+|\d+")


@pytest.fixture(scope="module", params=TEXTS)
def paper(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    language, rtl = request.param, request.param != "fr"
    running = Running(
        language=language, rtl=rtl, title="", author="", subject="", keywords="", foot="", classification="",
        training="", draft="", code="", made_on="2026-01-01", page_words=lambda _page, _pages: "",
    )  # fmt: skip
    story = [BidiParagraph(TEXTS[language], Style(rtl=rtl))]
    return TEXTS[language], Booklet(running, unwatched(), first="portrait").make(story)


def test_pdfium_reads_words_and_numbers_in_order(paper: tuple[str, bytes]) -> None:
    text, pdf = paper
    said = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    assert WORD.findall(said) == WORD.findall(text)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_poppler_reads_words_and_numbers_in_order(paper: tuple[str, bytes], tmp_path: Path) -> None:
    text, pdf = paper
    (tmp_path / "a.pdf").write_bytes(pdf)
    said = subprocess.run(
        ["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    assert WORD.findall(said) == WORD.findall(text)
    assert "Hand in Hand NGO" in said or "Hand" not in text


def test_the_file_names_its_language(paper: tuple[str, bytes]) -> None:
    text, pdf = paper
    language = next(code for code, sample in TEXTS.items() if sample == text)
    assert str(PdfFileReader(io.BytesIO(pdf)).root["/Lang"]) == language


def test_shared_forms_stand_for_the_letter_that_was_typed() -> None:
    """Naskh draws the end of ه as that of ە and the beginning of ك as that of ک."""
    for word in ("لديه", "كتاب", "کتێبە", "كتاب"):
        pieces = single_line(word, False, 10, 1).pieces
        face = font(NASKH, False)
        assert "".join(face.meanings.get(ord(code)) or code for code in pieces[0].shaped.glyphs)[::-1] == word


ORDER = """
import hashlib, sys
from app.documents.minutes_content import MinutesDocument
from app.documents.pdf.minutes import render_minutes
from app.documents.plan_content import Part
from app.words.catalogue import Words
for text in sys.argv[1:]:
    content = MinutesDocument("ar", text, "", "", "2026-03-14", final=True, training=False, classification="",
                              content_hash="7f" * 32, made_on="2026-03-14", summary=(Part("text", text),))
    made = hashlib.sha256(render_minutes(content, Words("ar")).pdf).hexdigest()
print(made)
"""


@pytest.mark.slow
def test_bytes_do_not_depend_on_what_was_drawn_before() -> None:
    def last(*texts: str) -> bytes:
        return subprocess.run([sys.executable, "-c", ORDER, *texts], capture_output=True, check=True).stdout

    assert last(TEXTS["ar"]) == last(TEXTS["ckb"], TEXTS["fr"], TEXTS["ar"])
