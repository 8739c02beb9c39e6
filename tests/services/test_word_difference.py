"""Texts compared word by word."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.services.views.word_difference import MOST_WORDS, Piece, changed, differing, shortened

TEXTS = st.lists(st.sampled_from(["400", "people,", "of", "whom", "200", "نساء", "\n"]), max_size=12).map(
    " ".join
)


def bold(text: str, *others: str) -> list[str]:
    return [piece.text.strip() for piece in differing(text, others) if not piece.same]


def test_only_the_words_that_differ_stand_out() -> None:
    text, other = "400 people, of whom 200 women", "450 people, of whom 180 women"
    assert bold(text, other) == ["400", "200"]
    assert bold(other, text) == ["450", "180"]


def test_neighbouring_words_are_one_piece() -> None:
    assert bold("in groups of ten families since", "in groups since") == ["of ten families"]


def test_of_three_texts_a_word_must_be_in_all_to_be_shared() -> None:
    assert bold("six wells in Durra", "six wells in Sidra", "four wells in Durra") == ["six", "Durra"]


def test_arabic_is_compared_by_words_too() -> None:
    assert bold("أربعون معلمًا لست مدارس", "اثنان وأربعون معلمًا لست مدارس") == ["أربعون"]


def test_very_long_texts_come_back_whole() -> None:
    text = "word " * (MOST_WORDS + 1)
    assert differing(text, ["other"]) == (Piece(text, True),)


@given(TEXTS, TEXTS)
def test_the_pieces_are_the_text(text: str, other: str) -> None:
    assert "".join(piece.text for piece in differing(text, [other])) == text


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert bold(text, text) == []


@given(TEXTS, TEXTS)
def test_pieces_alternate(text: str, other: str) -> None:
    found = differing(text, [other])
    assert all(one.same != following.same for one, following in pairwise(found))


def test_a_long_text_is_shortened_round_what_changed() -> None:
    before = " ".join(f"w{number}" for number in range(40))
    pieces = shortened(changed(before, before.replace("w9 ", "here ").replace("w30", "there")), 2)
    told = "".join(f"-{one.text}" if one.gone else one.text for one in pieces)
    assert told.rstrip() == "… w7 w8 -w9 here w10 w11 … w28 w29 -w30 there w31 w32 …"
    assert shortened(changed("a b c", "a b c")) == (Piece("a b c", same=True),)
