"""Masar's own start on a file, as `main.py FILE`. Prints `ready` when Home has painted what it read."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import main as masar
from app import bootstrap

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication

    from app.ui.program import Program


def watch(program: Program) -> QObject:
    """Return what says ready once Home has painted and nothing is under way; it lives with the program."""
    # Qt comes in where Masar brings it in, not earlier.
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def look(self) -> None:
            """Once everything is read and shown, have Home painted."""
            window = program.desk_window
            if window is not None and window.frame.isVisible() and not program.operations.is_busy():
                looking.stop()
                home = window.frame.stack.bring("home")
                home.installEventFilter(self)
                home.update()

        def eventFilter(self, _page: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, say_ready)
            return False

    found = Watch(program)
    looking = QTimer(found)
    looking.setInterval(2)
    looking.timeout.connect(found.look)
    looking.start()
    return found


def say_ready() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    os._exit(0)


def main() -> None:
    build = bootstrap.build_program

    def build_watched(application: QApplication) -> Program:
        program = build(application)
        watch(program)
        return program

    bootstrap.build_program = build_watched  # type: ignore[assignment]
    masar.main([sys.argv[1]])


if __name__ == "__main__":
    main()
