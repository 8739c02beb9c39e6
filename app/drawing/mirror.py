"""Pictures for languages written from right to left: laid out once, then turned over."""

from __future__ import annotations

from dataclasses import replace

from app.drawing.shapes import Anchor, Circle, Diamond, Line, Picture, Rect, Shape, Text

_TURNED: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}


def turned(picture: Picture, mirrored: bool = True) -> Picture:
    """Return the picture with left and right exchanged (texts stay readable), or as it is."""
    if not mirrored:
        return picture
    return replace(picture, shapes=tuple(_turn(shape, picture.width) for shape in picture.shapes))


def _turn(shape: Shape, width: float) -> Shape:
    if isinstance(shape, Line):
        return replace(shape, x1=width - shape.x1, x2=width - shape.x2, bend=-shape.bend)
    if isinstance(shape, Rect):
        return replace(shape, x=width - shape.x - shape.w)
    if isinstance(shape, Text):
        return replace(shape, x=width - shape.x, anchor=_TURNED[shape.anchor])
    if isinstance(shape, (Circle, Diamond)):
        return replace(shape, x=width - shape.x)
    raise TypeError(shape)
