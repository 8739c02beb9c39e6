"""When each item of an agenda begins and ends, and by how much the whole runs over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class AgendaTimes:
    """Begin and end of each item as "09:30", "" where unknown; `over` minutes after the planned end.

    `spare` is how many minutes are left before the planned end; None when either time is not known.
    """

    items: tuple[tuple[str, str], ...] = ()
    ends: str = ""
    over: int = 0
    spare: int | None = None


def agenda_times(starts: str, ends: str, minutes: Sequence[int]) -> AgendaTimes:
    """Return the running times of items that take `minutes` each, one after the other."""
    begin, planned = minutes_of(starts), minutes_of(ends)
    if begin is None:
        return AgendaTimes(tuple(("", "") for _ in minutes))
    marks = [begin]
    for length in minutes:
        marks.append(marks[-1] + length)
    items = tuple((clock(one), clock(other)) for one, other in pairwise(marks))
    if planned is None:
        return AgendaTimes(items, clock(marks[-1]))
    late = marks[-1] - (planned if planned >= begin else planned + DAY)
    return AgendaTimes(items, clock(marks[-1]), max(0, late), max(0, -late))


def minutes_of(time: str) -> int | None:
    """Return the minutes since midnight of "09:30", None for anything else."""
    hours, _, rest = (time or "").partition(":")
    return int(hours) * 60 + int(rest) if hours.isdecimal() and rest.isdecimal() else None


def clock(minute: int) -> str:
    """Return minutes since midnight as "09:30"; after midnight it begins anew."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"
