"""Qt's application and the program on it."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.foundation.clock import Clock
from app.ui.door import Door, QtDoor
from app.ui.icons import pixmap
from app.ui.language import use_language
from app.ui.preferences import Preferences
from app.ui.program import Program
from app.ui.theme import choose_theme, load_fonts


def build_application(arguments: Sequence[str]) -> QApplication:
    """Return Qt's application with the shipped fonts."""
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "1")
    rounding = Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(rounding)
    # Named to Qt as an argument: asked of Qt in Python, a style brings all that styles can do with it.
    application = QApplication([*arguments, "-style", "fusion"])
    application.setApplicationName("Masar")
    application.setDesktopFileName("masar")
    load_fonts()
    return application


def build_program(application: QApplication, door: Door | None = None, clock: Clock | None = None) -> Program:
    """Return the program in the language and theme that this laptop remembers."""
    preferences = Preferences()
    choose_theme(preferences.theme)
    use_language(application, preferences.language)
    application.setWindowIcon(pixmap("masar", "accent", 64))
    return Program(application, door or QtDoor(), preferences, clock)
