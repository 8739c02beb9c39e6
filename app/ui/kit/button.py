"""Buttons: one primary per page, the rest outlined or quiet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.icons import pixmap
from app.ui.kit.tip import set_tip

DRAW_AGAIN = (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange, QEvent.Type.LayoutDirectionChange)
MOST_KEPT = 300
_WITH_GAP: dict[tuple[int, Qt.LayoutDirection], QPixmap] = {}
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
        self._kind, self._icon_name, self._drawn = kind, icon_name, 0
        self._show_icon()

    @property
    def icon_name(self) -> str:
        """The name of the icon that is shown, "" for none."""
        return self._icon_name

    def set_icon_name(self, name: str) -> None:
        """Show another icon, or none for ""."""
        self._icon_name = name
        self._show_icon()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in DRAW_AGAIN:
            self._show_icon()
        super().changeEvent(event)

    def _show_icon(self) -> None:
        picture = self._picture(_INK.get(self._kind, "text")) if self._icon_name else None
        drawn = picture.cacheKey() if picture is not None else 0
        if drawn == self._drawn:
            return
        self._drawn = drawn
        icon = QIcon() if picture is None else QIcon(picture)
        if picture is not None and self._kind == "primary":
            # Its ground becomes grey when it cannot be pressed.
            icon.addPixmap(self._picture("quiet"), QIcon.Mode.Disabled)
        self.setIcon(icon)
        self.setIconSize(QSize(22 if self.text() else 16, 16))

    def _picture(self, ink: str) -> QPixmap:
        drawn = pixmap(self._icon_name, ink, 16)
        return _with_gap(drawn, self.layoutDirection()) if self.text() else drawn

    def setText(self, text: str) -> None:
        had_text = bool(self.text())
        super().setText(text)
        if had_text != bool(text):
            self._show_icon()


def _with_gap(picture: QPixmap, way: Qt.LayoutDirection) -> QPixmap:
    """Return a picture with room between it and the text beside it, drawn once for each picture."""
    key = (picture.cacheKey(), way)
    if key not in _WITH_GAP:
        if len(_WITH_GAP) >= MOST_KEPT:
            _WITH_GAP.clear()
        _WITH_GAP[key] = _draw_with_gap(picture, way)
    return _WITH_GAP[key]


def _draw_with_gap(picture: QPixmap, way: Qt.LayoutDirection) -> QPixmap:
    ratio = picture.devicePixelRatio()
    wide = QPixmap(round(22 * ratio), picture.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(6 if way == Qt.LayoutDirection.RightToLeft else 0, 0, picture)
    painter.end()
    return wide


def icon_button(icon_name: str, name: str) -> Button:
    """Return a quiet button with only an icon; `name` is its tooltip and accessible name."""
    made = Button("", "quiet", icon_name)
    made.setFixedSize(30, 30)
    made.setProperty("bare", "true")
    name_button(made, name)
    return made


def name_button(button: QPushButton, name: str) -> None:
    """Give a button without text its tooltip and accessible name."""
    set_tip(button, name)
    button.setAccessibleName(name)
