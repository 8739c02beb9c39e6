"""Names without room beside their symbols: led to where that hides and misleads nobody, or said in brief."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.drawing.fitting import Box, Measure
from app.drawing.labels import Wanted, place_labels
from app.drawing.plates import text_boxes
from app.drawing.shapes import Line, Shape, Text

NEARBY = 60
"""How far from its symbol such a name may stand: the picture is crowded there."""


def late_labels(
    wanted: Sequence[Wanted], said: Sequence[Shape], within: Box, measure: Measure, size: float
) -> list[Shape]:
    """Return the names not `said` yet that can be led to past everything else, also those `only_beside`."""
    missing = [replace(one, only_beside=False) for one in _missing(wanted, said)]
    obstacles = _in_the_way(wanted, said, measure)
    found = place_labels(missing, obstacles, within, measure, size, clear=True) if missing else []
    lines = (shape for shape in found if isinstance(shape, Line))
    far = {one.tag for one in lines if math.dist((one.x1, one.y1), (one.x2, one.y2)) > NEARBY}
    return [shape for shape in found if shape.tag not in far]


def brief_labels(
    wanted: Sequence[Wanted],
    briefs: Mapping[str, str],
    said: Sequence[Shape],
    within: Box,
    measure: Measure,
    size: float,
) -> list[Shape]:
    """Return what stands beside symbols whose names are not `said`: by id a short word, such as a code."""
    missing = [
        replace(one, text=briefs[one.id], only_beside=True)
        for one in _missing(wanted, said)
        if briefs.get(one.id)
    ]
    return place_labels(missing, _in_the_way(wanted, said, measure), within, measure, size) if missing else []


def _missing(wanted: Sequence[Wanted], said: Sequence[Shape]) -> list[Wanted]:
    known = {shape.tag for shape in said if isinstance(shape, Text)}
    return [one for one in wanted if one.id not in known]


def _in_the_way(wanted: Sequence[Wanted], said: Sequence[Shape], measure: Measure) -> list[Box]:
    return [*(one.symbol for one in wanted), *(box for _, box in text_boxes(said, measure))]
