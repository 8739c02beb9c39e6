"""What the tests of pictures share: a measure without fonts, and boxes round texts."""

from __future__ import annotations

from app.drawing.fitting import Box
from app.drawing.shapes import Circle, Diamond, Line, Picture, Rect, Shape, Text

SLACK = 0.01


def measure(text: str, size: float, bold: bool) -> float:
    """Return a width as of a font whose letters are all equally wide."""
    return len(text) * size * (0.6 if bold else 0.55)


def text_box(text: Text) -> Box:
    """Return the box a text fills."""
    wide = measure(text.text, text.size, text.bold)
    x = text.x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.anchor]
    return Box(x, text.y - text.size, wide, text.size * 1.35)


def box_of(shape: Shape) -> Box:
    """Return the box round any shape."""
    if isinstance(shape, Text):
        return text_box(shape)
    if isinstance(shape, Rect):
        return Box(shape.x, shape.y, shape.w, shape.h)
    if isinstance(shape, Line):
        left, top = min(shape.x1, shape.x2), min(shape.y1, shape.y2)
        return Box(left, top, abs(shape.x1 - shape.x2), abs(shape.y1 - shape.y2))
    assert isinstance(shape, (Circle, Diamond))
    return Box(shape.x - shape.r, shape.y - shape.r, 2 * shape.r, 2 * shape.r)


def outside(picture: Picture) -> list[Shape]:
    """Return the shapes that leave the picture."""
    field = Box(-SLACK, -SLACK, picture.width + 2 * SLACK, picture.height + 2 * SLACK)
    return [shape for shape in picture.shapes if not field.holds(box_of(shape))]


def texts(picture: Picture) -> list[str]:
    """Return the texts of a picture in painting order."""
    return [shape.text for shape in picture.shapes if isinstance(shape, Text)]


def tagged(picture: Picture, tag: str) -> list[Shape]:
    """Return the shapes that carry a tag."""
    return [shape for shape in picture.shapes if shape.tag == tag]
