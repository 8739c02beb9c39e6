"""Comparing words: one row of four is right, a wrong pick writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services.laptops import Laptop, found

from app.foundation.errors import UserError
from app.models.kinds.people import Comparison
from app.services.comparing import ROWS, offer_rows, pick_row
from app.services.people import card_from_values, find_person
from app.services.views.people import people_view


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[list[Laptop]]:
    made = found(tmp_path, "Omar")
    yield made
    for laptop in made:
        laptop.use().close()


def right(laptops: list[Laptop]) -> tuple[int, ...]:
    return card_from_values(find_person(laptops[0].use(), "Omar")).fingerprint()


def test_one_row_is_right_and_none_shares_a_word_at_its_place(laptops: list[Laptop]) -> None:
    wanted, places = right(laptops), set()

    @settings(max_examples=30)
    @given(st.integers())
    def law(seed: int) -> None:
        offer = offer_rows(laptops[0].use(), "Omar", Random(seed))
        assert len(offer.rows) == len(set(offer.rows)) == ROWS
        assert offer.rows.count(wanted) == 1
        assert all(len(set(column)) == ROWS for column in zip(*offer.rows, strict=True))
        assert all(len(row) == len(wanted) and set(row) <= set(range(256)) for row in offer.rows)
        places.add(offer.rows.index(wanted))

    law()
    assert len(places) > 1


def test_a_wrong_pick_writes_nothing_and_the_right_one_counts(laptops: list[Laptop]) -> None:
    dalia, omar = laptops
    wrong = next(row for row in offer_rows(dalia.use(), "Omar").rows if row != right(laptops))
    before = dalia.state()
    assert not pick_row(dalia.use(), "Omar", wrong)
    assert dalia.state() == before
    assert dalia.desk.records(Comparison) == []
    assert pick_row(dalia.use(), "Omar", right(laptops))
    entry = next(one for one in people_view(dalia.use()).people if not one.me)
    assert entry.standing == "invited_compared"
    assert entry.compared_by.me
    for work in (lambda: offer_rows(omar.use(), "Dalia"), lambda: pick_row(omar.use(), "Dalia", wrong)):
        with pytest.raises(UserError) as refused:
            work()
        assert refused.value.code == "not_a_steward"


def test_the_comparison_of_one_steward_counts_for_all(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar = laptops
    pick_row(dalia.use(), "Omar", right(laptops))
    omar.take(dalia.pack(tmp_path / "p.masar", "Omar"))
    me = people_view(omar.use()).me
    assert me is not None
    assert me.compared
    assert me.compared_by.name.en == "Dalia"
