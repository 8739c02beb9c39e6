"""The plan as a whole: pages, fonts, order of text, marks, places to sign, hostile texts."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from app.documents.pdf.plan import RenderedPlan, render_plan
from app.documents.plan_content import Block, Part, PlanDocument, Signatory
from app.foundation.errors import Cancelled
from app.foundation.progress import Progress
from app.words.catalogue import Words

Make = Callable[..., PlanDocument]
HOSTILE = [
    "<b>&amp;<img src=x onerror=1></b> {name} %s \\u0041 =SUM(A1)",
    "abc \u202eevil\u202c \u2066open isolate",
    "كلمات Arabic (and) ڕێکخراوەی کوردی [12] 46% «quoted» 3/4 - end",
    "word" * 400,
    "نص" * 400,
    "emoji 🙂👩‍👩‍👧 and 漢字 and \x00\x01\x1f control",
    "\n\n\n",
    " ",
    "",
]


@pytest.fixture(scope="module")
def rendered(plan_of: Make) -> dict[str, RenderedPlan]:
    return {language: render_plan(plan_of(language), Words(language)) for language in ("en", "ar")}


def texts(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_both_languages_render_with_all_words(language: str, plan_of: Make) -> None:
    Words.missing.clear()
    pdf = render_plan(plan_of(language, frozen=False), Words(language)).pdf
    assert {code for code in Words.missing if code.startswith(f"{language}:documents.")} == set()
    assert len(pypdfium2.PdfDocument(pdf)) > 12


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_glyph_is_missing(language: str, rendered: dict[str, RenderedPlan]) -> None:
    """A character without glyph becomes code 0 of its font: no drawn string may hold it."""
    pages = PdfFileReader(io.BytesIO(rendered[language].pdf)).root["/Pages"]["/Kids"]
    drawn = b"".join(page.get_object()["/Contents"].data for page in pages)
    strings = re.findall(rb"\(((?:[^()\\]|\\.)*)\)", drawn)
    assert len(strings) > 1000
    assert not any(b"\\000" in string or b"\x00" in string for string in strings)


def test_only_shipped_fonts_are_embedded(rendered: dict[str, RenderedPlan]) -> None:
    pages = PdfFileReader(io.BytesIO(rendered["ar"].pdf)).root["/Pages"]["/Kids"]
    fonts = [font.get_object() for page in pages for font in _fonts(page.get_object())]
    names = {str(font["/BaseFont"]) for font in fonts if "/FontDescriptor" in font}
    assert len(names) >= 4
    assert all(re.search("NotoSans|NotoNaskhArabic", name) for name in names)


def _fonts(page: Any) -> list[Any]:
    return list(page["/Resources"]["/Font"].values())


def test_english_is_found_in_order(rendered: dict[str, RenderedPlan]) -> None:
    pages = texts(rendered["en"].pdf)
    assert "Plan of Action" in pages[0]
    assert "For partners · no contact details inside" in pages[0]
    whole = "\n".join(pages)
    assert whole.rindex("1 · Context") < whole.rindex("Agreed and signed")


def test_arabic_letters_can_be_searched(rendered: dict[str, RenderedPlan]) -> None:
    whole = "\n".join(texts(rendered["ar"].pdf))
    for word in ("المجتمع", "القيروان", "للحلول", "Hand in Hand", "9,200", "آذار"):
        assert word in whole, word
    assert not re.search("[\ue000-\uf8ff\ufe70-\ufefc]", whole)


def test_wide_pages_only_for_activities(rendered: dict[str, RenderedPlan]) -> None:
    wide = [page.get_width() > page.get_height() for page in pypdfium2.PdfDocument(rendered["en"].pdf)]
    assert wide.count(True) >= 3
    first, last = wide.index(True), len(wide) - wide[::-1].index(True)
    assert all(wide[first:last])
    assert not wide[0]
    assert not wide[-1]


def test_every_page_carries_number_hash_and_marks(plan_of: Make) -> None:
    content = plan_of("en", frozen=False)
    pages = texts(render_plan(content, Words("en")).pdf)
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        assert content.short_hash in text
        assert "Training example" in text
        assert "Draft" in text


def test_final_and_real_plans_carry_no_such_marks(plan_of: Make) -> None:
    whole = "\n".join(texts(render_plan(plan_of("en", training=False), Words("en")).pdf))
    assert "Draft" not in whole
    assert "Training example · invented data" not in whole


def test_metadata_and_bookmarks(rendered: dict[str, RenderedPlan], plan_of: Make) -> None:
    document = pypdfium2.PdfDocument(rendered["ar"].pdf)
    facts = document.get_metadata_dict()
    assert facts["Title"].replace("\u200f", "") == "خطة العمل للحلول الدائمة · سنجار والبعاج"
    assert facts["Author"] == plan_of("ar").group_name
    assert plan_of("ar").content_hash in facts["Keywords"]
    titles = [item.get_title() for item in document.get_toc()]
    assert titles[:2] == ["المحتويات", "1 · السياق العام"]
    root = PdfFileReader(io.BytesIO(rendered["ar"].pdf)).root
    assert root["/Lang"] == "ar"
    assert root["/ViewerPreferences"]["/Direction"] == "/R2L"


def test_places_to_sign(rendered: dict[str, RenderedPlan]) -> None:
    for language in ("en", "ar"):
        plan = rendered[language]
        pages = len(pypdfium2.PdfDocument(plan.pdf))
        names = [place.name for place in plan.signature_fields]
        assert names == [f"signatory_{i}" for i in (1, 2, 3, 4)] + [f"spare_{i}" for i in (1, 2, 3, 4)]
        for place in plan.signature_fields:
            left, bottom, right, top = place.rect
            assert place.page == pages - 1
            assert 50 <= left < right <= 546
            assert 66 <= bottom < top < 760
            assert top - bottom > 25
    first = {language: rendered[language].signature_fields[0].rect[0] for language in rendered}
    assert first["en"] < 100 < first["ar"]


def test_many_signatories_go_on_to_another_page(plan_of: Make) -> None:
    people = tuple(Signatory(f"Person {i}", "Member", "Organisation", "", f"own_{i}") for i in range(20))
    fields = render_plan(plan_of("en", signatories=people), Words("en")).signature_fields
    assert len(fields) == 24
    assert fields[0].name == "own_0"
    assert len({field.page for field in fields}) > 1


def test_same_content_same_bytes(plan_of: Make, rendered: dict[str, RenderedPlan]) -> None:
    assert render_plan(plan_of("ar"), Words("ar")).pdf == rendered["ar"].pdf


@pytest.mark.parametrize("language", ["en", "ar"])
def test_hostile_texts_print_as_text(language: str, plan_of: Make) -> None:
    parts = tuple(Part("text", text) for text in HOSTILE)
    kinds = tuple(
        Part(kind, text) for kind in ("lead", "heading", "bullet", "note", "quote") for text in HOSTILE
    )  # type: ignore[arg-type]
    changed = plan_of(language, context=Block(parts + kinds), area=HOSTILE[0], group_name=HOSTILE[2])
    whole = "\n".join(texts(render_plan(changed, Words(language)).pdf))
    # Readers reorder Latin words within right-to-left lines in their own ways.
    assert ("<img src=x onerror=1>" if language == "en" else "onerror") in whole
    assert "\u202e" not in whole


def test_very_long_paragraphs_and_cells(plan_of: Make) -> None:
    base = plan_of("ar")
    activity = base.objectives[1].activities[0]
    long_text = ("نص طويل جداً with some words (1) " * 800)[:20000]
    changed = type(activity)(**{**_fields(activity), "title": long_text})
    objective = type(base.objectives[1])("SO2", "x", (changed,))
    pdf = render_plan(
        plan_of("ar", objectives=(objective,), context=Block((Part("text", long_text),))), Words("ar")
    ).pdf
    assert len(pypdfium2.PdfDocument(pdf)) > 15


def _fields(value: object) -> dict[str, object]:
    return {name: getattr(value, name) for name in type(value).__slots__}  # type: ignore[attr-defined]


def test_empty_plan_still_prints(plan_of: Make) -> None:
    empty: dict[str, object] = dict.fromkeys(
        ("facts", "figures", "locations", "groups", "objectives", "coverage", "criteria", "commitments",
         "risks", "lessons", "sources", "signatories", "approach_return", "approach_displacement"), ()
    )  # fmt: skip
    blocks = {name: Block() for name in ("context", "priorities", "approach", "activities", "monitoring")}
    plan = render_plan(plan_of("en", attendance=None, **empty, **blocks), Words("en"))
    assert len(plan.signature_fields) == 4
    assert sum("Not written yet." in text for text in texts(plan.pdf)) == 1


def test_progress_and_cancelling(plan_of: Make) -> None:
    seen: list[tuple[int, int]] = []
    render_plan(plan_of("en"), Words("en"), Progress(lambda done, total: seen.append((done, total))))
    assert len(seen) > 10
    assert all(0 <= done <= total for done, total in seen)
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        render_plan(plan_of("en"), Words("en"), stopped)


def test_content_loads_no_drawing_library() -> None:
    code = """
import sys, app.documents.plan_content, app.documents.minutes_content
assert not [name for name in sys.modules if name.startswith(("reportlab", "uharfbuzz", "segno"))]
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_square_code_is_readable(rendered: dict[str, RenderedPlan], plan_of: Make) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    page = pypdfium2.PdfDocument(rendered["en"].pdf)[2]
    image = page.render(scale=300 / 72).to_pil()
    (found,) = zxingcpp.read_barcodes(image)
    assert found.text == f"MASAR:{plan_of('en').content_hash.upper()}:3"
