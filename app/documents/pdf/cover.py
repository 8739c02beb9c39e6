"""The cover: a deep band with the title, then facts, figures and the square code."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportlab.platypus.flowables import Flowable

from app.documents.pdf.booklet import draw_chip
from app.documents.pdf.code_mark import draw_code
from app.documents.pdf.pairs import Pairs
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.tagging import Tag, content, figure
from app.documents.pdf.theme import PORTRAIT, Style, Styles, colour

BAND = 335.0
TITLE_WIDTH = PORTRAIT.content_width * 0.86
TITLE_SIZES = (29, 25, 22, 19, 16, 13)
CODE_SIDE = 66.0
# The square code stays clear of the foot; facts or figures too long for the page give way to it.
LEAST_CODE_TOP = 140.0


@dataclass(frozen=True, slots=True)
class CoverText:
    """What the cover says. `facts` are label and value; `figures` value and label."""

    above: str
    title: str
    subtitle: str
    chips: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str], ...]
    code: str
    code_note: str


class Cover(Flowable):
    """A whole page without margins."""

    def __init__(self, text: CoverText, styles: Styles, rtl: bool) -> None:
        super().__init__()
        self._text = text
        self._styles = styles
        self._rtl = rtl

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, available_height
        return self.width, self.height

    def draw(self) -> None:
        top = PORTRAIT.height
        self.canv.setFillColor(colour("rail"))
        self.canv.rect(0, top - BAND, PORTRAIT.width, BAND, stroke=0, fill=1)
        self._band(top)
        y = top - BAND - 32
        for pairs, gap in ((self._text.facts, 40), (self._text.figures, 44)):
            columns = Pairs(pairs, self._styles, self._rtl, facts=gap == 40)
            height = columns.wrap(PORTRAIT.content_width, y)[1]
            if y - height < LEAST_CODE_TOP:
                continue
            y -= height
            columns.draw_on(self.canv, PORTRAIT.margin, y)
            y -= gap
        self._code(max(min(y, 250.0), LEAST_CODE_TOP))

    def _band(self, top: float) -> None:
        plain = Style(rtl=self._rtl, leading=self._styles.body.leading, role="rail_text")
        above = BidiParagraph(self._text.above, replace(plain, size=10))
        beside = PORTRAIT.content_width - self._chips(top - 66) - 16
        above_height = above.wrap(beside, 100)[1]
        above.draw_on(self.canv, self._start(above.width), top - 56 - above_height)
        subtitle = BidiParagraph(self._text.subtitle, replace(plain, size=15, role="surface"))
        subtitle_height = subtitle.wrap(TITLE_WIDTH, 400)[1]
        y = top - BAND + 58
        title = self._title(BAND - 58 - subtitle_height - 10 - 56 - above_height - 10)
        title.draw_on(self.canv, self._start(title.width), y + subtitle_height + 10)
        subtitle.draw_on(self.canv, self._start(subtitle.width), y)

    def _title(self, room: float) -> BidiParagraph:
        """Return the title as large as there is room for it."""
        large = Style(rtl=self._rtl, bold=True, role="surface", leading=1.32)
        sizes = iter(TITLE_SIZES)
        title = BidiParagraph(self._text.title, replace(large, size=next(sizes)), "H1")
        while title.wrap(TITLE_WIDTH, 400)[1] > room and (size := next(sizes, 0)):
            title = BidiParagraph(self._text.title, replace(large, size=size), "H1")
        return title

    def _chips(self, y: float) -> float:
        """Draw the marks; return the width that they take."""
        x = PORTRAIT.margin if self._rtl else PORTRAIT.width - PORTRAIT.margin
        style, anchor = replace(self._styles.tiny, size=8), "start" if self._rtl else "end"
        taken = 0.0
        for at, chip in enumerate(self._text.chips):
            with content(self.canv, Tag("P")):
                taken = max(taken, draw_chip(self.canv, x, y + 2 - at * 20, chip, style, anchor))
        return taken

    def _code(self, top: float) -> None:
        x = self._start(CODE_SIDE)
        self.canv.setStrokeColor(colour("line"))
        self.canv.setLineWidth(0.6)
        self.canv.roundRect(x - 5, top - CODE_SIDE - 5, CODE_SIDE + 10, CODE_SIDE + 10, 4, stroke=1, fill=0)
        area = (x, top - CODE_SIDE, x + CODE_SIDE, top)
        with content(self.canv, figure(self.canv, self._text.code_note, area)):
            draw_code(self.canv, self._text.code, x, top - CODE_SIDE, CODE_SIDE)
        note = BidiParagraph(self._text.code_note, replace(self._styles.note, size=8.4))
        height = note.wrap(300, 200)[1]
        left = x - 16 - 300 if self._rtl else x + CODE_SIDE + 16
        note.draw_on(self.canv, left, top - CODE_SIDE / 2 - height / 2)

    def _start(self, wide: float) -> float:
        return PORTRAIT.width - PORTRAIT.margin - wide if self._rtl else PORTRAIT.margin
