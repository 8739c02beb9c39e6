"""Taking 50,000 changes into an encrypted workspace, against `executemany` of the same log lines.

`--flat` also takes 10,000, 100,000 and 500,000 changes and prints what one change costs each time.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

from app.foundation.progress import unwatched
from app.models.changeset import arrived, read_line
from app.storage.lock_box import Cost
from app.storage.receiving import receive
from app.storage.workspace import Workspace
from benchmarks.bare_file import commit_lines, open_bare
from benchmarks.invented_log import log_lines
from benchmarks.timing import seconds, show

COUNT = 50_000
FLAT = (10_000, 100_000, 500_000)
COMMAND = "python -m benchmarks.taking"


def take(workspace: Workspace, lines: list[str]) -> None:
    """Put the lines into the log and the tables in one durable transaction."""
    with workspace.write() as connection:
        outcome = receive(connection, [arrived(line, read_line(line)) for line in lines], 1, unwatched())
    if outcome.applied != len(lines):
        raise SystemExit(f"only {outcome.applied} of {len(lines)} changesets were applied")


def once(changes: int) -> tuple[float, float]:
    """Return the seconds of taking and of the bare insert, each into a new encrypted file."""
    lines = list(log_lines(changes))
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder) / "a.masarw", "six plain words", Cost(n=2**10))
        ours = seconds(partial(take, workspace, lines))
        workspace.close()
        connection = open_bare(Path(folder) / "bare")
        bare = seconds(partial(commit_lines, connection, [line.encode() for line in lines]))
        connection.close()
    return ours, bare


def main() -> None:
    """Print the figures."""
    once(1_000)
    ours, bare = min(once(COUNT) for _ in range(3))
    show(f"taking {COUNT:,} changes", ours, bare, "6", COMMAND)
    if "--flat" in sys.argv:
        for changes in FLAT:
            ours, bare = once(changes)
            each = ours / changes * 1e6
            print(f"  {changes:>7,}: {each:.1f} µs per change, ratio {ours / bare:.2f}   [{COMMAND} --flat]")


if __name__ == "__main__":
    main()
