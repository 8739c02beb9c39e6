"""Plays schedules of exchange over the cores, as many or as long as told: a part of `make soak`.

    python tests/soak/schedules.py [--schedules 10000] [--minutes 30] [--jobs 2] [--tally FILE]
    python tests/soak/schedules.py --seed SEED [--schedules 50]

Schedules are played in batches, each from a seed of its own, and every batch leaves a line in the tally: of
which code it speaks, and how often each named move did something. A tally that is there is gone on with: what
it counts of the program and the laws as they now are is not played again. Of a batch that failed the shortest
schedule that fails is written beside the tally, and `--seed` plays the batch again. After 500 schedules every
named move must have done something: else the laws held because nothing happened.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import os
import re
import secrets
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).resolve().parents[2]
BATCH = 50
ENOUGH = 500
"""Schedules in which every named move must have done something."""
LINE = re.compile(r"(\d+) schedules, (\d+) s, seed (\d+), (held|FAILED), code ([0-9a-f]{16}):(.*)")
MOVE = re.compile(r"([a-z][a-z ]*) (\d+)")


@dataclass(frozen=True, slots=True)
class Batch:
    """Schedules played from one seed, how long that took, and what failed ("" if nothing).

    `code` is the digest of what was played, `acted` how often each move did something.
    """

    seed: int
    schedules: int
    seconds: int = 0
    failure: str = ""
    code: str = "0" * 16
    acted: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        held = "FAILED" if self.failure else "held"
        told = f"{self.schedules} schedules, {self.seconds} s, seed {self.seed}, {held}, code {self.code}:"
        return told + ",".join(f" {name} {count}" for name, count in sorted(self.acted.items()))


def code() -> str:
    """Return the digest of the program and of the laws, as they lie on the disk."""
    laws = ROOT / "tests" / "services"
    files = [
        *(ROOT / "app").rglob("*.py"),
        *(ROOT / "app").rglob("*.sql"),
        *laws.glob("exchange_*.py"),
        Path(__file__).resolve(),
    ]
    digest = hashlib.sha256()
    for file in sorted([*files, laws / "laptops.py", laws / "lean_sql.py"]):
        digest.update(f"{file.relative_to(ROOT).as_posix()} ".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


class Tally:
    """A text file with one line for each batch played, and beside it what failed.

    Only batches of the named code count: what older code did says nothing of this one.
    """

    def __init__(self, path: Path, code: str) -> None:
        self._path, self._code = path, code
        found = LINE.findall(path.read_text("utf-8")) if path.exists() else []
        batches = [_read(*line) for line in found]
        self.batches = [batch for batch in batches if batch.code == code]
        self.others = sum(batch.schedules for batch in batches if batch.code != code)

    @property
    def acted(self) -> Counter[str]:
        return sum((batch.acted for batch in self.batches), Counter())

    @property
    def schedules(self) -> int:
        return sum(batch.schedules for batch in self.batches)

    @property
    def failures(self) -> list[Batch]:
        return [batch for batch in self.batches if batch.failure]

    def add(self, batch: Batch) -> None:
        if batch.code == self._code:
            self.batches.append(batch)
        else:
            self.others += batch.schedules
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{batch}\n")
        if batch.failure:
            beside = self._path.with_name(f"{self._path.stem}-{batch.seed}.txt")
            beside.write_text(batch.failure, "utf-8")

    def __str__(self) -> str:
        seconds = sum(batch.seconds for batch in self.batches)
        seeds = ", ".join(str(batch.seed) for batch in self.failures)
        told = f"{self.schedules} schedules, {seconds} s of one core, {len(self.failures)} failures"
        told = f"{told}: seeds {seeds}" if seeds else told
        return f"{told}; {self.others} schedules of other code do not count" if self.others else told


def _read(schedules: str, seconds: str, seed: str, held: str, code: str, acted: str) -> Batch:
    moves = Counter({name: int(count) for name, count in MOVE.findall(acted)})
    return Batch(int(seed), int(schedules), int(seconds), "" if held == "held" else held, code, moves)


def play_batch(batch: Batch) -> Batch:
    """Play one batch in this process. Returns it with its seconds and what failed."""
    from services.exchange_played import ACTED
    from services.exchange_schedules import PLAYED, play

    begun, before, failure = time.monotonic(), PLAYED[0], ""
    ACTED.clear()
    try:
        play(batch.schedules, batch.seed)
    except Exception as error:  # noqa: BLE001 -- whatever failed is told, and the other batches go on
        failure = "".join(traceback.format_exception(error))
    played = min(PLAYED[0] - before, batch.schedules)
    return Batch(batch.seed, played, round(time.monotonic() - begun), failure, _LOADED[0], +ACTED)


_LOADED = [""]
"""The digest of the code that this process loads."""


def prepare() -> None:
    """Make a process like one of the tests: warnings fail, and the key of the six words is made once."""
    _LOADED[0] = code()
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    os.environ.pop("MASAR_PASSPHRASE", None)
    hashlib.scrypt = cache(hashlib.scrypt)
    warnings.simplefilter("error")
    logging.getLogger().addHandler(_Strict(logging.WARNING))
    if (parent := parent_process()) is not None:
        Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    """Play for nobody: end with the process that asked for it."""
    parent.join()
    os._exit(1)


class _Strict(logging.Handler):
    """Fails at any line that warns."""

    def emit(self, record: logging.LogRecord) -> None:
        raise AssertionError(record.getMessage())


def batches(schedules: int) -> Iterator[Batch]:
    """Yield batches of fresh seeds that amount to a number of schedules."""
    for begun in range(0, schedules, BATCH):
        yield Batch(secrets.randbits(48), min(BATCH, schedules - begun))


def play_all(todo: Iterator[Batch], jobs: int, until: float, heard: Callable[[Batch], None]) -> None:
    """Play batches side by side, and begin none after the moment `until` (of the monotonic clock)."""
    with ProcessPoolExecutor(jobs, get_context("spawn"), prepare, max_tasks_per_child=40) as pool:
        playing: set[Future[Batch]] = set()
        while True:
            while len(playing) < jobs and time.monotonic() < until and (batch := next(todo, None)):
                playing.add(pool.submit(play_batch, batch))
            if not playing:
                return
            done, playing = wait(playing, return_when=FIRST_COMPLETED)
            for one in done:
                heard(one.result())


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    if options.seed is not None:
        prepare()
        played = play_batch(Batch(options.seed, min(options.schedules, BATCH)))
        print(f"{played.failure or played}\n{_table(played.acted)}")
        return int(bool(played.failure))
    tally = Tally(options.tally, code())

    def heard(batch: Batch) -> None:
        tally.add(batch)
        print(f"{batch}\n{batch.failure}" if batch.failure else batch, flush=True)

    until = time.monotonic() + options.minutes * 60
    play_all(batches(options.schedules - tally.schedules), options.jobs, until, heard)
    missing = unplayed(tally)
    print(f"{_table(tally.acted)}\n{tally} ({options.tally})")
    if missing:
        print(f"Never played: {', '.join(missing)}")
    return int(bool(tally.failures or missing))


def unplayed(tally: Tally) -> list[str]:
    """Return the named moves that did nothing in so many schedules that each should have done something."""
    if tally.schedules < ENOUGH:
        return []
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    from services.exchange_played import never_acted

    return never_acted(tally.acted)


def _table(acted: Counter[str]) -> str:
    return "\n".join(f"{count:>9}  {name}" for name, count in sorted(acted.items()))


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    wanted = int(os.environ.get("MASAR_SCHEDULES") or 10_000)
    parser.add_argument("--schedules", type=int, default=wanted, help="how many (10,000, or MASAR_SCHEDULES)")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="begin nothing after so long")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="side by side (all cores)")
    parser.add_argument("--tally", type=Path, default=ROOT / "build" / "schedules.txt", help="where to count")
    parser.add_argument("--seed", type=int, help="play one batch again, in this process")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
