"""Names that found no room beside their symbols and are led to where that hides and misleads nobody."""

from __future__ import annotations

import math
from collections.abc import Sequence
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
    known = {shape.tag for shape in said if isinstance(shape, Text)}
    missing = [replace(one, only_beside=False) for one in wanted if one.id not in known]
    obstacles = [*(one.symbol for one in wanted), *(box for _, box in text_boxes(said, measure))]
    found = place_labels(missing, obstacles, within, measure, size, clear=True) if missing else []
    lines = (shape for shape in found if isinstance(shape, Line))
    far = {one.tag for one in lines if math.dist((one.x1, one.y1), (one.x2, one.y2)) > NEARBY}
    return [shape for shape in found if shape.tag not in far]
