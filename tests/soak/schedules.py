"""Plays schedules of exchange over the cores, as many or as long as told: a part of `make soak`.

    python tests/soak/schedules.py [--schedules 10000] [--minutes 30] [--jobs 2] [--tally FILE]
    python tests/soak/schedules.py --seed SEED [--schedules 50]

Schedules are played in batches, each from a seed of its own, and every batch leaves a line in the tally. A
tally that is there is gone on with: what it counts is not played again. Of a batch that failed the shortest
schedule that fails is written beside the tally, and `--seed` plays the batch again.
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
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).resolve().parents[2]
BATCH = 50
LINE = re.compile(r"(\d+) schedules, (\d+) s, seed (\d+), (held|FAILED)")


@dataclass(frozen=True, slots=True)
class Batch:
    """Schedules played from one seed, how long that took, and what failed ("" if nothing)."""

    seed: int
    schedules: int
    seconds: int = 0
    failure: str = ""

    def __str__(self) -> str:
        held = "FAILED" if self.failure else "held"
        return f"{self.schedules} schedules, {self.seconds} s, seed {self.seed}, {held}"


class Tally:
    """A text file with one line for each batch played, and beside it what failed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        found = LINE.findall(path.read_text("utf-8")) if path.exists() else []
        self.batches = [
            Batch(int(seed), int(schedules), int(seconds), "" if held == "held" else held)
            for schedules, seconds, seed, held in found
        ]

    @property
    def schedules(self) -> int:
        return sum(batch.schedules for batch in self.batches)

    @property
    def failures(self) -> list[Batch]:
        return [batch for batch in self.batches if batch.failure]

    def add(self, batch: Batch) -> None:
        self.batches.append(batch)
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
        return f"{told}: seeds {seeds}" if seeds else told


def play_batch(batch: Batch) -> Batch:
    """Play one batch in this process. Returns it with its seconds and what failed."""
    from services.exchange_schedules import PLAYED, play

    begun, before, failure = time.monotonic(), PLAYED[0], ""
    try:
        play(batch.schedules, batch.seed)
    except Exception as error:  # noqa: BLE001 -- whatever failed is told, and the other batches go on
        failure = "".join(traceback.format_exception(error))
    played = min(PLAYED[0] - before, batch.schedules)
    return Batch(batch.seed, played, round(time.monotonic() - begun), failure)


def prepare() -> None:
    """Make a process like one of the tests: warnings fail, and the key of the six words is made once."""
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
        print(played.failure or played)
        return int(bool(played.failure))
    tally = Tally(options.tally)

    def heard(batch: Batch) -> None:
        tally.add(batch)
        print(f"{batch}\n{batch.failure}" if batch.failure else batch, flush=True)

    until = time.monotonic() + options.minutes * 60
    play_all(batches(options.schedules - tally.schedules), options.jobs, until, heard)
    print(f"{tally} ({options.tally})")
    return int(bool(tally.failures))


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
