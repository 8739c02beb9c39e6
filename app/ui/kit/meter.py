"""Thin bars: how far something is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.kit.text import label
from app.ui.theme import color


class ThinBar(QWidget):
    """A six-pixel bar filled from the leading side by a share of 0 to 1, in a role's colour."""

    def __init__(self, share: float = 0.0, role: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share, self.role = share, role
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, role: str = "accent") -> None:
        """Fill the bar by another share."""
        self.share, self.role = share, role
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(color("track"))
        painter.drawRoundedRect(whole, 3, 3)
        if self.share <= 0:
            return
        filled = max(whole.width() * min(1.0, self.share), 6.0)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        start = whole.width() - filled if mirrored else 0.0
        painter.setBrush(color(self.role))
        painter.drawRoundedRect(QRectF(start, 0, filled, whole.height()), 3, 3)


class Meter(QWidget):
    """One line: a name, a bar, and in words how far it is."""

    def __init__(self, name: str, share: float, said: str, role: str = "accent", bar_width: int = 78) -> None:
        super().__init__()
        self.name, self.said = label(name, "small_text"), label(said, "small")
        self.bar = ThinBar(share, role)
        self.bar.setFixedWidth(bar_width)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 4)
        whole.setSpacing(8)
        whole.addWidget(self.name, 5)
        whole.addWidget(self.bar)
        whole.addWidget(self.said, 4)
        self.setAccessibleName(f"{name}: {said}")
