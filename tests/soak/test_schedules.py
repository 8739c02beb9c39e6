"""The tally of schedules: what was played is not played again, and a failure is told with its seed."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest
from services.exchange_played import NAMED
from soak import schedules
from soak.schedules import Batch, Tally, batches

CODE = "0123456789abcdef"


def test_a_tally_is_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "build" / "tally.txt"
    Tally(path, CODE).add(Batch(7, 50, 30, "", CODE, Counter({"decide apart": 3, "add": 2})))
    assert (
        path.read_text("utf-8") == f"50 schedules, 30 s, seed 7, held, code {CODE}: add 2, decide apart 3\n"
    )
    Tally(path, CODE).add(Batch(8, 20, 10, "", CODE, Counter({"add": 5})))
    found = Tally(path, CODE)
    assert found.schedules == 70
    assert found.acted == {"decide apart": 3, "add": 7}
    assert str(found) == "70 schedules, 40 s of one core, 0 failures"


def test_what_other_code_played_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "tally.txt"
    path.write_text("10000 schedules, 30 s, seed 7, held\n", "utf-8")
    Tally(path, CODE).add(Batch(8, 20, 10, "who: Omar", "f" * 16, Counter({"add": 5})))
    found = Tally(path, CODE)
    assert (found.schedules, found.others, found.failures, +found.acted) == (0, 20, [], {})
    assert str(found).endswith("20 schedules of other code do not count")


def test_the_code_is_that_of_the_program_and_of_the_laws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert schedules.code() == schedules.code()
    for file in ("app/storage/sending.py", "tests/services/exchange_laws.py", "tests/services/laptops.py"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("held = True\n", "utf-8")
    (tmp_path / "tests/services/lean_sql.py").touch()
    monkeypatch.setattr(schedules, "ROOT", tmp_path)
    monkeypatch.setattr(schedules, "__file__", str(tmp_path / "tests/services/laptops.py"))
    seen = {schedules.code()}
    for file in ("app/storage/sending.py", "tests/services/exchange_laws.py"):
        (tmp_path / file).write_text("held = False\n", "utf-8")
        seen.add(schedules.code())
    assert len(seen) == 3


def test_moves_that_never_did_anything_are_missed_after_enough_schedules(tmp_path: Path) -> None:
    acted = Counter(dict.fromkeys(NAMED, 1)) - Counter({"decide": 1})
    tally = Tally(tmp_path / "tally.txt", CODE)
    tally.add(Batch(9, schedules.ENOUGH - 1, 30, "", CODE, acted))
    assert schedules.unplayed(tally) == []
    tally.add(Batch(10, 1, 30, "", CODE))
    assert schedules.unplayed(tally) == ["decide"]


def test_a_failure_is_told_with_its_seed_and_kept_beside_the_tally(tmp_path: Path) -> None:
    Tally(tmp_path / "tally.txt", CODE).add(Batch(9, 50, 30, "who: Omar", CODE))
    found = Tally(tmp_path / "tally.txt", CODE)
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
    played = Tally(tally, schedules.code())
    assert played.schedules == 2
    assert played.acted
    assert schedules.main(asked) == 0
    assert Tally(tally, schedules.code()).schedules == 2
