"""A fixed sheet of difficult lines: the glyphs drawn are those that HarfBuzz itself gives for each run."""

from __future__ import annotations

from functools import cache
from itertools import groupby

import pytest
import uharfbuzz

from app.documents.pdf.bidi import line_levels, resolve, visual_order
from app.documents.pdf.fonts import NASKH, SANS, clean, families, font
from app.documents.pdf.lines import single_line
from app.foundation.paths import resources

FILES = {SANS: "NotoSans-Regular.ttf", NASKH: "NotoNaskhArabic-Regular.ttf"}
DIRECTION_MARKS = "\u061c\u200e\u200f\u2066\u2067\u2068\u2069"
SHEET = {
    "brackets": "خطة (العمل) [2026] «أولى» {س}",
    "brackets around Latin": "منظمة Hand in Hand NGO (فرع سنجار) و(NGO)",
    "numbers": "نسبة 46% من 1,200 شخص، 3/4 - 2026–2027 و-5",
    "isolates": "القائد \u2068Dalia Haddad (DRC)\u2069، العدد \u2068646\u2069.",
    "Sorani letters": "ڕێکخراوی پێکهێنان: گۆڕان، ژێرخان، ڵ ڤ چ پ ۆ ێ ە هەمیشەییەکان",
    "lam alif": "لا إله الأول لأن لآخر للإعلان",
    "marks": "مُحَمَّدٌ كِتَابٌ ٱلْعَمَل",
    "joiners": "می\u200cخواهم هە\u200dـ",
    "Arabic in English": "The group (مجموعة التنسيق) met on 14 آذار 2026 [1].",
    "Kurdish in French": "Le plan « پلانی کار » de 2026, p. 3",
}


@cache
def shaper(family: str) -> uharfbuzz.Font:
    """Return a typeface read from its file, apart from the program's own."""
    return uharfbuzz.Font(
        uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(resources() / "fonts" / FILES[family])))
    )


def expected(text: str, base: int) -> list[tuple[str, int]]:
    """Return family and glyph of each glyph from left to right: whole runs shaped by HarfBuzz."""
    text = clean(text)
    levels = line_levels(resolve(text, base), 0, len(text))
    looks = list(zip(levels, families(text), strict=True))
    runs = [list(group) for _, group in groupby(range(len(text)), key=lambda at: looks[at])]
    found: list[tuple[str, int]] = []
    for at in visual_order([levels[run[0]] for run in runs]):
        level, family = looks[runs[at][0]]
        found += [(family, glyph) for glyph in shaped("".join(text[i] for i in runs[at]), family, level)]
    return found


def shaped(text: str, family: str, level: int) -> list[int]:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text.translate(dict.fromkeys(map(ord, DIRECTION_MARKS))))
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    uharfbuzz.shape(shaper(family), buffer)
    return [info.codepoint for info in buffer.glyph_infos]


def drawn(text: str, base: int) -> list[tuple[str, int]]:
    """Return family and glyph of each glyph that a line draws, from left to right."""
    pieces = single_line(text, False, 10, base).pieces
    return [
        (piece.look.family, font(piece.look.family, bold=False).face.charToGlyph[ord(code)])
        for piece in pieces
        for code in piece.shaped.glyphs
    ]


@pytest.mark.parametrize("base", [0, 1])
@pytest.mark.parametrize("name", SHEET)
def test_a_line_draws_the_glyphs_of_harfbuzz(name: str, base: int) -> None:
    assert drawn(SHEET[name], base) == expected(SHEET[name], base)


def test_the_sheet_is_drawn_with_both_typefaces_and_no_gap() -> None:
    glyphs = [glyph for text in SHEET.values() for glyph in drawn(text, 1)]
    assert {family for family, _ in glyphs} == {SANS, NASKH}
    assert 0 not in {glyph for _, glyph in glyphs}
