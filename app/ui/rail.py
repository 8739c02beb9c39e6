"""The rail at the leading side: the pages of the work, with icons and what waits there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.ui.icons import pixmap
from app.ui.kit.text import row
from app.ui.kit.tip import set_tip
from app.ui.language import say
from app.ui.theme import color

WIDTH, COMPACT = 184, 60


class RailItem(QAbstractButton):
    """One page of the rail: icon, name, and a badge with a number when something waits."""

    def __init__(self, key: str, icon_name: str, checkable: bool = True) -> None:
        super().__init__()
        self.key, self.icon_name, self.badge, self._compact = key, icon_name, 0, False
        self.setCheckable(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_badge(self, number: int) -> None:
        """Show how many things wait on the page, none for 0."""
        self.badge = number
        self._say_beside()
        self.update()

    def show_compact(self, compact: bool) -> None:
        """Show the icon alone, with the name as its tooltip; False brings the name back."""
        self._compact = compact
        self._say_beside()
        self.updateGeometry()
        self.update()

    def show_name(self, name: str) -> None:
        """Show another name."""
        self.setText(name)
        self._say_beside()

    def sizeHint(self) -> QSize:
        return QSize((COMPACT if self._compact else WIDTH) - 16, 33)

    def minimumSizeHint(self) -> QSize:
        # In a low window the items move together, so that the last one stays in it.
        return QSize(self.sizeHint().width(), 22)

    def _say_beside(self) -> None:
        said = say("frame.waiting_there", count=self.badge) if self.badge else ""
        self.setAccessibleDescription(said)
        set_tip(self, " · ".join(part for part in (self.text() if self._compact else "", said) if part))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setOpacity(1.0 if self.isChecked() else 0.55)
            painter.setBrush(color("rail_active"))
            painter.drawRoundedRect(self.rect(), 6, 6)
            painter.setOpacity(1.0)
        if self.hasFocus():
            painter.setPen(QPen(color("rail_strong"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        self._paint_content(painter)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def _paint_content(self, painter: QPainter) -> None:
        ink = "rail_strong" if self.isChecked() else "rail_text"
        picture = pixmap(self.icon_name, ink, 16)
        left = (self.width() - 16) // 2 if self._compact else 10
        painter.drawPixmap(self._mirrored(QRect(left, (self.height() - 16) // 2, 16, 16)), picture)
        if self._compact:
            self._paint_dot(painter)
            return
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(color(ink))
        flags = _text_side(self.layoutDirection())
        room = self._mirrored(QRect(36, 0, self.width() - (72 if self.badge else 44), self.height()))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(room, flags, painter.fontMetrics().elidedText(self.text(), elide, room.width()))
        if self.badge:
            self._paint_badge(painter)

    def _paint_badge(self, painter: QPainter) -> None:
        width = 20 if self.badge < 100 else 28
        box = self._mirrored(QRect(self.width() - width - 10, (self.height() - 18) // 2, width, 18))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("attention_soft"))
        painter.drawRoundedRect(box, 9, 9)
        font = QFont(self.font())
        font.setPixelSize(11)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(color("attention"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.badge))

    def _paint_dot(self, painter: QPainter) -> None:
        if self.badge:
            painter.setPen(Qt.PenStyle.NoPen)
            # The rail is dark in light and in dark.
            painter.setBrush(max(color("attention"), color("attention_soft"), key=QColor.lightness))
            painter.drawEllipse(self._mirrored(QRect(self.width() - 15, 5, 9, 9)))

    def _mirrored(self, box: QRect) -> QRect:
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return box
        return QRect(self.width() - box.right() - 1, box.y(), box.width(), box.height())


def _text_side(way: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    side = (
        Qt.AlignmentFlag.AlignRight if way == Qt.LayoutDirection.RightToLeft else Qt.AlignmentFlag.AlignLeft
    )
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


class Rail(QWidget):
    """`picked` carries the page's id; `settings` is asked for at the foot."""

    picked = Signal(str)
    settings_asked = Signal()

    def __init__(self, entries: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        """Build the rail from (page id, icon, code of the title)."""
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._codes = {key: code for key, _, code in entries}
        self.items = {key: RailItem(key, icon_name) for key, icon_name, _ in entries}
        self._group = QButtonGroup(self)
        self.settings = RailItem("settings", "settings", checkable=False)
        self.settings.clicked.connect(self.settings_asked)
        self.logo, self.brand = QLabel(), QLabel()
        self.brand.setObjectName("brand")
        self._lay_out()
        self.retranslate()

    def show_page(self, key: str) -> None:
        """Mark the page that is in front."""
        if key in self.items:
            self.items[key].setChecked(True)

    def show_badges(self, badges: Mapping[str, int]) -> None:
        """Show what waits on each page."""
        for key, item in self.items.items():
            item.show_badge(badges.get(key, 0))

    def show_only(self, keys: frozenset[str]) -> None:
        """Show only these pages."""
        for key, item in self.items.items():
            item.setVisible(key in keys)

    def show_compact(self, compact: bool) -> None:
        """Show icons alone in a narrow window; False brings the names back."""
        if compact == (self.width() == COMPACT):
            return
        self.setFixedWidth(COMPACT if compact else WIDTH)
        self.brand.setVisible(not compact)
        sides = 12 if compact else 10
        self._head.setContentsMargins(sides, 4, sides, 10)
        for item in (*self.items.values(), self.settings):
            item.show_compact(compact)

    def retranslate(self) -> None:
        """Name the pages in the language in force."""
        self.brand.setText(say("frame.product"))
        self.logo.setPixmap(pixmap("masar", "rail_text", 20))
        self.settings.show_name(say("frame.settings"))
        for key, item in self.items.items():
            item.show_name(say(self._codes[key]))
        self.setAccessibleName(say("frame.pages"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "brand"):
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 12)
        whole.setSpacing(2)
        self._head = row(self.logo, self.brand, 1)
        self._head.setContentsMargins(10, 4, 10, 10)
        whole.addLayout(self._head)
        for item in self.items.values():
            self._group.addButton(item)
            item.clicked.connect(self._clicked)
            whole.addWidget(item)
        whole.addStretch(1)
        whole.addWidget(self.settings)

    def _clicked(self) -> None:
        item = self.sender()
        if isinstance(item, RailItem):
            self.picked.emit(item.key)
