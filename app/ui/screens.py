"""The screens of the computer, asked of the application.

`QWidget.screen()` and `QWindow.screen()` make the widget the owner of the screen in PySide: the widget takes
the screen along when it goes, and the next window crashes the program.
"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


def screen_of(widget: QWidget) -> QScreen:
    """Return the screen that the middle of a widget is on, else the first one."""
    middle = widget.mapToGlobal(widget.rect().center())
    return QGuiApplication.screenAt(middle) or QGuiApplication.primaryScreen()


def other_screen(own: QScreen | None) -> QScreen | None:
    """Return a screen that is not the one given, None when there is only one."""
    return next((one for one in QGuiApplication.screens() if one is not own), None)
