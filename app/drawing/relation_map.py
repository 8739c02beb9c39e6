"""The relation map: stakeholders as symbols, relations between them as arrows whose strokes say the type.

Typed, directed links as in Net-Map. Places come from the relations alone, so the same map always looks
the same, until somebody moves a stakeholder; whoever is related to many stands in the middle.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.drawing.fitting import Box, Measure
from app.drawing.labels import Wanted, place_labels
from app.drawing.marks import Entry, legend, moved
from app.drawing.mirror import turned
from app.drawing.power_interest_grid import RADIUS, symbol
from app.drawing.shapes import Circle, Line, Picture, Rect, Shape, Text
from app.drawing.spreading import spread

LINK_TYPES = ("funds", "commands", "supports", "informs", "coordinates", "tension")
ROUNDS = 120
MARGIN = 12.0
HEAD = 7.0
FEW = 12
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a type of relation is drawn: colour role, width and dashes; they differ in grey too."""

    role: str
    width: float
    dash: tuple[float, ...] = ()


STROKES: dict[str, Stroke] = {
    "funds": Stroke("accent", 2.4),
    "commands": Stroke("text", 1.6),
    "supports": Stroke("good", 1.6, (9, 3)),
    "informs": Stroke("quiet", 1.2, (2, 3)),
    "coordinates": Stroke("accent", 1.2, (6, 4)),
    "tension": Stroke("wrong", 2.0, (9, 3, 2, 3)),
}


@dataclass(frozen=True, slots=True)
class Node:
    """A stakeholder on the map; `family` decides the symbol."""

    id: str
    label: str
    family: str = "other"
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A relation from one node to another, or both ways."""

    origin: str
    target: str
    type: str
    two_way: bool = False


def arrange(ids: Sequence[str], pairs: Sequence[tuple[str, str]]) -> dict[str, Point]:
    """Return a place for each id in the unit square: related ones near, all others apart.

    Springs and repulsion (Fruchterman and Reingold) from a circle in the order of ids; no chance in it.
    """
    names = sorted(set(ids))
    if not names:
        return {}
    places = {name: _on_circle(i, len(names)) for i, name in enumerate(names)}
    known = [(a, b) for a, b in pairs if a in places and b in places and a != b]
    ideal = 0.9 / math.sqrt(len(names))
    for round_ in range(ROUNDS):
        _step(places, known, ideal, 0.12 * (1 - round_ / ROUNDS) + 0.002)
    return _evened(_stretched(places))


@dataclass(frozen=True, slots=True)
class MapGround:
    """Where on the picture places of the unit square lie; turns them into points and back (also mirrored)."""

    box: Box
    width: float
    mirrored: bool = False

    def point(self, place: Point) -> Point:
        """Return the point of the finished picture at which a place lies."""
        x, y = _into(self.box, place)
        return (self.width - x if self.mirrored else x), y

    def place(self, x: float, y: float) -> Point:
        """Return the place of a point of the finished picture, within the unit square, to a thousandth."""
        x = self.width - x if self.mirrored else x
        across, down = (x - self.box.x) / self.box.w, (y - self.box.y) / self.box.h
        return round(min(max(across, 0.0), 1.0), 3), round(min(max(down, 0.0), 1.0), 3)


def map_ground(
    links: Sequence[Link],
    types: Mapping[str, str],
    width: float,
    height: float,
    measure: Measure,
    *,
    mirrored: bool = False,
    size: float = 11,
) -> MapGround:
    """Return the ground of the picture that `relation_map` makes of the same values."""
    _, tall = _legend(links, types, width - 2 * MARGIN, measure, size)
    return MapGround(_inner(_within(width, height, tall)), width, mirrored)


def relation_map(
    nodes: Sequence[Node],
    links: Sequence[Link],
    places: Mapping[str, Point],
    types: Mapping[str, str],
    width: float,
    height: float,
    measure: Measure,
    *,
    mirrored: bool = False,
    size: float = 11,
) -> Picture:
    """Return the map. `places` come from `arrange`; `types` names the link types of the legend.

    With a node selected, relations it takes no part in are drawn faintly.
    """
    key, tall = _legend(links, types, width - 2 * MARGIN, measure, size)
    within = _within(width, height, tall)
    inner = _inner(within)
    wished = {one.id: _into(inner, places.get(one.id, (0.5, 0.5))) for one in nodes}
    points = spread(wished, RADIUS + 2, within)
    chosen = {one.id for one in nodes if one.selected}
    shapes: list[Shape] = []
    for link in sorted(links, key=lambda link: bool(chosen & {link.origin, link.target})):
        if link.origin in points and link.target in points:
            faint = bool(chosen) and not chosen & {link.origin, link.target}
            shapes += _arrow(points[link.origin], points[link.target], link, faint)
    boxes = {name: Box(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS) for name, (x, y) in points.items()}
    wanted = [Wanted(one.id, one.label, boxes[one.id], one.selected) for one in nodes]
    lines = [shape for shape in shapes if isinstance(shape, Line)]
    shapes += _on_ground(place_labels(wanted, [], within, measure, size, lines), measure)
    for one in nodes:
        shapes += _symbol(one, *points[one.id])
    shapes += (moved(shape, MARGIN, height - tall - 4) for shape in key)
    return turned(Picture(width, height, tuple(shapes)), mirrored)


def _within(width: float, height: float, tall: float) -> Box:
    return Box(MARGIN, MARGIN, max(width - 2 * MARGIN, 1), max(height - 2 * MARGIN - tall, 1))


def _inner(within: Box) -> Box:
    return Box(within.x + 70, within.y + 14, max(within.w - 140, 1), max(within.h - 28, 1))


def _on_ground(labels: list[Shape], measure: Measure) -> list[Shape]:
    """Put the ground's colour behind names, so that no relation strikes them through."""
    names = [shape for shape in labels if isinstance(shape, Text)]
    lines = [shape for shape in labels if not isinstance(shape, Text)]
    grounds = [
        Rect(
            name.x - 2,
            name.y - name.size,
            measure(name.text, name.size, name.bold) + 4,
            1.3 * name.size,
            "surface",
        )
        for name in names
    ]
    return [*lines, *grounds, *names]


