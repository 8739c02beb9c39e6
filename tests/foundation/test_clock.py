from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.foundation.clock import SteppingClock, SystemClock, read_stamp, stamp, today

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def test_system_clock_tells_the_time_in_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_stepping_clock_moves_on_at_each_look() -> None:
    clock = SteppingClock(NOON, timedelta(minutes=5))
    assert [clock.now(), clock.now()] == [NOON, NOON + timedelta(minutes=5)]


def test_stepping_clock_can_be_set() -> None:
    clock = SteppingClock(NOON)
    clock.move_to(NOON + timedelta(days=1))
    assert clock.now() == NOON + timedelta(days=1)


def test_stamp_turns_other_zones_into_utc() -> None:
    baghdad = timezone(timedelta(hours=3))
    assert stamp(NOON.astimezone(baghdad)) == "2026-03-14T12:00:00Z"


@given(st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_stamp_reads_back_to_the_second(moment: datetime) -> None:
    assert read_stamp(stamp(moment)) == moment.replace(microsecond=0)


@pytest.mark.parametrize("text", [
    "", "2026-03-14", "2026-03-14T12:00:00+03:00", "14/03/2026", "2026-03-14 12:00:00Z", "20260314T120000Z",
    "2026-03-14T12:00:00.5Z", "2026-W11-6T12:00:00Z", "0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00",
])  # fmt: skip
def test_other_shapes_are_no_stamp(text: str) -> None:
    with pytest.raises(ValueError):
        read_stamp(text)


def test_today_is_the_local_day() -> None:
    assert today(SteppingClock(NOON)) == NOON.astimezone().date()
