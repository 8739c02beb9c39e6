"""A signature drawn by hand: strokes as lines of points, kept as vectors, read back from untrusted text."""

from __future__ import annotations

from itertools import pairwise
from math import dist

import msgspec

from app.foundation.errors import UserError

FINE = 10_000
"""Points count from 0 to this over the width of the pad; downward over the same unit."""
MOST_POINTS = 6_000
MOST_STROKES = 200
LEAST_LENGTH = 300
"""A drawing shorter than this altogether is a slip of the hand, not a signature."""

Line = tuple[tuple[int, int], ...]


class Strokes(msgspec.Struct, frozen=True):
    """Strokes in the order in which they were drawn; `height` of the pad in units of its width / 10,000."""

    height: int
    lines: tuple[Line, ...] = ()

    @property
    def length(self) -> float:
        """How far the pen went on the pad, in its units."""
        return sum(dist(a, b) for line in self.lines for a, b in pairwise(line))

    @property
    def says_something(self) -> bool:
        """Whether enough was drawn to be a signature."""
        return self.length >= LEAST_LENGTH

    def bounds(self) -> tuple[int, int, int, int]:
        """Return left, top, right, bottom of what was drawn; zeros for nothing."""
        points = [point for line in self.lines for point in line]
        if not points:
            return (0, 0, 0, 0)
        across, down = [x for x, _ in points], [y for _, y in points]
        return (min(across), min(down), max(across), max(down))


def strokes_text(strokes: Strokes) -> str:
    """Return strokes as the text that is stored. Raises UserError `strokes_too_many`, `strokes_empty`."""
    if not strokes.says_something:
        raise UserError("strokes_empty")
    if len(strokes.lines) > MOST_STROKES or sum(map(len, strokes.lines)) > MOST_POINTS:
        raise UserError("strokes_too_many")
    return msgspec.json.encode(strokes).decode()


def strokes_from(text: str) -> Strokes:
    """Return the strokes in a stored text. Raises UserError `strokes_unreadable`."""
    try:
        found = msgspec.json.decode(text, type=Strokes)
    except msgspec.MsgspecError as error:
        raise UserError("strokes_unreadable") from error
    points = [value for line in found.lines for point in line for value in point]
    fits = 0 < found.height <= 4 * FINE and all(-FINE <= value <= 4 * FINE for value in points)
    if not fits or len(found.lines) > MOST_STROKES or len(points) > 2 * MOST_POINTS:
        raise UserError("strokes_unreadable")
    return found
