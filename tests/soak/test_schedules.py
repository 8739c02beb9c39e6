"""The tally of schedules: what was played is not played again, and a failure is told with its seed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from soak import schedules
from soak.schedules import Batch, Tally, batches


def test_a_tally_is_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "build" / "tally.txt"
    Tally(path).add(Batch(7, 50, 30))
    assert path.read_text("utf-8") == "50 schedules, 30 s, seed 7, held\n"
    Tally(path).add(Batch(8, 20, 10))
    assert Tally(path).schedules == 70
    assert str(Tally(path)) == "70 schedules, 40 s of one core, 0 failures"


def test_a_failure_is_told_with_its_seed_and_kept_beside_the_tally(tmp_path: Path) -> None:
    Tally(tmp_path / "tally.txt").add(Batch(9, 50, 30, "who: Omar"))
    found = Tally(tmp_path / "tally.txt")
    assert [batch.seed for batch in found.failures] == [9]
    assert str(found).endswith("1 failures: seeds 9")
    assert (tmp_path / "tally-9.txt").read_text("utf-8") == "who: Omar"


@pytest.mark.parametrize(("wanted", "sizes"), [(0, []), (50, [50]), (120, [50, 50, 20])])
def test_batches_amount_to_what_is_asked_for(wanted: int, sizes: list[int]) -> None:
    made = list(batches(wanted))
    assert [batch.schedules for batch in made] == sizes
    assert len({batch.seed for batch in made}) == len(made)


def test_nothing_is_begun_after_the_time(tmp_path: Path) -> None:
    heard: list[Batch] = []
    schedules.play_all(batches(100), 1, time.monotonic() - 1, heard.append)
    assert heard == []


@pytest.mark.slow
def test_batches_are_played_side_by_side_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tally = tmp_path / "tally.txt"
    asked = ["--schedules", "2", "--jobs", "2", "--tally", str(tally)]
    assert schedules.main(asked) == 0
    assert "2 schedules" in capsys.readouterr().out
    assert Tally(tally).schedules == 2
    assert schedules.main(asked) == 0
    assert Tally(tally).schedules == 2
