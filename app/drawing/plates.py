"""Plates in the ground's colour behind names, so that no line strikes a name through or ends at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.drawing.fitting import Box, Measure, line_height
from app.drawing.routing import inside
from app.drawing.shapes import Line, Rect, Shape, Text

PALE = {"good": "good_soft", "wrong": "wrong_soft"}
"""In what a line shows behind a name, by its role: letters on it are as easy to read as beside it."""


def text_boxes(shapes: Sequence[Shape], measure: Measure) -> list[tuple[Text, Box]]:
    """Return the texts that begin at their place, with the boxes they stand in."""
    return [
        (one, Box(one.x, one.y - one.size, measure(one.text, one.size, one.bold), line_height(one.size)))
        for one in shapes
        if isinstance(one, Text)
    ]


def plates(labels: Sequence[Shape], measure: Measure) -> list[Rect]:
    """Return the plates of names."""
    return [Rect(box.x - 2, box.y, box.w + 4, box.h, "surface") for _, box in text_boxes(labels, measure)]


def on_plates(labels: Sequence[Shape], measure: Measure, behind: Sequence[Line] = ()) -> list[Shape]:
    """Return names with their plates, and before them the lines that lead to names.

    Those lines lose their tags: a scene draws what has a tag on top of what has none, plates too. Of lines
    that run `behind` a name a pale stroke shows on its plate: without it they would seem to end there.
    """
    names = [shape for shape in labels if isinstance(shape, Text)]
    lines = [replace(shape, tag="") for shape in labels if not isinstance(shape, Text)]
    found = plates(names, measure)
    hidden = (inside(line, Box(one.x, one.y, one.w, one.h)) for line in behind for one in found)
    pale = (
        replace(line, role=PALE.get(line.role, "accent_soft"), dash=(), tag="") for line in hidden if line
    )
    return [*lines, *found, *pale, *names]
