"""How a group is made up: one sign per person in rows, and how many there are against how many are expected.

A diamond is a focal point, a disc a member: it reads without colours. An empty row says so with a dash.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.drawing.fitting import Measure, baseline, fit
from app.drawing.marks import Entry, legend, moved
from app.drawing.mirror import turned
from app.drawing.shapes import Circle, Diamond, Line, Picture, Rect, Shape, Text

ROW, HEADING, PAD = 21.0, 26.0, 10.0
SIGN, STEP = 6.0, 17.0
SCALE = 34.0
LEAST_ON_SCALE = 9


@dataclass(frozen=True, slots=True)
class Sign:
    """One person: their record id, and whether they lead (focal point)."""

    tag: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One part of a side: its name and the people in it."""

    label: str
    signs: Sequence[Sign]


@dataclass(frozen=True, slots=True)
class Side:
    """One way of looking at the group: a heading with its rows; `one_sided` marks a row that is too long."""

    heading: str
    rows: Sequence[Row]
    heavy: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """A count against the least and the most that are expected; `said` puts it into words."""

    label: str
    count: int
    low: int
    high: int
    said: str

    @property
    def fits(self) -> bool:
        """Whether the count lies within what is expected."""
        return self.low <= self.count <= self.high


@dataclass(frozen=True, slots=True)
class BalanceNames:
    """Words of the legend."""

    leads: str
    member: str
    expected: str


def group_balance(
    scales: Sequence[Scale],
    sides: Sequence[Side],
    names: BalanceNames,
    width: float,
    measure: Measure,
    *,
    mirrored: bool = False,
    size: float = 12,
) -> Picture:
    """Return the picture over `width`: the counts on scales, then the sides, then the legend."""
    shapes: list[Shape] = []
    top = 0.0
    most = max((max(one.count, one.high) for one in scales), default=0)
    for scale in scales:
        shapes += _scale(scale, top, width, max(most + 1, LEAST_ON_SCALE), measure, size)
        top += SCALE
    lead = _lead(sides, width, measure, size)
    for side in sides:
        shapes += _side(side, top, lead, width, measure, size)
        top += HEADING + ROW * len(side.rows)
    key, tall = legend(_legend(names, bool(scales)), 0, 0, width, measure, size - 1)
    shapes += (moved(shape, 0, top + PAD) for shape in key)
    return turned(Picture(width, top + PAD + tall, tuple(shapes)), mirrored)


def _scale(one: Scale, top: float, width: float, most: int, measure: Measure, size: float) -> list[Shape]:
    y, unit = top + size + 12, width / most
    role = "good" if one.fits else "attention"
    label = fit(one.label, width * 0.5, size, measure)
    said = fit(one.said, width * 0.48, size - 1, measure)
    left, wide = one.low * unit, max((one.high - one.low) * unit, 10.0)
    left = left - 5 if one.low == one.high else left
    return [
        Text(0, top + size, label, size, "text"),
        Text(width, top + size, said, size - 1, role, "end", bold=not one.fits),
        Line(0, y, width, y, "line", 2),
        Rect(min(left, width - wide), y - 4, wide, 8, "good_soft", "good", 4),
        _count(one, min(one.count * unit, width - 5), y, role),
    ]


def _count(one: Scale, x: float, y: float, role: str) -> Shape:
    x = max(x, 5.0)
    return Circle(x, y, 5, role, "surface", 1.5) if one.fits else Diamond(x, y, 6, role, "surface")


def _lead(sides: Sequence[Side], width: float, measure: Measure, size: float) -> float:
    widest = max((measure(row.label, size, False) for side in sides for row in side.rows), default=0)
    return min(widest + 12, width * 0.5)


def _side(side: Side, top: float, lead: float, width: float, measure: Measure, size: float) -> list[Shape]:
    found: list[Shape] = [
        Line(0, top + 5, width, top + 5, "line"),
        Text(
            0,
            top + HEADING - 5,
            fit(side.heading, width, size - 1, measure, True),
            size - 1,
            "quiet",
            bold=True,
        ),
    ]
    for number, row in enumerate(side.rows):
        middle = top + HEADING + (number + 0.5) * ROW
        found += _row(row, middle, lead, width, row.label == side.heavy, measure, size)
    return found


def _row(
    row: Row, y: float, lead: float, width: float, heavy: bool, measure: Measure, size: float
) -> list[Shape]:
    count = str(len(row.signs))
    room = width - lead - measure(count, size, True) - 12
    step = min(STEP, room / max(len(row.signs), 1))
    found: list[Shape] = [
        Text(0, baseline(y, size), fit(row.label, lead - 8, size, measure), size, "text"),
        Text(width, baseline(y, size), count, size, "attention" if heavy else "quiet", "end", bold=heavy),
    ]
    if not row.signs:
        found.append(Line(lead + 2, y, lead + 12, y, "quiet", 1.5))
    for number, sign in enumerate(row.signs):
        found.append(_sign(sign, lead + SIGN + 1 + number * step, y))
    return found


def _sign(sign: Sign, x: float, y: float) -> Shape:
    if sign.leads:
        return Diamond(x, y, SIGN + 1, "accent", "surface", sign.tag)
    return Circle(x, y, SIGN, "accent_soft", "accent", 1.5, sign.tag)


def _legend(names: BalanceNames, with_scale: bool) -> list[Entry]:
    entries = [
        Entry((_sign(Sign("", leads=True), 0, 0),), names.leads),
        Entry((_sign(Sign(""), 0, 0),), names.member),
    ]
    if with_scale:
        entries.append(Entry((Rect(-10, -4, 20, 8, "good_soft", "good", 4),), names.expected, 11))
    return entries
