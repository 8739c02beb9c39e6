"""The laws of exchange hold after some schedules, the same every time. `make soak` plays others, and many."""

from __future__ import annotations

from services.exchange_schedules import play


def test_any_schedule_ends_alike() -> None:
    play(schedules=4, steps=20, seed=1)
