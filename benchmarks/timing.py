"""Measuring fairly: both sides in turn, the middle of several rounds, one line of result."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

Work = Callable[[], object]


def seconds(work: Work) -> float:
    """Return how long one call takes on the wall."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def in_turn(ours: Work, bare: Work, rounds: int, warm: int = 1) -> tuple[float, float]:
    """Return the median seconds of `ours` and `bare`, called in turn so that both meet the same machine."""
    for _ in range(warm):
        ours()
        bare()
    pairs = [(seconds(ours), seconds(bare)) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def show(name: str, ours: float, bare: float, aim: str, command: str) -> None:
    """Print a figure, what it is measured against, the ratio, the aim, and how to see it again."""
    print(f"{name}: {_spoken(ours)}, bare {_spoken(bare)}, ratio {ours / bare:.2f} (aim {aim})   [{command}]")


def _spoken(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.2f} ms"
