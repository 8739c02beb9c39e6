"""The picture in a signature's box: a small one-page PDF in the document's language and script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.theme import Style, colour
from app.documents.signing.values import SignatureAppearance
from app.models.strokes import Strokes

_PADDING, _CORNER, _MARK = 8.0, 5.0, 11.0
_NAME = Style(size=9.5, bold=True, leading=1.4)
_QUIET = Style(size=7.2, role="quiet", leading=1.4, after=3.0)
_MOMENT = Style(size=7.6, role="good", leading=1.4, after=1.5)
_TINY = Style(size=6.4, role="quiet", leading=1.4)
_ARABIC_LEADING = 1.5
_SCALES = tuple(percent / 100 for percent in range(100, 45, -5))
_SEPARATOR = " · "
_DRAWN_SHARE, _GAP = 0.36, 6.0

_Row = tuple[str, Style, bool]


def draw_appearance(appearance: SignatureAppearance, width: float, height: float) -> bytes:
    """Return a one-page PDF of `width` × `height` points with the signature's words.

    Text shrinks to half its size to fit the box, then the last lines are left out; the name never is.
    """
    output = BytesIO()
    canvas = Canvas(output, pagesize=(width, height), invariant=1)
    # The page draws the frame; a soft ground sets apart what was signed from what was printed.
    canvas.setFillColor(colour("good_soft"))
    canvas.roundRect(0, 0, width, height, min(_CORNER, height / 4), stroke=0, fill=1)
    _write(canvas, appearance, width, height)
    canvas.showPage()
    canvas.save()
    return output.getvalue()


def _write(canvas: Canvas, appearance: SignatureAppearance, width: float, height: float) -> None:
    rtl = appearance.right_to_left
    padding = min(_PADDING, height / 8)
    drawn = (width - 2 * padding) * _DRAWN_SHARE if appearance.strokes is not None else 0.0
    rows, inner = _rows(appearance), width - 2 * padding - drawn
    if appearance.strokes is not None:
        left = padding if rtl else width - padding - drawn + _GAP
        draw_strokes(canvas, appearance.strokes, left, padding, drawn - _GAP, height - 2 * padding)
        if rtl:
            canvas.translate(drawn, 0)
    placed = _fitting(rows, inner, height - 2 * padding, rtl)
    top = height - padding
    for paragraph, marked, scale in placed:
        top -= paragraph.height
        indent = _MARK * scale if marked else 0.0
        paragraph.draw_on(canvas, padding + (0.0 if rtl else indent), top)
        if marked:
            at = padding + inner - _MARK * scale * 0.72 if rtl else padding
            first_line = top + paragraph.height - paragraph.line_height / 2
            _check_mark(canvas, at, first_line, scale)
        top -= paragraph.style.after


def _rows(appearance: SignatureAppearance) -> list[_Row]:
    standing = _SEPARATOR.join(part for part in (appearance.capacity, appearance.organisation) if part)
    rows: list[_Row] = [(appearance.name, _NAME, False), (standing, _QUIET, False)]
    rows += [(appearance.moment, _MOMENT, True)]
    rows += [(line, _TINY, False) for line in appearance.lines]
    return [row for row in rows if row[0].strip()]


_Placed = list[tuple[BidiParagraph, bool, float]]


def _fitting(rows: Sequence[_Row], width: float, height: float, rtl: bool) -> _Placed:
    for scale in _SCALES:
        placed = _set(rows, width, scale, rtl)
        if _height(placed) <= height:
            return placed
    placed = _set(rows, width, _SCALES[-1], rtl)
    while len(placed) > 1 and _height(placed) > height:
        placed.pop()
    return placed


def _set(rows: Sequence[_Row], width: float, scale: float, rtl: bool) -> _Placed:
    placed: _Placed = []
    for text, style, marked in rows:
        paragraph = BidiParagraph(text, _scaled(style, scale, rtl))
        paragraph.wrap(width - (_MARK * scale if marked else 0.0), 0.0)
        placed.append((paragraph, marked, scale))
    return placed


def _scaled(style: Style, scale: float, rtl: bool) -> Style:
    leading = _ARABIC_LEADING if rtl else style.leading
    return replace(style, size=style.size * scale, after=style.after * scale, leading=leading, rtl=rtl)


def _height(placed: _Placed) -> float:
    return sum(float(paragraph.height) + paragraph.style.after for paragraph, _, _ in placed)


def _check_mark(canvas: Canvas, left: float, middle: float, scale: float) -> None:
    """Draw a check mark some 8 points wide; it says in grey, too, that the box is signed."""
    canvas.setStrokeColor(colour("good"))
    canvas.setLineWidth(1.2 * scale)
    canvas.setLineCap(1)
    mark = canvas.beginPath()
    mark.moveTo(left, middle)
    mark.lineTo(left + 2.6 * scale, middle - 2.6 * scale)
    mark.lineTo(left + 7.6 * scale, middle + 3.2 * scale)
    canvas.drawPath(mark, stroke=1, fill=0)


def draw_strokes(
    canvas: Canvas, strokes: Strokes, left: float, bottom: float, width: float, height: float
) -> None:
    """Draw strokes as one path, as large as fits into a box (points) and in its middle."""
    x1, y1, x2, y2 = strokes.bounds()
    scale = min(width / max(1, x2 - x1), height / max(1, y2 - y1))
    across, down = left + (width - (x2 - x1) * scale) / 2, bottom + (height + (y2 - y1) * scale) / 2
    path = canvas.beginPath()
    for line in strokes.lines:
        for number, (x, y) in enumerate(line):
            go = path.lineTo if number else path.moveTo
            go(across + (x - x1) * scale, down - (y - y1) * scale)
    canvas.saveState()
    canvas.setStrokeColor(colour("text"))
    canvas.setLineWidth(1.1)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
