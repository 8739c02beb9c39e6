"""A window and a database without Masar. Prints `ready` when the window has painted."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
from sqlalchemy import create_engine, text


class Window(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, say_ready)


def say_ready() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    os._exit(0)


def main() -> None:
    application = QApplication([])
    with create_engine("sqlite://").connect() as connection:
        version = connection.execute(text("select sqlite_version()")).scalar_one()
    window = Window()
    window.resize(1366, 768)
    window.setCentralWidget(QLabel(str(version)))
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
