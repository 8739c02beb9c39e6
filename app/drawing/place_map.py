"""A map of locations drawn from their coordinates alone: no boundaries, roads or borders, as none are known.

The symbol tells the role, its size the people, its colour and the figure in it the severity (3 high,
2 medium, 1 low), so that it reads in grey.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from app.drawing.fitting import Box, Measure, baseline, line_height, wrap
from app.drawing.labels import Wanted, place_labels
from app.drawing.marks import Entry, arrow, legend, moved
from app.drawing.mirror import turned
from app.drawing.near_labels import near_labels
from app.drawing.place_ground import Ground, grid_lines, grid_step, scale_length
from app.drawing.plates import on_plates
from app.drawing.shapes import Circle, Diamond, Line, Picture, Rect, Shape, Text
from app.drawing.spreading import side_by_side

ROLES = ("return", "displacement", "both", "integration_site", "settlement_site")
CATEGORIES = ("high", "medium", "low", "")
COLOURS = {"high": "wrong", "medium": "attention", "low": "good", "": "quiet"}
FIGURES = {"high": "3", "medium": "2", "low": "1", "": "?"}
SMALLEST, LARGEST = 8.0, 17.0
HALO = 8.0
MARGIN = 8.0
_EDGE = 4.0
_MOVED = 1.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A location on the map. `people` is None without a figure; `category` is the severity or ""."""

    id: str
    label: str
    latitude: float
    longitude: float
    role: str = "return"
    people: int | None = None
    category: str = ""
    selected: bool = False


@dataclass(frozen=True, slots=True)
class MapNames:
    """The words on the map; `roles` and `categories` stand in the legend, `sizes` maps people to words.

    `number` writes digits with the signs of the language.
    """

    north: str
    east: str
    kilometres: str
    metres: str
    roles: Mapping[str, str]
    categories: Mapping[str, str]
    sizes: Mapping[int, str]
    no_figure: str = ""
    captions: tuple[str, ...] = ()
    number: Callable[[str], str] = str


def map_box(
    spots: Sequence[Spot],
    names: MapNames,
    width: float,
    height: float,
    measure: Measure,
    *,
    title: str = "",
    size: float = 11,
) -> Box:
    """Return where the ground lies on the picture that `place_map` makes of the same values."""
    _, tall = _foot(spots, names, width - 2 * MARGIN, measure, size)
    top = line_height(size + 3) + 6 if title else 0.0
    return Box(0, top, width, max(height - top - tall, 40))


def place_map(
    spots: Sequence[Spot],
    names: MapNames,
    ground: Ground,
    width: float,
    height: float,
    measure: Measure,
    *,
    title: str = "",
    mirrored: bool = False,
    apart: bool = False,
    size: float = 11,
) -> Picture:
    """Return the map with grid, scale bar, legend and captions. `ground.box` is that of `map_box`.

    Places outside of the ground are left out. `mirrored` turns the legend and the title, never the ground.
    `apart` lets no symbol cover another, for paper, which nobody zooms: a line leads to the true place.
    """
    seen = [one for one in spots if ground.shows(one.latitude, one.longitude, _EDGE)]
    true, largest = _points(seen, ground), max((one.people or 0 for one in spots), default=0)
    points = _apart(seen, true, largest, ground.box) if apart else true
    grid, grid_boxes = _grid(ground, names, measure, size)
    symbols = {one.id: _box(points[one.id], _reach(one, radius(one.people, largest))) for one in seen}
    scale, scale_box = _in_a_free_corner(ground.box, *_scale(ground, names, measure, size), symbols.values())
    wanted = [
        Wanted(one.id, one.label, symbols[one.id], one.selected) for one in sorted(seen, key=_important)
    ]
    inside = Box(ground.box.x + 2, ground.box.y + 2, ground.box.w - 4, ground.box.h - 4)
    name = partial(place_labels, clear=True) if apart else near_labels
    labels = on_plates(name(wanted, [scale_box, *grid_boxes], inside, measure, size), measure)
    led = [shape for one in seen for shape in _led_to(true[one.id], points[one.id], one.id)]
    shapes: list[Shape] = [_frame(ground.box), *grid, *led, *labels]
    for one in sorted(seen, key=lambda one: (one.selected, -(one.people or 0), one.id)):
        shapes += _spot(one, *points[one.id], radius(one.people, largest))
    shapes += scale
    foot, tall = _foot(spots, names, width - 2 * MARGIN, measure, size)
    words = [moved(shape, MARGIN, height - tall) for shape in foot]
    if title:
        words.append(Text(MARGIN, size + 3, title, size + 3, "text", "start", True))
    turned_words = turned(Picture(width, height, tuple(words)), mirrored)
    return Picture(width, height, (*shapes, *turned_words.shapes))


