"""A program that types without end into a real form, until somebody kills it.

Call: typist.py FILE KIND RECORD FIELD [busy]. Prints the number of characters typed after each, unbuffered.
When busy, one transaction holds the file all the while, as taking a large package does.
"""

from __future__ import annotations

import sys
import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from services.laptops import CHEAP
from ui.windows import Answers

from app.foundation.progress import Progress
from app.services.desk import Desk
from app.services.opening import open_workspace
from app.ui.kit.form import FieldSpec
from app.ui.operations import Operations
from app.ui.pages.record_panel import RecordForm
from app.ui.session import Session

EVERY = 15
TEXT = "Reopen the health post with the people who return, and with those who stayed. "


def text(count: int) -> str:
    """Return the first characters of what is typed."""
    return (TEXT * (count // len(TEXT) + 1))[:count]


def hold(desk: Desk, _progress: Progress) -> None:
    """Hold the file until the end."""
    with desk.workspace.write():
        threading.Event().wait()


def main(file: Path, kind: str, record: str, name: str, busy: str = "") -> None:
    """Type until killed; every 200 characters the field is left and entered again, as people do."""
    application = QApplication([])
    desk = open_workspace(file, None, costs=CHEAP).desk
    operations = Operations()
    form = RecordForm(Session(desk, operations, Answers()), kind, (FieldSpec(name, name, sort="text"),))
    form.show_record(record, {})
    form.show()
    field = form.fields[name].control.main()
    field.setFocus()
    if busy:
        operations.start(partial(hold, desk))
    typed = 0

    def next_key() -> None:
        nonlocal typed
        QTest.keyClicks(field, text(typed + 1)[-1])
        typed += 1
        if typed % 200 == 0:
            form.fields[name].commit()
        print(typed, flush=True)

    clock = QTimer()
    clock.timeout.connect(next_key)
    clock.start(EVERY)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:6])
