"""The path of steps: circles on a line with names and dates.

A tick, a number or a broken ring says the state, so that it reads in grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.drawing.fitting import Measure, baseline, fit, line_height, wrap
from app.drawing.marks import dashed_ring, tick
from app.drawing.mirror import turned
from app.drawing.shapes import Circle, Line, Picture, Shape, Text

RADIUS, TOP, GAP = 16.0, 6.0, 6.0
FINISHED = frozenset({"done", "skipped_with_reason"})


@dataclass(frozen=True, slots=True)
class StepMark:
    """A step on the path: not_started, in_progress, done or skipped_with_reason; `note` stands below."""

    number: int
    title: str
    note: str
    state: str
    current: bool = False
    tag: str = ""


def path_of_steps(
    steps: Sequence[StepMark], width: float, measure: Measure, *, mirrored: bool = False, size: float = 12
) -> Picture:
    """Return the path over `width`; its height follows the longest name."""
    cell = width / max(len(steps), 1)
    middle = TOP + RADIUS
    titles = [wrap(step.title, cell - 8, size, measure, 2, step.current) for step in steps]
    lines = max((len(title) for title in titles), default=0)
    shapes: list[Shape] = []
    for index, step in enumerate(steps):
        x = cell * (index + 0.5)
        if index + 1 < len(steps):
            shapes.append(_way(step, steps[index + 1], x, cell, middle))
        shapes += _circle(step, x, middle, mirrored)
        shapes += _words(step, titles[index], x, cell, size, measure)
    height = 2 * middle + GAP + lines * line_height(size) + line_height(size - 1)
    return turned(Picture(width, height, tuple(shapes)), mirrored)


def _way(step: StepMark, following: StepMark, x: float, cell: float, y: float) -> Shape:
    gone = step.state in FINISHED and (following.state in FINISHED or following.current)
    dash = (2.0, 3.0) if "skipped_with_reason" in (step.state, following.state) else ()
    start, end = x + RADIUS + 3, x + cell - RADIUS - 3
    return Line(start, y, max(start, end), y, "good" if gone else "line", 2, dash)


def _circle(step: StepMark, x: float, y: float, mirrored: bool) -> tuple[Shape, ...]:
    if step.state == "done":
        halo = (Circle(x, y, RADIUS + 4, "good_soft", tag=step.tag),) if step.current else ()
        return (
            *halo,
            Circle(x, y, RADIUS, "good", tag=step.tag),
            *tick(x, y, 11, "surface", step.tag, mirrored=mirrored),
        )
    number = Text(x, baseline(y, 13), str(step.number), 13, _number_role(step), "middle", True, step.tag)
    if step.state == "skipped_with_reason":
        return (Circle(x, y, RADIUS, "", tag=step.tag), *dashed_ring(x, y, RADIUS, "quiet", step.tag), number)
    if step.current:
        ring = Circle(x, y, RADIUS + 4, "accent_soft", tag=step.tag)
        return (ring, Circle(x, y, RADIUS, "accent", tag=step.tag), number)
    role = "accent" if step.state == "in_progress" else "line"
    return (Circle(x, y, RADIUS - 1, "surface", role, 2, step.tag), number)


def _number_role(step: StepMark) -> str:
    if step.current and step.state != "skipped_with_reason":
        return "surface"
    return "accent" if step.state == "in_progress" else "quiet"


def _words(
    step: StepMark, title: tuple[str, ...], x: float, cell: float, size: float, measure: Measure
) -> list[Shape]:
    top = TOP + 2 * RADIUS + GAP + size
    role = "text" if step.state != "not_started" or step.current else "quiet"
    found: list[Shape] = [
        Text(x, top + i * line_height(size), line, size, role, "middle", step.current, step.tag)
        for i, line in enumerate(title)
    ]
    if step.note:
        shown = fit(step.note, cell - 6, size - 1, measure)
        below = top + len(title) * line_height(size)
        found.append(Text(x, below, shown, size - 1, "quiet", "middle", tag=step.tag))
    return found
