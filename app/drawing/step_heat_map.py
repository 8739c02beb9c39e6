"""Areas by steps: how far each area is on the path. Every state has a shape of its own and reads in grey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.drawing.fitting import Measure, baseline, fit, line_height, wrap
from app.drawing.marks import Entry, legend, moved, tick
from app.drawing.mirror import turned
from app.drawing.shapes import Circle, Diamond, Line, Picture, Rect, Shape, Text

ROW, PAD = 34.0, 10.0
BOX_HEIGHT, MOST_WIDTH = 24.0, 76.0


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A step of an area: done, in_progress, not_started or skipped_with_reason; `late` past its deadline."""

    state: str
    late: bool = False
    current: bool = False
    tag: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """An area with a quiet note (its plan's state) and its steps in order."""

    label: str
    note: str
    cells: Sequence[HeatCell]
    tag: str = ""


@dataclass(frozen=True, slots=True)
class HeatNames:
    """The words of the legend."""

    done: str
    in_progress: str
    not_started: str
    skipped: str
    current: str
    late: str


def step_heat_map(
    rows: Sequence[HeatRow],
    columns: Sequence[str],
    names: HeatNames,
    width: float,
    measure: Measure,
    *,
    mirrored: bool = False,
    size: float = 12,
) -> Picture:
    """Return the map over `width`, one line per area; the height follows the number of areas."""
    lead = _lead(rows, width, measure, size)
    cell = max((width - lead) / max(len(columns), 1), 1)
    titles = [wrap(name, cell - 6, size - 1, measure, 3, True) for name in columns]
    head = max((len(title) for title in titles), default=1) * line_height(size - 1) + 8
    shapes: list[Shape] = []
    for index, title in enumerate(titles):
        shapes += _title(title, lead + cell * (index + 0.5), head, size - 1)
    for index, row in enumerate(rows):
        shapes += _row(row, head + index * ROW, lead, cell, width, size, measure, mirrored)
    bottom = head + len(rows) * ROW
    shapes.append(Line(0, bottom, width, bottom, "line"))
    key, tall = legend(_legend(names, mirrored), 0, 0, width, measure, size - 1)
    shapes += (moved(shape, 0, bottom + PAD) for shape in key)
    return turned(Picture(width, bottom + PAD + tall, tuple(shapes)), mirrored)


def _lead(rows: Sequence[HeatRow], width: float, measure: Measure, size: float) -> float:
    texts = [max(measure(row.label, size, True), measure(row.note, size - 1, False)) for row in rows]
    return min(max(texts, default=0) + 16, width * 0.3)


def _title(lines: Sequence[str], x: float, head: float, size: float) -> list[Shape]:
    step = line_height(size)
    last = head - 10
    return [
        Text(x, last - (len(lines) - 1 - number) * step, text, size, "quiet", "middle", True)
        for number, text in enumerate(lines)
    ]


def _row(
    row: HeatRow,
    top: float,
    lead: float,
    cell: float,
    width: float,
    size: float,
    measure: Measure,
    mirrored: bool,
) -> list[Shape]:
    middle = top + ROW / 2
    name, note = fit(row.label, lead - 14, size, measure, True), fit(row.note, lead - 14, size - 2, measure)
    found: list[Shape] = [Line(0, top, width, top, "line")]
    if note:
        found.append(Text(0, top + 14, name, size, "text", bold=True, tag=row.tag))
        found.append(Text(0, top + 28, note, size - 2, "quiet", tag=row.tag))
    else:
        found.append(Text(0, baseline(middle, size), name, size, "text", bold=True, tag=row.tag))
    for index, one in enumerate(row.cells):
        found += _cell(one, lead + cell * (index + 0.5), middle, min(cell - 6, MOST_WIDTH), mirrored)
    return found


def _cell(cell: HeatCell, x: float, y: float, wide: float, mirrored: bool) -> list[Shape]:
    if wide <= 0:
        return []
    box = (x - wide / 2, y - BOX_HEIGHT / 2, wide, BOX_HEIGHT)
    found = [*_ground(cell, box), *_mark(cell, x, y, mirrored)]
    if cell.late:
        found.append(Diamond(x + wide / 2 - 8, y, 5, "attention", tag=cell.tag))
    return found


def _ground(cell: HeatCell, box: tuple[float, float, float, float]) -> list[Shape]:
    if cell.state == "done":
        return [Rect(*box, "good", radius=4, tag=cell.tag)]
    if cell.state == "in_progress":
        return [Rect(*box, "accent_soft", "accent", 4, cell.tag)]
    stroke = "accent" if cell.current else "line"
    return [Rect(*box, "window" if cell.state == "skipped_with_reason" else "surface", stroke, 4, cell.tag)]


def _mark(cell: HeatCell, x: float, y: float, mirrored: bool) -> list[Shape]:
    if cell.state == "done":
        return list(tick(x, y, 11, "surface", cell.tag, mirrored=mirrored))
    if cell.state == "skipped_with_reason":
        return [Line(x - 8, y, x + 8, y, "quiet", 1.5, tag=cell.tag)]
    if cell.current:
        return [Circle(x, y, 5, "accent", tag=cell.tag)]
    if cell.state == "in_progress":
        return [Circle(x, y, 4, "", "accent", 1.5, cell.tag)]
    return []


def _legend(names: HeatNames, mirrored: bool) -> list[Entry]:
    box = (-11.0, -7.0, 22.0, 14.0)
    return [
        Entry((Rect(*box, "good", radius=3), *tick(0, 0, 9, "surface", mirrored=mirrored)), names.done, 11),
        Entry((Rect(*box, "accent_soft", "accent", 3), Circle(0, 0, 4, "accent")), names.current, 11),
        Entry(
            (Rect(*box, "accent_soft", "accent", 3), Circle(0, 0, 3.5, "", "accent", 1.5)),
            names.in_progress,
            11,
        ),
        Entry((Rect(*box, "surface", "line", 3),), names.not_started, 11),
        Entry((Rect(*box, "window", "line", 3), Line(-6, 0, 6, 0, "quiet", 1.5)), names.skipped, 11),
        Entry((Diamond(0, 0, 5, "attention"),), names.late, 6),
    ]
