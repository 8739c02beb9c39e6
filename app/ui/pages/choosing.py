"""Choosing one record out of many by typing part of its name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from app.ui.jump import Jump
from app.ui.quick_jump import QuickJump


def chooser(under: QWidget, title: str, choices: Iterable[tuple[str, str]], icon: str) -> QuickJump:
    """Open a list of (id, text) by a widget and return it; its `picked` carries the chosen id."""
    dialog = QuickJump([Jump(text, "", icon, record_id) for record_id, text in choices], None, under.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.line.setPlaceholderText(title)
    dialog.line.setAccessibleName(title)
    dialog.resize(360, 340)
    dialog.open()
    dialog.move(_corner(under, dialog))
    dialog.line.setFocus()
    return dialog


def _corner(under: QWidget, dialog: QWidget) -> QPoint:
    window = under.window()
    corner = under.mapTo(window, QPoint(0, under.height() + 4))
    if under.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        corner.setX(corner.x() + under.width() - dialog.width())
    across = max(8, min(corner.x(), window.width() - dialog.width() - 8))
    down = (
        corner.y()
        if corner.y() + dialog.height() < window.height()
        else window.height() - dialog.height() - 60
    )
    return window.mapToGlobal(QPoint(across, down))
