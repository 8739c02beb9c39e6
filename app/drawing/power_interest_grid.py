"""The power–interest grid: actors by influence (up) and interest (across), each with its name beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.drawing.fitting import Box, Measure, line_height
from app.drawing.labels import Wanted, place_labels
from app.drawing.late_labels import brief_labels
from app.drawing.marks import Entry, arrow, legend, moved
from app.drawing.mirror import turned
from app.drawing.plates import on_plates
from app.drawing.shapes import Circle, Diamond, Line, Picture, Rect, Shape, Text
from app.drawing.spreading import spread

RADIUS = 6.0
MARGIN = 8.0
LOW, HIGH, EDGE = 1.0, 5.0, 0.35
NARROW = 640.0
FAMILIES = ("government", "community", "ngo", "un", "other")


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor on the grid; influence and interest lie between 1 and 5. `family` decides the symbol.

    `brief` stands for the label where that finds no room.
    """

    id: str
    label: str
    influence: float
    interest: float
    family: str = "other"
    selected: bool = False
    brief: str = ""


@dataclass(frozen=True, slots=True)
class GridNames:
    """The words on the grid; `families` names those that appear in the legend."""

    keep_satisfied: str
    work_closely: str
    watch: str
    keep_informed: str
    influence: str
    interest: str
    families: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ground:
    """Where on the picture the grid lies; turns ratings into points and back (also mirrored)."""

    box: Box
    width: float
    mirrored: bool = False

    def point(self, interest: float, influence: float) -> tuple[float, float]:
        """Return the point of two ratings, not mirrored; ratings outside 1 to 5 go to the edge."""
        across, up = _share(interest), _share(influence)
        return self.box.x + across * self.box.w, self.box.y + (1 - up) * self.box.h

    def ratings(self, x: float, y: float) -> tuple[float, float]:
        """Return (influence, interest) for a point of the finished picture, between 1 and 5, to a tenth."""
        x = self.width - x if self.mirrored else x
        across, up = (x - self.box.x) / self.box.w, 1 - (y - self.box.y) / self.box.h
        return _rating(up), _rating(across)


def _share(rating: float) -> float:
    kept = min(max(rating, LOW), HIGH) if rating == rating else LOW
    return (kept - LOW + EDGE) / (HIGH - LOW + 2 * EDGE)


def _rating(share: float) -> float:
    found = share * (HIGH - LOW + 2 * EDGE) + LOW - EDGE
    return round(min(max(found, LOW), HIGH), 1)


def ground(
    actors: Sequence[Actor],
    names: GridNames,
    width: float,
    height: float,
    measure: Measure,
    *,
    mirrored: bool = False,
    size: float = 11,
) -> Ground:
    """Return where the grid lies on the picture that `power_interest_grid` makes of the same values."""
    _, tall = _legend(actors, names, width - 2 * MARGIN, measure, size)
    head = line_height(size) + 8
    below = line_height(size) + 8 + tall
    box = Box(MARGIN, head, max(width - 2 * MARGIN, 1), max(height - head - below, 1))
    return Ground(box, width, mirrored)


def power_interest_grid(
    actors: Sequence[Actor],
    names: GridNames,
    width: float,
    height: float,
    measure: Measure,
    *,
    mirrored: bool = False,
    size: float = 11,
) -> Picture:
    """Return the grid. Symbols that would cover each other stand side by side; names never overlap.

    A name that finds no room beside its symbol is led to by a line; on a narrow ground, and where there is no
    room at all, what it is in brief stands there, or nothing (the symbol keeps its tag).
    """
    key, tall = _legend(actors, names, width - 2 * MARGIN, measure, size)
    field = ground(actors, names, width, height, measure, mirrored=mirrored, size=size)
    points = spread({one.id: field.point(one.interest, one.influence) for one in actors}, RADIUS, field.box)
    corners = _corner_names(names, field.box, measure, size)
    shapes = [*_frame(field.box), *(text for text, _ in corners), *_axes(names, field.box, measure, size)]
    symbols = {
        one.id: Box(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS)
        for one in actors
        for x, y in (points[one.id],)
    }
    narrow = width < NARROW
    wanted = [
        Wanted(one.id, one.label, symbols[one.id], one.selected, only_beside=narrow and not one.selected)
        for one in actors
    ]
    labels = place_labels(wanted, [box for _, box in corners], field.box, measure, size)
    said = [*(text for text, _ in corners), *labels]
    labels += brief_labels(wanted, {one.id: one.brief for one in actors}, said, field.box, measure, size)
    shapes += on_plates(labels, measure)
    for one in actors:
        shapes += _symbol(one, *points[one.id])
    shapes += (moved(shape, MARGIN, height - tall) for shape in key)
    return turned(Picture(width, height, tuple(shapes)), mirrored)


