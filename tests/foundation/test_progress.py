from __future__ import annotations

import pytest

from app.foundation.errors import Cancelled
from app.foundation.progress import Progress, unwatched


def test_steps_are_reported() -> None:
    seen: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: seen.append((done, total)))
    progress.step(1, 3)
    progress.step(2, 3)
    assert seen == [(1, 3), (2, 3)]


def test_cancelling_stops_at_the_next_step() -> None:
    progress = unwatched()
    progress.step(1, 3)
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.step(2, 3)
