"""The path of eight steps: a line with a circle per step, each a button."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from app.ui.kit.tip import set_tip
from app.ui.theme import color

RADIUS = 16
HIGH, HIGH_WITHOUT_DAYS = 76, 60
DONE, CURRENT, STARTED, WAITING, SKIPPED = "done", "current", "started", "waiting", "skipped"


class PathStep(msgspec.Struct, frozen=True):
    """One step as shown: `state` is done, current, started, waiting or skipped; `spoken` says it in words."""

    number: int
    title: str
    under: str
    state: str
    spoken: str = ""


class StepCircle(QAbstractButton):
    """A circle with the step's number, or a tick when it is done. Drawn the same everywhere."""

    def __init__(self, step: PathStep, parent: QWidget | None = None, *, high: int = HIGH) -> None:
        super().__init__(parent)
        self.step, self._high = step, high
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(step.spoken or f"{step.number}. {step.title}, {step.under}")
        set_tip(self, step.spoken)

    def sizeHint(self) -> QSize:
        return QSize(110, self._high)

    def minimumSizeHint(self) -> QSize:
        return QSize(72, self._high)

    def center(self) -> QPointF:
        """Return the circle's centre in the widget."""
        return QPointF(self.width() / 2, RADIUS + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        paint_circle(painter, self.center(), RADIUS, self.step)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        top = self.center().y() + RADIUS + 3
        current = self.step.state == CURRENT
        self._write(
            painter, self.step.title, QRectF(0, top, self.width(), 19), self._size(-1), "text", current
        )
        self._write(
            painter, self.step.under, QRectF(0, top + 18, self.width(), 17), self._size(-2), "quiet", False
        )

    def _size(self, step: int) -> int:
        return self.font().pixelSize() + step

    def _write(self, painter: QPainter, text: str, box: QRectF, size: int, role: str, bold: bool) -> None:
        font = QFont(self.font())
        font.setPixelSize(size)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(color(role))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()) - 4)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)


class PathOfSteps(QWidget):
    """All steps beside each other; `picked` carries a step's number."""

    picked = Signal(int)

    def __init__(self, steps: Sequence[PathStep] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.circles: list[StepCircle] = []
        self.show_steps(steps)

    def show_steps(self, steps: Sequence[PathStep]) -> None:
        """Show other steps."""
        for circle in self.circles:
            self._row.removeWidget(circle)
            circle.hide()
            circle.deleteLater()
        high = HIGH if any(step.under for step in steps) else HIGH_WITHOUT_DAYS
        self.circles = [StepCircle(step, self, high=high) for step in steps]
        for circle in self.circles:
            circle.clicked.connect(self._clicked)
            self._row.addWidget(circle, 1)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for before, after in zip(self.circles, self.circles[1:], strict=False):
            reached = after.step.state in (DONE, CURRENT, SKIPPED) and before.step.state in (DONE, SKIPPED)
            painter.setPen(QPen(color("good" if reached else "line"), 2))
            a, b = before.mapToParent(before.center().toPoint()), after.mapToParent(after.center().toPoint())
            way = 1 if b.x() > a.x() else -1
            painter.drawLine(a.x() + way * (RADIUS + 1), a.y(), b.x() - way * (RADIUS + 1), b.y())

    def _clicked(self) -> None:
        circle = self.sender()
        if isinstance(circle, StepCircle):
            self.picked.emit(circle.step.number)


def paint_circle(painter: QPainter, center: QPointF, radius: float, step: PathStep) -> None:
    """Paint a step's circle: filled with a tick, filled with its number, ringed, or dashed."""
    filled = {DONE: "good", CURRENT: "accent"}.get(step.state)
    if step.state == CURRENT:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent_soft"))
        painter.drawEllipse(center, radius + 4, radius + 4)
    painter.setBrush(color(filled) if filled else color("surface"))
    painter.setPen(_ring(step.state, filled))
    painter.drawEllipse(center, radius - 1, radius - 1)
    if step.state == DONE:
        _paint_tick(painter, center, radius)
        return
    font = QFont(painter.font())
    font.setPixelSize(round(radius * 0.82))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(color("on_accent" if filled else "quiet"))
    box = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(step.number))


def _ring(state: str, filled: str | None) -> QPen:
    if filled:
        return QPen(color(filled), 1)
    if state == STARTED:
        return QPen(color("accent"), 2)
    pen = QPen(color("edge" if state == SKIPPED else "line"), 2 if state != SKIPPED else 1.4)
    if state == SKIPPED:
        pen.setDashPattern([3, 2.4])
    return pen


def _paint_tick(painter: QPainter, center: QPointF, radius: float) -> None:
    pen = QPen(QColor(color("on_good")), radius / 8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    unit = radius / 16
    first = center + QPointF(-4.2 * unit, 0.4 * unit)
    corner = center + QPointF(-1.2 * unit, 3.4 * unit)
    painter.drawLine(first, corner)
    painter.drawLine(corner, center + QPointF(4.4 * unit, -3.2 * unit))