def _frame(box: Box) -> list[Shape]:
    across, down = box.x + box.w / 2, box.y + box.h / 2
    return [
        Rect(box.x, box.y, box.w, box.h, "surface", "line", 6),
        Line(across, box.y, across, box.y + box.h, "line"),
        Line(box.x, down, box.x + box.w, down, "line"),
    ]


def _corner_names(names: GridNames, box: Box, measure: Measure, size: float) -> list[tuple[Text, Box]]:
    low, high = box.y + box.h - 8 - size * 0.35, box.y + 8 + size
    left, right = box.x + 10, box.x + box.w - 10
    corners = (
        (names.keep_satisfied, left, high),
        (names.work_closely, right, high),
        (names.watch, left, low),
        (names.keep_informed, right, low),
    )
    found: list[tuple[Text, Box]] = []
    for text, x, y in corners:
        wide = measure(text, size, True)
        start = x if x == left else x - wide
        shape = Text(start, y, text, size, "quiet", "start", True)
        found.append((shape, Box(start - 2, y - size, wide + 4, line_height(size))))
    return found


def _axes(names: GridNames, box: Box, measure: Measure, size: float) -> list[Shape]:
    over, under = box.y - 8, box.y + box.h + 4 + size
    up = box.x + measure(names.influence, size, False) + 8
    wide = measure(names.interest, size, False)
    end = box.x + box.w - 18
    return [
        Text(box.x, over, names.influence, size, "quiet"),
        *arrow(up, over, up, over - 10, "quiet"),
        Text(end - wide, under, names.interest, size, "quiet"),
        *arrow(end + 6, under - 4, end + 18, under - 4, "quiet"),
    ]


def _symbol(actor: Actor, x: float, y: float) -> list[Shape]:
    halo = [Circle(x, y, RADIUS + 5, "accent_soft", tag=actor.id)] if actor.selected else []
    return [*halo, *(replace(moved(shape, x, y), tag=actor.id) for shape in symbol(actor.family))]


def symbol(family: str) -> tuple[Shape, ...]:
    """Return the symbol of a family round (0, 0); the shapes differ, so that they read in grey."""
    r = RADIUS
    if family == "government":
        return (Rect(-r, -r, 2 * r, 2 * r, "accent", radius=2),)
    if family == "community":
        return (Circle(0, 0, r, "attention"),)
    if family == "ngo":
        return (Diamond(0, 0, r + 1, "text"),)
    if family == "un":
        return (Circle(0, 0, r - 1, "surface", "accent", 2),)
    return (Rect(-r + 1, -r + 1, 2 * r - 2, 2 * r - 2, "surface", "quiet"),)


def _legend(
    actors: Sequence[Actor], names: GridNames, width: float, measure: Measure, size: float
) -> tuple[tuple[Shape, ...], float]:
    counts = Counter(actor.family if actor.family in FAMILIES else "other" for actor in actors)
    entries = [
        Entry(symbol(family), f"{names.families[family]} {counts[family]}")
        for family in FAMILIES
        if counts[family] and family in names.families
    ]
    return legend(entries, 0, 0, width, measure, size)
