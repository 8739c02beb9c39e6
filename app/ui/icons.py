"""Icons of one set (lucide), drawn in the colour of a role and kept once drawn."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from app.foundation.paths import resources
from app.ui.theme import palette

_TURNS_WITH_DIRECTION = frozenset(
    {"chevron-right", "chevron-left", "undo-2", "redo-2", "stairs", "log-out", "external-link", "list"}
)


def pixmap(name: str, role: str = "text", size: int = 18) -> QPixmap:
    """Return an icon as a picture of `size` logical pixels in a role's colour of the theme in force."""
    mirrored = (
        name in _TURNS_WITH_DIRECTION and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    )
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio()
    return _drawn(name, palette()[role], size, ratio, mirrored)


def icon(name: str, role: str = "text", size: int = 18) -> QIcon:
    """Return an icon in a role's colour; draw it again when the theme changes."""
    return QIcon(pixmap(name, role, size))


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: int, ratio: float, mirrored: bool) -> QPixmap:
    svg = (resources() / "icons" / f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    if mirrored:
        picture = picture.transformed(QTransform().scale(-1, 1))
    picture.setDevicePixelRatio(ratio)
    return picture
