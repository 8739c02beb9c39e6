"""The same file in a window without Masar: one table of it, read through SQLAlchemy, shown as a table.

Prints `ready` when the window has painted. Written as such a program is written: nothing put off, nothing
left out.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem
from sqlalchemy import column, create_engine, select, table

NAMES = ("code", "title_en", "starts", "ends")


class Window(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, say_ready)


def say_ready() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    os._exit(0)


def table_of(path: str) -> QTableWidget:
    """Return the activities of a workspace file."""
    activity = table("record_activity", *(column(name) for name in NAMES))
    with create_engine(f"sqlite:///{path}").connect() as connection:
        rows = connection.execute(select(activity).order_by(activity.c.code)).all()
    shown = QTableWidget(len(rows), len(NAMES))
    shown.setHorizontalHeaderLabels(NAMES)
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            shown.setItem(number, place, QTableWidgetItem(value or ""))
    return shown


def main() -> None:
    application = QApplication([])
    window = Window()
    window.resize(1366, 768)
    window.setCentralWidget(table_of(sys.argv[1]))
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
