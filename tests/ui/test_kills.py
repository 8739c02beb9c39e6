"""A program killed in the middle of a word loses at most the last second of typing, wherever people type."""

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
from ui.typist import ANEW, PLACES, text

from app.models.kinds.plan import Activity
from app.services.begun import begun
from app.services.desk import Desk
from app.services.drafts import drafts
from app.services.field_edits import add_record
from app.services.meeting_work import add_agenda_item, add_meeting, start_meeting
from app.services.opening import open_workspace
from app.services.stakeholder_work import add_stakeholder

FIELDS = {"text": "description_en", "line": "title_en"}
"""Where a record holds what is typed."""
FORMS = {
    "meeting": ("line", "text"),
    "dialog": ("stakeholder", "text"),
    "paragraph": ("paragraph", "text"),
    "section": ("engagement", "summary"),
}
"""Where a form holds what is no record yet."""
TESTS = Path(__file__).parents[1]
SECOND = 1.0


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return place → the record that is typed into, in a workspace that is closed."""
    monkeypatch.setenv("MASAR_DATA_DIR", os.environ["MASAR_DATA_DIR"])
    desk = found(tmp_path)[0].use()
    activity = add_record(desk, "activity", {"title_ar": "نقطة صحية"})
    meeting = add_meeting(desk, "roundtable", "Roundtable", "en")
    add_agenda_item(desk, meeting, "Water", "en")
    start_meeting(desk, meeting)
    governor = add_stakeholder(desk, "Governor", "en")
    desk.close()
    return {"text": activity, "line": activity, "meeting": meeting, "section": governor}


def typed_until_killed(file: Path, place: str, record: str, after: float, *more: str) -> tuple[int, int]:
    """Kill a typist. Returns how many keys had been pressed a second before, and in all."""
    typist = subprocess.Popen(
        [sys.executable, str(TESTS / "ui" / "typist.py"), str(file), place, record, *more],
        stdout=subprocess.PIPE, text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": f"{TESTS.parent}:{TESTS}"},
    )  # fmt: skip
    assert typist.stdout is not None
    shown = [(0.0, 0)]
    begun_at = 0.0
    for line in typist.stdout:
        now = time.monotonic()
        begun_at = begun_at or now
        shown.append((now, int(line)))
        if now - begun_at > after:
            break
    typist.send_signal(signal.SIGKILL)
    killed = time.monotonic()
    rest = typist.stdout.read().split()
    typist.wait()
    typist.stdout.close()
    last = int(rest[-1]) if rest else shown[-1][1]
    assert last, "nothing was typed"
    return max(count for moment, count in shown if moment <= killed - SECOND), last


def kept(desk: Desk, place: str, record: str) -> str:
    """Return what a person finds when the workspace is opened again: the draft, else the value."""
    if place in FORMS:
        form, name = FORMS[place]
        return next((str(one.values.get(name) or "") for one in begun(desk) if one.form == form), "")
    name = FIELDS[place]
    held = [one.value for one in drafts(desk) if (one.record, one.field) == (record, name)]
    activity = desk.find(Activity, record)
    assert activity is not None
    return str(held[0] if held else getattr(activity, name) or "")


def lose_at_most_a_second(folder: Path, place: str, record: str, after: float, *more: str) -> None:
    home = folder / "killed"
    shutil.copytree(folder / "Dalia", home)
    os.environ["MASAR_DATA_DIR"] = str(home / "data")
    before, last = typed_until_killed(home / "work.masarw", place, record, after, *more)
    desk = open_workspace(home / "work.masarw", None, costs=CHEAP).desk
    found_again = kept(desk, place, record)
    desk.close()
    shutil.rmtree(home)
    anew = ANEW.get(place, 0)
    # A key more than was told of may have been pressed.
    stood = {text(count, anew).strip() for count in range(before, last + 2)}
    assert found_again.strip() in stood, (place, before, last, found_again)


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_a_kill_in_each_place(tmp_path: Path, records: dict[str, str], place: str) -> None:
    lose_at_most_a_second(tmp_path, place, records.get(place, ""), 2.5)


@pytest.mark.slow
def test_a_kill_while_one_transaction_holds_the_file(tmp_path: Path, records: dict[str, str]) -> None:
    lose_at_most_a_second(tmp_path, "text", records["text"], 2.5, "busy")


@pytest.mark.soak
def test_a_hundred_kills(tmp_path: Path, records: dict[str, str]) -> None:
    dice = random.SystemRandom()
    for number in range(100):
        place = list(PLACES)[number % len(PLACES)]
        lose_at_most_a_second(tmp_path, place, records.get(place, ""), dice.uniform(0.2, 4.0))
