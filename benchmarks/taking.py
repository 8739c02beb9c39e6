"""Taking an encrypted package of 50,000 changes into an encrypted file, against `executemany` of its lines.

What is measured is all that a person waits for: decryption, verification, the log, conflicts, tables and
search; only the backup before it is left out. Each take runs in a program of its own, which also says by
how much its memory grew. `--flat` takes 10,000, 100,000 and 1,000,000 changes too.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from app.services.opening import open_workspace
from app.services.taking import take_package
from benchmarks.bare_file import commit_lines, open_bare
from benchmarks.long_package import CHEAP, PASSPHRASE, home, long_package
from benchmarks.timing import seconds, show

COUNT = 50_000
FLAT = (10_000, 100_000, 1_000_000)
COMMAND = "python -m benchmarks.taking"


def memory() -> int:
    """Return the most memory this program held so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def take(folder: Path) -> None:
    """Take the package that lies in a folder. Prints seconds and bytes of memory above the start."""
    desk = open_workspace(home(folder, "dalia"), PASSPHRASE, costs=CHEAP).desk
    begun = memory()
    taken = seconds(lambda: take_package(desk, folder / "long.masar", backup=False))
    print(taken, memory() - begun)
    desk.close()


def once(changes: int) -> tuple[float, float, int]:
    """Return the seconds of taking and of the bare insert, each into an encrypted file, and the memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [line.encode() for line in long_package(folder, changes).lines]
        connection = open_bare(folder / "bare")
        bare = seconds(partial(commit_lines, connection, lines))
        connection.close()
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.taking", "--take", name],
            capture_output=True,
            text=True,
            check=True,
        )
    ours, grown = done.stdout.split()
    return float(ours), bare, int(grown)


def main() -> None:
    """Print the figures."""
    rounds = sorted((once(COUNT) for _ in range(5)), key=lambda one: one[0] / one[1])
    ours, bare, grown = rounds[len(rounds) // 2]
    show(f"taking {COUNT:,} changes", ours, bare, "4", COMMAND)
    print(f"  memory above the start: {grown / 1e6:.0f} MB (aim 150)   [{COMMAND}]")
    if "--flat" in sys.argv:
        for changes in FLAT:
            ours, bare, grown = once(changes)
            each = ours / changes * 1e6
            print(
                f"  {changes:>9,}: {each:.1f} µs per change, ratio {ours / bare:.2f},"
                f" {grown / 1e6:.0f} MB   [{COMMAND} --flat]"
            )


if __name__ == "__main__":
    take(Path(sys.argv[2])) if sys.argv[1:2] == ["--take"] else main()
