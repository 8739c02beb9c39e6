"""A program that types without end into a place where people type, until somebody kills it.

Call: typist.py FILE PLACE RECORD [busy]. Prints the number of keys after each, unbuffered. When busy, one
transaction holds the file all the while, as taking a large package does.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QTextEdit
from services.laptops import CHEAP
from ui.windows import Answers

from app.foundation.progress import Progress
from app.services.desk import Desk
from app.services.opening import open_workspace
from app.services.stakeholder_work import add_stakeholder
from app.ui.asking import Ask
from app.ui.door import QtDoor
from app.ui.kit.form import FieldSpec
from app.ui.operations import Operations
from app.ui.page import Page
from app.ui.pages.meetings import MeetingsPage
from app.ui.pages.plan import PlanPage
from app.ui.pages.record_panel import RecordForm
from app.ui.pages.stakeholders import StakeholdersPage
from app.ui.places import Place
from app.ui.session import Session

P = TypeVar("P", bound=Page)
EVERY = 15
TEXT = "Reopen the health post with the people who return, and with those who stayed. "
LONG, SHORT = 200, 60
"""After so many keys a text field is left and entered again, a line is typed over."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where to type, once it is there; `leave` is called after each so many keys, if there is one."""

    field: Callable[[], QLineEdit | QTextEdit | None]
    after: int = 0
    leave: Callable[[], None] | None = None


def text(count: int, anew: int = 0) -> str:
    """Return what stands after so many keys; typed over after `anew` of them, 0 for never."""
    count = (count - 1) % anew + 1 if anew and count else count
    return (TEXT * (count // len(TEXT) + 1))[:count]


def field_of_a_record(session: Session, record: str, name: str, sort: str, after: int) -> Spot:
    """A field of a record in a side panel."""
    form = RecordForm(session, "activity", (FieldSpec(name, name, sort=sort),))
    form.show_record(record, {})
    form.show()
    form.fields[name].control.main().setFocus()
    # Both hold the form, which nothing else does.
    return Spot(lambda: form.fields[name].control.main(), after, lambda: form.fields[name].commit())


def live_meeting(session: Session, meeting: str) -> Spot:
    """The box of the note-taker."""
    page = _shown(MeetingsPage(session))
    page.open_meeting(meeting)

    def box() -> QTextEdit | None:
        if page.stack.currentWidget() is not page.room:
            return None
        page.room.show_stage("room")
        return page.room.stream.entry.text

    return Spot(box)


def small_dialog(session: Session, _record: str) -> Spot:
    """The dialog that asks for the name of something new."""
    session.door = QtDoor(None)
    asking = Ask(session, "stakeholder", "stakeholders.add_one", "stakeholders.ask_name", session)
    asking.belong("list")
    QTimer.singleShot(0, lambda: asking.ask(lambda name: partial(add_stakeholder, name=name, language="en")))

    def line() -> QLineEdit | None:
        dialog = QApplication.activeModalWidget()
        return dialog.findChild(QLineEdit) if isinstance(dialog, QInputDialog) else None

    return Spot(line, SHORT)


def new_paragraph(session: Session, _record: str) -> Spot:
    """A paragraph of the plan that is no record yet."""
    page = _shown(PlanPage(session))
    page.go_to(Place("plan", view="text"))

    def box() -> QTextEdit | None:
        new = page.text.first.new
        if page.text.first.begun.owner and new.isHidden():
            page.text.first.begin_new()
        return None if new.isHidden() else new.control.main()

    return Spot(box)


def section_that_adds(session: Session, stakeholder: str) -> Spot:
    """What was said in a contact with a stakeholder, before it is kept."""
    page = _shown(StakeholdersPage(session))
    page.open_stakeholder(stakeholder)

    def box() -> QLineEdit | QTextEdit | None:
        if page.panel.isHidden():
            return None
        if not page.panel.log.add.isChecked():
            page.panel.log.add.click()
        return page.panel.log.form.fields["summary"].control.main()

    return Spot(box)


PLACES: dict[str, Callable[[Session, str], Spot]] = {
    "text": partial(field_of_a_record, name="description_en", sort="text", after=LONG),
    "line": partial(field_of_a_record, name="title_en", sort="line", after=SHORT),
    "meeting": live_meeting,
    "dialog": small_dialog,
    "paragraph": new_paragraph,
    "section": section_that_adds,
}
ANEW = {"line": SHORT, "dialog": SHORT}
"""Places where what stands is typed over."""


def _shown(page: P) -> P:
    page.retranslate()
    page.resize(1182, 694)
    page.show()
    return page


def hold(desk: Desk, _progress: Progress) -> None:
    """Hold the file until the end."""
    with desk.workspace.write():
        threading.Event().wait()


def give_up(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say what went wrong and end: whoever waits for keys would wait for ever."""
    traceback.print_exception(kind, error, trace)
    os._exit(1)


def main(file: Path, place: str, record: str, busy: str = "") -> None:
    """Type until killed, or until something goes wrong."""
    sys.excepthook = give_up
    application = QApplication([])
    desk = open_workspace(file, None, costs=CHEAP).desk
    operations = Operations()
    spot = PLACES[place](Session(desk, operations, Answers()), record)
    if busy:
        operations.start(partial(hold, desk))
    typed = 0

    def next_key() -> None:
        nonlocal typed
        field = spot.field()
        if field is None:
            return
        if typed and place in ANEW and typed % ANEW[place] == 0:
            field.selectAll()
        QTest.keyClicks(field, text(typed + 1, ANEW.get(place, 0))[-1])
        typed += 1
        if spot.leave is not None and typed % spot.after == 0:
            spot.leave()
        print(typed, flush=True)

    clock = QTimer()
    clock.timeout.connect(next_key)
    clock.start(EVERY)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:5])