def crowded(spots: Sequence[Spot], ground: Ground) -> bool:
    """Return whether symbols have to leave their place on a map that is drawn `apart`."""
    true, largest = _points(spots, ground), max((one.people or 0 for one in spots), default=0)
    drawn = _apart(spots, true, largest, ground.box)
    return any(_led_to(true[one.id], drawn[one.id], "") for one in spots)


def radius(people: int | None, largest: int) -> float:
    """Return the radius of a symbol: its area grows with the people."""
    if not people or largest <= 0:
        return SMALLEST
    return SMALLEST + (LARGEST - SMALLEST) * math.sqrt(min(people / largest, 1))


def symbol(role: str, category: str, r: float, size: float = 9) -> tuple[Shape, ...]:
    """Return a symbol round (0, 0): its shape for the role, colour and figure for the severity."""
    colour = COLOURS.get(category, "quiet")
    figure = Text(0, baseline(0, size), FIGURES.get(category, "?"), size, "surface", "middle", True)
    if role == "displacement":
        return (Diamond(0, 0, r * 1.25, colour, "surface"), figure)
    if role == "both":
        return (Circle(0, 0, r, colour, "surface", 1), Circle(0, 0, r + 2.5, "", colour, 1.5), figure)
    if role in ("integration_site", "settlement_site"):
        box = Rect(-r * 0.9, -r * 0.9, r * 1.8, r * 1.8, colour, "surface", 2)
        open_box = Rect(-r * 0.9, -r * 0.9, r * 1.8, r * 1.8, "surface", colour, 2)
        inked = replace(figure, role=colour)
        return (box, figure) if role == "integration_site" else (open_box, inked)
    return (Circle(0, 0, r, colour, "surface", 1), figure)


def _spot(one: Spot, x: float, y: float, r: float) -> list[Shape]:
    halo: list[Shape] = []
    if one.selected:
        halo = [
            Circle(x, y, r + HALO, "accent_soft", "accent", 2, tag=one.id),
        ]
    dotted = [] if one.people is not None else _dotted(x, y, r + 2.5, one.id)
    return [
        *halo,
        *(replace(moved(shape, x, y), tag=one.id) for shape in symbol(one.role, one.category, r)),
        *dotted,
    ]


def _dotted(x: float, y: float, r: float, tag: str) -> list[Shape]:
    turns = [number * math.tau / 10 for number in range(10)]
    return [Circle(x + r * math.cos(a), y + r * math.sin(a), 0.9, "quiet", tag=tag) for a in turns]


def _important(one: Spot) -> tuple[int, int, str]:
    return (CATEGORIES.index(one.category) if one.category in CATEGORIES else 3, -(one.people or 0), one.id)


