"""Pictures of the pages of an open workspace, in English and Arabic, light and dark, without a display."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app.services.desk import Desk
from app.ui.desk_window import DeskWindow
from app.ui.door import QtDoor
from app.ui.frame import Frame
from app.ui.operations import Operations
from app.ui.pages import PAGES
from app.ui.pictures import Wanted, paint_pages
from app.ui.theme import load_fonts

_OFFSCREEN = "This plugin does not support"  # said of every window; nothing of ours
VIEWS = ("stakeholders.grid", "plan.coverage")


class _Windows:
    """Makes frames over one desk and keeps the last one while it is shown."""

    def __init__(self, desk: Desk, operations: Operations) -> None:
        self._desk, self._operations = desk, operations
        self._open: DeskWindow | None = None

    def frame(self) -> Frame:
        """Return the frame of a new window; the one before lets go of the desk."""
        if self._open is not None:
            self._open.session.close()
        self._open = DeskWindow(self._desk, self._operations, QtDoor())
        self._open.frame.show_saved(self._desk.clock.now())
        return self._open.frame


def _hear(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    del kind, context
    if not text.startswith(_OFFSCREEN):
        sys.stderr.write(f"{text}\n")


def paint(desk: Desk, folder: Path) -> list[Path]:
    """Write a picture of every page into a folder and return the files. Raises PlaceError."""
    application = QApplication.instance() or QApplication(["masar"])
    qInstallMessageHandler(_hear)
    load_fonts()
    operations = Operations()
    pages = tuple(entry.id for entry in PAGES if not entry.only_headquarters)
    try:
        return paint_pages(_Windows(desk, operations).frame, operations, folder, Wanted((*pages, *VIEWS)))
    finally:
        operations.close()
        qInstallMessageHandler(None)
        del application
