"""Starts the window, or a command without it: `main.py --help` lists the commands."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str]) -> int:
    """Run and return the exit status: 0 fine, 1 errors found, 2 the person's problem, 3 the place's."""
    if not arguments or _is_file_to_open(arguments[0]):
        from app.bootstrap import run as show_window

        return show_window(arguments)
    from app.cli.entry import run

    return run(arguments)


def _is_file_to_open(argument: str) -> bool:
    """Whether a file manager handed over a file: known by its ending, or a path of whatever name."""
    known = argument.endswith((".masarw", ".masar", ".masar-request", ".pdf"))
    return known or (Path(argument).name != argument and Path(argument).is_file())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
