"""Which characters are set, in which typeface, and what is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.pdf.fonts import NASKH, REPLACEMENT, SANS, clean, coverage, families, font


def test_families_by_script() -> None:
    assert families("ab بت") == [SANS, SANS, SANS, NASKH, NASKH]
    assert families("بت (46%)")[3:] == [SANS] * 5
    assert families("نص. و") == [NASKH] * 5


def test_sorani_letters_are_covered() -> None:
    assert {ord(char) for char in "ڕڵۆێەھیکپچژگڤ"} <= coverage(NASKH)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\u202eb\u202cc", "abc"),
        ("a\x00\x07b\x1b", "ab"),
        ("tab\tbed", "tab bed"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("<b>&amp;<img src=x>", "<b>&amp;<img src=x>"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u2068x\u2069", "\u2068x\u2069"),
        ("ok 🙂🙂 好", f"ok {REPLACEMENT} {REPLACEMENT}"),
        ("a\ufeff\u00adb", "ab"),
        ("👩\u200d👩\ufe0f\u200d👧", REPLACEMENT),
        ("lone \ud800 half", "lone  half"),
    ],
)
def test_clean(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text(max_size=80))
def test_everything_clean_has_a_glyph(text: str) -> None:
    joint = coverage(SANS) | coverage(NASKH)
    marks = set("\n\u200b\u200c\u200d\u061c\u200e\u200f\u2066\u2067\u2068\u2069")
    assert all(ord(char) in joint or char in marks for char in clean(text))


@given(st.text(max_size=80))
def test_clean_twice_is_clean_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_a_typeface_is_loaded_once_however_it_is_asked_for() -> None:
    assert font(NASKH, False) is font(NASKH, bold=False) is font(family=NASKH, bold=False)