def _points(spots: Sequence[Spot], ground: Ground) -> dict[str, tuple[float, float]]:
    """Return each spot's point; those at one and the same place stand in a ring round it."""
    together: defaultdict[tuple[float, float], list[Spot]] = defaultdict(list)
    for one in spots:
        together[round(one.latitude, 4), round(one.longitude, 4)].append(one)
    points: dict[str, tuple[float, float]] = {}
    for group in together.values():
        reach = 0.0 if len(group) == 1 else SMALLEST * max(1.0, len(group) / 4)
        for number, one in enumerate(sorted(group, key=lambda one: one.id)):
            x, y = ground.point(one.latitude, one.longitude)
            angle = math.tau * number / len(group)
            points[one.id] = (x + reach * math.cos(angle), y + reach * math.sin(angle))
    return points


def _apart(
    seen: Sequence[Spot], points: Mapping[str, tuple[float, float]], largest: int, box: Box
) -> dict[str, tuple[float, float]]:
    reaches = {one.id: _reach(one, radius(one.people, largest)) for one in seen}
    return side_by_side(points, reaches, Box(box.x + 2, box.y + 2, box.w - 4, box.h - 4))


def _led_to(true: tuple[float, float], drawn: tuple[float, float], tag: str) -> list[Shape]:
    """Return a line from a symbol to the place it stands for, nothing where it stands on it."""
    if math.dist(true, drawn) < _MOVED:
        return []
    return [Line(*drawn, *true, "quiet", 1, tag=tag), Circle(*true, 1.6, "quiet", tag=tag)]


def _reach(one: Spot, r: float) -> float:
    """Return how far a symbol of radius `r` reaches from its point, with the ring round a chosen one."""
    far = {"displacement": r * 1.25, "both": r + 3.5}.get(one.role, r)
    far = far if one.people is not None else max(far, r + 3.5)
    return max(far, r + HALO) if one.selected else far


def _box(point: tuple[float, float], r: float) -> Box:
    return Box(point[0] - r, point[1] - r, 2 * r, 2 * r)


def _frame(box: Box) -> Rect:
    return Rect(box.x + 0.5, box.y + 0.5, box.w - 1, box.h - 1, "surface", "line", 6)


def _grid(ground: Ground, names: MapNames, measure: Measure, size: float) -> tuple[list[Shape], list[Box]]:
    """Return grid lines with their degrees along the lower and the left side, and the boxes of these."""
    box, step = ground.box, grid_step(ground)
    small = size - 2
    north, west = ground.degrees(box.x, box.y)
    south, east = ground.degrees(box.x + box.w, box.y + box.h)
    lines: list[Shape] = []
    boxes: list[Box] = []
    for longitude in grid_lines(west, east, step):
        x, _ = ground.point(south, longitude)
        text = f"{names.number(f'{longitude:g}')}° {names.east}"
        wide = measure(text, small, False)
        lines.append(Line(x, box.y + 1, x, box.y + box.h - 1, "line", 1))
        if box.x + 4 < x - wide / 2 and x + wide / 2 < box.x + box.w - 4:
            lines.append(Text(x, box.y + box.h - 6, text, small, "quiet", "middle"))
            boxes.append(Box(x - wide / 2, box.y + box.h - 6 - small, wide, line_height(small)))
    for latitude in grid_lines(south, north, step):
        _, y = ground.point(latitude, west)
        text = f"{names.number(f'{latitude:g}')}° {names.north}"
        lines.append(Line(box.x + 1, y, box.x + box.w - 1, y, "line", 1))
        if box.y + small + 6 < y < box.y + box.h - 2 * small - 10:
            lines.append(Text(box.x + 6, y - 3, text, small, "quiet"))
            boxes.append(Box(box.x + 6, y - 3 - small, measure(text, small, False), line_height(small)))
    return lines, boxes


