"""Folding of text for search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.folding import digits, fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ba'aj", "Ba’aj"),
        ("Al-Ba'aj", "albaaj"),
        ("البعاج", "البعــاج"),
        ("أحمد", "احمد"),
        ("إربيل", "اربيل"),
        ("آمنة", "امنه"),
        ("مصطفى", "مصطفي"),
        ("کەرکووک", "كەركووك"),
        ("شنگال", "شنكال"),
        ("چەمچەماڵ", "جەمجەمال"),
        ("پێنجوێن", "بينجوين"),
        ("ڕەڤاندز", "رەفاندز"),
        ("ژیان", "زيان"),
        ("مُحَمَّد", "محمد"),
        ("Équipe", "equipe"),
        ("  two   words ", "two words"),
    ],
)
def test_spellings_that_count_as_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_names_stay_different() -> None:
    assert fold("سنجار") != fold("سنحار")


def test_digits_of_three_scripts_are_one() -> None:
    assert digits("٢٠٢٦ ۲۰۲۶ 2026") == "2026 2026 2026"


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcأبتثجةىيکگ'-ـ ", max_size=30))
def test_folded_text_holds_only_folded_letters(text: str) -> None:
    assert not set(fold(text)) & set("أةىکگ'-ـ")
