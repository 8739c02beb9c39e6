"""Buttons: one primary per page, the rest outlined or quiet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.icons import icon

_INK = {"primary": "on_accent", "link": "accent", "danger": "wrong"}


class Button(QPushButton):
    """A push button of a kind: primary, outlined, quiet, link, danger, row or chip."""

    def __init__(
        self, text: str = "", kind: str = "outlined", icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._kind, self._icon_name = kind, icon_name
        self._show_icon()

    def set_icon_name(self, name: str) -> None:
        """Show another icon, or none for ""."""
        self._icon_name = name
        self._show_icon()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._show_icon()
        super().changeEvent(event)

    def _show_icon(self) -> None:
        if self._icon_name:
            self.setIcon(icon(self._icon_name, _INK.get(self._kind, "text"), 16))
            self.setIconSize(QSize(16, 16))


def icon_button(icon_name: str, name: str) -> Button:
    """Return a quiet button with only an icon; `name` is its tooltip and accessible name."""
    made = Button("", "quiet", icon_name)
    made.setFixedSize(30, 30)
    made.setStyleSheet("padding: 0")
    name_button(made, name)
    return made


def name_button(button: QPushButton, name: str) -> None:
    """Give a button without text its tooltip and accessible name."""
    button.setToolTip(name)
    button.setAccessibleName(name)
