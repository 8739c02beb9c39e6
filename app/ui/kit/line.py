"""A line to type into that ends in … while nobody types there and its text is longer than it is wide."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QStylePainter, QToolTip

from app.ui.kit.text import starts_right_to_left

LEAST = 60
"""Pixels that a line to type into is wide at least."""
MARGIN = 2
"""Pixels that Qt keeps free at either end of the text in it."""


class Line(QLineEdit):
    """As QLineEdit; the whole text of a shortened line is its tooltip.

    While it is empty the caret stands where its hint begins, not where letters of the keyboard would.
    """

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(self._turn)
        self._turn()

    def minimumSizeHint(self) -> QSize:
        # Qt would ask for the widest letter of the typeface, in Arabic that of a whole word.
        return QSize(LEAST, super().minimumSizeHint().height())

    def is_shortened(self) -> bool:
        """Return whether the text is shown with … at its end."""
        return not self.hasFocus() and self._wide() > self._room(self._option()).width()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.is_shortened():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), self._option()
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option)
        room, flags = self._room(option), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if starts_right_to_left(self.displayText()):
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        else:
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        text = self.fontMetrics().elidedText(self.displayText(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(flags | Qt.AlignmentFlag.AlignAbsolute), text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._turn()

    def _turn(self) -> None:
        turned = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        begins = Qt.AlignmentFlag.AlignRight if turned else Qt.AlignmentFlag.AlignLeft
        side = Qt.AlignmentFlag.AlignLeading if self.text() else begins | Qt.AlignmentFlag.AlignAbsolute
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.is_shortened():
            QToolTip.showText(event.globalPos(), self.displayText(), self)
            return True
        return super().event(event)

    def _wide(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.displayText())

    def _option(self) -> QStyleOptionFrame:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return option

    def _room(self, option: QStyleOptionFrame) -> QRect:
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return room.marginsRemoved(self.textMargins()).adjusted(MARGIN, 0, -MARGIN, 0)
