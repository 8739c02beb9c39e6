"""The one flowable that sets text in all documents, in either direction and any mixture of scripts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus.flowables import Flowable

from app.documents.pdf.fonts import font
from app.documents.pdf.lines import (
    Line,
    Piece,
    Text,
    break_lines,
    drawn_size,
    longest_word,
    natural_width,
    prepare,
)
from app.documents.pdf.tagging import Tag, content
from app.documents.pdf.theme import Style, colour

_ESCAPED = tuple(escapePDF(bytes((code,))) for code in range(256))


class BidiParagraph(Flowable):
    """Text in a style, from plain strings or spans and never from markup.

    It breaks across pages with at least two lines on either side, and keeps with what follows when its
    style says so. `role` is what it is in the structure of the document.
    """

    def __init__(self, text: Text, style: Style, role: str = "P") -> None:
        super().__init__()
        self.style = style
        self.tag = Tag(role)
        base = None if style.rtl is None else int(style.rtl)
        self._paragraphs = prepare(text, style.bold, base)
        self._lines: Sequence[tuple[Line, int]] = ()
        self._broken_for = -1.0
        self.keepWithNext = int(style.keep_with_next)
        self.width = 0.0

    @property
    def text(self) -> str:
        """The text as it is set: cleaned, in the order of reading."""
        return "\n".join(paragraph.text for paragraph in self._paragraphs)

    @property
    def line_height(self) -> float:
        return self.style.size * self.style.leading

    def getSpaceBefore(self) -> float:
        return self.style.before

    def getSpaceAfter(self) -> float:
        return self.style.after

    def minWidth(self) -> float:
        """Return the width of the longest word."""
        return max(longest_word(paragraph, self.style.size) for paragraph in self._paragraphs)

    def natural_width(self) -> float:
        """Return the width that the longest of its paragraphs takes on one line."""
        return max(natural_width(paragraph, self.style.size) for paragraph in self._paragraphs)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        if self._broken_for != available_width:
            self._lines = [
                (line, paragraph.resolved.base)
                for paragraph in self._paragraphs
                for line in break_lines(paragraph, self.style.size, available_width)
            ]
            self._broken_for = available_width
        self.height = len(self._lines) * self.line_height
        return available_width, self.height

    def split(self, available_width: float, available_height: float) -> list[BidiParagraph]:  # type: ignore[override]
        self.wrap(available_width, available_height)
        count = len(self._lines)
        fitting = int((available_height + 0.01) / self.line_height)
        if fitting >= count:
            return [self]
        fitting = min(fitting, count - 2) if count > 3 else 0
        if fitting < 2:
            return []
        return [self._part(self._lines[:fitting]), self._part(self._lines[fitting:])]

    def split_at(self, available_height: float) -> tuple[BidiParagraph, BidiParagraph] | None:
        """Return two parts of which the first fits, with no care for lonely lines; None if none fits."""
        fitting = int((available_height + 0.01) / self.line_height)
        if not 0 < fitting < len(self._lines):
            return None
        return self._part(self._lines[:fitting]), self._part(self._lines[fitting:])

    def _part(self, lines: Sequence[tuple[Line, int]]) -> BidiParagraph:
        part = BidiParagraph("", self.style)
        part._paragraphs, part.tag = self._paragraphs, self.tag
        part._lines = lines
        part._broken_for = part.width = self.width
        part.height = len(lines) * self.line_height
        part.keepWithNext = 0
        return part

    def draw(self) -> None:
        self.draw_on(self.canv, 0.0, 0.0)

    def draw_on(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw the broken lines with the lower left corner at x, y."""
        height = len(self._lines) * self.line_height
        text = canvas.beginText()
        for number, (line, base) in enumerate(self._lines):
            middle = y + height - (number + 0.5) * self.line_height
            stretch = self._stretch(line)
            start, baseline = x + self._indent(line, base, stretch), middle - 0.35 * self.style.size
            put_line(text, line, start, baseline, self.style, stretch)
            if any(piece.look.mark for piece in line.pieces):
                _draw_marks(canvas, line, start, baseline, self.style, stretch)
        if any(piece.shaped.glyphs for line, _ in self._lines for piece in line.pieces):
            self.tag.say(self._paragraphs)
            with content(canvas, self.tag):
                canvas.drawText(text)

    def _indent(self, line: Line, base: int, stretch: float) -> float:
        """Return where a line begins: blank room stands at the end of the document's direction.

        Digits run from left to right in every language, so numbers end at the right, units under units.
        """
        rest = self.width - line.width
        rtl = bool(base) if self.style.rtl is None else self.style.rtl
        if stretch or (rest <= 0 and not rtl):
            return 0.0
        if self.style.align == "center" and rest > 0:
            return rest / 2
        return rest if rtl or self.style.align == "number" else 0.0

    def _stretch(self, line: Line) -> float:
        """Return the points that each blank of a justified line gains."""
        blanks = sum(piece.blank for piece in line.pieces)
        if self.style.align != "justify" or line.last or not blanks:
            return 0.0
        return max(0.0, min((self.width - line.width) / blanks, self.style.size))


