"""The timeline of activities by months or quarters, with a line for today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from math import ceil

from app.drawing.fitting import Measure, baseline, fit
from app.drawing.marks import Entry, legend, moved, tick
from app.drawing.mirror import turned
from app.drawing.shapes import Circle, Diamond, Line, Picture, Rect, Shape, Text

ROW, HEADING, HEAD, PAD = 24.0, 24.0, 40.0, 8.0
END = 6.0
STONE = 5.5
MONTHS_SHOWN = 14
MOST_YEARS = 12
MOST_WEEKS = 53
STATES = ("planned", "ongoing", "late", "done")
STONES = ("coming", "at_risk", "missed", "reached")


@dataclass(frozen=True, slots=True)
class Stone:
    """A milestone on its day; `state` is coming, at_risk, missed or reached."""

    day: date
    state: str = "coming"


@dataclass(frozen=True, slots=True)
class Bar:
    """An activity from a day to a day; `state` is planned, ongoing, late or done, "" for stones alone."""

    label: str
    starts: date
    ends: date
    state: str = "planned"
    tag: str = ""
    stones: Sequence[Stone] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """Bars under one heading: an objective."""

    heading: str
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class TimelineNames:
    """Words of the picture; the legend explains `states` of bars, and the `stones` that are shown."""

    today: str
    states: dict[str, str]
    stones: dict[str, str] = field(default_factory=dict)


Name = Callable[[date, bool], str]


def periods(starts: date, ends: date) -> tuple[tuple[date, ...], bool]:
    """Return the first days of the periods from start to end, then the day after, and whether quarters.

    Up to 14 months are shown by month, longer times by quarter, and never more than twelve years.
    """
    first = date(min(starts.year, date.max.year - MOST_YEARS - 1), starts.month, 1)
    last = min(max(starts, ends), date(first.year + MOST_YEARS, 12, 31))
    quarters = (last.year - first.year) * 12 + last.month - first.month >= MONTHS_SHOWN
    if quarters:
        first = date(first.year, first.month - (first.month - 1) % 3, 1)
    days, step = [first], 3 if quarters else 1
    while days[-1] <= last:
        days.append(_later(days[-1], step))
    return tuple(days), quarters


def weeks(starts: date, ends: date) -> tuple[date, ...]:
    """Return the first days (Sundays, as in Iraq) of the weeks from start to end, then the next one.

    Never more than 53 weeks.
    """
    first = starts - timedelta(days=(starts.weekday() + 1) % 7)
    count = min((max(starts, ends) - first).days // 7 + 1, MOST_WEEKS)
    return tuple(first + timedelta(weeks=number) for number in range(count + 1))


def _later(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int
    left: float
    right: float
    mirrored: bool

    def x(self, day: date) -> float:
        share = (day.toordinal() - self.first) / max(self.last - self.first, 1)
        return self.left + min(max(share, 0), 1) * (self.right - self.left)


def timeline(
    lanes: Sequence[Lane],
    starts: date,
    ends: date,
    today: date,
    name: Name,
    names: TimelineNames,
    width: float,
    measure: Measure,
    *,
    mirrored: bool = False,
    size: float = 12,
    weekly: bool = False,
) -> Picture:
    """Return the timeline over `width` from start to end.

    `name(first day, quarters)` returns how a period is called. Bars that lie outside are cut off. With
    `weekly` the periods are weeks, and only as many are named as there is room for.
    """
    lead = _lead(lanes, width, measure, size)
    days, quarters = (weeks(starts, ends), False) if weekly else periods(starts, ends)
    scale = _Scale(days[0].toordinal(), days[-1].toordinal(), lead, width - END, mirrored)
    height = HEAD + sum(HEADING + len(lane.bars) * ROW for lane in lanes)
    shapes = _grid(days, quarters, scale, height, name, size, measure)
    top = HEAD
    for lane in lanes:
        shapes += _lane(lane, top, lead, scale, size, measure, weekly)
        top += HEADING + len(lane.bars) * ROW
    if days[0] <= today < days[-1]:
        shapes += _today(scale.x(today), height, names.today, width, size, measure)
    stones = {stone.state for lane in lanes for bar in lane.bars for stone in bar.stones}
    key, tall = legend(_legend(names, mirrored, stones), 0, 0, width, measure, size - 1)
    shapes += (moved(shape, 0, height + PAD) for shape in key)
    return turned(Picture(width, height + PAD + tall, tuple(shapes)), mirrored)


def _lead(lanes: Sequence[Lane], width: float, measure: Measure, size: float) -> float:
    labels = [bar.label for lane in lanes for bar in lane.bars]
    widest = max((measure(label, size, False) for label in labels), default=0)
    return min(widest + 16, width * 0.36)


def _grid(
    days: Sequence[date],
    quarters: bool,
    scale: _Scale,
    height: float,
    name: Name,
    size: float,
    measure: Measure,
) -> list[Shape]:
    found: list[Shape] = [Line(scale.x(day), HEAD - 6, scale.x(day), height, "line") for day in days[:-1]]
    for day, following in pairwise(_named(days, scale, name, size, measure)):
        left, right = scale.x(day), scale.x(following)
        shown = fit(name(day, quarters), right - left - 6, size - 1, measure)
        middle = (left + scale.x(days[days.index(day) + 1])) / 2
        at = min(max(middle, left + measure(shown, size - 1, False) / 2), right)
        found.append(Text(at, HEAD - 10, shown, size - 1, "quiet", "middle"))
    return found


def _named(days: Sequence[date], scale: _Scale, name: Name, size: float, measure: Measure) -> list[date]:
    """Return the days whose periods are named, then the last one: all, or every second, third … week."""
    if days[1] - days[0] != timedelta(weeks=1):
        return list(days)
    widest = max(measure(name(day, False), size - 1, False) for day in days[:-1]) + 10
    every = max(1, ceil(widest / max(scale.x(days[1]) - scale.x(days[0]), 1)))
    return [*days[:-1:every], days[-1]]


def _lane(
    lane: Lane, top: float, lead: float, scale: _Scale, size: float, measure: Measure, weekly: bool
) -> list[Shape]:
    found: list[Shape] = [
        Rect(0, top, scale.right + END, HEADING, "window"),
        Text(
            6,
            baseline(top + HEADING / 2, size),
            fit(lane.heading, scale.right - 12, size, measure, True),
            size,
            "text",
            bold=True,
        ),
    ]
    for index, bar in enumerate(lane.bars):
        middle = top + HEADING + (index + 0.5) * ROW
        shown = fit(bar.label, lead - 14, size, measure)
        found.append(Text(6, baseline(middle, size), shown, size, "text", tag=bar.tag))
        if bar.state:
            day = weekly and bar.starts == bar.ends
            found += _day(bar, scale, middle) if day else _bar(bar, scale, middle)
        found += (mark for stone in bar.stones for mark in _stone(stone, scale, middle, bar.tag))
        found.append(Line(0, middle + ROW / 2, scale.right + END, middle + ROW / 2, "line"))
    return found


def _bar(bar: Bar, scale: _Scale, y: float) -> list[Shape]:
    left, right = scale.x(min(bar.starts, bar.ends)), scale.x(max(bar.starts, bar.ends))
    wide = min(max(right - left, 4), scale.right - scale.left)
    return list(_mark(bar.state, min(left, scale.right - wide), y, wide, bar.tag, scale.mirrored))


def _day(bar: Bar, scale: _Scale, y: float) -> list[Shape]:
    """Return the mark of what is due on one day: a square on its corner, in an open box to be hit."""
    x = min(max(scale.x(bar.ends), scale.left + 7), scale.right - 7)
    fills = {"done": "good", "late": "attention", "ongoing": "accent"}
    mark = Diamond(
        x, y, 6.5, fills.get(bar.state, "surface"), "surface" if bar.state in fills else "accent", bar.tag
    )
    ticked = tick(x, y, 5, "surface", bar.tag, 1.5, scale.mirrored) if bar.state == "done" else ()
    return [Rect(x - 8, y - 8, 16, 16, "", tag=bar.tag), mark, *ticked]


def _stone(stone: Stone, scale: _Scale, y: float, tag: str) -> tuple[Shape, ...]:
    x = min(max(scale.x(stone.day), scale.left + STONE), scale.right - STONE)
    return _ring(stone.state, x, y, tag, scale.mirrored)


def _ring(state: str, x: float, y: float, tag: str, mirrored: bool) -> tuple[Shape, ...]:
    """Return a milestone: a ring with a tick when reached, an exclamation mark when missed or at risk."""
    ticked = tick(x, y, STONE, "surface", tag, 1.5, mirrored)
    return {
        "coming": (Circle(x, y, STONE - 0.5, "surface", "text", 1.5, tag),),
        "at_risk": (Circle(x, y, STONE, "surface", "attention", 1.5, tag), *_warning(x, y, "attention")),
        "missed": (Circle(x, y, STONE, "attention", "surface", 1.5, tag), *_warning(x, y, "surface")),
        "reached": (Circle(x, y, STONE, "good", "surface", 1.5, tag), *ticked),
    }[state]


def _warning(x: float, y: float, role: str) -> tuple[Shape, ...]:
    return (Line(x, y - 3, x, y + 0.5, role, 1.6), Line(x, y + 2, x, y + 3, role, 1.6))


def _mark(
    state: str, left: float, y: float, wide: float, tag: str = "", mirrored: bool = False
) -> tuple[Shape, ...]:
    box = (left, y - 5, wide, 10.0)
    if state == "done":
        ticked = tick(left + wide / 2, y, 7, "surface", tag, 1.5, mirrored) if wide >= 10 else ()
        return (Rect(*box, "good", radius=3, tag=tag), *ticked)
    if state == "late":
        return (
            Rect(*box, "attention", radius=3, tag=tag),
            Diamond(left + wide, y, 5, "attention", "surface", tag),
        )
    if state == "ongoing":
        return (Rect(*box, "accent", radius=3, tag=tag),)
    return (Rect(*box, "surface", "accent", 3, tag),)


def _today(x: float, height: float, name: str, width: float, size: float, measure: Measure) -> list[Shape]:
    half = measure(name, size - 2, True) / 2
    middle = min(max(x, half), width - half)
    return [
        Line(x, HEAD - 6, x, height, "attention", 1.5, (4, 3)),
        Text(middle, size - 2, name, size - 2, "attention", "middle", True),
    ]


def _legend(names: TimelineNames, mirrored: bool, stones: set[str]) -> list[Entry]:
    bars = [
        Entry(_mark(state, -12, 0, 24, "", mirrored), names.states[state], 16)
        for state in STATES
        if state in names.states
    ]
    shown = [state for state in STONES if state in stones and state in names.stones]
    return bars + [Entry(_ring(state, 0, 0, "", mirrored), names.stones[state]) for state in shown]


def day_width(
    lanes: Sequence[Lane], starts: date, ends: date, width: float, measure: Measure, size: float = 12
) -> float:
    """Return how wide a day is in a weekly timeline over `width`, for moving bars by the mouse."""
    days = weeks(starts, ends)
    return (width - END - _lead(lanes, width, measure, size)) / max((days[-1] - days[0]).days, 1)