def _scale(ground: Ground, names: MapNames, measure: Measure, size: float) -> tuple[list[Shape], Box]:
    """Return the scale bar with an arrow to the north in the upper right corner, and the box they need."""
    length = scale_length(ground, max(ground.box.w / 4, 40))
    wide = length / ground.km
    text = f"{length:g} {names.kilometres}" if length >= 1 else f"{length * 1000:g} {names.metres}"
    right, y = ground.box.x + ground.box.w - 16, ground.box.y + 18
    left, under = right - wide, y + 5 + size
    up = left - 18
    shapes: list[Shape] = [
        Line(left, y, right, y, "text", 2),
        Line(left, y - 4, left, y + 4, "text", 1.5),
        Line(right, y - 4, right, y + 4, "text", 1.5),
        Text((left + right) / 2, under, text, size - 1, "text", "middle"),
        *arrow(up, y + 10, up, y - 8, "text"),
        Text(up, under + size, names.north, size - 1, "text", "middle", True),
    ]
    half = max(wide, measure(text, size - 1, False))
    return shapes, Box(right - half - 30, y - 10, half + 34, 2 * size + 22)


def _in_a_free_corner(
    ground: Box, scale: list[Shape], box: Box, taken: Iterable[Box]
) -> tuple[list[Shape], Box]:
    """Return the scale bar in an upper corner without a place in it; in the right one when both have some."""
    across = ground.x + 48 - box.x
    other = Box(box.x + across, box.y, box.w, box.h)
    boxes = list(taken)
    if not any(box.meets(one) for one in boxes) or any(other.meets(one) for one in boxes):
        return scale, box
    return [moved(shape, across, 0) for shape in scale], other


def _foot(
    spots: Sequence[Spot], names: MapNames, width: float, measure: Measure, size: float
) -> tuple[tuple[Shape, ...], float]:
    """Return legend and captions from (0, 0), and their height."""
    roles = Counter(one.role if one.role in ROLES else "return" for one in spots)
    graded = Counter(one.category if one.category in COLOURS else "" for one in spots)
    largest = max((one.people or 0 for one in spots), default=0)
    kinds = [
        Entry(_plain_symbol(role), f"{names.roles[role]} {roles[role]}")
        for role in ROLES
        if roles[role] and role in names.roles
    ]
    grades = [
        Entry(
            symbol("return", category, SMALLEST), f"{names.categories[category]} {graded[category]}", SMALLEST
        )
        for category in CATEGORIES
        if graded[category] and category in names.categories
    ]
    if names.no_figure and any(one.people is None for one in spots):
        grades.append(Entry((*_dotted(0, 0, SMALLEST, ""),), names.no_figure))
    found, top = _legend(kinds, grades, _sizes(names, largest), width, measure, size)
    for caption in names.captions:
        for line in wrap(caption, width, size - 1, measure, 2):
            found.append(Text(0, top + size, line, size - 1, "quiet"))
            top += line_height(size - 1)
    return tuple(found), top + 6


def _sizes(names: MapNames, largest: int) -> list[Entry]:
    entries: list[Entry] = []
    for people, text in names.sizes.items():
        r = radius(people, largest)
        entries.append(Entry((Circle(0, 0, r, "", "quiet", 1.5),), text, r))
    return entries


def _legend(
    kinds: list[Entry], grades: list[Entry], sizes: list[Entry], width: float, measure: Measure, size: float
) -> tuple[list[Shape], float]:
    """Return the legend and where it ends: in one line, the sizes in another, or each sort in its own."""
    ways = ([[*kinds, *grades, *sizes]], [[*kinds, *grades], sizes], [kinds, grades, sizes])
    line, over = max(line_height(size), 18), max((one.reach for one in sizes), default=SMALLEST) - SMALLEST
    fitting = (
        way for way in ways if all(legend(part, 0, 0, width, measure, size)[1] <= line for part in way)
    )
    found: list[Shape] = []
    chosen, top = next(fitting, ways[-1]), 8.0
    for number, part in enumerate(chosen, 1):
        room = over if number == len(chosen) else 0
        shapes, tall = legend(part, 0, top + room, width, measure, size)
        found += shapes
        top += tall + 2 * room
    return found, top if found else 4.0


def _plain_symbol(role: str) -> tuple[Shape, ...]:
    return tuple(shape for shape in symbol(role, "", SMALLEST - 1) if not isinstance(shape, Text))
