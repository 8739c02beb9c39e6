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
from app.drawing.late_labels import brief_labels, late_labels
from app.drawing.marks import Entry, legend, moved
from app.drawing.mirror import turned
from app.drawing.plates import on_plates, text_boxes
from app.drawing.power_interest_grid import RADIUS, symbol
from app.drawing.routing import STEPS, Way, part, pieces, routed, under
from app.drawing.shapes import Circle, Line, Picture, Shape
from app.drawing.spreading import spread

LINK_TYPES = ("funds", "commands", "supports", "informs", "coordinates", "tension")
ROUNDS = 120
MARGIN = 12.0
HEAD = 7.0
FEW = 12
ROUTINGS = 2
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
    """A stakeholder on the map; `family` decides the symbol, `brief` stands for a label without room."""

    id: str
    label: str
    family: str = "other"
    selected: bool = False
    brief: str = ""


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
    ends = spread(wished, RADIUS + 2, within)
    drawn = _ordered(nodes, links, ends)
    lines, names = _lines_and_names(nodes, drawn, ends, within, measure, size)
    shapes = [shape for line, link in zip(lines, drawn, strict=True) for shape in _arrow(line, link)]
    shapes += names
    for one in nodes:
        shapes += _symbol(one, *ends[one.id])
    shapes += (moved(shape, MARGIN, height - tall - 4) for shape in key)
    return turned(Picture(width, height, tuple(shapes)), mirrored)


def _ordered(nodes: Sequence[Node], links: Sequence[Link], ends: Mapping[str, Point]) -> list[Link]:
    """Return the relations that have room for a line, those of the selected node last, on top."""
    chosen = {one.id for one in nodes if one.selected}
    known = (link for link in links if link.origin in ends and link.target in ends)
    apart = [link for link in known if math.dist(ends[link.origin], ends[link.target]) >= 4 * RADIUS]
    return sorted(apart, key=lambda link: bool(chosen & {link.origin, link.target}))


def _lines_and_names(
    nodes: Sequence[Node],
    links: Sequence[Link],
    ends: Mapping[str, Point],
    within: Box,
    measure: Measure,
    size: float,
) -> tuple[list[Line], list[Shape]]:
    """Return a line for each relation, and the names.

    Names keep off the straight lines where they can. Lines then bend round the names that they would run
    behind, and names once more keep off the bent ones; the best of these stands. Where the name of one of
    its ends still lies on a line, the line ends at that name.
    """
    wanted = _wanted(nodes, links, ends)
    straight = [_straight(ends[link.origin], ends[link.target], link, nodes) for link in links]
    numbers = {one.id: number for number, one in enumerate(wanted)}
    own = [frozenset((numbers[link.origin], numbers[link.target])) for link in links]
    ways = [Way(*pair, RADIUS + 4) for pair in zip(straight, own, strict=True)]
    symbols = [one.symbol for one in wanted]
    said = place_labels(wanted, [], within, measure, size, straight)
    best: tuple[float, list[Line], list[Shape]] = math.inf, straight, said
    for last in (*[False] * ROUTINGS, True):
        named = text_boxes(said, measure)
        found = routed(ways, [*symbols, *(box for _, box in named)], within)
        behind = sum(len(struck) for _, struck in found)
        if behind < best[0]:
            best = behind, [line for line, _ in found], said
        if last:
            break
        crossed = {number - len(symbols) for _, struck in found for number in struck}
        again = {name.tag for number, (name, _) in enumerate(named) if number in crossed}
        avoided = [piece for line, _ in found for piece in pieces(line)]
        kept = [shape for shape in said if shape.tag not in again]
        obstacles = [*symbols, *(box for _, box in text_boxes(kept, measure))]
        moved_away = [one for one in wanted if one.id in again]
        said = [*kept, *place_labels(moved_away, obstacles, within, measure, size, avoided)]
    _, lines, said = best
    said = [*said, *late_labels(wanted, said, within, measure, size)]
    said += brief_labels(wanted, {one.id: one.brief for one in nodes}, said, within, measure, size)
    named = text_boxes(said, measure)
    boxes = {one.id: [box for name, box in named if name.tag == one.id] for one in nodes}
    cut = [
        _cut(line, boxes[link.origin], boxes[link.target]) for line, link in zip(lines, links, strict=True)
    ]
    return cut, on_plates(said, measure, [*cut, *(one for one in said if isinstance(one, Line))])


def _cut(line: Line, origin: Sequence[Box], target: Sequence[Box]) -> Line:
    """Return a line without what lies under the names of its ends, unless hardly anything were left."""
    before, after = under(line, origin), under(line, target)
    start, end = max(before, default=-1) + 1, min(after, default=STEPS + 1) - 1
    cut = part(line, start / STEPS, end / STEPS)
    return cut if math.dist((cut.x1, cut.y1), (cut.x2, cut.y2)) >= 3 * HEAD and start < end else line


def _wanted(nodes: Sequence[Node], links: Sequence[Link], ends: Mapping[str, Point]) -> list[Wanted]:
    """Return the names to place; beside a selected node those related to it come first."""
    chosen = {one.id for one in nodes if one.selected}
    near = {
        end for link in links if chosen & {link.origin, link.target} for end in (link.origin, link.target)
    }
    boxes = {name: Box(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS) for name, (x, y) in ends.items()}
    return [
        Wanted(
            *(one.id, one.label, boxes[one.id], one.selected),
            first=one.id in near,
            only_beside=bool(chosen) and one.id not in near | chosen,
        )
        for one in nodes
    ]


def _within(width: float, height: float, tall: float) -> Box:
    return Box(MARGIN, MARGIN, max(width - 2 * MARGIN, 1), max(height - 2 * MARGIN - tall, 1))


def _inner(within: Box) -> Box:
    return Box(within.x + 70, within.y + 14, max(within.w - 140, 1), max(within.h - 28, 1))


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


def _straight(start: Point, end: Point, link: Link, nodes: Sequence[Node]) -> Line:
    """Return the straight line of a relation, faint where a node is selected that takes no part in it."""
    chosen = {one.id for one in nodes if one.selected}
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    across, down = (RADIUS + 4) * math.cos(angle), (RADIUS + 4) * math.sin(angle)
    stroke = STROKES.get(link.type, Stroke("quiet", 1.0))
    faint = bool(chosen) and not chosen & {link.origin, link.target}
    role, width = ("line", 1.0) if faint else (stroke.role, stroke.width)
    return Line(start[0] + across, start[1] + down, end[0] - across, end[1] - down, role, width, stroke.dash)


def _arrow(line: Line, link: Link) -> list[Shape]:
    x, y = line.handle()
    shapes: list[Shape] = [line, *_head(line.x2, line.y2, math.atan2(line.y2 - y, line.x2 - x), line.role)]
    if link.two_way:
        shapes += _head(line.x1, line.y1, math.atan2(line.y1 - y, line.x1 - x), line.role)
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
