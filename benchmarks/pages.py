"""Opening pages of a large area against bare table views of the same rows, and typing against a bare box.

Every page of the rail is opened, with its records as they were left: what follows from them alone (checks,
steps, duplicates) is worked out once for each state of the file, not by every page anew. A page is open when
it has read, shows its rows and is painted; the bare view reads the same rows from the same file. Both wear
the light theme, as everything does that a person sees, and garbage is collected as in the program: about
once a second, between two openings or in one. A key is done when the box that was typed into is painted
again; of 300 keys the 95th of a hundred counts.
"""

from __future__ import annotations

import gc
import os
import resource
import statistics
import tempfile
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTableView, QWidget

from app.bootstrap import build_application
from app.services.desk import Desk
from app.services.paper_kinds import PAPERS
from app.ui.door import QtDoor
from app.ui.kit.field import FieldEditor
from app.ui.kit.inputs import TextInput
from app.ui.operations import Operations
from app.ui.page import Page
from app.ui.pages import PAGES
from app.ui.session import Session
from app.ui.theme import apply_theme
from benchmarks.large_area import large_area
from benchmarks.timing import in_turn, seconds, show

WIDTH, HEIGHT, ROUNDS, KEYS = 1182, 720, 9, 300
COMMAND = "python -m benchmarks.pages"
ROWS = {
    "home": "SELECT action, written, lamport, hash FROM changeset ORDER BY id DESC LIMIT 60",
    "group": "SELECT name_en, name_ar, role, represents, organisation, backstop_function FROM record_member",
    "steps": "SELECT t.step_id, t.title_en, t.assignee, t.starts, t.due, t.status FROM record_task t",
    "stakeholders": "SELECT code, name_en, name_ar, type, level, role_in_solutions FROM record_stakeholder",
    "area": "SELECT name_en, name_ar, role, type, pcode, priority_rank FROM record_location",
    "voices": 'SELECT code, text_en, raised_by, "group", objective, severity FROM record_issue',
    "meetings": "SELECT code, title_en, type, status, held_on, starts FROM record_meeting",
    "plan": "SELECT code, title_en, objective, status, starts, ends FROM record_activity",
    "monitoring": "SELECT a.code, a.title_en, a.objective, t.value, a.status, max(p.reported_on)"
    " FROM record_activity a LEFT JOIN record_target t ON t.activity = a.id"
    " LEFT JOIN record_progress p ON p.activity = a.id GROUP BY a.id",
    "review": "SELECT number, draft, frozen_at, frozen_by, content_hash FROM record_frozen_version",
    "exchange": "SELECT name_en, organisation_name, role, sign_key FROM record_person ORDER BY name_en",
    "headquarters": "SELECT title_en, issued_on, issued_by FROM record_guidance"
    " UNION ALL SELECT title_en, due, issued_by FROM record_deadline",
    "documents": "VALUES " + ", ".join(f"('{kind.code}', '{kind.ending}')" for kind in PAPERS),
}
"""What the bare view shows for each page of the rail: the rows of the list that it opens with. Home, Steps
and Headquarters show pictures of the path, findings and figures besides, which no list has. Documents comes
last: it is open when the whole plan is made as PDF and its page is drawn."""


def painted(widget: QWidget, ready: Callable[[], bool]) -> None:
    """Show a widget, wait until it is ready and painted, and put it away."""
    widget.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    widget.resize(WIDTH, HEIGHT)
    widget.show()
    while not (widget.windowHandle().isExposed() and ready()):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    QApplication.processEvents()
    widget.close()
    QApplication.processEvents()


def open_page(session: Session, id_: str) -> None:
    """Open a page as the frame does."""
    module, name = next(entry.factory for entry in PAGES if entry.id == id_).split(":")
    page: Page = getattr(import_module(module), name)(session)
    page.retranslate()
    painted(page, lambda: not session.operations.is_busy())


def open_bare(desk: Desk, sql: str) -> None:
    """Open a table view of what a query finds."""
    with desk.workspace.read() as connection:
        rows = connection.exec_driver_sql(sql).fetchall()
    view = QTableView()
    model = QStandardItemModel(view)
    for row in rows:
        model.appendRow([QStandardItem(str(value or "")) for value in row])
    view.setModel(model)
    painted(view, lambda: True)


def key_to_paint(box: QWidget, focus: QWidget) -> float:
    """Return the seconds within which 95 of 100 keys are on the screen."""
    box.resize(600, 300)
    box.show()
    focus.setFocus()
    taken = []
    for place in range(KEYS):
        letter = "abcdefgh "[place % 9]
        taken.append(seconds(partial(_type, box, focus, letter)))
    box.close()
    return statistics.quantiles(taken, n=20)[18]


def _type(box: QWidget, focus: QWidget, letter: str) -> None:
    QTest.keyClicks(focus, letter)
    QApplication.processEvents()
    box.repaint()


def _show_memory(when: str, aim: str) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"memory at most, {when}: {memory / 1e6:.0f} MB (aim {aim})   [{COMMAND}]")


def main() -> None:
    """Print the figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = build_application(["masar"])
    apply_theme(application, "light", "en")
    gc.freeze()
    with tempfile.TemporaryDirectory() as folder:
        desk = large_area(Path(folder))
        operations = Operations()
        session = Session(desk, operations, QtDoor())
        for id_, sql in ROWS.items():
            if id_ == "documents":
                _show_memory("pages", "300")
            figures = in_turn(partial(open_page, session, id_), partial(open_bare, desk, sql), ROUNDS)
            show(f"opening {id_}", *figures, "3", COMMAND)
        bare = QPlainTextEdit()
        field = FieldEditor("Description", TextInput(8, 16))
        figures = key_to_paint(field, field.control.main()), key_to_paint(bare, bare)
        show("a key on the screen (95 of 100)", *figures, "3", COMMAND)
        _show_memory("pages and a plan drawn ten times", "none")
        session.close()
        operations.close()
        desk.close()


if __name__ == "__main__":
    main()
