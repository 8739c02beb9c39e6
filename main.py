"""Starts the window, or a command without it: `main.py --help` lists the commands."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Run and return the exit status: 0 fine, 1 errors found, 2 the person's problem, 3 the place's."""
    if not arguments or arguments[0].endswith((".masarw", ".masar")):
        from app.bootstrap import run as show_window

        return show_window(arguments)
    from app.cli.entry import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
