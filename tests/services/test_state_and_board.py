"""What state a file is in, in words and numbers; who has what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.laptops import Laptop, bring_everyone_up_to_date, found

from app.models.kinds.plan import Activity
from app.services.board import board
from app.services.state import space_words, state


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[list[Laptop]]:
    laptops = found(tmp_path, "Omar")
    bring_everyone_up_to_date(laptops, tmp_path)
    yield laptops
    for laptop in laptops:
        laptop.use().close()


def add(laptop: Laptop) -> None:
    with laptop.use().write("activity.add") as unit:
        unit.add(Activity, title_en="Wells")


def test_equal_files_show_equal_words(pair: list[Laptop]) -> None:
    dalia, omar = (state(laptop.use()) for laptop in pair)
    assert dalia.words == omar.words
    assert dalia.state_hash == omar.state_hash
    assert dalia.spaces.keys() == omar.spaces.keys()
    assert dalia.replica != omar.replica
    assert len(dalia.words) == 4


def test_one_change_changes_the_words_of_its_space_only(pair: list[Laptop]) -> None:
    dalia = pair[0]
    before = state(dalia.use())
    add(dalia)
    after = state(dalia.desk)
    assert after.state_hash != before.state_hash
    changed = {space for space in after.spaces if after.spaces[space] != before.spaces[space]}
    assert changed == {dalia.desk.network}
    assert after.records["activity"] == 1
    words = space_words(dalia.desk, [dalia.desk.network, "area/other/network"])
    assert words == {dalia.desk.network: after.spaces[dalia.desk.network].words}


def test_the_board_goes_by_what_was_heard_and_not_by_what_was_sent(
    pair: list[Laptop], tmp_path: Path
) -> None:
    dalia, omar = pair
    add(dalia)
    row = board(dalia.use())[0]
    assert (row.person.name, row.behind > 0, row.up_to_date) == ("Omar", True, False)
    assert row.size > 0
    package = dalia.pack(tmp_path / "1.masar", "Omar")
    assert board(dalia.desk)[0].behind == row.behind
    omar.take(package)
    dalia.take(omar.pack(tmp_path / "2.masar", "Dalia"))
    row = board(dalia.desk)[0]
    assert (row.behind, row.up_to_date, row.size) == (0, True, 0)
