"""Drawn pictures whose parts can be picked with mouse or keyboard, and the timeline as the first of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.drawing.shapes import Picture, Rect
from app.drawing.timeline import Bar, Lane, TimelineNames, timeline
from app.process.facts import day
from app.services.views.plan import ActivityEntry, PlanView
from app.ui.kit.card import Card
from app.ui.kit.panel import scrolling
from app.ui.kit.picture import PictureView, measure
from app.ui.kit.text import label
from app.ui.language import label_text, say, words
from app.ui.pages.plan_words import heading_of
from app.ui.theme import color

MARGIN = 8
_WAYS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class PickPicture(PictureView):
    """A picture whose tagged boxes the arrow keys walk through; Enter picks the one in the frame."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.current = ""

    def boxes(self) -> list[Rect]:
        """Return the boxes that can be picked."""
        return [shape for shape in self.picture.shapes if isinstance(shape, Rect) and shape.tag]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _WAYS.get(Qt.Key(event.key()))
        if way is not None:
            self._step(way)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current:
            self.picked.emit(self.current)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        box = next((one for one in self.boxes() if one.tag == self.current), None)
        if box is not None and self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color("text"), 2))
            painter.drawRoundedRect(QRectF(box.x - 2, box.y - 2, box.w + 4, box.h + 4), 4, 4)

    def _step(self, way: QPointF) -> None:
        boxes = self.boxes()
        here = next((one for one in boxes if one.tag == self.current), None)
        if here is None:
            self.current = boxes[0].tag if boxes else ""
        else:
            ahead = [one for one in boxes if _along(here, one, way) > 1]
            self.current = min(ahead, key=lambda one: _distance(here, one, way)).tag if ahead else here.tag
        self.update()


def _middle(box: Rect) -> QPointF:
    return QPointF(box.x + box.w / 2, box.y + box.h / 2)


def _along(here: Rect, there: Rect, way: QPointF) -> float:
    return QPointF.dotProduct(_middle(there) - _middle(here), way)


def _distance(here: Rect, there: Rect, way: QPointF) -> float:
    along = _along(here, there, way)
    away = _middle(there) - _middle(here) - way * along
    return along + 4 * (abs(away.x()) + abs(away.y()))


class DrawnCard(Card):
    """A card with one picture in a scrolling area; it is drawn again for another width."""

    def __init__(self) -> None:
        super().__init__()
        self.view = PickPicture()
        self.area: QScrollArea = scrolling(holder(self.view))
        self.note = label("", "tiny", wrap=True)
        self.body.setSpacing(6)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self.note)
        self._plan: PlanView | None = None
        self.area.viewport().installEventFilter(self)

    def show_view(self, view: PlanView) -> None:
        """Draw the plan."""
        self._plan = view
        self.redraw()

    def redraw(self) -> None:
        """Draw again for the width and the language there are now."""
        width = self.area.viewport().width() - MARGIN
        if self._plan is not None and width > 100:
            self.view.show_picture(self.draw(self._plan, width), self.title.text())

    def draw(self, plan: PlanView, width: float) -> Picture:
        """Return the picture over a width in pixels."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.redraw()
        return super().eventFilter(watched, event)


def holder(view: QWidget) -> QWidget:
    """Return a widget that keeps a picture at the leading top of a scrolling area."""
    made = QWidget()
    made.setObjectName("scrolled")
    inside = QVBoxLayout(made)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(view, 0, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    inside.addStretch(1)
    return made


class TimelineCard(DrawnCard):
    """The activities in time, under their objectives."""

    def draw(self, plan: PlanView, width: float) -> Picture:
        lanes, first, last = _lanes(plan.activities)
        names = TimelineNames(
            say("drawing.timeline.today"),
            {state: say(f"drawing.timeline.{state}") for state in ("planned", "ongoing", "late", "done")},
        )
        now = day(plan.today) or first or date.min
        turned = words().right_to_left
        return timeline(
            lanes, first or now, last or now, now, _period, names, width, measure, mirrored=turned, size=12
        )

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.set_title(say("plan.timeline"))
        self.note.setText(say("plan.timeline_note"))


def _lanes(activities: Sequence[ActivityEntry]) -> tuple[list[Lane], date | None, date | None]:
    groups: dict[str, list[Bar]] = {}
    days: list[date] = []
    for entry in activities:
        begins, ends = day(str(entry.values.get("starts") or "")), day(str(entry.values.get("ends") or ""))
        begins, ends = begins or ends, ends or begins
        if begins is None or ends is None:
            continue
        days += [begins, ends]
        title = say("plan.with_code", code=entry.code, title=label_text(entry.title)).strip()
        groups.setdefault(heading_of(entry), []).append(Bar(title, begins, ends, entry.state, entry.id))
    lanes = [Lane(heading, bars) for heading, bars in groups.items()]
    return lanes, min(days, default=None), max(days, default=None)


def _period(first: date, quarters: bool) -> str:
    if quarters:
        return say("drawing.timeline.quarter", quarter=(first.month + 2) // 3, year=str(first.year))
    _, _, month = words().date(first, "day_month").partition(" ")
    return f"{month} {first.year}" if first.month == 1 else month
