"""Masar's own start on a file. Prints `ready` when Home shows what it read and has painted it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from app.bootstrap import build_application, build_program
from app.ui.program import Program


def look(program: Program) -> None:
    """Say ready once the page in front has its records and nothing is under way."""
    window = program.desk_window
    if window is None or program.operations.is_busy() or not window.frame.isVisible():
        return
    QTimer.singleShot(0, say_ready)


def say_ready() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    os._exit(0)


def main() -> None:
    application = build_application(["masar"])
    program = build_program(application)
    program.begin(Path(sys.argv[1]))
    timer = QTimer()
    timer.setInterval(2)
    timer.timeout.connect(lambda: look(program))
    timer.start()
    application.exec()


if __name__ == "__main__":
    main()
