"""Taking an encrypted package of 50,000 changes into an encrypted file, against `executemany` of its lines.

What is measured is all that a person waits for: decryption, verification, the log, conflicts, tables and
search. Left out are the backup before it and, on both sides, the loading of libraries. Each side runs in a
program of its own, the bare one before the take and after it, so that both meet the same machine; the take
also says by how much its memory grew. `--flat` takes 10,000, 100,000 and 1,000,000 changes too, three times
each, and tells the middle of what a change cost by the clock and by the processor. The ratio of the time of
the processor is told as well: it says more where others use the machine at the same time. What a take costs
by itself, however little is in it, is in the figures of the shortest package too.
"""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import fmean, median
from typing import NamedTuple

from app.foundation.progress import unwatched
from app.services.opening import open_workspace
from app.services.taking import open_package, take_package
from benchmarks.bare_file import commit_lines, open_bare
from benchmarks.long_package import CHEAP, PASSPHRASE, WORDS, home, long_package
from benchmarks.timing import seconds, show

COUNT = 50_000
FLAT = (10_000, 100_000, 1_000_000)
ROUNDS, FLAT_ROUNDS = 5, 3
COMMAND = "python -m benchmarks.taking"
TAKE, BARE, LINES = "--take", "--bare", "lines"


def memory() -> int:
    """Return the most memory this program held so far, in bytes.

    On Linux `ru_maxrss` begins with that of the program that started this one; the own peak is in /proc.
    """
    status = Path("/proc/self/status")
    if status.exists():
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(peak.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def take(folder: Path) -> None:
    """Take the package that lies in a folder. Prints seconds, those of the processor, and bytes of memory
    above the start."""
    desk = open_workspace(home(folder, "dalia"), PASSPHRASE, costs=CHEAP).desk
    begun = memory()
    open_package(desk, folder / "invitation.masar", WORDS, unwatched())
    busy = time.process_time()
    taken = seconds(lambda: take_package(desk, folder / "long.masar", backup=False))
    print(taken, time.process_time() - busy, memory() - begun)
    desk.close()


def insert(folder: Path) -> None:
    """Write the lines that lie in a folder into a bare file. Prints seconds, and those of the processor.

    As in a take no garbage is looked for: whether one such pass falls into the time measured depends on how
    many objects the imports left, and is a sixth of it.
    """
    lines = (folder / LINES).read_bytes().split(b"\n")
    gc.disable()
    with tempfile.TemporaryDirectory(dir=folder) as name:
        connection = open_bare(Path(name) / "bare")
        busy = time.process_time()
        bare = seconds(lambda: commit_lines(connection, lines))
        print(bare, time.process_time() - busy)
        connection.close()


class Round(NamedTuple):
    """One take against the bare insert, each into an encrypted file: seconds (also those of the processor for
    the take), ratios, bytes of memory."""

    ours: float
    busy: float
    bare: float
    ratio: float
    processor: float
    grown: int


def once(changes: int) -> Round:
    """Return how a take of so many changes went."""
    with tempfile.TemporaryDirectory() as name:
        lines = long_package(Path(name), changes).lines
        (Path(name) / LINES).write_text("\n".join(lines), encoding="utf-8", newline="\n")
        before, (ours, ours_busy, grown), after = (_figures(side, name) for side in (BARE, TAKE, BARE))
    bare, bare_busy = map(fmean, zip(before, after, strict=True))
    return Round(ours, ours_busy, bare, ours / bare, ours_busy / bare_busy, int(grown))


def _figures(side: str, folder: str) -> list[float]:
    """Return what a program of its own says of one side."""
    command = [sys.executable, "-m", "benchmarks.taking", side, folder]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(figure) for figure in done.stdout.split()]


def flat(changes: int) -> str:
    """Return what a change costs in a package of so many: the middle of several takes."""
    rounds = [once(changes) for _ in range(FLAT_ROUNDS)]
    clock = median(one.ours for one in rounds) / changes * 1e6
    busy = median(one.busy for one in rounds) / changes * 1e6
    ratio = median(one.ratio for one in rounds)
    processor = median(one.processor for one in rounds)
    return (
        f"  {changes:>9,}: {clock:.1f} µs per change, {busy:.1f} of the processor, ratio {ratio:.2f}, of the"
        f" processor {processor:.2f}, {max(one.grown for one in rounds) / 1e6:.0f} MB   [{COMMAND} --flat]"
    )


def main() -> None:
    """Print the figures."""
    rounds = [once(COUNT) for _ in range(ROUNDS)]
    middle = sorted(rounds, key=lambda one: one.ratio)[len(rounds) // 2]
    show(f"taking {COUNT:,} changes", middle.ours, middle.bare, "4", COMMAND)
    print(f"  of the processor: ratio {median(one.processor for one in rounds):.2f}   [{COMMAND}]")
    print(f"  memory above the start: {middle.grown / 1e6:.0f} MB (aim 150)   [{COMMAND}]")
    if "--flat" in sys.argv:
        for changes in FLAT:
            print(flat(changes))


if __name__ == "__main__":
    sides = {TAKE: take, BARE: insert}
    sides[sys.argv[1]](Path(sys.argv[2])) if len(sys.argv) == 3 else main()
