"""Paints a laid-out picture as vectors on a page, and measures text for layouts made for paper."""

from __future__ import annotations

from contextlib import nullcontext

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from app.documents.pdf.lines import single_line
from app.documents.pdf.paragraph import put_line
from app.documents.pdf.tagging import Tag, content, figure
from app.documents.pdf.theme import Style, colour
from app.drawing.shapes import Circle, Diamond, Line, Picture, Rect, Shape, Text

# No picture is higher than what a wide page holds.
HIGHEST = 420.0
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


def measure(text: str, size: float, bold: bool) -> float:
    """Return the width in points of a text on one line, for layout functions."""
    return single_line(text, bold, size, None).width


def put_text(canvas: Canvas, x: float, y: float, text: str, style: Style, anchor: str = "start") -> float:
    """Draw one line of text with its left end, middle or right end at x; return its width."""
    base = None if style.rtl is None else int(style.rtl)
    line = single_line(text, style.bold, style.size, base)
    pen = canvas.beginText()
    put_line(pen, line, x - _ANCHORS[anchor] * line.width, y, style)
    canvas.drawText(pen)
    return line.width


def paint(canvas: Canvas, picture: Picture, x: float, top: float) -> None:
    """Draw a picture with its upper left corner at (x, top) in page points."""
    canvas.saveState()
    for shape in picture.shapes:
        _paint_shape(canvas, shape, x, top)
    canvas.restoreState()


def _paint_shape(canvas: Canvas, shape: Shape, x: float, top: float) -> None:
    if isinstance(shape, Line):
        _set_stroke(canvas, shape.role, shape.width)
        canvas.setDash(list(shape.dash))
        _paint_line(canvas, shape, x, top)
        canvas.setDash()
    elif isinstance(shape, Rect):
        filled = _set_fill(canvas, shape.fill)
        outlined = _set_stroke(canvas, shape.stroke, 1)
        corner = (x + shape.x, top - shape.y - shape.h, shape.w, shape.h)
        radius = min(shape.radius, shape.w / 2, shape.h / 2)
        canvas.roundRect(*corner, radius, stroke=outlined, fill=filled)
    elif isinstance(shape, Circle):
        filled = _set_fill(canvas, shape.fill)
        outlined = _set_stroke(canvas, shape.stroke, shape.width)
        canvas.circle(x + shape.x, top - shape.y, shape.r, stroke=outlined, fill=filled)
    elif isinstance(shape, Diamond):
        _paint_diamond(canvas, shape, x + shape.x, top - shape.y)
    elif isinstance(shape, Text):
        style = Style(size=shape.size, bold=shape.bold, role=shape.role)
        put_text(canvas, x + shape.x, top - shape.y, shape.text, style, shape.anchor)


def _paint_line(canvas: Canvas, line: Line, x: float, top: float) -> None:
    first, last = (x + line.x1, top - line.y1), (x + line.x2, top - line.y2)
    if not line.bend:
        canvas.line(*first, *last)
        return
    across, down = line.handle()
    # A cubic curve that goes the way of the quadratic one: two thirds from each end towards its point.
    handles = [(px + (x + across - px) * 2 / 3, py + (top - down - py) * 2 / 3) for px, py in (first, last)]
    canvas.bezier(*first, *handles[0], *handles[1], *last)


def _paint_diamond(canvas: Canvas, shape: Diamond, x: float, y: float) -> None:
    filled = _set_fill(canvas, shape.fill)
    outlined = _set_stroke(canvas, shape.stroke, 1)
    path = canvas.beginPath()
    path.moveTo(x, y + shape.r)
    for dx, dy in ((shape.r, 0), (0, -shape.r), (-shape.r, 0)):
        path.lineTo(x + dx, y + dy)
    path.close()
    canvas.drawPath(path, stroke=outlined, fill=filled)


def _set_fill(canvas: Canvas, role: str) -> int:
    if not role:
        return 0
    canvas.setFillColor(colour(role))
    return 1


def _set_stroke(canvas: Canvas, role: str | None, width: float) -> int:
    if not role:
        return 0
    canvas.setStrokeColor(colour(role))
    canvas.setLineWidth(width)
    return 1


class PictureBox(Flowable):
    """A picture in the flow of a document, made smaller when it is wider than the room.

    Who does not see it is told its `title` and what is written in it; without either it is ornament, and
    with one text alone it is that text.
    """

    def __init__(
        self, picture: Picture, rtl: bool = False, keep_with_next: bool = False, title: str = ""
    ) -> None:
        super().__init__()
        self._title = title
        self.keepWithNext = int(keep_with_next)
        self._picture = picture
        self._rtl = rtl
        self._scale = 1.0
        self._indent = 0.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self._scale = min(1.0, available_width / self._picture.width, HIGHEST / self._picture.height)
        self.width, self.height = available_width, self._picture.height * self._scale
        self._indent = available_width - self._picture.width * self._scale if self._rtl else 0.0
        return self.width, self.height

    def draw(self) -> None:
        self.draw_on(self.canv, 0.0, 0.0)

    def draw_on(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw with the lower left corner at x, y."""
        told = [*filter(None, [self._title]), *_texts(self._picture)]
        area = (x, y, x + self.width, y + self.height)
        tag = (
            figure(canvas, ("، " if self._rtl else ", ").join(told), area)
            if self._title or len(told) > 1
            else Tag("P")
        )
        with content(canvas, tag) if told else nullcontext():
            self._draw(canvas, x, y)

    def _draw(self, canvas: Canvas, x: float, y: float) -> None:
        canvas.saveState()
        canvas.translate(x + self._indent, y + self.height)
        canvas.scale(self._scale, self._scale)
        paint(canvas, self._picture, 0.0, 0.0)
        canvas.restoreState()


def _texts(picture: Picture) -> list[str]:
    """Return what is written in a picture, each text once."""
    return list(dict.fromkeys(shape.text for shape in picture.shapes if isinstance(shape, Text)))
