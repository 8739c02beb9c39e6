"""The computer's clock, injected so that tests decide what time it is.

No clock decides anything about whose work counts; see the rules of the log.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Something that tells the time."""

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SteppingClock:
    """A clock for tests and the sample: starts at a moment and moves on by a step at each look."""

    def __init__(self, start: datetime, step: timedelta = timedelta(seconds=1)) -> None:
        self._next = start
        self._step = step

    def now(self) -> datetime:
        moment = self._next
        self._next = moment + self._step
        return moment

    def move_to(self, moment: datetime) -> None:
        """Set what the next look returns."""
        self._next = moment


def stamp(moment: datetime) -> str:
    """Return a moment as ISO text with seconds, in UTC: `2026-03-14T09:30:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_stamp(text: str) -> datetime:
    """Return the moment that `stamp` wrote. Raises ValueError for anything else."""
    moment = datetime.fromisoformat(text)  # far less to load than strptime, but it reads more than stamps
    if not text.endswith("Z") or stamp(moment) != text:
        raise ValueError(text)
    return moment


def is_moment(text: str) -> bool:
    """Return whether a text is a moment as `stamp` writes them."""
    try:
        read_stamp(text)
    except ValueError:
        return False
    return True


def today(clock: Clock) -> date:
    """Return the calendar day where this computer stands."""
    return clock.now().astimezone().date()
