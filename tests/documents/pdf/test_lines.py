"""Shaping and breaking lines."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from app.documents.pdf.fonts import NASKH, SANS, font
from app.documents.pdf.lines import Line, Span, break_lines, longest_word, prepare, single_line
from app.documents.pdf.shaping import shape

ALPHABET = "abc defg (h) ابت ثج-خ/د 123 % ێۆ\u2068\u2069\u200f"


def lines(text: str, room: float, base: int = 0) -> list[Line]:
    return [line for paragraph in prepare(text, False, base) for line in break_lines(paragraph, 10, room)]


def letters(line: Line) -> str:
    shown = []
    for piece in line.pieces:
        meanings = font(piece.look.family, piece.look.bold).meanings
        shown += [meanings.get(ord(glyph), glyph) for glyph in piece.shaped.glyphs]
    return "".join(shown)


def test_arabic_letters_join() -> None:
    alone = sum(shape(char, NASKH, False, True).advance for char in "بيت")
    assert shape("بيت", NASKH, False, True).advance < alone


def test_brackets_are_mirrored_in_right_to_left_runs() -> None:
    assert shape("(", SANS, False, True).glyphs == ")"
    assert shape("(", SANS, False, False).glyphs == "("


def test_punctuation_between_arabic_is_laid_right_to_left() -> None:
    assert letters(single_line("ب؟، ت", False, 10, 1)).replace("ﺏ", "ب") == "ت ،؟ب"


def test_mixed_line_in_order_of_drawing() -> None:
    assert letters(single_line("منظمة Hand in Hand (سنجار)", False, 10, 1)) == "(راجنس) Hand in Hand ةمظنم"


def test_figures_keep_their_order() -> None:
    assert letters(single_line("العدد 54,198 شخص", False, 10, 1)) == "صخش 54,198 ددعلا"


@given(st.text(alphabet=ALPHABET, max_size=200), st.sampled_from([60.0, 200.0]), st.sampled_from([0, 1]))
def test_lines_fit_and_lose_no_letter(text: str, room: float, base: int) -> None:
    made = lines(text, room, base)
    assert all(line.width <= room + 0.01 for line in made)
    shown = "".join(letters(line) for line in made).replace(" ", "")
    typed = "".join(char for char in text if char not in " \u2068\u2069\u200f")
    assert len(shown) == len(typed)


def test_word_longer_than_the_line_is_broken() -> None:
    made = lines("x" * 500, 100)
    assert len(made) > 5
    assert sum(len(letters(line)) for line in made) == 500


def test_break_after_hyphen_but_not_within_numbers() -> None:
    (paragraph,) = prepare("community-based 12-14", False, 0)
    assert longest_word(paragraph, 10) < single_line("community-based", False, 10, 0).width
    broken = lines("aaaaa 12-14", single_line("aaaaa 12-", False, 10, 0).width)
    assert [letters(line) for line in broken] == ["aaaaa ", "12-14"]


def test_an_article_stays_with_its_name() -> None:
    for name in ("Al-Ba'aj", "al-Sanawbar"):
        (paragraph,) = prepare(name, False, 0)
        assert longest_word(paragraph, 10) == single_line(name, False, 10, 0).width


def test_long_paragraph_is_quick() -> None:
    start = time.perf_counter()
    made = lines("نص طويل mixed (words) 123 " * 800, 400, 1)
    assert len(made) > 100
    assert time.perf_counter() - start < 5


def test_foreign_paragraph_takes_its_own_direction() -> None:
    foreign, mixed = prepare("All Latin.\nعربي and Latin", False, 1)
    assert (foreign.resolved.base, mixed.resolved.base) == (0, 1)


def test_spans_keep_their_looks() -> None:
    (paragraph,) = prepare([Span("a", bold=True), Span("b", role="quiet")], False, 0)
    assert [(look.bold, look.role) for look in paragraph.looks] == [(True, ""), (False, "quiet")]


def test_only_marks_make_an_empty_line() -> None:
    assert single_line("\u2068\u2069", False, 10, 1).width == 0
