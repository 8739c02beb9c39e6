"""The square code with the content hash, as vectors."""

from __future__ import annotations

from functools import lru_cache

import segno
from reportlab.pdfgen.canvas import Canvas

from app.documents.pdf.theme import colour

MASK = 2


def code_text(content_hash: str) -> str:
    """Return what the square code holds: "MASAR:" and the content hash in capitals."""
    return f"MASAR:{content_hash.upper()}"


def page_code(text: str, page: int) -> str:
    """Return what the square code at the foot of a page holds: the document's code and the page."""
    return f"{text}:{page}"


@lru_cache(maxsize=4)
def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the dark and light modules of a QR code, row by row, without the quiet border."""
    # Any mask can be read; to find the best of eight takes longer than to draw the page.
    matrix = segno.make_qr(text, error="m", mask=MASK).matrix
    return tuple(tuple(bool(value) for value in row) for row in matrix)


def draw_code(canvas: Canvas, text: str, x: float, y: float, side: float) -> None:
    """Draw a code with its lower left corner at (x, y); dark modules of a row are joined into bars."""
    rows = modules(text)
    unit = side / len(rows)
    bars: list[str] = []
    for number, row in enumerate(rows):
        bottom = y + side - (number + 1) * unit
        start = 0
        while start < len(row):
            end = start
            while end < len(row) and row[end]:
                end += 1
            if end > start:
                bars.append(f"{x + start * unit:.3f} {bottom:.3f} {(end - start) * unit:.3f} {unit:.3f} re")
            start = end + 1
    canvas.saveState()
    canvas.setFillColor(colour("text"))
    # As one text: the library's own numbers take longer than all else on most pages.
    canvas._code += [*bars, "f"]  # type: ignore[attr-defined]
    canvas.restoreState()
