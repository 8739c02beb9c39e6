"""The work plan over weeks: bars that are dragged, or moved with the arrow keys, to other days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from app.drawing.shapes import Picture
from app.drawing.timeline import Bar, Lane, TimelineNames, day_width, timeline
from app.process.facts import day
from app.services.views.group_work import PlannedTask
from app.ui.kit.card import Card
from app.ui.kit.panel import scrolling
from app.ui.kit.picture import measure, tag_at
from app.ui.kit.text import label
from app.ui.language import label_text, say, words
from app.ui.pages.plan_picked import PickPicture
from app.ui.pages.plan_pictures import holder

REST = 900
WEEK = 7
MARGIN = 8
_FAR = 4.0
_HELD = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
_STATES = ("planned", "ongoing", "late", "done")


class WorkTimeline(PickPicture):
    """`shifted` carries a task's id and by how many days it was moved.

    Up and Down choose a task, Left and Right move it by a day, with Shift by a week; Enter opens it.
    """

    shifted = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self._pressed: tuple[str, float] | None = None
        self._dragged = False
        self._waiting: tuple[str, int] = ("", 0)
        self._per_day = 1.0
        self._plan: list[tuple[str, list[PlannedTask]]] = []
        self._span, self._today = (date.min, date.min), date.min
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.commit)
        self.hint = label("", "keys")
        self.hint.setParent(self)
        self.hint.hide()

    def show_plan(self, lanes: Sequence[tuple[str, list[PlannedTask]]], today: date, width: float) -> None:
        """Draw tasks under their headings; one that is being moved stays where it is."""
        self._plan, self._today = list(lanes), today
        days = [found for _, tasks in lanes for one in tasks for found in _days(one, 0)]
        self._span = (min([*days, today]), max([*days, today]) + timedelta(days=WEEK))
        self.draw(width)

    def draw(self, width: float) -> None:
        """Draw for a width in pixels."""
        if width > 200 and self._today != date.min:
            self._width = width
            self.show_picture(self._picture(), self._said())

    def commit(self) -> None:
        """Tell the move made with keys or the mouse, if any."""
        self._rest.stop()
        (task, days), self._waiting = self._waiting, ("", 0)
        self.hint.hide()
        if task and days:
            self.shifted.emit(task, days)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.commit()
        tag = tag_at(self.picture, event.position().x(), event.position().y())
        self._pressed = (
            (tag, event.position().x()) if tag and event.button() == Qt.MouseButton.LeftButton else None
        )
        self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        tag, start = self._pressed
        way = event.position().x() - start
        if (self._dragged or abs(way) >= _FAR) and self._may_move(tag):
            self._dragged = True
            self.current = tag
            self._move(tag, self._days_in(way))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self._dragged:
            self._dragged = False
            self.commit()
        elif pressed is not None:
            self.current = pressed[0]
            self.picked.emit(pressed[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        way = ways.get(Qt.Key(event.key()), 0)
        if not way:
            if event.key() not in _HELD:
                self.commit()
            super().keyPressEvent(event)
            self._say_current()
            return
        if self._may_move(self.current):
            week = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            days = way * (WEEK if week else 1) * (-1 if words().right_to_left else 1)
            self._move(self.current, (self._waiting[1] if self._waiting[0] == self.current else 0) + days)
            self._rest.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()

    def _move(self, task: str, days: int) -> None:
        self._waiting = (task, days)
        self.show_picture(self._picture(), self._said())
        self._say_current()
        self.hint.setText(self.accessibleDescription())
        self.hint.adjustSize()
        self.hint.move(max(0, (self.width() - self.hint.width()) // 2), 4)
        self.hint.setVisible(bool(days))

    def _days_in(self, way: float) -> int:
        days = round(way / max(self._per_day, 0.1))
        return -days if words().right_to_left else days

    def _may_move(self, task: str) -> bool:
        found = self._find(task)
        return found is not None and bool(found.task.id) and found.state != "done"

    def _find(self, task: str) -> PlannedTask | None:
        return next((one for _, tasks in self._plan for one in tasks if one.id == task), None)

    def _say_current(self) -> None:
        found = self._find(self.current)
        if found is None:
            self.setAccessibleDescription(say("group.timeline.keys"))
            return
        days = _days(found, self._waiting[1] if self._waiting[0] == self.current else 0)
        span = say("group.timeline.span", first=_said_day(days[0]), last=_said_day(days[1]))
        self.setAccessibleDescription(f"{label_text(found.task.title)}: {span}")

    def _said(self) -> str:
        return say("group.timeline.said", count=sum(len(tasks) for _, tasks in self._plan))

    def _picture(self) -> Picture:
        lanes = [Lane(heading, [self._bar(one) for one in tasks]) for heading, tasks in self._plan]
        self._per_day = day_width(lanes, *self._span, self._width, measure)
        names = TimelineNames(
            say("drawing.timeline.today"), {state: say(f"drawing.timeline.{state}") for state in _STATES}
        )
        turned = words().right_to_left
        return timeline(
            lanes, *self._span, self._today, _week, names, self._width, measure, mirrored=turned, weekly=True
        )

    def _bar(self, one: PlannedTask) -> Bar:
        days = _days(one, self._waiting[1] if self._waiting[0] == one.id else 0)
        return Bar(label_text(one.task.title), days[0], days[1], one.state, one.id)


class TimelineCard(Card):
    """The timeline in a scrolling area, drawn again for another width."""

    def __init__(self) -> None:
        super().__init__()
        self.view = WorkTimeline()
        self.area = scrolling(holder(self.view))
        self.note = label("", "tiny", wrap=True)
        self.body.setSpacing(6)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self.note)
        self.area.viewport().installEventFilter(self)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.note.setText(say("group.timeline.keys"))

    def show_plan(self, lanes: Sequence[tuple[str, list[PlannedTask]]], today: str) -> None:
        """Draw the tasks under their headings."""
        self.view.show_plan(lanes, day(today) or date.min, self._room())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.view.draw(self._room())
        return super().eventFilter(watched, event)

    def _room(self) -> float:
        return float(self.area.viewport().width() - MARGIN)


def _days(one: PlannedTask, moved: int) -> tuple[date, date]:
    first, last = day(one.first) or date.min, day(one.last) or date.min
    return first + timedelta(days=moved), max(first, last) + timedelta(days=moved)


def _week(first: date, _quarters: bool) -> str:
    return words().date(first, "day_month")


def _said_day(found: date) -> str:
    return words().date(found, "day_month")
