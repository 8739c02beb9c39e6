"""A program that types without end into the box of a live meeting, until somebody kills it.

Call: note_taker.py FILE MEETING. Prints the number of characters typed after each, unbuffered.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from services.laptops import CHEAP
from ui.typist import EVERY, text
from ui.windows import Answers

from app.services.opening import open_workspace
from app.ui.operations import Operations
from app.ui.pages.meetings import MeetingsPage
from app.ui.session import Session


def main(file: Path, meeting: str) -> None:
    """Type one line that is never recorded."""
    application = QApplication([])
    desk = open_workspace(file, None, costs=CHEAP).desk
    page = MeetingsPage(Session(desk, Operations(), Answers()))
    page.retranslate()
    page.resize(1182, 694)
    page.show()
    page.open_meeting(meeting)
    typed = 0

    def next_key() -> None:
        nonlocal typed
        if page.stack.currentWidget() is not page.room:
            return
        page.room.show_stage("room")
        QTest.keyClicks(page.room.stream.entry.text, text(typed + 1)[-1])
        typed += 1
        print(typed, flush=True)

    clock = QTimer()
    clock.timeout.connect(next_key)
    clock.start(EVERY)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