def _on_circle(number: int, count: int) -> Point:
    angle = math.tau * number / count
    return 0.5 + 0.4 * math.cos(angle), 0.5 + 0.4 * math.sin(angle)


def _step(places: dict[str, Point], pairs: list[tuple[str, str]], ideal: float, most: float) -> None:
    push = {name: [0.0, 0.0] for name in places}
    names = list(places)
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            _force(push, places, one, other, ideal, near=False)
    for one, other in pairs:
        _force(push, places, one, other, ideal, near=True)
    for name, (x, y) in places.items():
        dx, dy = push[name][0] + (0.5 - x) * 0.35, push[name][1] + (0.5 - y) * 0.35
        far = math.hypot(dx, dy) or 1.0
        reach = min(far, most)
        places[name] = x + dx / far * reach, y + dy / far * reach


def _force(
    push: dict[str, list[float]], places: dict[str, Point], one: str, other: str, ideal: float, *, near: bool
) -> None:
    dx, dy = places[one][0] - places[other][0], places[one][1] - places[other][1]
    apart = max(math.hypot(dx, dy), 0.001)
    strength = -apart / ideal * 0.5 if near else ideal * ideal / (apart * apart)
    push[one][0] += dx * strength
    push[one][1] += dy * strength
    push[other][0] -= dx * strength
    push[other][1] -= dy * strength


def _stretched(places: dict[str, Point]) -> dict[str, Point]:
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    wide, tall = max(xs) - min(xs), max(ys) - min(ys)
    return {
        name: (
            round((x - min(xs)) / wide, 4) if wide > 0.001 else 0.5,
            round((y - min(ys)) / tall, 4) if tall > 0.001 else 0.5,
        )
        for name, (x, y) in places.items()
    }


def _evened(places: dict[str, Point]) -> dict[str, Point]:
    """Draw the crowded middle apart: halfway to equal distances, in the same order across and down."""
    last = max(len(places) - 1, 1)
    if len(places) < FEW:
        return places
    across = {
        name: number / last for number, name in enumerate(sorted(places, key=lambda n: (places[n][0], n)))
    }
    down = {
        name: number / last for number, name in enumerate(sorted(places, key=lambda n: (places[n][1], n)))
    }
    return {
        name: (round((x + across[name]) / 2, 4), round((y + down[name]) / 2, 4))
        for name, (x, y) in places.items()
    }


def _into(box: Box, place: Point) -> Point:
    return box.x + place[0] * box.w, box.y + place[1] * box.h


def _arrow(start: Point, end: Point, link: Link, faint: bool) -> list[Shape]:
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    if math.dist(start, end) < 4 * RADIUS:
        return []
    gap = RADIUS + 4
    x1, y1 = start[0] + gap * math.cos(angle), start[1] + gap * math.sin(angle)
    x2, y2 = end[0] - gap * math.cos(angle), end[1] - gap * math.sin(angle)
    stroke = STROKES.get(link.type, Stroke("quiet", 1.0))
    role, width = ("line", 1.0) if faint else (stroke.role, stroke.width)
    shapes: list[Shape] = [Line(x1, y1, x2, y2, role, width, stroke.dash)]
    shapes += _head(x2, y2, angle, role)
    if link.two_way:
        shapes += _head(x1, y1, angle + math.pi, role)
    return shapes


def _head(x: float, y: float, angle: float, role: str) -> list[Shape]:
    ends = [(x - HEAD * math.cos(angle + turn), y - HEAD * math.sin(angle + turn)) for turn in (0.45, -0.45)]
    return [Line(x, y, px, py, role, 1.6) for px, py in ends]


def _symbol(node: Node, x: float, y: float) -> list[Shape]:
    halo = [Circle(x, y, RADIUS + 5, "accent_soft", tag=node.id)] if node.selected else []
    return [*halo, *(replace(moved(shape, x, y), tag=node.id) for shape in symbol(node.family))]


def _legend(
    links: Sequence[Link], types: Mapping[str, str], width: float, measure: Measure, size: float
) -> tuple[tuple[Shape, ...], float]:
    used = {link.type for link in links}
    entries = [Entry(_sign(name), types[name], 20) for name in LINK_TYPES if name in used and name in types]
    return legend(entries, 0, 0, width, measure, size)


def _sign(link_type: str) -> tuple[Shape, ...]:
    stroke = STROKES[link_type]
    return (
        Line(-18, 0, 18, 0, stroke.role, stroke.width, stroke.dash),
        *_head(18, 0, 0.0, stroke.role),
    )
