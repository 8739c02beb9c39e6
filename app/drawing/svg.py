"""A laid-out picture as SVG text, for reports and posters: vectors that any program can print."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from app.drawing.shapes import Circle, Diamond, Line, Picture, Rect, Shape, Text

_ANCHORS = {"start": "start", "middle": "middle", "end": "end"}


def svg(picture: Picture, colours: Mapping[str, str], fonts: str, title: str = "") -> str:
    """Return an SVG document of the picture's size; `colours` gives each role's colour as #rrggbb."""
    size = f'width="{picture.width:g}" height="{picture.height:g}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {picture.width:g} {picture.height:g}"'
    )
    ground = f'<rect width="100%" height="100%" fill="{colours["surface"]}"/>'
    named = f"<title>{escape(title)}</title>" if title else ""
    body = "\n".join(_element(shape, colours) for shape in picture.shapes)
    return f"{head} font-family={quoteattr(fonts)}>\n{named}{ground}\n{body}\n</svg>\n"


def _element(shape: Shape, colours: Mapping[str, str]) -> str:
    if isinstance(shape, Line):
        dash = f' stroke-dasharray="{" ".join(f"{part:g}" for part in shape.dash)}"' if shape.dash else ""
        ink = f'stroke="{colours[shape.role]}" stroke-width="{shape.width:g}"{dash}'
        if shape.bend:
            x, y = shape.handle()
            way = f"M{shape.x1:.2f} {shape.y1:.2f}Q{x:.2f} {y:.2f} {shape.x2:.2f} {shape.y2:.2f}"
            return f'<path d="{way}" fill="none" {ink}/>'
        ends = f'x1="{shape.x1:.2f}" y1="{shape.y1:.2f}" x2="{shape.x2:.2f}" y2="{shape.y2:.2f}"'
        return f"<line {ends} {ink}/>"
    if isinstance(shape, Rect):
        box = f'x="{shape.x:.2f}" y="{shape.y:.2f}" width="{shape.w:.2f}" height="{shape.h:.2f}"'
        return f'<rect {box} rx="{shape.radius:g}" {_ink(shape.fill, shape.stroke, 1, colours)}/>'
    if isinstance(shape, Circle):
        place = f'cx="{shape.x:.2f}" cy="{shape.y:.2f}" r="{shape.r:.2f}"'
        return f"<circle {place} {_ink(shape.fill, shape.stroke, shape.width, colours)}/>"
    if isinstance(shape, Diamond):
        x, y, r = shape.x, shape.y, shape.r
        corners = f"{x:.2f},{y - r:.2f} {x + r:.2f},{y:.2f} {x:.2f},{y + r:.2f} {x - r:.2f},{y:.2f}"
        return f'<polygon points="{corners}" {_ink(shape.fill, shape.stroke, 2, colours)}/>'
    return _text(shape, colours)


def _text(shape: Text, colours: Mapping[str, str]) -> str:
    weight = ' font-weight="600"' if shape.bold else ""
    place = f'x="{shape.x:.2f}" y="{shape.y:.2f}" text-anchor="{_ANCHORS[shape.anchor]}"'
    look = f'font-size="{shape.size:g}" fill="{colours[shape.role]}"{weight}'
    # Anchors mean sides of the page here, so each text is laid out from left to right as a whole.
    return f'<text {place} {look} direction="ltr" unicode-bidi="plaintext">{escape(shape.text)}</text>'


def _ink(fill: str | None, stroke: str | None, width: float, colours: Mapping[str, str]) -> str:
    line = f' stroke="{colours[stroke]}" stroke-width="{width:g}"' if stroke else ""
    return f'fill="{colours[fill] if fill else "none"}"{line}'
