"""Facts and big figures side by side: a label with its value, mirrored in right-to-left documents."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from itertools import accumulate

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.tables import LEAST_PART, TALL_ROW, Cell, split_cell
from app.documents.pdf.theme import Style, Styles

GUTTER = 20.0
ROW_GAP = 18.0


class Pairs(Flowable):
    """Pairs in rows: three facts (label above value) or four figures (value above label) in each."""

    def __init__(
        self, pairs: Sequence[tuple[str, str]], styles: Styles, rtl: bool, facts: bool, after: float = 0.0
    ) -> None:
        super().__init__()
        upper, lower = _pair_styles(styles, facts)
        self._pairs = [_pair(BidiParagraph(one, upper), BidiParagraph(two, lower)) for one, two in pairs]
        self._count = 3 if facts else 4
        self._rtl = rtl
        self._after = after

    def getSpaceAfter(self) -> float:
        return self._after

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        self._wide = (available_width - GUTTER * (self._count - 1)) / self._count
        heights = [sum(item.wrap(self._wide, 1e6)[1] for item in pair) for pair in self._pairs]
        rows = [heights[at : at + self._count] for at in range(0, len(heights), self._count)]
        self._tops = [max(row) for row in rows]
        self.height = sum(self._tops) + ROW_GAP * max(0, len(rows) - 1)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self.wrap(available_width, available_height)
        count = bisect_right([*accumulate(high + ROW_GAP for high in self._tops)], available_height + ROW_GAP)
        first, rest = self._pairs[: count * self._count], self._pairs[count * self._count :]
        if not first and self._tops[0] > TALL_ROW and available_height >= LEAST_PART:
            parts = [split_cell(pair, available_height) for pair in rest[: self._count]]
            first, rest[: self._count] = [part[0] for part in parts], [part[1] for part in parts]
        return [self._part(first, 0.0), self._part(rest, self._after)] if first and rest else []

    def _part(self, pairs: list[Cell], after: float) -> Pairs:
        part = copy(self)
        part._pairs, part._after = pairs, after
        return part

    def draw(self) -> None:
        self.draw_on(self.canv, 0.0, 0.0)

    def draw_on(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw with the lower left corner at x, y."""
        for number, pair in enumerate(self._pairs):
            row, place = divmod(number, self._count)
            start = place * (self._wide + GUTTER)
            left = x + (self.width - start - self._wide if self._rtl else start)
            top = y + self.height - sum(self._tops[:row]) - ROW_GAP * row
            for item in pair:
                top -= item.height
                item.draw_on(canvas, left, top)


def _pair(upper: BidiParagraph, lower: BidiParagraph) -> Cell:
    """Return two texts that are read as one."""
    lower.tag = upper.tag
    return upper, lower


def _pair_styles(styles: Styles, facts: bool) -> tuple[Style, Style]:
    plain = replace(styles.body, after=0)
    if facts:
        return replace(plain, size=8, role="quiet"), replace(plain, size=11, bold=True)
    return replace(plain, size=22, bold=True, role="accent", leading=1.3), replace(
        plain, size=8.4, role="quiet"
    )
