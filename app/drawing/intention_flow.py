"""What displaced people intend, from where they are to what they choose: bands as wide as their households.

Bands of people who were informed before they chose are whole, the others striped, so that it reads in grey.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.drawing.fitting import Measure, baseline, line_height, wrap
from app.drawing.marks import Entry, legend, moved
from app.drawing.mirror import turned
from app.drawing.shapes import Anchor, Line, Picture, Rect, Shape, Text

BAR, GAP, PAD = 8.0, 14.0, 10.0
SLICES = 80
LEAST = 3.0
LABELS = 0.33


@dataclass(frozen=True, slots=True)
class Band:
    """`amount` households go from one label to another."""

    origin: str
    target: str
    amount: int
    informed: bool = True


@dataclass(frozen=True, slots=True)
class FlowNames:
    """The words over the columns and of the legend."""

    origin: str
    target: str
    informed: str
    uninformed: str


@dataclass(frozen=True, slots=True)
class _Bar:
    """`lines` are its label; `room` is the height that bar and words need."""

    lines: tuple[str, ...]
    amount: int
    top: float
    height: float
    room: float


@dataclass(frozen=True, slots=True)
class _Room:
    """Where a column of bars begins, how high it is, how wide its labels may be, and their size."""

    top: float
    height: float
    label: float
    size: float
    measure: Measure


def intention_flow(
    bands: Sequence[Band],
    names: FlowNames,
    width: float,
    height: float,
    measure: Measure,
    *,
    mirrored: bool = False,
    size: float = 12,
) -> Picture:
    """Return the bands over `width`; they share `height`, to which title row and legend are added."""
    kept = [one for one in bands if one.amount > 0]
    head = line_height(size) + PAD
    lead = width * LABELS
    shared = _Room(head, height, lead - 8, size, measure)
    starts = _bars([(one.origin, one.amount) for one in kept], shared)
    ends = _bars([(one.target, one.amount) for one in _untangled(kept)], shared)
    shapes: list[Shape] = [
        Text(lead - 6, baseline(head / 2, size - 1), names.origin, size - 1, "quiet", "end", True),
        Text(width - lead + 6, baseline(head / 2, size - 1), names.target, size - 1, "quiet", "start", True),
    ]
    shapes += _bands(kept, starts, ends, lead + BAR, width - lead - BAR)
    for bar in starts.values():
        shapes += _bar(bar, lead, lead - 8, "end", size)
    for bar in ends.values():
        shapes += _bar(bar, width - lead - BAR, width - lead + 8, "start", size)
    bottom = max((bar.top + bar.room for bar in (*starts.values(), *ends.values())), default=head) + PAD
    key, tall = legend(_legend(names), 0, 0, width, measure, size - 1)
    shapes += (moved(shape, 0, bottom) for shape in key)
    return turned(Picture(width, bottom + tall, tuple(shapes)), mirrored)


def _untangled(bands: Sequence[Band]) -> list[Band]:
    """Return the bands so that what comes from further up arrives further up, and few of them cross."""
    order = {label: place for place, label in enumerate(dict.fromkeys(one.origin for one in bands))}
    weights: dict[str, tuple[int, int]] = {}
    for one in bands:
        moment, amount = weights.get(one.target, (0, 0))
        weights[one.target] = (moment + order[one.origin] * one.amount, amount + one.amount)
    return sorted(bands, key=lambda one: weights[one.target][0] / weights[one.target][1])


def _bars(pairs: Sequence[tuple[str, int]], shared: _Room) -> dict[str, _Bar]:
    totals: dict[str, int] = {}
    for label, amount in pairs:
        totals[label] = totals.get(label, 0) + amount
    scale = max(shared.height - GAP * (len(totals) - 1), LEAST) / max(sum(totals.values()), 1)
    made: dict[str, _Bar] = {}
    top = shared.top
    for label, amount in totals.items():
        lines = wrap(label, shared.label, shared.size, shared.measure) or ("",)
        tall = max(amount * scale, LEAST)
        room = max(tall, (len(lines) + 1) * line_height(shared.size))
        made[label] = _Bar(lines, amount, top, tall, room)
        top += room + GAP
    return made


def _bar(bar: _Bar, x: float, at: float, anchor: Anchor, size: float) -> list[Shape]:
    step = line_height(size)
    first = bar.top + max(bar.height / 2 - step * (len(bar.lines) + 1) / 2, 0) + step / 2
    shapes: list[Shape] = [Rect(x, bar.top, BAR, bar.height, "accent", radius=2)]
    for number, line in enumerate(bar.lines):
        shapes.append(Text(at, baseline(first + step * number, size), line, size, "text", anchor))
    below = baseline(first + step * len(bar.lines), size)
    shapes.append(Text(at, below, str(bar.amount), size, "quiet", anchor, True))
    return shapes


def _bands(
    bands: Sequence[Band], starts: Mapping[str, _Bar], ends: Mapping[str, _Bar], left: float, right: float
) -> list[Shape]:
    leaving = {label: bar.top for label, bar in starts.items()}
    arriving = {label: bar.top for label, bar in ends.items()}
    shapes: list[Shape] = []
    order = list(ends)
    for one in sorted(bands, key=lambda band: order.index(band.target)):
        start, end = starts[one.origin], ends[one.target]
        tall = start.height * one.amount / start.amount
        wide = end.height * one.amount / end.amount
        shapes += _ribbon(
            left, right, (leaving[one.origin], tall), (arriving[one.target], wide), one.informed
        )
        leaving[one.origin] += tall
        arriving[one.target] += wide
    return shapes


def _ribbon(
    left: float, right: float, start: tuple[float, float], end: tuple[float, float], whole: bool
) -> list[Shape]:
    """Return a band bent like an S, of upright slices; every second one is left out when it is striped."""
    step = (right - left) / SLICES
    points = []
    for number in range(SLICES + 1):
        share = number / SLICES
        eased = share * share * (3 - 2 * share)
        points.append(
            (
                left + step * number,
                start[0] + (end[0] - start[0]) * eased,
                start[1] + (end[1] - start[1]) * eased,
            )
        )
    fill, edge = ("accent_soft", "accent") if whole else ("attention_soft", "attention")
    shapes: list[Shape] = [
        Rect(x, y, step + 1 if whole else step, max(tall, 1), fill)
        for number, (x, y, tall) in enumerate(points[:-1])
        if whole or number % 4 < 2
    ]
    for (x1, y1, t1), (x2, y2, t2) in pairwise(points):
        shapes += (Line(x1, y1, x2, y2, edge), Line(x1, y1 + t1, x2, y2 + t2, edge))
    return shapes


def _legend(names: FlowNames) -> list[Entry]:
    striped = tuple(Rect(-12 + 6 * number, -5, 3, 10, "attention_soft") for number in range(4))
    edges = (Line(-12, -5, 12, -5, "attention"), Line(-12, 5, 12, 5, "attention"))
    return [
        Entry((Rect(-12, -5, 24, 10, "accent_soft", "accent"),), names.informed, 12),
        Entry((*striped, *edges), names.uninformed, 12),
    ]
