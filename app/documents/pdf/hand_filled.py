"""Places to write by hand: ruled lines, boxes to tick, ruled tables; mirrored in right-to-left documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from app.documents.pdf.booklet import Heading
from app.documents.pdf.code_mark import draw_code
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.tables import in_cell
from app.documents.pdf.tagging import TableTag, Tag, content, figure, group, head_cell, inside, ornament
from app.documents.pdf.theme import Styles, colour

RULE = 0.5
LINE_GAP = 23.0
PAD = 5.0
TICK, TICK_GAP = 9.0, 16.0
CODE_SIDE = 62.0


class RuledLines(Flowable):
    """Lines to write on."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def getSpaceAfter(self) -> float:
        return 8.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, LINE_GAP * self._count
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        fitting = int(available_height / LINE_GAP)
        if fitting < 1 or fitting >= self._count:
            return []
        return [RuledLines(fitting), RuledLines(self._count - fitting)]

    def draw(self) -> None:
        self.canv.setStrokeColor(colour("quiet"))
        self.canv.setLineWidth(RULE)
        for number in range(self._count):
            y = self.height - (number + 1) * LINE_GAP + 3
            self.canv.line(0, y, self.width, y)


class TickBoxes(Flowable):
    """Boxes to tick with their words, as many in a line as fit."""

    def __init__(self, options: Sequence[str], styles: Styles, rtl: bool) -> None:
        super().__init__()
        style = replace(styles.body, size=9, after=0)
        self._words = [BidiParagraph(text, style, "LBody") for text in options]
        self._rtl = rtl
        self._places: list[tuple[BidiParagraph, float, int]] = []

    def getSpaceAfter(self) -> float:
        return 9.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self._places = available_width, []
        x, line = 0.0, 0
        for words in self._words:
            wide = min(words.natural_width() + 1, available_width - TICK - 6)
            if x and x + TICK + 6 + wide > available_width:
                x, line = 0.0, line + 1
            words.wrap(wide, 40)
            self._places.append((words, x, line))
            x += TICK + 6 + wide + TICK_GAP
        self.height = (line + 1) * 18.0
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setStrokeColor(colour("text"))
        self.canv.setLineWidth(0.8)
        for words, x, line in self._places:
            bottom = self.height - (line + 1) * 18.0 + 3
            left = self.width - x - TICK if self._rtl else x
            self.canv.rect(left, bottom, TICK, TICK, stroke=1, fill=0)
            start = left - 6 - words.width if self._rtl else left + TICK + 6
            with inside(self.canv, group(self.canv, "L")), inside(self.canv, Tag("LI")):
                words.draw_on(self.canv, start, bottom + TICK / 2 - words.height / 2)


class RuledTable(Flowable):
    """A table with all its lines, rows at least `height` high; its head is repeated on every page."""

    def __init__(
        self,
        heads: Sequence[tuple[str, float]],
        rows: Sequence[Sequence[str]],
        height: float,
        styles: Styles,
        rtl: bool,
    ) -> None:
        super().__init__()
        self._heads, self._rows, self._least = tuple(heads), [tuple(row) for row in rows], height
        self._styles, self._rtl = styles, rtl
        self._tag = TableTag()
        self._cells: list[list[BidiParagraph]] = []
        self._heights: list[float] = []

    def getSpaceAfter(self) -> float:
        return 10.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        total = sum(weight for _, weight in self._heads)
        self._widths = [available_width * weight / total for _, weight in self._heads]
        head = [BidiParagraph(text, replace(self._styles.cell_head, size=7.6)) for text, _ in self._heads]
        cell = replace(self._styles.cell, size=8.6)
        self._cells = [head, *([BidiParagraph(text, cell) for text in row] for row in self._rows)]
        self._heights = [
            max(
                18.0 if number == 0 else self._least,
                *(
                    one.wrap(wide - 2 * PAD, 1e6)[1] + 2 * PAD - 2
                    for one, wide in zip(row, self._widths, strict=True)
                ),
            )
            for number, row in enumerate(self._cells)
        ]
        self.height = sum(self._heights)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self.wrap(available_width, available_height)
        room, fitting = available_height - self._heights[0], 0
        for height in self._heights[1:]:
            if room < height:
                break
            room, fitting = room - height, fitting + 1
        if not fitting or fitting == len(self._rows):
            return []
        return [self._part(self._rows[:fitting]), self._part(self._rows[fitting:])]

    def _part(self, rows: Sequence[Sequence[str]]) -> RuledTable:
        part = RuledTable(self._heads, rows, self._least, self._styles, self._rtl)
        part._tag = self._tag
        return part

    def draw(self) -> None:
        canvas: Canvas = self.canv
        canvas.setLineWidth(RULE)
        top = self.height
        for number, (row, height) in enumerate(zip(self._cells, self._heights, strict=True)):
            if self._tag.kids and number == 0:
                with ornament(canvas):
                    self._draw_row(row, top, height, [Tag("TH") for _ in row], filled=True)
            else:
                tags = self._tag.row([Tag("TD") if number else head_cell() for _ in row])
                with inside(canvas, self._tag):
                    self._draw_row(row, top, height, tags, filled=number == 0)
            top -= height

    def _draw_row(
        self, row: Sequence[BidiParagraph], top: float, height: float, tags: Sequence[Tag], *, filled: bool
    ) -> None:
        canvas, start = self.canv, 0.0
        canvas.setStrokeColor(colour("quiet"))
        for cell, wide, tag in zip(row, self._widths, tags, strict=True):
            left = self.width - start - wide if self._rtl else start
            canvas.setFillColor(colour("window"))
            canvas.rect(left, top - height, wide, height, stroke=1, fill=int(filled))
            with in_cell(canvas, (cell,), tag):
                cell.draw_on(canvas, left + PAD, top - PAD + 1 - cell.height)
            start += wide


class FormHead(Flowable):
    """Title and what stands over it, with the square code at the trailing side; the bookmarks name it."""

    def __init__(self, above: str, title: str, code: str, note: str, styles: Styles, rtl: bool) -> None:
        super().__init__()
        self._above = BidiParagraph(above, replace(styles.body, size=9, role="quiet", after=0))
        self._title = BidiParagraph(title, replace(styles.title, size=19, before=0, after=0), "H1")
        self._note = BidiParagraph(note, replace(styles.tiny, size=6.8))
        self._code, self._rtl = code, rtl
        self.heading = Heading(title, 0, f"form-{title}")

    def getSpaceAfter(self) -> float:
        return 10.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        room = available_width - CODE_SIDE - 130
        texts = self._above.wrap(room, 400)[1] + self._title.wrap(room, 400)[1] + 4
        self._note.wrap(100, 200)
        self.height = max(texts, CODE_SIDE if self._code else 0.0)
        return self.width, self.height

    def draw(self) -> None:
        start = self.width - self._title.width if self._rtl else 0.0
        y = self.height - self._above.height
        self._above.draw_on(self.canv, start, y)
        self._title.draw_on(self.canv, start, y - 4 - self._title.height)
        if not self._code:
            return
        left = 0.0 if self._rtl else self.width - CODE_SIDE
        area = (left, self.height - CODE_SIDE, left + CODE_SIDE, self.height)
        with content(self.canv, figure(self.canv, self._note.text or self._title.text, area)):
            draw_code(self.canv, self._code, left, self.height - CODE_SIDE, CODE_SIDE)
        beside = CODE_SIDE + 12 if self._rtl else self.width - CODE_SIDE - 112
        self._note.draw_on(self.canv, beside, self.height - CODE_SIDE / 2 - self._note.height / 2)
