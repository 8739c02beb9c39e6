"""What the timeline of the plan shows: bars under their objectives and milestones, and what these say."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from app.drawing.shapes import Circle
from app.drawing.timeline import Bar, Lane, Stone
from app.process.facts import day
from app.services.views.plan import ActivityEntry, PlanView
from app.services.views.plan_stones import DatedStone, dated_stones
from app.ui.language import label_text, say, words
from app.ui.pages.plan_drag import DragPicture
from app.ui.pages.plan_words import heading_of

Told = tuple[str, ...]


class StonePicture(DragPicture):
    """A timeline that says which milestone is pointed at; `told` are their sentences as they were drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.told: Told = ()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.said_at(event.pos()), self)
            return True
        return bool(super().event(event))

    def said_at(self, at: QPoint) -> str:
        """Return what the milestone at a point says, "" where there is none."""
        drawn = (shape for shape in self.picture.shapes if isinstance(shape, Circle))
        near = (
            said
            for shape, said in zip(drawn, self.told, strict=False)
            if abs(shape.x - at.x()) <= shape.r + 2 and abs(shape.y - at.y()) <= shape.r + 2
        )
        return next(near, "")


def lanes_of(plan: PlanView) -> tuple[list[Lane], date | None, date | None, Told]:
    """Return the lanes, the first and last day on them, and what each milestone says in the order drawn."""
    stones: defaultdict[str, list[DatedStone]] = defaultdict(list)
    for one in dated_stones(plan.book):
        if day(one.due) is not None:
            stones[one.activity].append(one)
    groups: defaultdict[str, list[tuple[Bar, list[DatedStone]]]] = defaultdict(list)
    for entry in plan.activities:
        bar = _bar(entry, stones[entry.id], plan.today)
        if bar is not None:
            groups[heading_of(entry)].append((bar, stones[entry.id]))
    for one in stones[""]:
        groups[say("drawing.timeline.stones")].append((_alone(one, plan.today), [one]))
    pairs = [pair for listed in groups.values() for pair in listed]
    days = [each for bar, _ in pairs for each in (bar.starts, bar.ends, *(stone.day for stone in bar.stones))]
    told = tuple(_said(one) for _, listed in pairs for one in listed)
    lanes = [Lane(heading, [bar for bar, _ in listed]) for heading, listed in groups.items()]
    return lanes, min(days, default=None), max(days, default=None), told


def _bar(entry: ActivityEntry, stones: list[DatedStone], today: str) -> Bar | None:
    """Return the bar of an activity; one without days shows its milestones alone, if it has any."""
    begins, ends = day(str(entry.values.get("starts") or "")), day(str(entry.values.get("ends") or ""))
    begins, ends = begins or ends, ends or begins
    title = say("plan.with_code", code=entry.code, title=label_text(entry.title)).strip()
    if entry.unsigned.code:
        title = say("plan.timeline_unsigned", title=title)
    marks = [_stone(one, today) for one in stones]
    if begins is not None and ends is not None:
        return Bar(title, begins, ends, entry.state, entry.id, marks)
    return Bar(title, marks[0].day, marks[0].day, "", entry.id, marks) if marks else None


def _alone(one: DatedStone, today: str) -> Bar:
    mark = _stone(one, today)
    return Bar(label_text(one.title), mark.day, mark.day, "", "", [mark])


def _stone(one: DatedStone, today: str) -> Stone:
    late = "missed" if one.due < today else "coming"
    state = one.status if one.status == "reached" or (one.status == "at_risk" and late == "coming") else late
    return Stone(day(one.due) or date.min, state)


def _said(one: DatedStone) -> str:
    status = words().code("milestone_status", one.status or "planned")
    return say(
        "drawing.timeline.stone", title=label_text(one.title), date=words().date(one.due), status=status
    )
