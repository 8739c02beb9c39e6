"""A program killed in the middle of a word loses at most the last second of typing."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from services.laptops import CHEAP, found
from ui.typist import text

from app.models.kinds.plan import Activity
from app.services.drafts import drafts
from app.services.field_edits import add_record
from app.services.opening import open_workspace

FIELD = "description_en"
TESTS = Path(__file__).parents[1]
SECOND = 1.0


@pytest.fixture
def begun(tmp_path: Path) -> tuple[Path, str]:
    """Return a closed workspace with one activity, and the activity."""
    desk = found(tmp_path)[0].use()
    record = add_record(desk, "activity", {"title_en": "Health post"})
    desk.close()
    return tmp_path, record


def typed_until_killed(file: Path, record: str, after: float, *more: str) -> int:
    """Kill a typist. Returns how many characters were on the screen a second before."""
    typist = subprocess.Popen(
        [sys.executable, str(TESTS / "ui" / "typist.py"), str(file), "activity", record, FIELD, *more],
        stdout=subprocess.PIPE, text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": f"{TESTS.parent}:{TESTS}"},
    )  # fmt: skip
    assert typist.stdout is not None
    shown = [(0.0, 0)]
    begun = 0.0
    for line in typist.stdout:
        now = time.monotonic()
        begun = begun or now
        shown.append((now, int(line)))
        if now - begun > after:
            break
    typist.send_signal(signal.SIGKILL)
    killed = time.monotonic()
    typist.wait()
    typist.stdout.close()
    return max(count for moment, count in shown if moment <= killed - SECOND)


def kept(file: Path, record: str) -> str:
    """Return what a person finds when the workspace is opened again: the draft, else the value."""
    desk = open_workspace(file, None, costs=CHEAP).desk
    found_drafts = [draft.value for draft in drafts(desk) if (draft.record, draft.field) == (record, FIELD)]
    activity = desk.find(Activity, record)
    desk.close()
    assert activity is not None
    return str(found_drafts[0] if found_drafts else activity.description_en or "")


def lose_at_most_a_second(begun: tuple[Path, str], kills: int, seed: int, *more: str) -> None:
    folder, record = begun
    dice = random.Random(seed)
    for number in range(kills):
        home = folder / f"kill{number}"
        shutil.copytree(folder / "Dalia", home)
        os.environ["MASAR_DATA_DIR"] = str(home / "data")
        before = typed_until_killed(home / "work.masarw", record, dice.uniform(0.2, 4.0), *more)
        found_again = kept(home / "work.masarw", record)
        assert found_again == text(len(found_again))
        assert len(found_again) >= before
        shutil.rmtree(home)


@pytest.mark.slow
def test_a_few_kills(begun: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASAR_DATA_DIR", os.environ["MASAR_DATA_DIR"])
    lose_at_most_a_second(begun, 2, 1)


@pytest.mark.slow
def test_a_kill_while_one_transaction_holds_the_file(
    begun: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASAR_DATA_DIR", os.environ["MASAR_DATA_DIR"])
    lose_at_most_a_second(begun, 2, 1, "busy")


@pytest.mark.soak
def test_a_hundred_kills(begun: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASAR_DATA_DIR", os.environ["MASAR_DATA_DIR"])
    lose_at_most_a_second(begun, 100, random.SystemRandom().randrange(2**32))
