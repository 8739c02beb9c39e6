"""The activities of a plan as a poster for a wall, to be read from two metres.

Pages are laid out at half their size and drawn twice as large: then tables, gaps and lines grow with the
letters. The smallest letters of the table are 19 points high on the wall, titles of activities 23.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import date

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.flowables import Flowable

from app.documents.pdf.booklet import Booklet, Heading, HeadingParagraph, Running, draw_chip
from app.documents.pdf.composer import Composer
from app.documents.pdf.marks import Quarters, quarters
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.shapes import PictureBox, put_text
from app.documents.pdf.tables import BidiTable, Cell, CellMaker, Column, Row
from app.documents.pdf.tagging import RUNNING_FOOT, RUNNING_HEAD, ornament
from app.documents.pdf.theme import Sheet, Style, Styles, colour
from app.documents.plan_content import Activity, Objective
from app.documents.poster_content import PosterDocument
from app.drawing.shapes import Line, Picture, Rect, Shape, Text
from app.foundation.progress import Progress, unwatched
from app.words.catalogue import Words

LARGER = 2.0
BAND, GAP = 58.0, 6.0
SHEETS = {
    "A3": Sheet(595.28, 420.94, margin=26, top=BAND + GAP, bottom=34),
    "A2": Sheet(841.89, 595.28, margin=34, top=BAND + GAP, bottom=34),
}
"""Half of each paper, on its side."""
WEIGHTS = (("activity", 37.0), ("who", 28.0), ("when", 22.0), ("status", 13.0))
NUMBER = 164.0
"""Room for the large number of the page and the mark of a training example."""


def render_poster(content: PosterDocument, words: Words, progress: Progress | None = None) -> bytes:
    """Return the poster as a PDF; the same content gives the same bytes. Raises Cancelled."""
    make = Composer(words)
    make.styles = _large(make.styles)
    make.cells = CellMaker(make.styles)
    return _Wall(make, content, progress or unwatched()).make(_story(make, content))


def _large(styles: Styles) -> Styles:
    cell = replace(styles.cell, size=9.5, leading=1.5 if styles.cell.rtl else 1.34)
    return replace(
        styles,
        cell=cell,
        cell_bold=replace(cell, size=11.5, bold=True),
        cell_head=replace(cell, bold=True, role="quiet"),
        cell_quiet=replace(cell, role="quiet"),
    )


def _story(make: Composer, content: PosterDocument) -> list[Flowable]:
    sheet = SHEETS[content.size]
    listed = [one for objective in content.objectives for one in objective.activities]
    span = quarters([day for one in listed for text in (one.start, one.end) if (day := _day(text))])
    total = sum(weight for _, weight in WEIGHTS)
    wide = (sheet.content_width - 33) * dict(WEIGHTS)["when"] / total
    chart = _Chart(make, span, _day(content.today), wide)
    heads = {name: make.cells.head(make.words.say(f"poster.{name}")) for name, _ in WEIGHTS}
    heads["when"] = chart.head()
    columns = [Column(heads[name], weight) for name, weight in WEIGHTS]
    rows = [row for objective in content.objectives for row in _rows(make, objective, chart)]
    if not listed:
        return [BidiParagraph(make.words.say("poster.empty"), make.styles.cell_bold)]
    return [make.table(columns, rows)]


def _rows(make: Composer, objective: Objective, chart: _Chart) -> list[Row]:
    if not objective.activities:
        return []
    heading = Heading(make.line(objective.code, objective.title), 0, f"objective-{objective.code}")
    name = HeadingParagraph(heading, replace(make.styles.cell_bold, size=13, role="accent"))
    return [Row((((name),),), "group"), *(_row(make, one, chart) for one in objective.activities)]


def _row(make: Composer, one: Activity, chart: _Chart) -> Row:
    cells = make.cells
    days = (make.words.date(text, "short") for text in (one.start, one.end) if text)
    when = cells.quiet(" – ".join(days))
    return Row(
        (
            cells.strong(one.title, make.line(one.code, one.where)),
            cells.with_quiet(one.lead or "–", one.government),
            (chart.bar(_day(one.start), _day(one.end), one.status_tone), *when),
            cells.toned(one.status, one.status_tone),
        )
    )


class _Chart:
    """Draws the head and the bars of the column of time, with a mark for today."""

    def __init__(self, make: Composer, span: Quarters, today: date | None, width: float) -> None:
        self._span, self._today, self._width = span, today, width
        self._rtl, self._make = make.rtl, make

    def head(self) -> Cell:
        """Return the years over their quarters."""
        shapes: list[Shape] = []
        for number in range(0, self._span.count, 4):
            x = self._turned(number / self._span.count * self._width)
            year = str((self._span.first + number) // 4)
            shapes.append(Text(x, 9.5, year, 9.5, "quiet", "end" if self._rtl else "start", bold=True))
        title = self._make.words.say("poster.when")
        return (PictureBox(Picture(self._width, 13, tuple(shapes)), self._rtl, title=title),)

    def bar(self, start: date | None, end: date | None, tone: str) -> PictureBox:
        """Return when an activity lasts; a short bar where one of the days is missing."""
        shapes: list[Shape] = [Line(0, 8, self._width, 8, "line", 1)]
        for quarter in range(self._span.count + 1):
            x, reach = self._turned(quarter / self._span.count * self._width), 6 if quarter % 4 == 0 else 3
            shapes.append(Line(x, 8 - reach, x, 8 + reach, "line", 0.8))
        first, last = start or end, end or start
        if first and last:
            ends = sorted(self._turned(self._span.share(day) * self._width) for day in (first, last))
            shapes.append(Rect(ends[0], 4.5, max(ends[1] - ends[0], 7), 7, _role(tone), radius=3.5))
        if self._today:
            x = self._turned(self._span.share(self._today) * self._width)
            shapes.append(Line(x, 0, x, 16, "text", 1.4, (2, 1.6)))
        return PictureBox(Picture(self._width, 18, tuple(shapes)), self._rtl)

    def _turned(self, x: float) -> float:
        return self._width - x if self._rtl else x


def _role(tone: str) -> str:
    return "accent" if tone == "plain" else tone


class _Wall(Booklet):
    """Pages drawn larger than they are laid out, with a band and a large number on each."""

    def __init__(self, make: Composer, content: PosterDocument, progress: Progress) -> None:
        super().__init__(_running(make, content), progress)
        self._wall, self._content, self._words = SHEETS[content.size], content, make
        sheet = self._wall
        frame = Frame(
            sheet.margin, sheet.bottom, sheet.content_width, sheet.content_height,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        size = (sheet.width * LARGER, sheet.height * LARGER)
        self.pageTemplates: list[PageTemplate] = []
        self.addPageTemplates([PageTemplate("wall", [frame], onPage=self._begin_wall, pagesize=size)])

    def afterFlowable(self, flowable: Flowable) -> None:
        listed = flowable.headings if isinstance(flowable, BidiTable) else []
        for one in listed:
            if isinstance(one, HeadingParagraph) and one.heading.key not in self.pages_of:
                super().afterFlowable(one)

    def _begin_wall(self, canvas: Canvas, _doc: BaseDocTemplate) -> None:
        canvas.scale(LARGER, LARGER)
        with ornament(canvas, RUNNING_HEAD) if self.page > 1 else nullcontext():
            self._band(canvas)
        with ornament(canvas, RUNNING_FOOT):
            self._small_print(canvas)

    def _band(self, canvas: Canvas) -> None:
        sheet, rtl = self._wall, self.running.rtl
        bottom = sheet.height - BAND
        canvas.setFillColor(colour("rail"))
        canvas.rect(0, bottom, sheet.width, BAND, stroke=0, fill=1)
        room = sheet.content_width - NUMBER
        left = sheet.margin + (NUMBER if rtl else 0)
        large = Style(size=19, bold=True, role="surface", rtl=rtl)
        beneath = Style(size=10.5, role="rail_text", rtl=rtl)
        told = self._words.line(self._content.area, self._content.counted)
        _fitting(self._content.title, room, large, "H1").draw_on(canvas, left, bottom + 25)
        _fitting(told, room, beneath).draw_on(canvas, left, bottom + 8)
        end = sheet.margin if rtl else sheet.width - sheet.margin
        number = Style(size=36, bold=True, role="surface")
        side = "start" if rtl else "end"
        put_text(canvas, end, bottom + (25 if self.running.training else 17), str(self.page), number, side)
        if self.running.training:
            draw_chip(canvas, end, bottom + 9, self.running.training, self.styles.tiny, side)

    def _small_print(self, canvas: Canvas) -> None:
        sheet, rtl = self._wall, self.running.rtl
        start, end = sheet.margin, sheet.width - sheet.margin
        start, end = (end, start) if rtl else (start, end)
        canvas.setStrokeColor(colour("line"))
        canvas.setLineWidth(0.6)
        canvas.line(sheet.margin, 25, sheet.width - sheet.margin, 25)
        words = self._words.line(self.running.foot, self.running.classification)
        put_text(canvas, start, 13, words, self.styles.tiny, "end" if rtl else "start")
        canvas.saveState()
        canvas.translate(end, 13)
        canvas.doForm(f"page-{self.page}")
        canvas.restoreState()


def _fitting(text: str, room: float, style: Style, role: str = "P") -> BidiParagraph:
    """Return a text on one line, in smaller letters where it is too long for its room."""
    wide = BidiParagraph(text, style).natural_width() or 1.0
    made = BidiParagraph(text, replace(style, size=style.size * min(1.0, room / wide * 0.995)), role)
    made.wrap(room, 100)
    return made


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _running(make: Composer, content: PosterDocument) -> Running:
    name = make.line(content.title, content.area)
    return Running(
        language=content.language,
        rtl=make.rtl,
        title=name,
        author=content.group_name,
        subject=content.title,
        keywords="masar, poster",
        foot=make.line(
            content.group_name, make.words.say("poster.today", day=make.words.date(content.today))
        ),
        classification=content.classification,
        training=make.say("training_mark") if content.training else "",
        draft="",
        code="",
        made_on=content.made_on,
        page_words=lambda page, pages: make.say("page", page=page, pages=pages),
    )
