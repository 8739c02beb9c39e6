"""The nouns that stand for numbers: same line, same meaning, recognised in any language and spelling."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.foundation.errors import UserError
from app.words.languages import LANGUAGES
from app.words.wordlist import SIZE, fold, indexes, word, wordlist, words

NUMBERS = st.lists(st.integers(0, SIZE - 1), min_size=1, max_size=8)


def distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        previous, row = row, [number]
        for place, against in enumerate(other, 1):
            row.append(min(previous[place] + 1, row[-1] + 1, previous[place - 1] + (letter != against)))
    return row[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_256_different_words(language: str) -> None:
    assert len({fold(noun) for noun in wordlist(language)}) == SIZE == len(wordlist(language))


def test_english_words_differ_by_two_letters() -> None:
    nouns = sorted(wordlist("en"))
    close = [(a, b) for n, a in enumerate(nouns) for b in nouns[:n] if distance(a, b) < 2]
    assert close == []


def test_no_word_means_two_things_across_languages() -> None:
    meanings: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for number, noun in enumerate(wordlist(language)):
            meanings.setdefault(fold(noun), set()).add(number)
    assert [noun for noun, numbers in meanings.items() if len(numbers) > 1] == []


@given(NUMBERS, st.sampled_from(LANGUAGES))
@settings(max_examples=50)
def test_words_lead_back_to_their_numbers(numbers: list[int], language: str) -> None:
    assert indexes(words(language, numbers)) == tuple(numbers)


@given(
    st.lists(st.tuples(st.integers(0, SIZE - 1), st.sampled_from(LANGUAGES)), max_size=8),
    st.sampled_from([" ", "، ", " - ", "\n", "_ 1. "]),
)
@settings(max_examples=50)
def test_languages_and_separators_may_be_mixed(chosen: list[tuple[int, str]], between: str) -> None:
    text = between.join(word(language, number) for number, language in chosen)
    assert indexes(text) == tuple(number for number, _ in chosen)


@pytest.mark.parametrize(
    ("language", "noun", "typed"),
    [
        ("fr", "rivière", "RIVIERE"),
        ("fr", "œuf", "oeuf"),
        ("ar", "بحيرة", "بحيره"),
        ("ar", "إبرة", "اِبره"),
        ("ckb", "ڕووبار", "رووبار"),
        ("ckb", "چیا", "چيا"),
    ],
)
def test_spelling_as_people_type_it(language: str, noun: str, typed: str) -> None:
    assert indexes(typed) == (wordlist(language).index(noun),)


def test_an_unknown_word_is_named() -> None:
    with pytest.raises(UserError) as caught:
        indexes("river xylograph")
    assert (caught.value.code, caught.value.params) == ("unknown_word", {"word": "xylograph"})