def put_line(text: PDFTextObject, line: Line, x: float, y: float, style: Style, stretch: float = 0.0) -> None:
    """Add a line's pieces to a text object, beginning at x on the baseline y."""
    pieces = list(line.pieces)
    while pieces:
        look = pieces[0].look
        count = next((i for i, piece in enumerate(pieces) if piece.look is not look), len(pieces))
        run, pieces = pieces[:count], pieces[count:]
        size = drawn_size(look, style.size)
        _take(text, font(look.family, look.bold).fontName, size, look.role or style.role)
        if any(piece.shaped.steps is None for piece in run):
            text.setTextOrigin(x, y)
            # The library cannot begin a text with a raised glyph: the typeface is named anew before it.
            text._curSubset = -1  # type: ignore[attr-defined]
            text._textOut(_joined(run, stretch * 1000 / size))  # type: ignore[attr-defined]
        else:
            text._code.append(f"1 0 0 1 {x:.3f} {y:.3f} Tm")  # type: ignore[attr-defined]
            _show(text, run, stretch * 1000 / size)
        x += sum(piece.width + stretch * piece.blank for piece in run)


def _take(text: Any, name: str, size: float, role: str) -> None:
    """Set typeface and colour where they differ from those of the text before."""
    if (text._fontname, text._fontsize) != (name, size):
        text.setFont(name, size)
    if getattr(text, "ink", "") != role:
        text._code.append(_ink(role))
        text.ink = role


@lru_cache(maxsize=256)
def _number(value: float) -> str:
    return str(fp_str(value))


@lru_cache(maxsize=64)
def _ink(role: str) -> str:
    """Return the operator that sets the colour of a role for what is filled."""
    ink = colour(role)
    return f"{fp_str(ink.red, ink.green, ink.blue)} rg"


def _show(text: Any, run: Sequence[Piece], stretch: float) -> None:
    """Write glyphs that stand on the line one after the other, as the library does, in much less time."""
    steps: list[int] = []
    for piece in run:
        steps += piece.shaped.steps or ()
        if piece.blank and stretch and piece.shaped.steps:
            steps[-1] -= round(stretch)
    face: Any = pdfmetrics.getFont(text._fontname)
    document, at = text._canvas._doc, 0
    for subset, codes in face.splitString("".join(piece.shaped.glyphs for piece in run), document):
        if subset != text._curSubset:
            name = face.getSubsetInternalName(subset, document)
            text._code.append(f"{name} {_number(text._fontsize)} Tf")
            text._curSubset = subset
        text._code.append(_shown(codes, steps[at : at + len(codes)]))
        at += len(codes)


def _shown(codes: bytes, steps: Sequence[int]) -> str:
    """Return the operator that shows codes of one subset."""
    if not any(steps):
        return f"({''.join(map(_ESCAPED.__getitem__, codes))}) Tj"
    parts, start = [], 0
    for at, step in enumerate(steps, 1):
        if step:
            parts.append(f"({''.join(map(_ESCAPED.__getitem__, codes[start:at]))}) {step}")
            start = at
    if start < len(codes):
        parts.append(f"({''.join(map(_ESCAPED.__getitem__, codes[start:]))})")
    return f"[{' '.join(parts)}] TJ"


def _draw_marks(canvas: Canvas, line: Line, x: float, y: float, style: Style, stretch: float) -> None:
    """Underline or strike out the pieces of a line that bear a mark."""
    canvas.saveState()
    canvas.setLineWidth(max(0.5, style.size * 0.07))
    for piece in line.pieces:
        width = piece.width + stretch * piece.blank
        if piece.look.mark:
            at = y + style.size * (0.29 if piece.look.mark == "through" else -0.2)
            canvas.setStrokeColor(colour(piece.look.role or style.role))
            canvas.line(x, at, x + width, at)
        x += width
    canvas.restoreState()


def _joined(run: Sequence[Piece], stretch: float) -> ShapedStr:
    """Return a run as one shaped string; each stretch of blanks gains `stretch` thousandths."""
    joined = "".join(piece.shaped.glyphs for piece in run)
    places: list[ShapeData] = []
    for piece in run:
        own = list(piece.shaped.places)
        if piece.blank and stretch and own:
            own[-1] = own[-1]._replace(x_advance=own[-1].x_advance + stretch)
        places += own
    return ShapedStr(joined, places)  # type: ignore[arg-type]
