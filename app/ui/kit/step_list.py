"""The list of steps with their circles, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.path import PathStep, paint_circle
from app.ui.kit.text import empty_layout
from app.ui.theme import color


class StepItem(QAbstractButton):
    """A circle with number or tick, and the step's name."""

    def __init__(self, step: PathStep) -> None:
        super().__init__()
        self.setCheckable(True)
        self.show_step(step)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_step(self, step: PathStep) -> None:
        """Show a step as it stands now."""
        self.step = step
        self.setText(step.title)
        self.setAccessibleName(step.spoken or step.title)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(188, 36)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent"), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(color("accent_soft" if self.isChecked() else "window"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - 21 if mirrored else 21
        paint_circle(painter, QPointF(x, self.height() / 2), 11, self.step)
        self._paint_name(painter, mirrored)

    def _paint_name(self, painter: QPainter, mirrored: bool) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(color("text"))
        room = QRect(8 if mirrored else 42, 0, self.width() - 50, self.height())
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        placed = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, placed, shown)


class StepList(QWidget):
    """`picked` carries a step's number."""

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._group = QButtonGroup(self)
        self.items: list[StepItem] = []

    def show_steps(self, steps: Sequence[PathStep], chosen: int) -> None:
        """Show the steps, with the number of the chosen one; an item that has the focus keeps it."""
        if len(steps) != len(self.items):
            self._build(steps)
        self._group.setExclusive(False)  # an exclusive group keeps its last one checked when none is chosen
        for item, step in zip(self.items, steps, strict=True):
            item.show_step(step)
            item.setChecked(step.number == chosen)
        self._group.setExclusive(True)
        stop = self._group.checkedButton() or next(iter(self.items), None)
        for item in self.items:  # Tab comes to the chosen one; the arrows go on from there
            strong = Qt.FocusPolicy.StrongFocus if item is stop else Qt.FocusPolicy.ClickFocus
            item.setFocusPolicy(strong)

    def _build(self, steps: Sequence[PathStep]) -> None:
        empty_layout(self._rows)
        self.items = [StepItem(step) for step in steps]
        for item in self.items:
            self._group.addButton(item)
            item.clicked.connect(self._clicked)
            self._rows.addWidget(item)

    def _clicked(self) -> None:
        item = self.sender()
        if isinstance(item, StepItem):
            self.picked.emit(item.step.number)
