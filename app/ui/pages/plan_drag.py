"""Bars of the timeline that are dragged along the time, and the lines from what must be done before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from app.drawing.shapes import Line, Picture, Rect, Shape
from app.process.facts import day
from app.services.views.plan import ActivityEntry
from app.ui.kit.picture import tag_at
from app.ui.pages.plan_picked import PickPicture
from app.ui.theme import color

SLACK, REACH, WEEK = 5.0, 7.0, 7
"""Pixels a press may wander and still be a click; pixels above and below a bar where a finger still takes
it; days that Ctrl with an arrow moves a bar by."""
_KEYS = {Qt.Key.Key_Left: -WEEK, Qt.Key.Key_Right: WEEK}


class DragPicture(PickPicture):
    """`shifted` carries the tag of a bar and the days it was dragged by; a click picks as before."""

    shifted = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.per_day, self.mirrored = 0.0, False
        self._held, self._from, self._way = "", 0.0, 0.0
        self.setMouseTracking(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if event.button() == Qt.MouseButton.LeftButton:
            self._held, self._from, self._way = self._bar_at(at.x(), at.y()), at.x(), 0.0
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._held:
            self._way = at.x() - self._from
            self.update()
        else:
            over = any(_holds(box, at.x(), at.y(), REACH) for box in self.boxes())
            self.setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, way = self._held, self._way
        self._held, self._way = "", 0.0
        self.update()
        days = self._days(way) if held and abs(way) > SLACK else 0
        if days:
            self.shifted.emit(held, days)
        elif held:
            self.picked.emit(held)
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        days = _KEYS.get(Qt.Key(event.key()), 0)
        if self.current and days and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.shifted.emit(self.current, -days if self.mirrored else days)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        box = next((one for one in self.boxes() if one.tag == self._held), None)
        if box is not None and abs(self._way) > SLACK:
            painter = QPainter(self)
            painter.setPen(QPen(color("accent"), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(box.x + self._way, box.y, box.w, box.h), 3, 3)

    def _bar_at(self, x: float, y: float) -> str:
        """Return the tag of the bar whose name or mark is at a point, or that lies within reach of it."""
        tag, boxes = tag_at(self.picture, x, y), self.boxes()
        near = (box.tag for box in boxes if _holds(box, x, y, REACH))
        return tag if tag in {box.tag for box in boxes} else next(near, "")

    def _days(self, way: float) -> int:
        days = round(way / self.per_day) if self.per_day > 0 else 0
        return -days if self.mirrored else days


def _holds(box: Rect, x: float, y: float, reach: float) -> bool:
    return box.x <= x <= box.x + box.w and box.y - reach <= y <= box.y + box.h + reach


def bars_of(picture: Picture) -> dict[str, Rect]:
    """Return the bar of each activity in a drawn timeline, by its tag."""
    return {shape.tag: shape for shape in picture.shapes if isinstance(shape, Rect) and shape.tag}


def pixels_per_day(bars: Mapping[str, Rect], activities: Sequence[ActivityEntry]) -> float:
    """Return how wide a day is, by the longest bar; 0 where there is none."""
    spans = [(bars[one.id], _span(one)) for one in activities if one.id in bars and _span(one) > 0]
    longest = max(spans, key=lambda pair: pair[1], default=None)
    return longest[0].w / longest[1] if longest else 0.0


def _span(one: ActivityEntry) -> int:
    starts, ends = day(str(one.values.get("starts") or "")), day(str(one.values.get("ends") or ""))
    return (ends - starts).days if starts and ends else 0


def with_dependencies(picture: Picture, activities: Sequence[ActivityEntry], mirrored: bool) -> Picture:
    """Return the timeline with a line from the end of what comes first to the start of what waits for it."""
    bars, lines = bars_of(picture), list[Shape]()
    for one in activities:
        held = one.values.get("depends_on") or ()
        for before in held if isinstance(held, tuple) else ():
            if one.id in bars and before in bars:
                lines += _joined(bars[before], bars[one.id], mirrored)
    return replace(picture, shapes=(*picture.shapes, *lines)) if lines else picture


def _joined(first: Rect, then: Rect, mirrored: bool) -> list[Shape]:
    way = -1.0 if mirrored else 1.0
    out, into = (first.x, then.x + then.w) if mirrored else (first.x + first.w, then.x)
    y1, y2 = first.y + first.h / 2, then.y + then.h / 2
    turn = out + 6 * way
    points = [(out, y1), (turn, y1), (turn, (y1 + y2) / 2), (into - 6 * way, (y1 + y2) / 2)]
    points += [(into - 6 * way, y2), (into, y2)]
    lines: list[Shape] = [Line(a[0], a[1], b[0], b[1], "quiet", 1.2) for a, b in pairwise(points)]
    lines += [Line(into - 5 * way, y2 + turn, into, y2, "quiet", 1.2) for turn in (-3.5, 3.5)]
    return lines
