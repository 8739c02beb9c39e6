"""A key between two neighbours sorts between them, whatever is appended and however often it is asked."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.order_keys import between, spread, three_random_digits

DIGITS = st.text("0123456789abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=3)


@given(st.lists(st.tuples(st.integers(0, 1000), DIGITS), min_size=1, max_size=40))
def test_any_insertions_keep_the_order(insertions: list[tuple[int, str]]) -> None:
    keys: list[str] = []
    for where, digits in insertions:
        place = where % (len(keys) + 1)
        before = keys[place - 1] if place else ""
        after = keys[place] if place < len(keys) else ""
        key = between(before, after, lambda digits=digits: digits)
        assert before < key
        assert not after or key < after
        keys.insert(place, key)
    assert keys == sorted(keys)


def test_inserting_always_at_the_front_and_the_end() -> None:
    first = last = between("", "")
    for _ in range(200):
        first, last = between("", first), between(last, "")
    assert len(first) < 700
    assert len(last) < 700


def test_no_room_between_equal_keys() -> None:
    with pytest.raises(ValueError, match="equal"):
        between("abc", "abc")


@pytest.mark.parametrize("count", [0, 1, 7, 500])
def test_a_fresh_list_has_room_between(count: int) -> None:
    keys = spread(count)
    assert keys == sorted(set(keys))
    assert all(one < between(one, other) < other for one, other in pairwise(keys))


def test_two_laptops_inserting_at_one_place_seldom_tie() -> None:
    assert len({three_random_digits() for _ in range(200)}) > 190
