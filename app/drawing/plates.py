"""Plates in the ground's colour behind names, so that no line strikes a name through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.drawing.fitting import Box, Measure, line_height
from app.drawing.shapes import Rect, Shape, Text


def text_boxes(shapes: Sequence[Shape], measure: Measure) -> list[tuple[Text, Box]]:
    """Return the texts that begin at their place, with the boxes they stand in."""
    return [
        (one, Box(one.x, one.y - one.size, measure(one.text, one.size, one.bold), line_height(one.size)))
        for one in shapes
        if isinstance(one, Text)
    ]


def plates(labels: Sequence[Shape], measure: Measure) -> list[Shape]:
    """Return the plates of names."""
    return [Rect(box.x - 2, box.y, box.w + 4, box.h, "surface") for _, box in text_boxes(labels, measure)]


def on_plates(labels: Sequence[Shape], measure: Measure) -> list[Shape]:
    """Return names with their plates, and before them the lines that lead to names.

    Those lines lose their tags: a scene draws what has a tag on top of what has none, plates too.
    """
    names = [shape for shape in labels if isinstance(shape, Text)]
    lines = [replace(shape, tag="") for shape in labels if not isinstance(shape, Text)]
    return [*lines, *plates(names, measure), *names]
