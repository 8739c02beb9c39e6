"""The laws of exchange hold after some schedules, the same every time. Between them every named move does
something. `make soak` plays others, and many."""

from __future__ import annotations

import pytest
from services.exchange_played import ACTED, never_acted
from services.exchange_schedules import play, play_fixed
from services.exchange_written import FOUND, WRITTEN


def test_any_schedule_ends_alike() -> None:
    play(schedules=8, steps=25, seed=1)


def test_every_named_move_does_something_and_all_ends_alike() -> None:
    ACTED.clear()
    for steps in WRITTEN:
        play_fixed(steps)
    assert never_acted(ACTED) == []


@pytest.mark.parametrize("story", FOUND)
def test_what_once_ended_in_different_states(story: str) -> None:
    play_fixed(FOUND[story])
