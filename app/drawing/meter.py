"""A meter: how much of a whole is there."""

from __future__ import annotations

from app.drawing.fitting import Measure, baseline, line_height
from app.drawing.mirror import turned
from app.drawing.shapes import Picture, Rect, Shape, Text


def meter(
    done: float,
    total: float,
    width: float,
    *,
    text: str = "",
    role: str = "accent",
    measure: Measure | None = None,
    mirrored: bool = False,
    size: float = 12,
    thickness: float = 6,
) -> Picture:
    """Return a bar of `width` filled by done of total, with `text` at its trailing end when given."""
    wide = measure(text, size, False) + 10 if text and measure else 0
    height = max(thickness, line_height(size)) if wide else thickness
    track, top = max(width - wide, 0), (height - thickness) / 2
    part = min(max(done / total, 0), 1) if total > 0 else 0
    shapes: list[Shape] = [Rect(0, top, track, thickness, "line", radius=thickness / 2)]
    if part:
        shapes.append(
            Rect(0, top, max(track * part, min(thickness, track)), thickness, role, radius=thickness / 2)
        )
    if wide:
        shapes.append(Text(width, baseline(height / 2, size), text, size, "quiet", "end"))
    return turned(Picture(width, height, tuple(shapes)), mirrored)
