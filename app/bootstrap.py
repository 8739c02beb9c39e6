"""Builds the window program: Qt's application, language and theme, the door, and what is shown first."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.foundation.clock import Clock
from app.ui.door import Door, QtDoor
from app.ui.icons import pixmap
from app.ui.language import use_language, use_theme
from app.ui.preferences import Preferences
from app.ui.program import Program
from app.ui.theme import load_fonts


def run(arguments: Sequence[str] = ()) -> int:
    """Show the window until it is closed and return the exit status. The first argument may be a file."""
    application = build_application(["masar", *arguments])
    program = build_program(application)
    files = [Path(name) for name in arguments if not name.startswith("-")]
    program.begin(files[0] if files else None)
    status = application.exec()
    program.close()
    return int(status)


def build_application(arguments: Sequence[str]) -> QApplication:
    """Return Qt's application with the shipped fonts."""
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "1")
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(list(arguments))
    application.setApplicationName("Masar")
    application.setDesktopFileName("masar")
    load_fonts()
    return application


def build_program(application: QApplication, door: Door | None = None, clock: Clock | None = None) -> Program:
    """Return the program in the language and theme that this laptop remembers."""
    preferences = Preferences()
    use_theme(application, preferences.theme)
    use_language(application, preferences.language)
    application.setWindowIcon(pixmap("masar", "accent", 64))
    return Program(application, door or QtDoor(), preferences, clock)
